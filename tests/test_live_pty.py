"""An author at work, on a real terminal: a lesson is edited while the program shows it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
PART = "```{stepper} valley\n:fn: x**2\n:start: 1\n:lr: 0.1\n```\n"
TEXT = f"# The first\n\nA number is 17 here.\n\n{PART}\nThe last words.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "10-first.md").write_text(TEXT)
    (folder / "30-last.md").write_text("# The last\n\nWords.\n")
    return folder


@pytest.fixture
def program(terminal: Callable[..., Terminal], folder: Path) -> Iterator[Terminal]:
    """The course at its first lesson, two updates into its stepper, and followed by now."""
    argv = [sys.executable, "-m", "adamtui", "--lessons", str(folder), "open", "10"]
    program = terminal(argv, size=(90, 50), cwd=ROOT)
    program.wait_for("A number is 17 here")
    followed(program)
    program.send("tab", "space", "space")
    program.wait_for("t = 2 · line theta")
    yield program
    program.send("q")
    assert program.wait_exit() == 0
    assert program.restored() == []


def followed(program: Terminal) -> None:
    """Wait until the thread that follows the files is there."""
    deadline = time.monotonic() + 20
    tasks = Path(f"/proc/{program.process.pid}/task")
    while not any("notify" in (each / "comm").read_text() for each in tasks.iterdir()):
        assert time.monotonic() < deadline
        program.pump(0.05)


def gone(program: Terminal, pattern: str) -> None:
    deadline = time.monotonic() + 20
    while re.search(pattern, program.screen()):
        assert time.monotonic() < deadline, program.screen()
        program.pump(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at threads in /proc")
def test_an_author_at_work(program: Terminal, folder: Path) -> None:
    lesson = folder / "10-first.md"
    lesson.write_text(TEXT.replace("17", "23"))
    program.wait_for("A number is 23 here")
    program.wait_for("t = 2 · line theta")

    lesson.write_text(TEXT.replace(":lr: 0.1", ":lr: fast"))
    program.wait_for(r"10-first.md:8:6: ")
    program.wait_for("1 fault, listed last")
    program.send("space")
    program.wait_for("t = 3 · line theta")

    lesson.write_text(TEXT.replace("here.\n", "here.\n\n```python\nx = 1\n"))
    program.wait_for(r"10-first.md:5:1: the fence '```' is never closed")
    program.wait_for("t = 3 · line theta")

    beside = folder / ".10-first.md.new"
    beside.write_text(TEXT.replace("17", "29"))
    os.replace(beside, lesson)
    program.wait_for("A number is 29 here")
    gone(program, "fault|never closed")
    program.wait_for("t = 3 · line theta")

    shutil.copytree(folder, folder.with_name("copy"))
    shutil.rmtree(folder)
    program.wait_for("10-first.md: no such file; shown as it was")
    program.wait_for("t = 3 · line theta")
    folder.with_name("copy").rename(folder)
    gone(program, "no such file")
    lesson.write_text(TEXT.replace("17", "31"))
    program.wait_for("A number is 31 here")
    program.wait_for("t = 3 · line theta")

    (folder / "20-second.md").write_text(f"# In the middle\n\n{PART}")
    lesson.write_text(TEXT.replace("17", "37"))
    program.wait_for("A number is 37 here")
    # A key right behind it would make it another key.
    program.send("escape")
    program.wait_for("space read on")
    program.send("n")
    program.wait_for("^20 · In the middle")
    program.send("tab", "space")
    program.wait_for("t = 1 · line theta")
