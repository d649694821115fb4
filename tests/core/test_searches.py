"""What is found beyond the usual slips: the log, settings solved for, and where the search ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from adamtui.core.agreement import Given, compared
from adamtui.core.diagnosis import Outcome, diagnose
from adamtui.core.engine import Run
from adamtui.core.fitted import changing
from adamtui.core.narrowed import product_in_single
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.slips import slipped
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import slips_of
from adamtui.core.wrong_lines import wrong_lines

RTOL = 1e-10
STEPS = 40
START = (1.5, -4.0)
GRADS = replayed(np.random.default_rng(3).normal(0.3, (1.0, 30.0), (STEPS, 2))).at(START)


def given_gradients(rule: str = "adam", **settings: float) -> Run:
    return Plan(rule, settings={"lr": 0.1, **settings}).on(GRADS)


def recorded(run: Run, lines: Sequence[str] = ("theta",), steps: int = STEPS) -> Given:
    trace = Trace(run)
    trace.extend_to(steps)
    cells = tuple((line, i) for line in lines for i in range(trace.dimension))
    values = np.column_stack([trace.series(*cell, 1, steps)[1] for cell in cells])
    return Given(np.arange(1, steps + 1), cells, values, np.ones(values.shape, dtype=bool))


def late(given: Given, row: int) -> Given:
    return replace(given, ts=given.ts[row:], values=given.values[row:], known=given.known[row:])


def with_slip(run: Run, name: str) -> Run:
    slip = next(each for each in slips_of(run.rule, run.hyper) if each.name == name)
    return replace(run, rule=slipped(run.rule, slip))


def searched(run: Run, given: Given, rtol: float = RTOL) -> Outcome:
    first = compared(run, given, rtol).first
    assert first is not None
    return diagnose(run, given, rtol, first)


def told(run: Run, given: Given) -> str:
    slip = searched(run, given).slip
    assert slip is not None
    assert slip.everything
    return slip.suspect.sentence


class TestTheLog:
    @pytest.mark.parametrize("where", ["grads", "bowl"])
    @pytest.mark.parametrize("lines", [["theta"], ["theta", "m", "v"]])
    def test_parameters_logged_before_the_update(self, where: str, lines: list[str]) -> None:
        run = given_gradients() if where == "grads" else Plan(settings={"lr": 0.1}).resolve()
        given = recorded(run, lines)
        given.values[1:, :2] = given.values[:-1, :2].copy()
        given.values[0, :2] = run.problem.start
        assert told(run, given) == "θ is logged before the update"
        assert told(run, late(given, 7)) == "θ is logged before the update"

    def test_the_amount_subtracted(self) -> None:
        run = given_gradients()
        given = recorded(run, ["delta", "theta"])
        given.values[:, :2] *= -1
        assert told(run, given) == "your delta is the amount subtracted, −Δ"


class TestSolvedFor:
    @pytest.mark.parametrize("eps", [1e-5, 3e-6, 0.0123])
    @pytest.mark.parametrize("where", ["grads", "bowl"])
    def test_epsilon(self, eps: float, where: str) -> None:
        run = given_gradients() if where == "grads" else Plan(settings={"lr": 0.1}).resolve()
        other = replace(run, hyper={**run.hyper, "eps": eps})
        assert told(run, recorded(other)).startswith("ε is ")
        slip = searched(run, recorded(other, ["delta"])).slip
        assert slip is not None
        assert slip.suspect.run.hyper["eps"] == eps

    @pytest.mark.parametrize("row", [0, 5])
    @pytest.mark.parametrize("lr", [0.12, 0.0371, 0.333333])
    def test_the_rate_also_where_the_first_rows_are_missing(self, row: int, lr: float) -> None:
        given = late(recorded(given_gradients(lr=lr)), row)
        assert told(given_gradients(), given) == f"η is {lr!r}, not 0.1"

    def test_the_rate_beside_a_slip(self) -> None:
        run = given_gradients()
        given = recorded(with_slip(given_gradients(lr=0.03), "v-weights"), ["theta", "m"])
        assert told(run, given) == "β₂ and 1 − β₂ are exchanged; and η is 0.03, not 0.1"

    @pytest.mark.parametrize("rule", ["adam", "adamw", "sgd", "rmsprop"])
    def test_a_rate_that_changes(self, rule: str) -> None:
        run = given_gradients(rule)
        given = recorded(run)
        halved = recorded(replace(run, hyper={**run.hyper, "lr": 0.05}), ["theta"])
        assert not np.array_equal(halved.values, given.values)
        dropped = _dropping(run, 3)
        assert told(run, dropped) == "η changes with t: ×0.5 at t = 3"

    def test_one_element_cannot_tell_a_rate_that_changes(self) -> None:
        run = Plan("sgd", fn="x**2", start=(1.0,)).resolve()
        assert changing(run, recorded(run)) is None


def _dropping(run: Run, t: int) -> Given:
    """The run whose rate is halved from update t on."""
    before = Trace(run)
    before.extend_to(t - 1)
    after = before.fork(t - 1, replace(run, hyper={**run.hyper, "lr": run.hyper["lr"] / 2}))
    after.extend_to(STEPS)
    given = recorded(run)
    for i in range(2):
        given.values[t - 1 :, i] = after.series("theta", i, t, STEPS)[1]
    return given


def test_the_product_that_torch_keeps_in_single_precision_is_no_mistake() -> None:
    run = given_gradients("nadam")
    kept = replace(run, rule=replace(run.rule, lines=product_in_single(run.rule.lines)))
    slip = searched(run, recorded(kept)).slip
    assert slip is not None
    assert slip.suspect.name == "mu-product-float32"
    assert slip.suspect.sentence.endswith("no mistake of yours")
    assert wrong_lines(run, slip.suspect) == ()


@pytest.mark.parametrize("where", ["grads", "bowl"])
def test_other_gradients_are_not_the_rules(where: str) -> None:
    run = given_gradients() if where == "grads" else Plan().resolve()
    given = recorded(run, ["g", "theta"])
    given.values[:] += 0.25
    slip = searched(run, given).slip
    assert slip is not None
    assert slip.suspect.sentence.startswith("none: the gradients differ at t = 1")
    assert (slip.updates, slip.everything) == (0, False)


class TestWhereItEnds:
    @pytest.mark.parametrize("rows", [1, 2])
    def test_a_slip_that_explains_a_row_or_two_of_many_is_not_told(self, rows: int) -> None:
        run = given_gradients()
        given = recorded(with_slip(run, "eps-in-root"))
        given.values[rows:] += 0.01
        found = searched(run, given)
        assert (found.slip, found.updates, found.looked) == (None, rows, True)

    def test_too_far_to_look(self) -> None:
        run = Plan().resolve()
        given = recorded(run, ["m"], steps=2000)
        given.values[-1] += 1.0
        last = late(given, 1999)
        assert searched(run, last) == (None, 0, False)

    def test_what_explains_a_long_record_is_held_against_all_of_it(self) -> None:
        run = Plan(settings={"lr": 0.1, "eps": 0.1}).resolve()
        given = recorded(with_slip(run, "eps-in-root"), steps=3000)
        slip = searched(run, given).slip
        assert slip is not None
        assert (slip.suspect.name, slip.updates, slip.everything) == ("eps-in-root", 3000, True)
        given.values[2500:] += 1.0
        slip = searched(run, given).slip
        assert slip is not None
        assert (slip.updates, slip.everything) == (2500, False)

    def test_it_tells_how_far_it_is(self) -> None:
        run = given_gradients()
        given = recorded(with_slip(run, "eps-in-root"))
        first = compared(run, given, RTOL).first
        assert first is not None
        told: list[Any] = []
        diagnose(run, given, RTOL, first, lambda *at: told.append(at))
        assert told == [(i, len(told)) for i in range(len(told))]
