"""Keys over the engine's results: what a run and a distribution computed, by name."""

from __future__ import annotations

import math

import pytest

from adamtui.core.moments import FAMILIES
from adamtui.core.plan import Plan, PlanError
from adamtui.core.results import result
from adamtui.core.scanner import ExpressionError
from adamtui.core.trace import Trace

PLAN = Plan(rule="adamw", settings={"lr": 0.1, "weight_decay": 0.01}, start=(-4.0, 2.0))
NORMAL = FAMILIES["normal"].at(mu=2.0, sigma=3.0)


@pytest.fixture(scope="module")
def trace() -> Trace:
    made = Trace(PLAN.resolve())
    made.extend_to(100)
    return made


def test_lines_are_those_of_the_trace(trace: Trace) -> None:
    for line in ("g", "theta_decayed", "m", "v", "m_hat", "v_hat", "delta", "theta"):
        for t in (1, 3, 100):
            value = trace.step(t).values[line]
            assert result(f"{line}({t})", PLAN) == value[0]
            assert result(f"{line}( {t} , 2 )", PLAN) == value[1]
    assert result("loss(7)", PLAN) == trace.step(7).loss
    assert result("theta(0, 2)", PLAN) == 2.0
    assert result("m(0)", PLAN) == 0.0


def test_results_are_computed_with(trace: Trace) -> None:
    theta = [trace.step(t).values["theta"][0] for t in (99, 100)]
    assert result("theta(100) - theta(99)", PLAN) == theta[1] - theta[0]
    assert result("beta1*m(1) + (1-beta1)*g(2)", PLAN) == trace.step(2).values["m"][0]
    assert result("sqrt(v_hat(3)) + eps", PLAN) > 0
    assert result("lr*weight_decay", PLAN) == 0.1 * 0.01
    assert result("1/3") == 1 / 3


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("mhat(3)", 1, "did you mean 'm_hat'?"),
        ("1 + m_hat", 5, "write m_hat(1)"),
        ("m_hat(3", 1, "needs a number"),
        ("m(t)", 1, "write m(3), or m(3, 2)"),
        ("m(1.5)", 1, "write m(3)"),
        ("m(-1)", 1, "write m(3)"),
        ("loss(1, 2)", 1, "write loss(3), after"),
        ("m(1, 3)", 1, "coordinates are 1 to 2"),
        ("m(1, 0)", 1, "coordinates are 1 to 2"),
        ("m_hat(0)", 1, "from 1 to 10,000"),
        ("2*m(10001)", 3, "from 1 to 10,000".replace("1 to", "0 to")),
        ("bta1", 1, "did you mean 'beta1'?"),
        ("m(1)v(1)", 5, "write m(1)*v(1)"),
        ("b(1)", 1, "adamw has no b; momentum has"),
        ("2*v_max(3)", 3, "adamw has no v_max; amsgrad has"),
        ("nosuch(1)", 1, "there is no nosuch(…)"),
        ("mean", 1, "'mean' is a distribution's: it needs ':dist:'"),
        ("1 + variance", 5, "needs ':dist:'"),
        ("moment(2)", 1, "needs ':dist:'"),
        ("mgf(0.1)", 1, "needs ':dist:'"),
        ("m(1000000000)", 1, "from 0 to 10,000, not 1000000000"),
        ("m(1" + "0" * 99 + ")", 1, "not 100000000000…"),
        ("m(1, 1000000000)", 1, "coordinates are 1 to 2"),
        ("0,271", 1, "'0,271' is not a number; write 0.271"),
        ("m(1) + 1,5*2", 8, "write 1.5"),
        ("10%", 1, "write 0.1"),
        ("", 1, "empty"),
        ("m(1" + " " * 300 + ")", 301, "at most 300"),
    ],
)
def test_what_is_not_there_is_said_with_its_column(text: str, column: int, says: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        result(text, PLAN)
    assert caught.value.column == column
    assert says in caught.value.message


def test_a_plan_that_has_no_run_says_so() -> None:
    with pytest.raises(PlanError):
        result("m(1)", Plan(rule="adamm"))


def test_scores_and_one_coordinate() -> None:
    plan = Plan(rule="sgd", fn="x**2", start=(3.0,), settings={"lr": 0.1})
    assert result("g(1)", plan) == 6.0
    with pytest.raises(ExpressionError, match=r"write g\(3\), after"):
        result("g()", plan)


def test_a_distribution_by_name() -> None:
    assert result("mean", None, NORMAL) == 2.0
    assert result("sd**2 - variance", None, NORMAL) == 0.0
    assert result("moment(2)", None, NORMAL) == 13.0
    assert result("moment(2) - mean**2", None, NORMAL) == 9.0
    assert result("mgf(-0.1)", None, NORMAL) == pytest.approx(math.exp(-0.2 + 0.045))
    assert result("mu + sigma", None, NORMAL) == 5.0
    assert result("mean", None, FAMILIES["student-t"].at(nu=2.0)) == 0.0
    assert math.isnan(result("mgf(1)", None, FAMILIES["student-t"].at()))


@pytest.mark.parametrize("text", ["moment(5)", "moment(0)", "moment", "mgf(t)", "momen(2)", "m(1)"])
def test_what_a_distribution_has_not(text: str) -> None:
    with pytest.raises(ExpressionError, match="column 1"):
        result(text, None, NORMAL)
