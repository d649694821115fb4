"""`adamtui list` and `adamtui open`: lessons by their names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

STEPPER = "```{stepper} walk\n:fn: x**2\n```\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "10-first.md").write_text("# The first\n", "utf-8")
    (tmp_path / "9-zeroth-one.md").write_text(f"# 零 zeroth\n\n{STEPPER}\n## Sub\n", "utf-8")
    (tmp_path / "notes.md").write_text("# No lesson\n", "utf-8")
    return tmp_path


def test_lessons_in_order(run: Run, course: Path) -> None:
    done = run("--lessons", str(course), "list", "--format", "json")
    assert (done.status, done.err) == (0, "")
    zeroth, first = json.loads(done.out)
    assert zeroth == {
        "number": "9",
        "slug": "zeroth-one",
        "title": "零 zeroth",
        "file": str(course / "9-zeroth-one.md"),
        "parts": ["walk"],
        "done": [],
        "faults": 0,
    }
    assert (first["number"], first["slug"], first["parts"]) == ("10", "first", [])


def test_the_table(run: Run, course: Path) -> None:
    assert run("--lessons", str(course), "list").out.splitlines() == [
        "number  slug        title      done",
        "9       zeroth-one  零 zeroth  0 of 1",
        "10      first       The first",
    ]


def test_lessons_with_faults_are_marked_and_unreadable_ones_are_listed(
    run: Run, course: Path
) -> None:
    (course / "20-faulty.md").write_text(STEPPER.replace("fn", "fnn") + "\n{}\n", "utf-8")
    (course / "30-huge.md").write_text("# Huge\n" + "x\n" * 600_000, "utf-8")
    done = run("--lessons", str(course), "list")
    assert done.status == 0
    assert done.err == f"adamtui: {course / '30-huge.md'}: larger than 1000000 bytes\n"
    assert done.out.splitlines() == [
        "number  slug        title      done    faults",
        "9       zeroth-one  零 zeroth  0 of 1",
        "10      first       The first",
        "20      faulty      20-faulty  0 of 1  2",
        "30      huge        Huge               1",
    ]
    told = json.loads(run("--lessons", str(course), "list", "--format", "json").out)
    assert [each["faults"] for each in told] == [0, 0, 2, 1]


def test_the_folder_from_the_environment(
    run: Run, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADAMTUI_LESSONS", str(course))
    assert "zeroth" in run("list").out
    assert run("--lessons", str(tmp_path / "none"), "list").status == 2
    monkeypatch.setenv("ADAMTUI_LESSONS", "")
    assert "zeroth" not in run("list").out


def test_the_lessons_that_come_with_it(run: Run) -> None:
    told = json.loads(run("list", "--format", "json").out)
    assert "layer-1-moving-averages" in [lesson["slug"] for lesson in told]
    assert all(Path(lesson["file"]).is_file() for lesson in told)


def test_a_folder_without_lessons(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Read me\n", "utf-8")
    for folder, says in ((tmp_path, "no lesson in it"), (tmp_path / "none", "no such folder")):
        for command in (["list"], ["open", "10"], []):
            done = run("--lessons", str(folder), *command)
            assert done.status == 2
            assert says in done.fault


@pytest.mark.parametrize(
    "name",
    [
        "9",
        "10",
        "zeroth-one",
        "9-zeroth-one",
        "9-zeroth-one.md",
        "9#walk",
        "zeroth-one#sub",
        "{}/notes.md",
    ],
)
def test_a_lesson_that_is_there_needs_a_terminal(run: Run, course: Path, name: str) -> None:
    done = run("--lessons", str(course), "open", name.format(course))
    assert done.status == 3
    assert "not a terminal" in done.fault


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zeroth", "no lesson 'zeroth'; did you mean 'zeroth-one'?"),
        ("99", "no lesson '99'"),
        ("", "no lesson ''"),
        ("none.md", "none.md: no such Markdown file"),
        ("9#wlak", "no part 'wlak'; did you mean 'walk'?"),
        ("9#xyz", "no part 'xyz'; its live parts are walk"),
        ("10#xyz", "10-first.md: no part 'xyz'"),
    ],
)
def test_a_lesson_that_is_not_there(run: Run, course: Path, name: str, says: str) -> None:
    done = run("--lessons", str(course), "open", name)
    assert done.status == 2
    assert says in done.fault


def test_the_stepper_needs_a_terminal(run: Run) -> None:
    assert run("step").status == 3
    assert run("step", "adam", "--fn", "x**2").status == 3
    assert run().status == 3
