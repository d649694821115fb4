"""The command in a record gives the record's numbers, to the bit."""

from __future__ import annotations

import shlex
from dataclasses import replace

import numpy as np
import pytest

from adamtui.core.entrants import comparison_of, parse, plans
from adamtui.core.fork import Fork
from adamtui.core.plan import Plan
from adamtui.core.rulebook import RULES
from adamtui.core.slips import slipped
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import slips_of
from adamtui.export.command_line import repeating
from adamtui.export.recorded import Recorded
from adamtui.export.run_record import csv
from tests.commands.conftest import run_here
from tests.export.records import recorded

PLANS = [
    *(Plan(rule) for rule in RULES),
    Plan(fn="x**2 + 10*y^2", start=(-4, 2.5)),
    Plan(fn="-cos(x) + 0.1*x^2", start=(-1e-5,), settings={"lr": 1e-300, "beta1": 0.0}),
    Plan("adamw", "rosenbrock", settings={"weight_decay": 0.1}, convention="optax"),
    Plan("amsgrad", "reddi", settings={"C": 4, "correction": "v"}, convention="keras"),
    Plan("adam", "noisy-bowl", settings={"sd": 0.1 + 0.2}, seed=2**32 - 1, dtype="float16"),
    Plan("sgd", "digits", seed=3),
    Plan("sgd", fn="x**4", start=(100,), settings={"lr": 10}),
]


def again(each: Recorded) -> str | None:
    return repeating(each.run, each.seed, each.written, each.numbers)


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_running_the_command_gives_the_csv(plan: Plan) -> None:
    trace = Trace(plan.resolve())
    trace.extend_to(6)
    (each,) = recorded(trace, plan.drawn_from)
    command = again(each)
    assert command is not None
    program, *words = shlex.split(command)
    assert program == "adamtui"
    done = run_here(*words)
    assert (done.status, done.err) == (0, "")
    assert done.out == "".join(csv(each))


def test_each_run_of_a_comparison_has_its_own_command() -> None:
    base = Plan(problem="flat-noise", seed=5)
    entrants = parse("adam beta2=0.9 amsgrad convention=keras sgd lr=0.01 dtype=float32")
    comparison = comparison_of(plans(entrants, base))
    comparison.extend_to(4)
    for each in recorded(comparison, base.drawn_from):
        assert run_here(*shlex.split(again(each) or "")[1:]).out == "".join(csv(each))


def test_a_long_run_and_one_of_which_not_every_update_is_kept() -> None:
    trace = Trace(Plan(fn="x**2").resolve(), limit=100_000)
    trace.extend_to(5000)
    (each,) = recorded(trace)
    assert len(each.pieces) > 1 or each.written == 5000
    assert run_here(*shlex.split(again(each) or "")[1:]).out == "".join(csv(each))


def test_there_is_no_command_for_what_none_gives() -> None:
    trace = Trace(Plan("sgd", fn="x**2").resolve())
    trace.extend_to(5)
    fork = Fork(trace, 0, Plan("adam", fn="x**2"))
    fork.extend_to(5)
    own, forked = recorded(fork)
    assert again(own)
    assert again(forked) is None
    run = Plan("adam", fn="x**2").resolve()
    for slip in slips_of(run.rule, run.hyper):
        wrong = Trace(replace(run, rule=slipped(run.rule, slip)))
        wrong.extend_to(1)
        assert again(recorded(wrong)[0]) is None


def test_the_seed_is_part_of_the_run() -> None:
    trace = Trace(Plan(problem="noisy-bowl", seed=4).resolve())
    trace.extend_to(3)
    (each,) = recorded(trace, 5)
    assert again(each) is None


def test_a_start_of_many_numbers_is_left_out_where_it_is_the_problems() -> None:
    trace = Trace(Plan("sgd", "digits").resolve())
    trace.extend_to(1)
    assert "--start" not in (again(recorded(trace, 0)[0]) or "--start")
    moved = np.linspace(0, 1, trace.dimension)
    other = Trace(Plan("sgd", "digits", start=moved.tolist()).resolve())
    other.extend_to(1)
    (each,) = recorded(other, 0)
    assert run_here(*shlex.split(again(each) or "")[1:]).out == "".join(csv(each))
