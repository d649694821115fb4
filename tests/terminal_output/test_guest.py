"""Another program on the terminal, where something fails that is not its fault."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from adamtui.terminal import guest

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_program_that_cannot_be_waited_for_is_ended_and_the_terminal_taken_back(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    started: list[int] = []
    taken_back: list[int] = []

    def fails(pid: int) -> bool:
        started.append(pid)
        raise OSError(errno.ECHILD, os.strerror(errno.ECHILD))

    monkeypatch.setattr(guest, "_has_stopped", fails)
    monkeypatch.setattr(
        guest, "_take_back", lambda terminal, _settings: taken_back.append(terminal)
    )
    with pytest.raises(ChildProcessError):
        guest.run(SLEEPS)
    assert len(taken_back) == 1
    (pid,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert "\x1b[?1049l" in capfd.readouterr().err
