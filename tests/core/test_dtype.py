"""A run may be computed in narrower floats; what is recorded are their exact values."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.plan import Plan, PlanError
from adamtui.core.rulebook import RULES, conventions_of
from adamtui.core.trace import Trace


def recorded(dtype: str, **asked: object) -> Trace:
    trace = Trace(Plan(dtype=dtype, **asked).resolve())  # type: ignore[arg-type]
    trace.extend_to(60)
    return trace


@pytest.mark.parametrize(
    ("rule", "convention"), [(rule, c) for rule in RULES for c in conventions_of(rule)]
)
def test_every_value_is_one_of_the_narrow_floats(rule: str, convention: str) -> None:
    trace = recorded("float32", rule=rule, convention=convention, problem="noisy-bowl")
    for t in (1, 2, 60):
        for name, value in trace.step(t).values.items():
            # A step size is one number for all coordinates, and stays double as in the libraries.
            if name not in ("t", "alpha", "mu_t", "mu_next", "mu_product"):
                assert (value == value.astype(np.float32).astype(np.float64)).all(), name


@pytest.mark.parametrize("rule", RULES)
def test_single_precision_follows_double_within_its_rounding(rule: str) -> None:
    wide, narrow = (recorded(dtype, rule=rule) for dtype in ("float64", "float32"))
    for name in wide.lines[1:]:
        a, b = (trace.series(name, 1, 1, 5)[1] for trace in (wide, narrow))
        assert b == pytest.approx(a, rel=1e-4, abs=1e-5), name
    assert (wide.series("theta", 0, 1, 60)[1] != narrow.series("theta", 0, 1, 60)[1]).any()


def test_the_usual_epsilon_is_nothing_in_half_precision() -> None:
    half = recorded("float16", fn="0.0001*x", start=(1.0,))
    assert half.divergence is not None
    assert half.divergence.t == 1
    assert half.divergence.line == "delta"
    assert recorded("float32", fn="0.0001*x", start=(1.0,)).divergence is None


def test_an_unknown_kind_of_float_is_refused_with_the_nearest() -> None:
    with pytest.raises(PlanError, match="did you mean 'float16'"):
        Plan(dtype="float31").resolve()
