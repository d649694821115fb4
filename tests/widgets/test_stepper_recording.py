"""A long recording shows how far it is, keeps no key waiting and can be left at any moment."""

from __future__ import annotations

import pytest
from textual.events import Resize
from textual.geometry import Size

from adamtui.widgets.recorder import AT_ONCE
from adamtui.widgets.stepper_stage import StepperStage
from tests.widgets.driven import Driven, driven


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What the learner is told of a recording, in order."""
    told: list[tuple[int, int]] = []
    show = StepperStage.show_progress

    def noted(stage: StepperStage, done: int, wanted: int) -> None:
        told.append((done, wanted))
        show(stage, done, wanted)

    monkeypatch.setattr(StepperStage, "show_progress", noted)
    return told


async def record(it: Driven, t: int = 1_000_000) -> None:
    it.stepper.go_to(t)
    await it.until(lambda: f"of {t:,}  escape stops" in it.rows[-2])


async def test_a_knob_turned_far_on_records_anew_in_slices(reports: list[tuple[int, int]]) -> None:
    async with driven() as it:
        it.stepper.go_to(5000)
        await it.until(lambda: it.place == "t = 5000 · line theta")
        assert "5000 / 5000" in it.rows[22]
        assert len(reports) > 2
        reports.clear()
        await it.press("h", "0", ".", "2", "enter")
        await it.until(lambda: "η 0.2" in it.rows[0] and "5000 / 5000" in it.rows[22])
        assert it.place == "t = 5000 · line theta"
        assert len(reports) > 2
        assert reports == sorted(reports)


async def test_escape_abandons_a_recording_and_stands_on_its_last_update() -> None:
    async with driven() as it:
        await record(it)
        it.strike("escape")
        await it.until(lambda: "recording" not in it.text)
        last = it.stepper.trace.last
        assert AT_ONCE <= last < 1_000_000
        assert it.place == f"t = {last} · line theta"
        await it.press("space")
        assert it.place == f"t = {last + 1} · line theta"


@pytest.mark.parametrize(
    ("key", "place"),
    [("left", "t = 0 · start"), ("space", "t = 1 · line theta"), ("home", "t = 0 · start")],
)
async def test_a_key_during_a_recording_wins(key: str, place: str) -> None:
    async with driven() as it:
        await record(it)
        it.strike(key)
        await it.until(lambda: "recording" not in it.text)
        assert it.place == place


async def test_other_keys_during_a_recording_are_heeded_and_do_not_stop_it() -> None:
    async with driven() as it:
        await record(it)
        it.strike("c", "h")
        await it.until(lambda: "▸ η" in it.text)
        assert it.stepper.check_action("stop", ())
        await it.until(lambda: "recording" in it.text)
        it.strike("escape")
        await it.until(lambda: "recording" not in it.text)


async def test_a_knob_or_a_resize_during_a_recording_does_no_harm() -> None:
    async with driven() as it:
        await it.press("space", "h")
        await record(it)
        size = Size(100, 30)
        it.pilot.app.post_message(Resize(size, size))
        await it.until(lambda: len(it.rows) == 30 and "escape stops" in it.rows[28])
        it.strike("0", ".", "3", "enter")
        await it.until(lambda: "η 0.3" in it.rows[0])
        assert it.place == "t = 1 · line theta"


async def test_a_stepper_that_opens_far_on_shows_its_start_meanwhile() -> None:
    async with driven(steps=1_000_000) as it:
        await it.until(lambda: "recording" in it.text)
        assert it.place == "t = 0 · start"
        it.strike("escape")
        await it.until(lambda: "recording" not in it.text)
        assert it.place == f"t = {it.stepper.trace.last} · line theta"
