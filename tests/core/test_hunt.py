"""The hunt for a slip: which lines are culprits, and that all others are right by their numbers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from adamtui.core.engine import Run
from adamtui.core.hunt import THIS, Hunt, HuntError, slip_named
from adamtui.core.plan import Plan
from adamtui.core.rulebook import RULES, conventions_of, rule_for
from adamtui.core.usual_slips import slips_of

EPS = {"eps": 0.05}
"""Large, so that what is wrong about ε shows."""
RULES_AND_CONVENTIONS = [(name, each) for name in RULES for each in conventions_of(name)]


def run(rule: str, convention: str) -> Run:
    given = EPS if "eps" in rule_for(rule, convention).hyper else {}
    return Plan(rule=rule, convention=convention, settings=given).resolve()


def hunt(slip: str, plan: Plan | None = None) -> Hunt:
    made = (plan or Plan(fn="x**2")).resolve()
    return Hunt(made, slip_named(slip, made.rule, made.hyper))


@lru_cache(maxsize=1)
def hunts() -> list[Hunt]:
    """Every slip of every rule, a few updates on."""
    found = []
    for rule, convention in RULES_AND_CONVENTIONS:
        of = run(rule, convention)
        for slip in slips_of(of.rule, of.hyper):
            made = Hunt(of, slip)
            made.comparison.extend_to(3)
            found.append(made)
    return found


def test_there_is_something_to_find_of_every_slip() -> None:
    for each in hunts():
        assert each.culprits, each.slip.name
        assert any(each.deviates(line, each.shows) for line in each.culprits)
        known = {each.slip.line, *each.slip.then, "theta_raw"}
        assert each.slip.line == "t" or each.culprits <= known


def test_only_culprits_are_judged_to_be_wrong() -> None:
    for each in hunts():
        t = each.shows
        judged = {line for line in each.lines if each.judge(line, t, 0).right}
        assert judged == each.culprits, each.slip.name


def test_every_other_line_is_what_the_right_formula_makes_of_its_own_numbers() -> None:
    for each in hunts():
        for t in (1, 3):
            for line in sorted({*each.lines} - each.culprits):
                worked = [each.worked(line, t, i) for i in range(each.right.dimension)]
                values, computed = ([w.value for w in worked], [w.computed for w in worked])
                np.testing.assert_array_equal(values, computed, f"{each.slip.name} {line} {t}")
                assert not each.deviates(line, t)


@pytest.mark.parametrize("dtype", ["float32", "float16"])
@pytest.mark.parametrize("rule", ["adam", "nadam", "adamw", "adagrad"])
def test_the_same_in_narrow_floats(rule: str, dtype: str) -> None:
    of = Plan(rule=rule, dtype=dtype).resolve()
    for slip in slips_of(of.rule, of.hyper):
        try:
            made = Hunt(of, slip)
        except HuntError:
            continue
        made.comparison.extend_to(5)
        for line in sorted({*made.lines} - made.culprits):
            worked = made.worked(line, 5, 1)
            np.testing.assert_array_equal(worked.value, worked.computed, f"{slip.name} {line}")


def test_projected_parameters_are_a_line_of_their_own() -> None:
    made = hunt("sign", Plan(problem="reddi"))
    assert made.culprits == {"theta_raw"}
    assert not made.judge("theta", 1, 0).right
    assert not made.deviates("theta", 1)


def test_both_lines_of_a_slip_that_takes_two_are_culprits() -> None:
    assert hunt("m-stored-first").culprits == {"m", "m_hat"}


def test_of_a_wrong_t_the_lines_that_use_it_are_culprits() -> None:
    made = hunt("t-early")
    assert made.culprits == {"m_hat", "v_hat"}
    verdict = made.judge("t", 1, 0)
    assert not verdict.right
    assert verdict.sentence == (
        "t is right: 0 + 1 = 1; but a line that uses it does not see this number."
    )


def test_a_slip_that_shows_later_is_said_to_agree_so_far() -> None:
    made = hunt("m-stored")
    assert made.shows == 2
    assert "Up to t = 1 every line agrees so far" in made.judge("v", 1, 0).sentence
    assert "agrees" not in made.judge("v", 2, 0).sentence
    assert made.judge("m", 1, 0).right


def test_a_line_that_is_right_is_defended_by_its_own_numbers() -> None:
    made = hunt("m-uncorrected")
    made.comparison.extend_to(2)
    defended = made.judge("m", 2, 0).sentence
    m, g = (float(made.this.step(t).values[line][0]) for t, line in ((1, "m"), (2, "g")))
    assert defended.startswith(f"m is right: 0.9·{m:.6g} + (1 − 0.9)·{g:.6g} = ")
    assert defended.endswith("made of this one's own m and g.")
    assert made.judge("v_hat", 2, 0).sentence.count("own v") == 1


def test_where_to_look_is_only_said_when_asked_for() -> None:
    made = hunt("m-uncorrected")
    assert "further" not in made.judge("v", 1, 0).sentence
    assert made.judge("v", 1, 0, directed=True).sentence.endswith("Look further down.")
    assert made.judge("delta", 1, 0, directed=True).sentence.endswith("Look further up.")


def test_what_is_worked_out_is_of_the_coordinate_looked_at() -> None:
    made = hunt("m-uncorrected", Plan(problem="bowl", start=(-4.0, 2.0)))
    x, y = (made.worked("g", 1, i) for i in (0, 1))
    assert (x.numbers, y.numbers) == ("∂f/∂x(−4, 2)", "∂f/∂y(−4, 2)")
    assert (x.value, y.value) == tuple(made.this.step(1).values["g"])
    assert hunt("m-uncorrected").worked("g", 1, 0).numbers == "∇f(1)"


def test_the_wrong_line_gives_another_number_than_was_computed() -> None:
    worked = hunt("m-uncorrected").worked("m_hat", 1, 0)
    assert worked.numbers == "0.2/(1 − 0.9¹)"
    assert [worked.value, worked.computed] == pytest.approx([2.0, 0.2])


def test_a_number_that_is_not_finite_is_a_difference() -> None:
    made = hunt("t-late")
    assert made.shows == 1
    assert np.isinf(made.worked("m_hat", 1, 0).computed)


def test_both_ends_are_after_a_hundred_updates() -> None:
    made = hunt("sign")
    right, this = made.outcome()
    assert np.array_equal(right, made.right.step(100).values["theta"])
    assert np.array_equal(this, made.comparison.traces[THIS].step(100).values["theta"])


def test_a_slip_that_makes_no_difference_is_refused() -> None:
    with pytest.raises(HuntError, match="eps-in-root makes no difference in the first 100"):
        hunt("eps-in-root", Plan(problem="rosenbrock"))
    with pytest.raises(HuntError, match="no-decay makes no difference"):
        hunt("no-decay", Plan(rule="adamw", fn="x**2", start=(1.0,), settings={"weight_decay": 0}))


def test_a_slip_that_the_rule_cannot_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(HuntError, match="adam can have no slip 'm-stord'; did you mean 'm-stored'"):
        hunt("m-stord")
    with pytest.raises(HuntError, match="sgd can have no slip"):
        hunt("m-stored", Plan(rule="sgd"))
