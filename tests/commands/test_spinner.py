"""A sign of life while the next item is waited for."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest

from adamtui.commands import spinner
from adamtui.commands.passing_line import PassingLine
from adamtui.commands.spinner import awaited


class Screen(io.StringIO):
    """A terminal as far as a stream tells."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    out = Screen()
    monkeypatch.setenv("TERM", "xterm")
    # Not sys.stderr, which pytest sets anew between a test's preparation and the test.
    monkeypatch.setattr(spinner, "PassingLine", lambda _: PassingLine(out))
    monkeypatch.setattr(spinner, "PATIENCE", 0.01)
    return out


def test_the_line_is_gone_when_an_item_is_there(screen: Screen) -> None:
    def items() -> Iterator[int]:
        end = time.monotonic() + 10
        while "computing" not in screen.getvalue() and time.monotonic() < end:
            time.sleep(0.001)
        yield 1

    for item in awaited("computing", items()):
        assert item == 1
        assert "computing" in screen.getvalue()
        assert screen.getvalue().endswith("\r\x1b[K")


def test_what_goes_wrong_is_handed_on(screen: Screen) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(awaited("computing", items()))
