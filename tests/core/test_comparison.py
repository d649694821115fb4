"""Runs stepped together are the runs that each would be alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.comparison import Comparison
from adamtui.core.entrants import comparison_of, parse, plans
from adamtui.core.plan import Plan
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace

NAMES = st.lists(st.sampled_from(sorted(RULES)), min_size=2, max_size=6)


def together(line: str, **base: object) -> Comparison:
    return comparison_of(plans(parse(line), Plan(**base)))  # type: ignore[arg-type]


def bits(trace: Trace, t: int) -> list[bytes]:
    step = trace.step(t)
    return [
        np.float64(step.loss).tobytes(),
        *(np.asarray(v).tobytes() for v in step.values.values()),
    ]


@given(NAMES, st.sampled_from([name for name in PROBLEMS if name != "digits"]), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_each_run_is_bit_for_bit_what_it_is_alone(
    rules: list[str], problem: str, seed: int
) -> None:
    comparison = together(" ".join(rules), problem=problem, seed=seed)
    comparison.extend_to(30)
    for rule, trace in zip(rules, comparison.traces, strict=True):
        alone = Trace(Plan(rule=rule, problem=problem, seed=seed).resolve())
        alone.extend_to(30)
        assert [bits(trace, t) for t in range(31)] == [bits(alone, t) for t in range(31)]


@given(NAMES, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_lines_forward_and_back_meet_the_same_places(rules: list[str], steps: int) -> None:
    comparison = together(" ".join(rules))
    walk, at = comparison.walk, comparison.walk.start
    way = [at]
    for _ in range(steps):
        way.append(at := walk.line_forward(at))
    assert at == way[-1]
    for expected in reversed(way[:-1]):
        at = walk.line_back(at)
        assert at == expected
    for run in range(len(rules)):
        trace = comparison.traces[run]
        assert comparison.place(run, walk.start) == trace.walk.start
        assert comparison.place(run, walk.end(3)) == trace.walk.end(3)


def test_a_line_that_one_computes_later_waits_for_its_turn() -> None:
    comparison = together("amsgrad amsgrad convention=optax")
    lines = comparison.lines
    assert [line for line in lines if comparison.absent(0, line)] == []
    stood = {
        name: comparison.place(1, comparison.walk.end(1)._replace(line=lines.index(name) + 1)).line
        for name in ("v", "v_max", "m_hat", "v_hat")
    }
    optax = comparison.traces[1].lines
    assert [optax[line - 1] for line in stood.values()] == ["v", "v", "m_hat", "v_max"]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("adam sgd", ("Adam", "SGD")),
        ("adam adam beta2=0.9 sgd", ("Adam β₂ 0.999", "Adam β₂ 0.9", "SGD")),
        ("adam adam convention=keras", ("Adam PyTorch ε 1e−8", "Adam Keras ε 1e−7")),
        (
            "amsgrad convention=paper amsgrad convention=optax",
            ("AMSGrad paper", "AMSGrad optax"),
        ),
        ("adam adam correction=none", ("Adam correction both", "Adam correction none")),
        ("adam adam dtype=float16", ("Adam float64", "Adam float16")),
        ("adam adam", ("Adam", "Adam, again")),
        ("adam adam sgd adam", ("Adam", "Adam, again", "SGD", "Adam, again (3)")),
        ("sgdw sgdw convention=paper", ("SGDW PyTorch's AdamW λ 0.01", "SGDW paper λ 1e−5")),
        ("adam sgd convention=keras lion", ("Adam PyTorch", "SGD Keras", "Lion paper")),
        ("adam beta2=0.9 amsgrad", ("Adam β₂ 0.9", "AMSGrad β₂ 0.999")),
        ("adam beta2=0.9 amsgrad beta2=0.9", ("Adam", "AMSGrad")),
        ("adam beta2=0.5 correction=none sgd", ("Adam β₂ 0.5 correction none", "SGD")),
        ("adam adam lr=0.2 sgd", ("Adam η 0.1", "Adam η 0.2", "SGD η 0.05")),
        ("adagrad adam lion", ("AdaGrad", "Adam", "Lion")),
    ],
)
def test_labels_say_what_sets_runs_apart_and_no_more(line: str, labels: tuple[str, ...]) -> None:
    assert together(line).labels == labels


@pytest.mark.parametrize("count", [0, 1, 7])
def test_two_to_six_runs_are_compared(count: int) -> None:
    with pytest.raises(ValueError, match=f"2 to 6 rules can be compared, not {count}"):
        Comparison([Trace(Plan().resolve()) for _ in range(count)])
