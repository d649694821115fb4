"""`adamtui list` tells what is done, and fails for nothing that is wrong with the record of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adamtui.progress.journal import Journal
from adamtui.progress.where import state_file

Run = Callable[..., Any]

PARTS = "".join(f"```{{stepper}} {name}\n:fn: x**2\n```\n\n" for name in ("one", "two", "three"))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "10-mine.md").write_text(f"# Mine\n\n{PARTS}", "utf-8")
    (tmp_path / "20-plain.md").write_text("# Plain\n", "utf-8")
    return tmp_path


def done(key: str, *parts: str) -> None:
    journal = Journal(state_file())
    for part in parts:
        journal.used(key, part)
    assert journal.close() == ()


def test_what_is_done(run: Run, course: Path) -> None:
    path = str((course / "10-mine.md").resolve())
    done(path, "three", "removed", "one")
    journal = Journal(state_file())
    journal.answered(path, "two", answer="1", right=False, hints=0, shown=False)
    journal.close()
    mine, plain = json.loads(run("--lessons", str(course), "list", "--format", "json").out)
    assert (mine["done"], plain["done"]) == (["one", "three"], [])
    assert run("--lessons", str(course), "list").out.splitlines() == [
        "number  slug   title  done",
        "10      mine   Mine   2 of 3",
        "20      plain  Plain",
    ]


def test_the_course_of_ours_is_known_by_its_slugs(run: Run) -> None:
    lessons = json.loads(run("list", "--format", "json").out)
    lesson = next(each for each in lessons if each["parts"])
    done(lesson["slug"], *lesson["parts"])
    (after,) = (e for e in json.loads(run("list", "--format", "json").out) if e["done"])
    assert after["slug"] == lesson["slug"]
    assert after["done"] == lesson["parts"]


def test_a_lesson_elsewhere_of_the_same_name_is_another_one(run: Run, course: Path) -> None:
    done("mine", "one")
    assert "0 of 3" in run("--lessons", str(course), "list").out


@pytest.mark.parametrize("text", ["{", '{"version": 9}', '{"version": 1, "lessons": []}'])
def test_a_note_about_the_file_goes_to_the_error_stream(run: Run, course: Path, text: str) -> None:
    state_file().parent.mkdir(parents=True)
    state_file().write_text(text)
    told = run("--lessons", str(course), "list", "--format", "json")
    assert told.status == 0
    assert len(json.loads(told.out)) == 2
    assert told.err.count("\n") == 1
    assert told.err.startswith(f"adamtui: {state_file()}: ")
    assert state_file().read_text() == text
    assert [each.name for each in state_file().parent.iterdir()] == ["progress.json"]


def test_no_error_stream(course: Path) -> None:
    """Whether it is closed or full, the list is what it is."""
    state_file().parent.mkdir(parents=True)
    state_file().write_text("{")
    argv = f"{sys.executable} -m adamtui --lessons '{course}' list"
    for end in ("2>&-", "2>/dev/full"):
        ran = subprocess.run(
            ["sh", "-c", f"{argv} {end}"], capture_output=True, text=True, check=False, timeout=60
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith("number")
        assert "adamtui:" not in ran.stdout
