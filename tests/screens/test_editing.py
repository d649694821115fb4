"""Which program edits a lesson, what it is told, and what the reader is told of it."""

from __future__ import annotations

import errno
import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from adamtui.screens import editing
from adamtui.screens.editing import EditorError, command, edit
from tests.screens.courses import reading

FILE = Path("/x/10-a b; $HOME.md")


@pytest.fixture
def programs(tmp_path: Path) -> Mapping[str, str]:
    """A PATH with a few programs on it."""
    for name in ("vi", "nano", "code", "hx", "subl", "kate", "ed", "own-editor"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    (tmp_path / "data").write_text("no program")
    return {"PATH": str(tmp_path)}


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vi", ["vi", "+7", str(FILE)]),
        ("own-editor -x", ["own-editor", "-x", "+7", str(FILE)]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:7"]),
        ("hx", ["hx", f"{FILE}:7"]),
        ("subl -w", ["subl", "-w", f"{FILE}:7"]),
        ("kate", ["kate", "--line", "7", str(FILE)]),
        ("ed", ["ed", str(FILE)]),
        ("own-editor '{line}' $(x)", ["own-editor", "{line}", "$(x)", "+7", str(FILE)]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    programs: Mapping[str, str], editor: str, words: list[str]
) -> None:
    assert command(FILE, 7, {**programs, "EDITOR": editor, "VISUAL": "nano"}) == words


def test_a_program_by_its_path(programs: Mapping[str, str], tmp_path: Path) -> None:
    program = tmp_path / "my programs" / "hx"
    program.parent.mkdir()
    (tmp_path / "hx").rename(program)
    words = command(FILE, 7, {**programs, "EDITOR": shlex.quote(str(program))})
    assert words == [str(program), f"{FILE}:7"]


def test_without_editor_another_is_found(programs: Mapping[str, str]) -> None:
    assert command(FILE, 1, {**programs, "VISUAL": "code"})[0] == "code"
    for unset in ({}, {"EDITOR": ""}, {"EDITOR": "  "}, {"EDITOR": "''"}):
        assert command(FILE, 1, {**programs, **unset})[0] == "nano"


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"EDITOR": "none -x"}, "EDITOR: no program 'none'"),
        ({"EDITOR": "data"}, "EDITOR: no program 'data'"),
        ({"EDITOR": "'vi"}, "EDITOR: no closing quotation"),
        ({"VISUAL": "x\x1b[2J"}, "VISUAL: no program 'x\ufffd[2J'"),
        ({"PATH": "/nowhere"}, "there is no editor here; set EDITOR to one"),
    ],
)
def test_no_editor(programs: Mapping[str, str], environ: dict[str, str], says: str) -> None:
    with pytest.raises(EditorError) as fault:
        command(FILE, 1, {**programs, **environ})
    assert str(fault.value).startswith(says)


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson of a course, and an editor."""
    monkeypatch.setenv("EDITOR", "/bin/sh -c true")
    path = tmp_path / "10-mine.md"
    path.write_text("# Mine\n", "utf-8")
    return path


def own(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "find", lambda: lesson.parent)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (0, ""),
        (2, "sh ended with status 2"),
        (-9, "sh was ended by SIGKILL"),
        (-99, "sh was ended by signal 99"),
    ],
)
def test_how_it_ended(lesson: Path, status: int, says: str) -> None:
    assert edit(lesson, 1, lambda words: status) == says


def test_a_program_that_does_not_start(lesson: Path) -> None:
    def lend(words: Sequence[str]) -> int:
        raise OSError(errno.ENOEXEC, os.strerror(errno.ENOEXEC))

    assert edit(lesson, 1, lend) == "/bin/sh: Exec format error"


def never(words: Sequence[str]) -> int:
    raise AssertionError(words)


def test_a_file_that_is_gone(lesson: Path) -> None:
    lesson.unlink()
    assert edit(lesson, 1, never) == "10-mine.md: no such file any more"


def test_the_programs_own_lessons(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(lesson, monkeypatch)
    told = edit(lesson, 1, lambda words: 0)
    assert told == "this is the program's own copy; adamtui eject DIR makes one to keep"
    assert edit(lesson, 1, lambda words: 1) == "sh ended with status 1"
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert "adamtui eject DIR makes a copy to edit" in edit(lesson, 1, never)


def test_where_nothing_may_be_edited(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "allowed", lambda: False)
    assert edit(lesson, 1, never) == editing.FORBIDDEN


async def test_no_terminal_to_give_away(lesson: Path) -> None:
    async with reading(lesson.parent, {}) as it:
        await it.press("question_mark", *"jjjjjjjj")
        assert "edit this lesson in your editor" in it.text
        await it.press("escape", "e")
        assert [each.message for each in it.pilot.app._notifications] == [
            f"/bin/sh: {os.strerror(errno.ENOTTY)}"
        ]


async def test_an_e_that_is_typed_is_a_letter(lesson: Path) -> None:
    quiz = "```{quiz} q\n:kind: expr\n:names: x\n:answer: e\n\nSay e.\n```\n"
    async with reading(lesson.parent, {"10-mine.md": f"# Mine\n\n{quiz}"}) as it:
        await it.loaded()
        await it.press("tab", "e")
        assert not it.pilot.app._notifications
