"""What is done in a lesson, from a key to the file, to the next session, to being forgotten."""

from __future__ import annotations

from pathlib import Path

from adamtui.widgets.challenge import Challenge
from adamtui.widgets.hunt import Hunter
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.quiz import Quiz
from tests.screens.courses import Reader, session, written

QUESTION = "```{quiz} half\n:kind: number\n:answer: 0.5\n:hint: one of two\n\nA half?\n```\n\n"
HIDDEN = "```{bug} slip\n:fn: x**2\n:start: 1\n:lr: 0.1\n:slip: m-no-power\n\nWhich line?\n```\n\n"
AHEAD = (
    "```{predict} ahead\n:gradients: 1, 2\n:updates: 1\n:start: 1\n:lr: 0.1\n\nPredict.\n```\n\n"
)
LESSON = f"# One\n\n{QUESTION}{HIDDEN}{AHEAD}[nowhere](99-none.md)\n"


def _parts(it: Reader) -> dict[str, LivePart]:
    return {part.directive.id: part for part in it.screen.query(LivePart)}


async def test_an_answer_is_kept_and_shown_in_the_next_session(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", {"10-one.md": LESSON}), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.press("tab", "1", "enter")
        entry = it.library.record(course / "10-one.md").parts["half"]
        assert (entry.done, entry.answer, entry.tries) == (False, "1", 1)
        await it.press("escape", "0", ".", "5", "enter")
        entry = it.library.record(course / "10-one.md").parts["half"]
        assert (entry.done, entry.answer, entry.tries) == (True, "0.5", 2)
    async with session(course, state) as it:
        await it.loaded()
        await it.until(lambda: "✓ right" in it.text)
        assert "0.5" in it.text


async def test_an_exercise_that_is_only_stepped_is_not_done(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", {"10-one.md": LESSON}), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.press("tab", "tab", "space", "space", "s")
        assert isinstance(it.screen.focused, Hunter)
        assert it.screen.focused.in_use
        await it.press("tab", "escape", "left", "right")
        assert isinstance(_parts(it)["ahead"].widget, Challenge)
        assert not any(
            entry.done for entry in it.library.record(course / "10-one.md").parts.values()
        )


async def test_what_is_forgotten_begins_anew_and_keeps_its_faults(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", {"10-one.md": LESSON}), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.until(lambda: "1 fault" in it.rows[0])
        await it.press(
            "tab", "0", ".", "5", "enter", "escape", "pagedown", "m", "delete", "down", "enter"
        )
        record = it.library.record(course / "10-one.md")
        assert not record.parts
        await it.press("escape")
        await it.until(lambda: it.top == 0 and "✓ right" not in it.text)
        widget = _parts(it)["half"].widget
        assert isinstance(widget, Quiz)
        assert widget.question.writing
        await it.press("end")
        await it.until(lambda: "Faults in this lesson" in it.text)
    async with session(course, state) as it:
        await it.loaded()
        assert "✓ right" not in it.text


async def test_keys_typed_at_once_before_leaving_are_not_lost(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", {"10-one.md": LESSON}), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        it.strike("tab", "1", "enter", "ctrl+c")
        await it.until(lambda: not it.pilot.app.is_running or it.pilot.app._exit)
        entry = it.library.record(course / "10-one.md").parts["half"]
        assert (entry.answer, entry.tries) == ("1", 1)


async def test_keys_typed_at_once_go_to_the_dialogue_they_open(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", {"10-one.md": LESSON}), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        it.strike("slash", *"mxqn")
        await it.until(lambda: "mxqn" in it.text and "Nothing has all of these words" in it.text)
        await it.press("escape")
        assert it.screen.lesson.title == "One"
