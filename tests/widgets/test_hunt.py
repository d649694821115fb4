"""The hunt by its keys: stepping both runs, naming a line, hints, and what is handed on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.binding import Binding

from adamtui.course.bug import Bug
from adamtui.course.exercise import spoken
from adamtui.progress.record import Entry
from adamtui.widgets.hunt import Hunter
from adamtui.widgets.hunt_keys import KEYS
from adamtui.widgets.part import Part
from tests.widgets.parts import Shown, shown

HINTS = (spoken("Look at the averages."), spoken("Look at $m$."))


class Heard(Hunter):
    """A hunt that keeps what it has told."""

    def __init__(self, options: Bug) -> None:
        super().__init__(
            options.hunt(), steps=options.steps, hints=HINTS, reason=spoken("Because so.")
        )
        self.answers: list[Part.Answered] = []

    def on_part_answered(self, message: Part.Answered) -> None:
        self.answers.append(message)

    @property
    def told(self) -> list[tuple[str, bool, int, bool]]:
        return [(each.answer, each.right, each.hints, each.shown) for each in self.answers]


@asynccontextmanager
async def hunting(
    options: Bug | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Shown, Heard]]:
    hunter = Heard(options or Bug(slip="m-stored", fn="x**2"))
    async with shown(hunter, size) as it:
        yield it, hunter


def place(it: Shown) -> str:
    return "t = " + it.rows[0].rpartition("t = ")[2]


def test_every_key_says_what_it_does() -> None:
    assert all(binding.description for binding in KEYS if isinstance(binding, Binding))


async def test_the_keys_of_a_stepper_move_in_both_runs() -> None:
    async with hunting() as (it, _):
        for key, expected in (
            ("space", "t = 1 · line theta"),
            ("s", "t = 2 · line t"),
            ("S", "t = 1 · line theta"),
            ("right_square_bracket", "t = 11 · line theta"),
            ("left", "t = 10 · line theta"),
            ("end", "t = 11 · line theta"),
            ("home", "t = 0 · start"),
        ):
            await it.press(key)
            assert place(it) == expected


async def test_the_wrong_line_is_found() -> None:
    async with hunting() as (it, hunter):
        await it.press("space", "s", "s", "s", "enter")
        assert "✓ found: m̂ is stored back into m" in it.text
        assert "m ← β₁·m̂ₜ₋₁ + (1 − β₁)·g" in it.text
        assert "Because so." in it.text
        assert hunter.told == [("m", True, 0, False)]


async def test_before_it_is_found_nothing_on_screen_tells() -> None:
    async with hunting() as (it, _):
        for key in ("space", "space", "s", "s", "s", "w"):
            await it.press(key)
            for word in ("✗", "✓", "stored", "m̂ₜ₋₁", "Because"):
                assert word not in it.text


async def test_a_wrong_guess_is_defended_and_the_second_says_where_to_look() -> None:
    async with hunting() as (it, hunter):
        await it.press("space", "space", "enter")
        assert "✗ θ is right: " in it.text
        assert "further" not in it.text
        await it.press("home", "space", "s", "s", "enter")
        assert "✗ g is right: " in it.text
        assert "Look further down." in " ".join(it.text.split())
        assert hunter.told == [("theta", False, 0, False), ("g", False, 0, False)]


async def test_there_is_no_line_to_name_at_the_start() -> None:
    async with hunting() as (it, hunter):
        assert "line is wrong" not in it.rows[-1]
        await it.press("enter")
        assert hunter.told == []
        await it.press("space")
        assert "line is wrong" in it.rows[-1]


async def test_keys_struck_at_once_name_the_line_that_they_lead_to() -> None:
    async with hunting() as (it, hunter):
        it.strike("space", "s", "s", "s", "enter")
        await it.until("✓ found")
        assert hunter.told == [("m", True, 0, False)]


async def test_working_out_follows_the_line_one_stands_on() -> None:
    async with hunting(Bug(slip="m-uncorrected", fn="x**2")) as (it, _):
        await it.press("space", "w")
        assert "θ ← 1 + (−0.01)" in it.text
        await it.press("S", "S", "S")
        assert "m̂ ← 0.2/(1 − 0.9¹)" in it.text
        await it.press("w")
        assert "m̂ ← 0.2/" not in it.text


async def test_the_other_coordinate_is_offered_where_there_is_one() -> None:
    async with hunting(Bug(slip="sign", problem="bowl")) as (it, _):
        await it.press("space")
        assert "numbers of x" in it.text
        await it.press("y")
        assert "numbers of y" in it.text
    async with hunting() as (it, _):
        assert "coordinate" not in it.rows[-1]


async def test_hints_come_one_by_one_then_the_answer() -> None:
    async with hunting() as (it, hunter):
        await it.press("h")
        assert "Look at the averages." in it.text
        assert "Look at m." not in it.text
        await it.press("h")
        assert "Look at m." in it.text
        assert hunter.told == []
        await it.press("h")
        assert "The slip: m̂ is stored back into m" in it.text
        assert hunter.told == [("", False, 2, True)]
        await it.press("space", "enter", "h")
        assert len(hunter.told) == 1


async def test_hints_seen_are_told_with_the_answer() -> None:
    async with hunting() as (it, hunter):
        await it.press("h", "space", "space", "S", "S", "S", "S", "S", "enter")
        assert hunter.told == [("m", True, 1, False)]


async def test_beginning_anew_forgets_all_of_it() -> None:
    async with hunting() as (it, hunter):
        opened = it.rows
        await it.press("space", "enter", "w", "h", "s", "s", "s", "enter")
        assert "✓ found" in it.text
        await it.press("r")
        assert it.rows[: len(opened) - 1] == [
            row.replace(" t   1 / 100", " t   0 / 100") for row in opened[:-1]
        ]
        await it.press("space", "enter")
        assert "further" not in it.text
        assert hunter.told[-1] == ("theta", False, 0, False)


async def test_it_opens_where_the_lesson_says() -> None:
    async with hunting(Bug(slip="sign", fn="x**2", steps=3)) as (it, _):
        assert place(it) == "t = 3 · line theta"


async def test_what_was_found_is_found_again() -> None:
    async with hunting() as (it, hunter):
        hunter.restore(Entry(done=True, answer="m", tries=3, hints=1))
        await it.press("space")
        assert "✓ found" in it.text
        assert "line is wrong" not in it.rows[-1]
        assert hunter.told == []


async def test_what_was_given_up_is_shown_again() -> None:
    async with hunting() as (it, hunter):
        hunter.restore(Entry(answer="", tries=1, hints=2, shown=True))
        await it.pilot.pause()
        assert "The slip: " in it.text


async def test_hints_and_guesses_are_remembered() -> None:
    async with hunting() as (it, hunter):
        hunter.restore(Entry(answer="v", tries=1, hints=1))
        await it.press("space", "enter")
        assert "Look at the averages." in it.text
        assert "Look further up." in " ".join(it.text.split())


async def test_a_click_stands_on_a_line() -> None:
    async with hunting() as (it, _):
        await it.pilot.click("HunterStage", offset=(5, 4))
        await it.pilot.pause()
        assert place(it) == "t = 1 · line m"


async def test_where_there_is_room_the_loss_of_both_is_drawn() -> None:
    async with hunting(size=(120, 40)) as (it, _):
        await it.press("space", "space")
        assert "loss before each update" in it.text
    async with hunting(size=(60, 20)) as (it, _):
        await it.press("space", "space")
        assert "loss" not in it.text
        assert "● right" in it.text
