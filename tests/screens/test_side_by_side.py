"""From a stepper to a fork of its run, or to its run beside other rules, and back."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import OptionList

from adamtui.core.fork import Fork
from adamtui.core.plan import Plan
from adamtui.screens.comparison import ComparisonScreen
from adamtui.widgets.comparer import Comparer
from tests.widgets.driven import Driven, driven


async def comparer(it: Driven) -> Comparer:
    """The comparison that has been opened, arrived where it opens."""
    await it.until(lambda: isinstance(it.pilot.app.screen, ComparisonScreen))
    found = it.pilot.app.screen.query_one(Comparer)
    await it.until(lambda: "t = " in it.rows[0] and not found.busy)
    return found


async def typed(it: Driven, key: str, line: str) -> None:
    await it.press(key)
    await it.write(line)
    await it.press("enter")


# -- forks -------------------------------------------------------------------------------------


async def test_a_fork_under_another_library_begins_where_one_stands() -> None:
    async with driven(Plan(problem="bowl"), steps=10) as it:
        before = it.text
        await it.press("F")
        assert "Fork after t = 10: the same gradients under" in it.text
        assert "Adam as in Keras" in it.text
        await it.press("down", "down", "enter")
        shown = await comparer(it)
        assert isinstance(shown.record, Fork)
        assert shown.at == (10, 0)
        assert "no difference so far, to t = 10" in it.text
        await it.press("space")
        assert "part at t = 11, line delta (Δ), x: " in it.text
        await it.press("left", "left")
        assert it.place == "t = 10 · start"
        await it.press("escape")
        assert it.text == before


async def test_within_an_update_it_begins_after_the_one_before() -> None:
    async with driven(Plan(problem="bowl"), steps=10) as it:
        await it.press("s", "s", "s", "F")
        assert "Fork after t = 10" in it.text
        await it.press("enter")
        shown = await comparer(it)
        assert shown.record.first == 10


async def test_a_typed_line_forks_anywhere_that_is_recorded() -> None:
    async with driven(Plan(problem="bowl"), steps=30) as it:
        await typed(it, "F", "beta2=0.9 at=20")
        shown = await comparer(it)
        assert shown.record.first == 20
        assert it.place == "t = 30 · line theta"
        assert "part at t = 21, line v" in it.text


async def test_beyond_the_end_it_begins_at_the_end_and_says_so() -> None:
    async with driven(Plan(problem="bowl"), steps=30) as it:
        await typed(it, "F", "sgd at=99")
        shown = await comparer(it)
        assert shown.record.first == 30
        await it.until(lambda: "t = 99 is not recorded" in it.text)


async def test_a_convention_that_is_not_there_is_pytorchs_and_it_says_so() -> None:
    async with driven(Plan(problem="bowl"), steps=3) as it:
        await typed(it, "F", "nesterov convention=paper")
        shown = await comparer(it)
        assert shown.record.traces[1].run.rule.convention == "pytorch"
        await it.until(lambda: "has no paper convention" in it.text)


@pytest.mark.parametrize(
    ("key", "line", "fault"),
    [
        ("F", "betta2=1", "did you mean 'beta2'?"),
        ("F", "lr=fast", "lr: 'fast' is not a number"),
        ("F", "at=soon", "not 'soon'"),
        ("C", "amsgrd", "did you mean 'amsgrad'?"),
        ("C", "sgd beta1=0.5", "sgd has no beta1"),
        ("C", "sgd sgd sgd sgd sgd sgd", "at most 5 rules"),
    ],
)
async def test_a_slip_is_told_in_the_dialogue_and_changes_nothing(
    key: str, line: str, fault: str
) -> None:
    async with driven(Plan(problem="bowl"), steps=3) as it:
        before = it.text
        await typed(it, key, line)
        assert fault in it.text
        await it.press("escape")
        assert it.text == before


async def test_a_default_that_is_not_taken_is_not_promised() -> None:
    async with driven(Plan("adamw", settings={"weight_decay": 0.01}), (120, 40), 1) as it:
        await it.press("F")
        assert it.text.count("λ stays 0.01.") == 3
    async with driven(Plan("adamw"), (120, 40), 1) as it:
        await it.press("F")
        assert "stays" not in it.text


async def test_whom_a_rule_follows_is_named() -> None:
    async with driven(Plan("sgdw", convention="paper"), steps=1) as it:
        await it.press("F")
        assert "SGDW as in PyTorch's AdamW" in it.text


async def test_further_lines_of_an_item_stand_below_its_sentence() -> None:
    async with driven(Plan(problem="bowl"), steps=1) as it:
        await it.press("F")
        y = next(y for y, row in enumerate(it.rows) if "Adam as in Keras" in row)
        column = it.rows[y].index("Both corrections")
        for row in it.rows[y + 1 : y + 3]:
            assert len(row[:column].strip()) == 0
            assert row[column] != " "


# -- comparisons -------------------------------------------------------------------------------


async def test_what_is_marked_is_compared_up_to_where_one_stands() -> None:
    async with driven(Plan(problem="bowl"), steps=12) as it:
        before = it.text
        await it.press("C")
        assert "Compare Adam with" in it.text
        await it.press("space", "down", "space", "down", "space", "up", "space")
        assert it.text.count("✓") == 2
        await it.press("enter")
        shown = await comparer(it)
        assert shown.record.labels == ("Adam", "SGD", "Nesterov")
        assert it.place == "t = 12 · line theta"
        await it.press("space", "escape")
        assert it.text == before
        await it.press("space")
        assert it.place == "t = 13 · line theta"


async def test_without_a_mark_it_is_the_one_that_one_is_on() -> None:
    async with driven(Plan(problem="bowl")) as it:
        await it.press("C", "down", "enter")
        assert (await comparer(it)).record.labels == ("Adam", "Momentum")


async def test_six_at_most() -> None:
    async with driven(Plan(problem="bowl")) as it:
        await it.press("C", *["space", "down"] * 6)
        assert "at most 5 can be marked" in it.text
        assert it.text.count("✓") == 5


async def test_a_typed_line_has_the_settings_of_each() -> None:
    async with driven(Plan(problem="bowl", settings={"beta1": 0.5}), steps=4) as it:
        await typed(it, "C", "amsgrad adam beta2=0.9")
        found = (await comparer(it)).record
        assert [trace.run.hyper["beta1"] for trace in found.traces] == [0.5, 0.5, 0.5]
        assert [trace.run.hyper["beta2"] for trace in found.traces] == [0.999, 0.999, 0.9]


async def test_a_rule_that_cannot_be_run_is_left_out_and_it_says_so() -> None:
    plan = Plan("amsgrad", problem="bowl", convention="paper")
    async with driven(plan, steps=2) as it:
        await typed(it, "C", "amsgrad eps=0.1 sgd")
        found = (await comparer(it)).record
        assert found.labels == ("AMSGrad", "SGD")
        await it.until(lambda: "left out: amsgrad has no eps" in it.text)


async def test_spaces_typed_fast_are_spaces_and_mark_nothing() -> None:
    async with driven(Plan(problem="bowl"), steps=2) as it:
        await it.press("C")
        it.strike(*("space" if letter == " " else letter for letter in "sgd adagrad lion"))
        await it.until(lambda: "sgd adagrad lion" in it.text)
        assert "✓" not in it.text
        await it.press("enter")
        assert (await comparer(it)).record.labels == ("Adam", "SGD", "AdaGrad", "Lion")


async def test_what_is_pasted_goes_into_the_line() -> None:
    async with driven(Plan(problem="bowl"), steps=2) as it:
        await it.press("C")
        it.pilot.app.post_message(events.Paste("sgd lr=0.1 adagrad\nand more"))
        await it.until(lambda: "sgd lr=0.1 adagrad" in it.text)
        await it.press("space", *"lion", "enter")
        assert len((await comparer(it)).record.traces) == 4


async def test_while_something_is_typed_no_row_is_highlighted() -> None:
    async with driven(Plan(problem="bowl"), steps=2) as it:
        await it.press("C")
        dialogue = it.pilot.app.screen

        def lit() -> bool:
            options = dialogue.query_one(OptionList)
            rows = [options.render_line(y) for y in (0, 1)]
            inks = [{seg.style.bgcolor for seg in row if seg.style} for row in rows]
            return inks[0] != inks[1]

        assert lit()
        await it.press("s")
        assert not lit()
        await it.press("backspace")
        await it.press("tab")
        assert lit()


async def test_two_escapes_in_one_packet_go_back_once() -> None:
    async with driven(Plan(problem="bowl"), steps=2) as it:
        await it.press("C", "enter")
        await comparer(it)
        it.strike("escape", "escape", "space")
        await it.until(lambda: it.place == "t = 3 · line theta")
