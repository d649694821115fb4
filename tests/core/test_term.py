"""One rule, two readings: the recorded expression computes what the engine computed."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adamtui.core.rules import update
from adamtui.core.term import Number, Symbol, Term
from tests.core.every_rule import STEPS, VARIANTS, Variant, recorded


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_line_of_every_rule_computes_the_recorded_bits(variant: Variant) -> None:
    trace = recorded(variant)
    for t in (1, 2, 3, STEPS):
        known = trace.known(t)
        for name, term in ((each.name, each.term) for each in trace.equations):
            value = np.broadcast_to(term.value(known), np.shape(known[name]))
            assert np.asarray(known[name]).tobytes() == value.tobytes(), (t, name)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_lines_end_in_theta_and_begin_with_t_and_g(variant: Variant) -> None:
    lines = recorded(variant).lines
    assert lines[:2] == ("t", "g")
    assert lines[-2:] == ("delta", "theta")
    assert len(set(lines)) == len(lines)


def test_a_term_has_no_truth_value() -> None:
    with pytest.raises(TypeError, match="must not branch"):
        bool(Symbol("m"))
    m: Any = Symbol("m")
    with pytest.raises(TypeError):
        max(m + 1, 0)


@pytest.mark.parametrize(
    "refused", [float, math.sqrt, np.isfinite, np.exp, lambda m: m < 1, np.add.reduce]
)
def test_what_cannot_be_written_down_is_refused(refused: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError):
        refused(Symbol("m"))


def test_a_rule_that_branches_on_a_value_cannot_be_read() -> None:
    def branching(theta: Any, g: Any, t: Any, prev: Any, h: Any) -> Any:
        yield "theta", theta - g if g > 0 else theta

    names = type("Names", (), {"__getattr__": lambda self, name: Symbol(name)})()
    lines = update(branching, lambda theta, t: Symbol("g"), None, Symbol("x"), names, names)
    assert [next(lines)[0], lines.send(Symbol("t"))[0]] == ["t", "g"]
    with pytest.raises(TypeError):
        lines.send(Symbol("g"))


@pytest.mark.parametrize(
    "compute",
    [
        operator.add,
        operator.sub,
        operator.mul,
        operator.truediv,
        operator.pow,
        np.maximum,
        np.minimum,
        lambda a, b: 2 - a,
        lambda a, b: 2 / a,
        lambda a, b: 2 + a * 3,
        lambda a, b: -a,
        lambda a, b: np.sqrt(a) + np.square(b) + np.abs(a) + np.sign(b),
        lambda a, b: np.float64(3.0) * a - np.multiply(a, b),
        lambda a, b: np.power(a, b) + np.negative(b) + np.divide(1, a) + np.subtract(a, b),
    ],
)
def test_operators_and_functions_are_recorded_as_written(
    compute: Callable[[Any, Any], Any],
) -> None:
    a, b = np.array([0.3, 1.7, 2.9]), np.array([1.1, 0.2, 5.0])
    term = compute(Symbol("a"), Symbol("b"))
    assert isinstance(term, Term)
    assert term.value({"a": a, "b": b}).tobytes() == np.asarray(compute(a, b)).tobytes()


def test_parts_come_innermost_first() -> None:
    m, beta = Symbol("m"), Symbol("h.beta1")
    power = beta ** Symbol("t")
    below = Number(1) - power
    assert list((m / below).parts()) == [power, below]
    assert list(m.parts()) == []
