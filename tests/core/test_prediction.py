"""Predictions: what is taken for right, and which mistake is told of what is wrong.

Every wrong number here is computed by hand, from the formulas that are wrong.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from adamtui.core.answers import AnswerError
from adamtui.core.mistakes import mistakes
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.prediction import asked, judge, known, read
from adamtui.core.rulebook import CONVENTIONS, RULES, conventions_of
from adamtui.core.trace import Trace

LR, B1, B2, EPS, DECAY = 0.1, 0.9, 0.99, 0.05, 0.2
SETTINGS = {"lr": LR, "beta1": B1, "beta2": B2, "eps": EPS}


def recorded(plan: Plan, t: int = 4) -> Trace:
    trace = Trace(plan.resolve())
    trace.extend_to(t)
    return trace


def adam() -> Trace:
    return recorded(Plan("adam", fn="x**2", start=(1.5,), settings=SETTINGS))


def adamw() -> Trace:
    settings = {**SETTINGS, "weight_decay": DECAY}
    return recorded(Plan("adamw", fn="x**2", start=(1.5,), settings=settings))


def told(trace: Trace, t: int, line: str, typed: float) -> str:
    """What is said of a wrong number."""
    verdict = judge(trace, t, line, [typed])
    assert not verdict.right, (line, typed)
    return verdict.mistake.sentence if verdict.mistake else ""


def number(trace: Trace, t: int, line: str) -> float:
    return float(np.ravel(trace.step(t).values[line])[0])


# -- what the usual mistakes are told as -------------------------------------------------------


def test_a_forgotten_weight() -> None:
    run = adam()
    m, v, g = number(run, 2, "m"), number(run, 2, "v"), number(run, 3, "g")
    assert told(run, 3, "m", B1 * m + g) == "the factor 1 − β₁ is not there"
    assert told(run, 3, "v", B2 * v + g * g) == "the factor 1 − β₂ is not there"


@pytest.mark.parametrize(
    ("off", "sentence"),
    [(-1, "the correction counts updates from 0"), (1, "the correction counts updates from 2")],
)
def test_t_off_by_one(off: int, sentence: str) -> None:
    run = adam()
    assert told(run, 3, "m_hat", number(run, 3, "m") / (1 - B1 ** (3 + off))) == sentence
    assert told(run, 3, "v_hat", number(run, 3, "v") / (1 - B2 ** (3 + off))) == sentence


def test_epsilon_inside_the_root() -> None:
    run = adam()
    m_hat, v_hat = number(run, 3, "m_hat"), number(run, 3, "v_hat")
    assert told(run, 3, "delta", -LR * m_hat / math.sqrt(v_hat + EPS)) == "ε is inside the root"


def test_no_correction() -> None:
    run = adam()
    m, v = number(run, 3, "m"), number(run, 3, "v")
    assert told(run, 3, "m_hat", m) == "m is not corrected"
    assert told(run, 3, "v_hat", v) == "v is not corrected"
    assert told(run, 3, "delta", -LR * m / (math.sqrt(v) + EPS)) == "there is no bias correction"
    v_hat = number(run, 3, "v_hat")
    assert told(run, 3, "delta", -LR * m / (math.sqrt(v_hat) + EPS)) == "m is not corrected"


def test_correction_twice() -> None:
    run = adam()
    m, v = number(run, 3, "m"), number(run, 3, "v")
    assert told(run, 3, "m_hat", m / (1 - B1**3) ** 2) == "m is corrected twice"
    assert told(run, 3, "v_hat", v / (1 - B2**3) ** 2) == "v is corrected twice"


def test_l2_for_decoupled_and_the_other_way_round() -> None:
    run = adamw()
    theta, g, m = number(run, 2, "theta"), number(run, 3, "g"), number(run, 2, "m")
    coupled = B1 * m + (1 - B1) * (g + DECAY * theta)
    assert told(run, 3, "m", coupled) == "the decay is in the gradient (L2), not decoupled from it"
    settings = {**SETTINGS, "weight_decay": DECAY}
    l2 = recorded(Plan("adam_l2", fn="x**2", start=(1.5,), settings=settings))
    decoupled = B1 * number(l2, 2, "m") + (1 - B1) * number(l2, 3, "g")
    assert told(l2, 3, "m", decoupled) == "the decay is decoupled, not in the gradient (L2)"


def test_signs() -> None:
    run = adam()
    theta, delta = number(run, 2, "theta"), number(run, 3, "delta")
    assert told(run, 3, "delta", -delta) == "the sign of Δ is wrong"
    assert told(run, 3, "g", -number(run, 3, "g")) == "the sign of g is wrong"
    assert told(run, 3, "theta", theta - delta) == "the step is taken uphill: its sign is wrong"


def test_the_numbers_of_the_update_before() -> None:
    run = adam()
    m = number(run, 2, "m")
    assert told(run, 3, "m_hat", m / (1 - B1**3)) == "m̂ is made of the m of the update before"
    for line, sign in {"t": "t", "g": "g", "m": "m", "v": "v", "theta": "θ"}.items():
        before = number(run, 2, line)
        assert told(run, 3, line, before) == f"that is {sign} of the update before"


def test_mistakes_of_the_head() -> None:
    run = adamw()
    theta, delta = number(run, 2, "theta"), number(run, 3, "delta")
    assert told(run, 3, "theta", delta) == "that is the step alone: it is added to where θ is"
    assert told(run, 3, "theta", theta + delta) == "the weights do not decay"
    decay = -LR * DECAY * theta
    assert told(run, 3, "theta_decayed", decay) == "that is the decay alone, not what it leaves"
    assert told(run, 3, "theta_decayed", theta) == "the weights do not decay"
    assert told(run, 3, "g", theta**2) == "that is the function's value, not its slope"


def test_a_point_that_is_not_yet_projected() -> None:
    # Slopes 4, −1, −1 from −0.9: the first step leaves the box.
    run = recorded(Plan("sgd", "reddi", start=(-0.9,), settings={"lr": 0.1}), 1)
    assert judge(run, 1, "theta_raw", [-1.3]).right
    assert judge(run, 1, "theta", [-1.0]).right
    assert told(run, 1, "theta", -1.3) == "that is before the projection"


def test_what_fits_no_mistake_is_only_wrong() -> None:
    verdict = judge(adam(), 3, "m", [1234.5])
    assert not verdict.right
    assert verdict.mistake is None


# -- what is right -----------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES)
def test_every_line_of_every_rule_is_right_as_it_is_and_wrong_otherwise(rule: str) -> None:
    for convention in conventions_of(rule):
        assert convention in CONVENTIONS
        run = recorded(Plan(rule, "bowl", convention=convention), 3)
        for t in (1, 3):
            for line in run.lines:
                values = np.ravel(run.step(t).values[line]).tolist()
                assert judge(run, t, line, values).right, (rule, convention, t, line)
                shown = [float(f"{value:.6g}") for value in values]
                assert judge(run, t, line, shown).right, (rule, convention, t, line)
                assert not judge(run, t, line, [values[0] + 0.5 + abs(values[0])]).right


@pytest.mark.parametrize("rule", RULES)
def test_no_mistake_is_told_twice_and_none_gives_the_right_value(rule: str) -> None:
    run = recorded(Plan(rule, "bowl"), 3)
    for line in run.lines:
        right = np.ravel(run.step(3).values[line])
        found = list(mistakes(run, 3, line))
        assert all(each.values.shape == right.shape for each in found)
        assert not any(np.array_equal(each.values, right) for each in found)
        assert len({each.values.tobytes() for each in found}) == len(found)


def test_half_a_percent_is_near_enough() -> None:
    run = adam()
    m = number(run, 1, "m")
    assert judge(run, 1, "m", [m * 1.004]).right
    assert not judge(run, 1, "m", [m * 1.006]).right


def test_of_a_point_the_step_counts() -> None:
    settings = {"lr": 1e-3}
    run = recorded(Plan("adam", fn="-x", start=(1.0,), settings=settings), 1)
    assert number(run, 1, "theta") == pytest.approx(1.001)
    assert judge(run, 1, "theta", [1.001]).right
    assert not judge(run, 1, "theta", [0.999]).right
    assert not judge(run, 1, "theta", [1.0]).right


def test_a_mistake_that_is_nearer_wins_over_the_tolerance() -> None:
    settings = {**SETTINGS, "eps": 0.0025}
    run = recorded(Plan("adam", fn="x**2", start=(1.5,), settings=settings))
    delta, m_hat, v_hat = (number(run, 3, each) for each in ("delta", "m_hat", "v_hat"))
    without = -LR * m_hat / math.sqrt(v_hat)
    assert abs(without - delta) < 0.005 * abs(delta)
    assert judge(run, 3, "delta", [without]).right
    settings = {**SETTINGS, "eps": 0.02}
    run = recorded(Plan("adam", fn="x**2", start=(1.5,), settings=settings))
    delta, m_hat, v_hat = (number(run, 3, each) for each in ("delta", "m_hat", "v_hat"))
    without = -LR * m_hat / math.sqrt(v_hat)
    between = delta + 0.6 * (without - delta)
    assert abs(without - delta) > 0.005 * abs(delta)
    assert not judge(run, 3, "delta", [between]).right


def test_zero_is_zero() -> None:
    run = recorded(Plan("sgd", fn="x**2 + y**2", start=(0.0, 1.0)), 1)
    assert judge(run, 1, "g", [0.0]).right
    assert not judge(run, 1, "g", [1e-6]).right
    assert judge(run, 1, "theta", [0.0]).right
    # 0.9·0.1 + 0.1·(−0.9), of which floats leave a trace.
    given = Trace(Plan("adam", gradients=(1.0, -0.9)).resolve())
    assert judge(given, 2, "m", [0.0]).right


def test_numbers_that_are_not_finite_are_taken_for_themselves_alone() -> None:
    run = recorded(Plan("sgd", fn="x**4", start=(1e80,), settings={"lr": 1e6}), 3)
    assert not judge(run, 1, "delta", [math.inf]).right
    assert math.isnan(number(run, 3, "theta")) or math.isinf(number(run, 3, "theta"))
    assert judge(run, 3, "theta", [number(run, 3, "theta")]).right
    assert not judge(run, 3, "theta", [0.0]).right


def test_the_second_coordinate_is_looked_at_too() -> None:
    run = recorded(Plan("adam", "bowl"), 1)
    x, y = run.step(1).values["m"].tolist()
    assert judge(run, 1, "m", [x, y]).right
    assert judge(run, 1, "m", [y], coordinate=1).right
    verdict = judge(run, 1, "m", [x, 10 * y])
    assert (verdict.right, verdict.wrong) == (False, 1)
    assert verdict.mistake is not None
    assert verdict.mistake.sentence == "the factor 1 − β₁ is not there"
    assert told(run, 1, "m", y) == "that is m of the other coordinate"


def test_an_update_that_is_not_recorded_yet_is_recorded() -> None:
    run = Trace(Plan("sgd", fn="x**2", start=(1.0,)).resolve())
    assert judge(run, 1, "g", [2.0]).right
    assert run.last == 1


# -- what is typed -----------------------------------------------------------------------------


def test_arithmetic_and_signs_are_read() -> None:
    run = adam()
    at = Position(2, run.lines.index("g") + 1)
    m, g = number(run, 1, "m"), number(run, 2, "g")
    for text in ("beta1*m + (1-beta1)*g", "β₁·m + (1 − β₁)·g", f"0.9*{m!r} + 0.1*{g!r}"):
        assert read(text, run, at) == pytest.approx((B1 * m + (1 - B1) * g,))
    assert read("-lr*3", run, at) == read("−η·3", run, at) == pytest.approx((-0.3,))
    assert read("2*x", run, at) == (2 * number(run, 1, "theta"),)


def test_a_name_means_what_is_on_screen() -> None:
    run = adam()
    lines = run.lines
    for line in ("t", "m", "v_hat", "theta"):
        place = lines.index(line)
        assert known(run, Position(3, place), 0)[line] == number(run, 2, line)
        assert known(run, Position(3, place + 1), 0)[line] == number(run, 3, line)
    assert known(run, run.walk.start, 0).keys().isdisjoint({"g", "m_hat", "delta"})
    assert known(run, run.walk.start, 0)["m"] == 0


def test_signs_that_no_keyboard_has_are_read() -> None:
    run = adamw()
    last = run.walk.end(2)
    for sign, line in {"Δ": "delta", "θ′": "theta_decayed", "m̂": "m_hat", "v̂": "v_hat"}.items():
        assert read(sign, run, last) == (number(run, 2, line),)


def test_both_coordinates_may_be_typed() -> None:
    run = recorded(Plan("adam", "bowl"), 1)
    at = Position(1, run.lines.index("g") + 1)
    assert read("(1-beta1)*g, (1-beta1)*g", run, at) == pytest.approx((-0.8, 4.0))
    assert read("2*x, 20*y", run, at) == (-8.0, 40.0)


@pytest.mark.parametrize(
    ("text", "column"), [("", 1), ("1 +", 4), ("q", 1), ("1, 2 +", 7), ("1,2,3", 1), ("2x", 2)]
)
def test_what_cannot_be_read_says_where(text: str, column: int) -> None:
    run = recorded(Plan("adam", "bowl"), 1)
    with pytest.raises(AnswerError) as caught:
        read(text, run, run.walk.end(1))
    assert caught.value.column == column


def test_gradients_that_are_drawn_or_given_are_not_asked_for() -> None:
    for name in ("flat-noise", "digits", "sparse", "noisy-bowl"):
        problem = Plan(problem=name).resolve().problem
        assert not asked(problem, "g")
        assert not asked(problem, "t")
        assert asked(problem, "m")
    given = Plan(gradients=(1.0, 2.0)).resolve().problem
    assert not asked(given, "g")
    assert asked(Plan(fn="x**2").resolve().problem, "g")
    assert asked(Plan(problem="reddi").resolve().problem, "t")


def test_a_plan_runs_on_given_gradients() -> None:
    run = Plan("sgd", gradients=(1.0, -2.0), start=(3.0,), settings={"lr": 0.5}).resolve()
    trace = Trace(run)
    trace.extend_to(2)
    assert trace.step(2).values["theta"].tolist() == [3.5]
    assert run.problem.names == ("x",)
