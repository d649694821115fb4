"""The bar on standard error: for whoever waits at a terminal, and for nobody else."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from adamtui.commands import progress
from adamtui.commands.passing_line import PATIENCE, PAUSE
from adamtui.commands.progress import Progress

WITHOUT_PATIENCE = """
import sys
from adamtui import cli
from adamtui.commands import progress
progress.PATIENCE = 0.0
sys.exit(cli.main(sys.argv[1:]))
"""
DIGITS = ("trace", "adam", "--problem", "digits", "--format", "json", "--steps")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("TERM", "xterm")
    return clock


def run_through(clock: Clock, out: io.StringIO, seconds: float) -> str:
    """What is drawn for a thousand updates that take so long."""
    bar = Progress(1000, out)
    for done in range(10, 1001, 10):
        clock.now += seconds / 100
        bar.at(done)
    bar.end()
    return out.getvalue()


def test_a_long_wait_shows_how_far_it_is(clock: Clock) -> None:
    drawn = run_through(clock, Terminal(), 5.0)
    assert "[###...........................] 110 of 1,000 updates" in drawn
    assert 5 / PAUSE / 2 < drawn.count("of 1,000") < 5 / PAUSE
    assert drawn.endswith("\r\x1b[K")
    assert "\n" not in drawn


def test_a_short_wait_shows_nothing(clock: Clock) -> None:
    assert run_through(clock, Terminal(), PATIENCE * 0.9) == ""


def test_a_pipe_is_told_nothing(clock: Clock) -> None:
    assert run_through(clock, io.StringIO(), 5.0) == ""


def test_a_terminal_that_shows_the_results_is_left_alone(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert run_through(clock, Terminal(), 5.0) == ""


def test_a_dumb_terminal_is_left_alone(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert run_through(clock, Terminal(), 5.0) == ""


def test_a_terminal_that_has_gone_is_no_fault(clock: Clock) -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise OSError(5, "Input/output error")

    assert run_through(clock, Gone(), 5.0) == ""


@pytest.mark.parametrize(
    ("program", "steps", "seen"),
    [(("-m", "adamtui"), "5", False), (("-c", WITHOUT_PATIENCE), "40", True)],
)
def test_results_in_a_file_are_the_same_with_a_terminal_for_errors(
    tmp_path: Path, program: tuple[str, ...], steps: str, seen: bool
) -> None:
    ours, theirs = pty.openpty()
    argv = [sys.executable, *program, *DIGITS, steps]
    with (tmp_path / "seen").open("wb") as file:
        done = subprocess.run(
            argv, stdout=file, stderr=theirs, env=os.environ | {"TERM": "xterm"}, check=False
        )
    os.write(theirs, b"!")
    told = ""
    while not told.endswith("!"):
        told += os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    alone = subprocess.run(argv, capture_output=True, check=True)
    assert (done.returncode, alone.stderr) == (0, b"")
    assert (tmp_path / "seen").read_bytes() == alone.stdout
    if not seen:
        assert told == "!"
    else:
        assert " of 40 updates" in told
        assert told.endswith("\r\x1b[K!")
