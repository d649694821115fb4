"""Another program on our terminal: run in the foreground, waited for, and the terminal taken back.

Nobody else may use the terminal meanwhile. However the program ends, the terminal has afterwards
the settings that it had before, and nothing typed for the program is left to be read.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

_USUAL = (
    "\x1b[0m\x1b(B\x0f"  # plain text of the first character set
    "\x1b[?1l\x1b>\x1b[4l"  # cursor keys, keypad, inserting
    "\x1b[?1000;1002;1003;1005;1006;1015;1016l"  # the mouse
    "\x1b[?2026l"  # frames
)
"""Ends what a program may have left on; harmless where it has not, and leaves the cursor alone."""
_AFTER_A_FALL = "\x1b[<u\x1b[>4m\x1b[0 q\x1b[?1049l\x1b7\x1b[r\x1b8"
"""Also ends what a program that was killed has had no time to: keyboard modes, the cursor's shape,
the other screen, the rows that scroll."""


def run(words: Sequence[str]) -> int:
    """Run a program in the foreground; its exit status, or minus the signal that ended it.

    Raises OSError where it cannot be started, or not be waited for; then it is ended.
    """
    stream = sys.__stdin__
    terminal = 0 if stream is None else stream.fileno()
    settings = _settings(terminal)
    status = None
    with _signals_are_its_own():
        process = subprocess.Popen(words)  # noqa: S603 - the reader's own words
        try:
            status = _waited(process)
        finally:
            if status is None:
                process.kill()
                process.wait()
            _take_back(terminal, settings)
            with suppress(OSError):
                os.write(2, (_USUAL if status == 0 else _USUAL + _AFTER_A_FALL).encode())
    return status


@contextmanager
def _signals_are_its_own() -> Iterator[None]:
    """Leave what is typed to interrupt or to stop a program to that program.

    Handlers, other than signals that are ignored, are not inherited by it.
    """
    kept = {
        signal.SIGINT: signal.signal(signal.SIGINT, _nothing),
        signal.SIGQUIT: signal.signal(signal.SIGQUIT, _nothing),
        signal.SIGTSTP: signal.signal(signal.SIGTSTP, signal.SIG_DFL),
        signal.SIGCONT: signal.signal(signal.SIGCONT, signal.SIG_DFL),
    }
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _nothing(_number: int, _frame: object) -> None:
    """A signal that is for somebody else."""


def _waited(process: subprocess.Popen[bytes]) -> int:
    """Wait for its end; where it stops alone, stop with it, so that the shell has its turn."""
    while _has_stopped(process.pid):
        os.kill(os.getpid(), signal.SIGTSTP)
        process.send_signal(signal.SIGCONT)
    return process.wait()


def _has_stopped(pid: int) -> bool:
    """Wait until a program ends or stops; whether it has stopped, and us not with it."""
    if not hasattr(os, "waitid"):
        return False
    state = os.waitid(os.P_PID, pid, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
    if state is None or state.si_code != os.CLD_STOPPED:
        return False
    # Most stop their whole group. We are then here once all of it goes on.
    return os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT | os.WNOHANG) is not None


def _settings(terminal: int) -> list[Any] | None:
    with suppress(termios.error):
        return termios.tcgetattr(terminal)
    return None


def _take_back(terminal: int, settings: list[Any] | None) -> None:
    """The terminal as it was, and nothing of what was typed."""
    with suppress(OSError, termios.error):
        _leave_a_dead_group(terminal)
        if settings is not None:
            termios.tcsetattr(terminal, termios.TCSANOW, settings)
        termios.tcflush(terminal, termios.TCIFLUSH)


def _leave_a_dead_group(terminal: int) -> None:
    """Come to the foreground where the group of processes that was last there is gone."""
    group = os.tcgetpgrp(terminal)
    if group == os.getpgrp():
        return
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        # Whoever is in the background and changes the terminal is stopped, but for this.
        kept = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        try:
            os.tcsetpgrp(terminal, os.getpgrp())
        finally:
            signal.signal(signal.SIGTTOU, kept)
