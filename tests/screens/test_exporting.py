"""Writing records from a screen: the run in focus, the lesson, the course."""

from __future__ import annotations

import asyncio
import csv
import shlex
from pathlib import Path

import pytest
from textual.app import App

from adamtui.core.entrants import comparison_of, parse, plans
from adamtui.core.plan import Plan
from adamtui.course.parse import load
from adamtui.course_app import CourseApp
from adamtui.export import sheet
from adamtui.progress.record import Entry, LessonRecord
from adamtui.screens import exporting
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.plot import Plot
from adamtui.widgets.stepper import Stepper
from tests.commands.conftest import run_here
from tests.screens.courses import part, reading
from tests.widgets.driven import driven

SOURCE = "```{source} code\n:rule: adam\n:problem: noisy-bowl\n:seed: 9\n```\n\n"
LESSON = {
    "10-one.md": f"# One\n\n{part('first')}{part('second', ':fn: x**2' + chr(10) + ':steps: 20')}"
    f"{SOURCE}```{{plot}} curve\n:fn: x\n:over: 0, 1\n```\n"
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def told(app: App[None]) -> list[str]:
    """The lines that the reader was told."""
    return [each.message for each in app._notifications]


def commands(text: str) -> list[list[str]]:
    lines = (line for line in text.splitlines() if line.startswith("adamtui "))
    return [shlex.split(line)[1:] for line in lines]


async def test_a_run_up_to_the_furthest_update_whatever_one_stands_on(here: Path) -> None:
    async with driven(Plan(problem="noisy-bowl", seed=3)) as it:
        await it.press("right_square_bracket", "home")
        outcome = await exporting.export_run(it.stepper)
    text, sheet_ = outcome.paths
    assert sorted(here.iterdir()) == sorted(outcome.paths)
    assert outcome.line == f"written: {text.name} and 1 CSV file in {here}"
    assert text.name.startswith("adamtui-adam-noisy-bowl-20")
    assert sheet_.name == f"{text.stem}.csv"
    assert [row[0] for row in rows(sheet_)] == ["t", *map(str, range(1, 11))]
    (command,) = commands(text.read_text())
    assert run_here(*command).out == sheet_.read_text()


async def test_the_run_is_the_one_the_knobs_have_made(here: Path) -> None:
    async with driven() as it:
        await it.press("space", "space")
        it.stepper.choose_rule("amsgrad")
        await it.pilot.pause()
        first = await exporting.export_run(it.stepper)
        second = await exporting.export_run(it.stepper)
    assert "AMSGrad as in PyTorch" in first.paths[0].read_text()
    assert len(rows(first.paths[1])) == 3
    assert len({*first.paths, *second.paths}) == 4


async def test_there_is_nothing_to_write_of_a_run_that_has_not_begun(here: Path) -> None:
    async with driven() as it:
        assert await exporting.export_run(it.stepper) == (exporting.NOTHING_YET, ())
    assert list(here.iterdir()) == []


async def test_what_is_recorded_meanwhile_is_left_out() -> None:
    async with driven() as it:
        it.stepper.record.extend_to(10_000)
        writing = asyncio.create_task(exporting.export_run(it.stepper))
        await asyncio.sleep(0)
        it.stepper.record.extend_to(20_000)
        await it.press("space")
        assert it.place == "t = 1 · line theta"
        outcome = await writing
    assert len(rows(outcome.paths[1])) == 10_001


async def test_what_is_to_be_predicted_is_not_given_away() -> None:
    async with driven() as it:
        await it.press("right_square_bracket", "home", "space", "space", "P")
        assert it.stepper.asks
        outcome = await exporting.export_run(it.stepper)
        assert len(rows(outcome.paths[1])) == 3
        it.stepper.left()
        outcome = await exporting.export_run(it.stepper)
        assert len(rows(outcome.paths[1])) == 11


async def test_a_comparison_has_a_file_a_run() -> None:
    base = Plan(problem="noisy-bowl", seed=8)
    comparer = Comparer(comparison_of(plans(parse("adam sgd"), base)), seed=8)
    comparer.record.extend_to(5)
    outcome = await exporting.export_run(comparer)
    text, *sheets = outcome.paths
    assert [path.name.removeprefix(text.stem) for path in sheets] == ["-1-adam.csv", "-2-sgd.csv"]
    assert "and 2 CSV files in" in outcome.line
    for command, path in zip(commands(text.read_text()), sheets, strict=True):
        assert run_here(*command).out == path.read_text()


async def test_a_lesson_with_the_runs_of_this_session(tmp_path: Path) -> None:
    async with reading(tmp_path, LESSON) as it:
        await it.loaded()
        await it.press("tab", "space", "tab", "tab", "space", "space", "escape")
        record = LessonRecord({"first": Entry(done=True)}, None, 0.4)
        outcome = await exporting.export_lesson(it.screen.lesson, record, it.screen.body.live_parts)
    text, *sheets = outcome.paths
    assert [path.name.removeprefix(text.stem) for path in sheets] == ["-first.csv", "-code.csv"]
    assert [len(rows(path)) for path in sheets] == [2, 3]
    written = text.read_text()
    assert "Read to 40%. Live parts used: 1 of 4." in written
    assert "- [x] first (stepper)\n- [ ] second (stepper)" in written
    assert "`-code.csv`" in written


async def test_the_code_of_a_lesson_has_its_seed(tmp_path: Path) -> None:
    async with reading(tmp_path, LESSON) as it:
        await it.loaded()
        await it.press("tab", "tab", "tab", "space")
        assert it.held == "code"
        (code,) = (each for each in it.screen.body.live_parts if each.directive.id == "code")
        assert code.widget is not None
        outcome = await exporting.export_run(code.widget)
    text, sheet_ = outcome.paths
    assert "--seed 9 " in text.read_text()
    assert run_here(*commands(text.read_text())[0]).out == sheet_.read_text()


async def test_the_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "20-x.md"
    path.write_text("# Something\n\nWords.\n")
    outcome = await exporting.export_course([(path, LessonRecord({}, None, 1.0))], load)
    assert "## 20 · Something" in outcome.paths[0].read_text()
    assert outcome.paths[0].name.startswith("adamtui-all-lessons-20")


async def test_a_lesson_that_has_gone_is_told_and_reading_goes_on(
    tmp_path: Path, here: Path
) -> None:
    async with reading(tmp_path, LESSON | {"20-two.md": "# Two\n"}) as it:
        await it.loaded()
        (tmp_path / "20-two.md").unlink()
        app = it.pilot.app
        assert isinstance(app, CourseApp)
        _, write_all = app.places()[-1]
        write_all()
        await it.until(lambda: any("not written" in each for each in told(app)))
        assert any(each.endswith("20-two.md: no such file") for each in told(app))
        await it.press("tab", "space")
        assert it.held == "first"
    assert list(here.iterdir()) == []


async def test_whatever_is_raised_is_told_in_a_line(tmp_path: Path) -> None:
    async def fail() -> exporting.Outcome:
        raise ValueError("odd\x1b[2J\nindeed")

    async with reading(tmp_path, LESSON) as it:
        exporting.write(it.pilot.app, fail())
        await it.until(lambda: told(it.pilot.app) != [])
        (line,) = told(it.pilot.app)
        assert line.startswith("not written: ValueError: odd")
        assert line.isprintable()
        await it.press("tab", "space")
        assert it.held == "first"


async def test_what_has_a_run() -> None:
    assert exporting.has_run(Stepper(Plan()))
    assert not exporting.has_run(None)
    assert not exporting.has_run(Plot.__new__(Plot))


async def test_nothing_is_written_where_that_is_forbidden(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "allowed", lambda: False)
    stepper = Stepper(Plan())
    stepper.record.extend_to(3)
    (tmp_path / "20-x.md").write_text("# X\n")
    lesson = load(tmp_path / "20-x.md")
    for outcome in (
        await exporting.export_run(stepper),
        await exporting.export_lesson(lesson, LessonRecord()),
        await exporting.export_course([], load),
    ):
        assert outcome == (exporting.FORBIDDEN, ())
    assert list(here.iterdir()) == []


async def test_what_goes_wrong_is_one_line(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    stepper = Stepper(Plan())
    stepper.record.extend_to(3)
    monkeypatch.setattr(sheet, "write", full)
    outcome = await exporting.export_run(stepper)
    assert outcome.paths == ()
    assert outcome.line.startswith("not written: ")
    assert outcome.line.endswith(": No space left on device")
    assert list(here.iterdir()) == []


async def test_x_writes_the_run_in_focus_or_the_lesson(tmp_path: Path, here: Path) -> None:
    async with reading(tmp_path, LESSON) as it:
        await it.loaded()
        await it.press("tab", "space", "x")
        await it.until(lambda: len(list(here.iterdir())) == 2)
        await it.press("escape", "x")
        await it.until(lambda: len(list(here.iterdir())) == 4)
    names = sorted(path.name for path in here.iterdir())
    assert all(name.startswith(("adamtui-adam-", "adamtui-one-")) for name in names)
