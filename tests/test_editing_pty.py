"""The key e on a real terminal: the editor has it to itself, and gives back a whole lesson."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screens.courses import paragraphs, part
from tests.terminal import Terminal

Start = Callable[..., Terminal]
Opened = Callable[..., Terminal]

ROOT = Path(__file__).parents[1]
ADAMTUI = [sys.executable, "-m", "adamtui"]
LESSON = f"# A course of mine\n\nThe opening words.\n\n{part('walk')}{paragraphs(40)}"
ALTERNATE, MOUSE, PASTE, FOCUS = 1049, 1003, 2004, 1004

EDITOR = """\
import os, pathlib, signal, sys, time

def fill(text):
    sys.stdout.write("\\x1b[?1049h\\x1b[2J\\x1b[H" + text)
    sys.stdout.flush()

here = pathlib.Path(__file__).parent
file = pathlib.Path(sys.argv[-1])
(here / "told").write_text("\\n".join(sys.argv[1:]))
(here / "pid").write_text(str(os.getpid()))
fill("the editor")
"""
"""What each editor here begins with."""
UNTIL_ENTER = "typed = sys.stdin.readline()\n(here / 'typed').write_text(typed)\n"
LEAVES = "sys.stdout.write('\\x1b[?1049l')\n"


@pytest.fixture
def opened(terminal: Start, tmp_path: Path) -> Opened:
    """A lesson of a course, read with an editor that does what it is given as Python."""

    def start(does: str = UNTIL_ENTER + LEAVES, name: str = "10-mine.md", **env: str) -> Terminal:
        course = tmp_path / "course"
        course.mkdir()
        (course / name).write_text(LESSON, "utf-8")
        (course / "20-other.md").write_text("# Another\n", "utf-8")
        script = tmp_path / "my editor"
        script.write_text(f"#!{sys.executable}\n{EDITOR}{does}", "utf-8")
        script.chmod(0o755)
        program = terminal(
            [*ADAMTUI, "--lessons", str(course)],
            env={"EDITOR": f"'{script}' -n", "PYTHONPATH": str(ROOT), **env},
            cwd=tmp_path,
        )
        program.wait_for("A course of mine")
        program.wait_for("t = 0 · start")
        # What draws charts is imported after the first screen.
        program.wait_for("loss before each update")
        program.settle()
        return program

    return start


def left(program: Terminal) -> None:
    """Quit; nothing of the program or of the editor may stay behind."""
    program.send("q")
    assert program.wait_exit() == 0
    assert program.restored() == []


def came_back(program: Terminal) -> None:
    """The whole lesson is there, with all that a terminal does for the tutorial."""
    program.wait_for("help .* quit")
    program.settle()
    modes = program.emulator.modes
    assert {ALTERNATE, MOUSE, PASTE, FOCUS} <= modes, modes
    assert 25 not in modes
    assert program.emulator._keyboards == 1
    assert "the editor" not in program.screen()
    assert "A course of mine" in program.row(0)


def test_the_editor_gets_the_file_and_the_line_and_comes_back(
    opened: Opened, tmp_path: Path
) -> None:
    lesson = opened(
        UNTIL_ENTER + LEAVES + "file.write_text(file.read_text().replace('mine', 'ours'))\n"
    )
    for _ in range(2):
        lesson.send("space")
        lesson.settle()
    top = lesson.wait_for(r"Paragraph \d+\.")[0]
    lesson.send("e")
    lesson.wait_for("^the editor$")
    file = tmp_path / "course" / "10-mine.md"
    flag, at, path = (tmp_path / "told").read_text().split("\n")
    assert (flag, path) == ("-n", str(file))
    text = LESSON.split("\n")[int(at.removeprefix("+")) - 1 :]
    assert top in text[:3]
    lesson.send("enter")
    lesson.wait_for("A course of ours")
    lesson.wait_for(re.escape(top))
    left(lesson)


def test_what_is_typed_is_the_editors(opened: Opened, tmp_path: Path) -> None:
    lesson = opened()
    before = lesson.screen()
    lesson.send("text:ejjjn")
    lesson.wait_for("^the editor")
    # In one piece: what comes after the editor has ended is for the tutorial.
    lesson.send_bytes(b"jjn q?\rnn")
    came_back(lesson)
    assert (tmp_path / "typed").read_text() == "jjn q?\n"
    assert lesson.screen() == before
    lesson.send("j")
    lesson.settle()
    assert lesson.screen() != before
    left(lesson)


def test_nothing_of_ours_is_written_meanwhile(opened: Opened) -> None:
    lesson = opened()
    lesson.send("tab", "a")
    lesson.wait_for(r"t = [1-9]\d* · line theta")
    lesson.send("e")
    lesson.wait_for("^the editor")
    frames = lesson.emulator.frames
    while lesson.pump(0.5):
        pass
    assert lesson.emulator.frames == frames
    assert lesson.screen().strip() == "the editor"
    lesson.send("enter")
    lesson.wait_for(r"t = \d+ · line theta")
    left(lesson)


def test_the_line_of_the_part_in_use_and_back_to_full_screen(
    opened: Opened, tmp_path: Path
) -> None:
    lesson = opened()
    lesson.send("tab", "enter")
    lesson.wait_for(r"\A▌ Adam")
    lesson.settle()
    before = lesson.screen()
    assert "opening words" not in before
    lesson.send("e")
    lesson.wait_for("^the editor$")
    assert "+5" in (tmp_path / "told").read_text().split("\n")
    lesson.send("enter")
    lesson.wait_for("t = 0")
    lesson.settle()
    assert lesson.screen() == before
    left(lesson)


def test_another_window_size_meanwhile(opened: Opened) -> None:
    lesson = opened()
    lesson.send("e")
    lesson.wait_for("^the editor")
    lesson.resize(60, 20)
    lesson.settle()
    lesson.send("enter")
    came_back(lesson)
    assert lesson.row(-1).rstrip().endswith("quit")
    assert len(lesson.row(0)) == 60 or lesson.row(0).endswith("%")
    left(lesson)


MESS = (
    "import termios, tty\ntty.setraw(0)\n"
    "sys.stdout.write('\\x1b[?1002h\\x1b[?1h\\x1b[?2026h\\x1b[>1u\\x1b[5;9r')\nsys.stdout.flush()\n"
)


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ("sys.exit(3)\n", "my editor ended with status 3"),
        ("os.kill(os.getpid(), signal.SIGKILL)\n", "my editor was ended by SIGKILL"),
    ],
)
def test_an_editor_that_leaves_the_terminal_in_a_mess(opened: Opened, end: str, says: str) -> None:
    lesson = opened(MESS + end)
    lesson.send("e")
    lesson.wait_for(says)
    came_back(lesson)
    left(lesson)


def test_an_editor_that_is_killed(opened: Opened, tmp_path: Path) -> None:
    lesson = opened()
    for _ in range(2):
        lesson.send("e")
        lesson.wait_for("^the editor")
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)
        lesson.wait_for("my editor was ended by SIGTERM")
        came_back(lesson)
    left(lesson)


def test_an_interrupt_is_the_editors(opened: Opened) -> None:
    lesson = opened(
        "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    sys.exit(5)\n",
    )
    lesson.send("e")
    lesson.wait_for("^the editor")
    lesson.settle()
    lesson.send("ctrl+c")
    lesson.wait_for("my editor ended with status 5")
    came_back(lesson)
    left(lesson)


@pytest.mark.parametrize(
    ("editor", "says"),
    [
        ("nowhere-at-all", "EDITOR: no program 'nowhere-at-all'"),
        ("'vi", "EDITOR: no closing quotation"),
        ("/etc/passwd", "EDITOR: no program '/etc/passwd'"),
    ],
)
def test_an_editor_that_cannot_be_started(opened: Opened, editor: str, says: str) -> None:
    lesson = opened(EDITOR=editor)
    lesson.send("e")
    lesson.wait_for(re.escape(says))
    came_back(lesson)
    left(lesson)


STOPS = {
    "with all of its group": "os.kill(0, signal.SIGTSTP)\n",
    "alone": "os.kill(os.getpid(), signal.SIGSTOP)\n",
}


@pytest.mark.parametrize("how", STOPS)
def test_an_editor_that_is_suspended_gives_the_shell_its_turn(
    terminal: Start, opened: Opened, tmp_path: Path, how: str
) -> None:
    opened(STOPS[how] + "fill('again')\n" + UNTIL_ENTER + LEAVES).close()
    command = " ".join([*ADAMTUI, "--lessons", "course"])
    shell = terminal(
        ["bash", "--norc", "--noediting", "-i"],
        env={
            "EDITOR": f"'{tmp_path / 'my editor'}'",
            "PYTHONPATH": str(ROOT),
            "PS1": "prompt> ",
            "HISTFILE": None,
        },
        cwd=tmp_path,
    )
    shell.wait_for("^prompt>")
    shell.send(f"text:{command}", "enter")
    shell.wait_for("t = 0 · start")
    shell.settle()
    shell.send("e")
    shell.wait_for(r"Stopped")
    shell.send("text:echo $((6 * 7))", "enter")
    shell.wait_for("^.*42$")
    shell.send("text:fg", "enter")
    shell.wait_for("^again")
    shell.send("enter")
    came_back(shell)
    shell.send("q")
    shell.wait_for("^prompt>$")
    deadline = time.monotonic() + 10
    while problems := shell.emulator.left_on():
        assert time.monotonic() < deadline, problems
        shell.pump(0.1)


def test_suspending_where_there_is_no_shell_goes_on(opened: Opened) -> None:
    lesson = opened(STOPS["alone"] + "fill('again')\n" + UNTIL_ENTER + LEAVES)
    lesson.send("e")
    lesson.wait_for("^again")
    lesson.send("enter")
    came_back(lesson)
    left(lesson)


def test_an_editor_that_was_in_the_foreground_with_a_group_of_its_own(opened: Opened) -> None:
    takes = (
        "os.setpgid(0, 0)\nsignal.signal(signal.SIGTTOU, signal.SIG_IGN)\n"
        "os.tcsetpgrp(0, os.getpid())\n"
    )
    lesson = opened(takes + UNTIL_ENTER + LEAVES)
    lesson.send("e")
    lesson.wait_for("^the editor")
    lesson.send("enter")
    came_back(lesson)
    left(lesson)
