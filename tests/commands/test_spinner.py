"""A sign of life while the next item is waited for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from threading import Event

import pytest

from adamtui.commands import spinner
from adamtui.commands.spinner import awaited

LONG = 10
"""Seconds after which the line will not come any more."""


class Screen(io.StringIO):
    """A terminal as far as a stream tells."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.drawn.set()
        return written


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(spinner, "PATIENCE", 0.01)
    return Screen()


def test_the_line_is_gone_when_an_item_is_there(screen: Screen) -> None:
    def items() -> Iterator[int]:
        assert screen.drawn.wait(LONG)
        yield 1

    for item in awaited("computing", items(), screen):
        assert item == 1
        assert "computing" in screen.getvalue()
        assert screen.getvalue().endswith("\r\x1b[K")


def test_what_goes_wrong_is_handed_on(screen: Screen) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(awaited("computing", items(), screen))
