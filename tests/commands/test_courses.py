"""Lessons of one's own, by --lessons, ADAMTUI_LESSONS or the path of a file, from anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from adamtui.commands import open as opening
from adamtui.commands.courses import course_of
from adamtui.course.source import find
from adamtui.course_app import CourseApp
from adamtui.screens.lesson import LessonScreen
from tests.commands.conftest import Run

Opened = Callable[..., CourseApp]
OURS = find()


@pytest.fixture
def mine(own_environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course at home, of which one is in the folder above."""
    folder = own_environment / "mine"
    folder.mkdir()
    (folder / "10-one.md").write_text("# One of mine\n", "utf-8")
    (folder / "20-layer-1-moving-averages.md").write_text("# Another of mine\n\n## End\n", "utf-8")
    (folder / "notes.md").write_text("# Notes\n", "utf-8")
    (folder / "glossary.md").write_text("# Words\n\n## mine\n\nNot yours.\n", "utf-8")
    monkeypatch.chdir(own_environment)
    return folder


@pytest.fixture
def opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Run the command line; the tutorial that it opens."""
    apps: list[CourseApp] = []

    def note(app: CourseApp) -> None:
        apps.append(app)

    monkeypatch.setattr(CourseApp, "run", note)
    monkeypatch.setattr(opening, "require_terminal", lambda: None)

    def start(*words: str) -> CourseApp:
        assert run(*words) == (0, "", "")
        return apps.pop()

    return start


def title(app: CourseApp) -> str:
    """The title of the lesson that it opens on."""
    screen = app.get_default_screen()
    assert isinstance(screen, LessonScreen)
    return screen.lesson.title


@pytest.mark.parametrize("name", ["mine", "mine/", "./mine", "{}", "~/mine", "mine/../mine"])
@pytest.mark.parametrize("by", ["option", "one word", "environment"])
def test_a_folder_is_found_however_it_is_written(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, name: str, by: str
) -> None:
    name = name.format(mine)
    words = {"option": ["--lessons", name], "one word": [f"--lessons={name}"]}.get(by, [])
    if by == "environment":
        monkeypatch.setenv("ADAMTUI_LESSONS", name)
    done = run(*words, "list", "--format", "json")
    assert [each["title"] for each in json.loads(done.out)] == ["One of mine", "Another of mine"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none", "none: no such folder of lessons"),
        ("mine/notes.md", "mine/notes.md: a file, no folder of lessons"),
        ("empty", "empty: no lesson in it"),
        ("~nobody-at-all/x", "~nobody-at-all/x: no such folder of lessons"),
    ],
)
def test_a_folder_that_is_none(run: Run, mine: Path, name: str, says: str) -> None:
    (mine.parent / "empty").mkdir()
    for command in ([], ["list"], ["open", "10"], ["read", "10"]):
        done = run("--lessons", name, *command)
        assert done.status == 2
        assert says in done.fault


def test_a_file_belongs_to_the_lessons_it_is_among(opened: Opened, mine: Path) -> None:
    app = opened("open", "mine/10-one.md")
    assert title(app) == "One of mine"
    assert [file.title for file in app.library.files] == ["One of mine", "Another of mine"]
    assert app.library.glossary.path == mine / "glossary.md"
    after = app.library.beside((mine / "10-one.md").resolve(), 1)
    assert after is not None
    assert after.title == "Another of mine"


def test_a_file_that_is_here_is_not_one_of_ours(
    opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    assert title(opened("open", "20-layer-1-moving-averages.md")) == "Another of mine"
    assert title(opened("open", "./20-layer-1-moving-averages.md#end")) == "Another of mine"
    assert title(opened("open", "20")) == "Layer 1: Moving averages, and Adam"


def test_a_course_that_is_named_has_the_first_say(
    opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    name = "20-layer-1-moving-averages.md"
    assert title(opened("--lessons", str(OURS), "open", name)).startswith("Layer 1")
    app = opened("--lessons", str(OURS), "open", "10-one.md")
    assert (title(app), app.library.folder) == ("One of mine", mine)


def test_a_file_that_is_no_lesson_is_opened_all_the_same(opened: Opened, mine: Path) -> None:
    app = opened("open", "mine/notes.md")
    assert (title(app), app.library.folder) == ("Notes", OURS)
    app = opened("--lessons", "mine", "open", "~/mine/notes.md")
    assert (title(app), app.library.folder) == ("Notes", Path("mine"))


def test_a_part_of_a_file(run: Run, mine: Path) -> None:
    done = run("open", "mine/20-layer-1-moving-averages.md#edn")
    assert done.status == 2
    assert "no part 'edn'; did you mean 'end'?" in done.fault


def test_what_is_no_file_is_looked_for_in_the_course(mine: Path) -> None:
    assert course_of(None, "20#x") == (OURS, "20#x")
    assert course_of(mine, "none.md") == (mine, "none.md")
