"""The list of problems: each is whole, can be replayed, and takes what its knobs allow."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.problems import PROBLEMS, ProblemError, defaults, knobs, parameters, problem
from adamtui.core.surfaces import FAMILIES


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_problem_is_complete(name: str) -> None:
    here = problem(name)
    assert here.name == name
    assert tuple(here.lr) == FAMILIES
    assert here.start.shape == here.gradient(here.start, 1).shape == (len(here.names),)
    assert len(here.view) == (0 if here.surface is None else len(here.names))
    assert here.title
    assert here.tex
    assert here.slopes
    assert PROBLEMS[name].build.__doc__


@pytest.mark.parametrize("name", PROBLEMS)
@pytest.mark.parametrize("t", [1, 2, 3, 1000])
def test_regret_is_counted_against_the_first_optimum(name: str, t: int) -> None:
    here = problem(name)
    assert (here.best is None) == (not here.optima)
    if here.best is not None and here.loss is not None:
        best = here.best(t) if callable(here.best) else here.best
        assert best == here.loss(np.array(here.optima[0], float), t)


@pytest.mark.parametrize("name", [name for name, kind in PROBLEMS.items() if kind.seeded])
def test_what_is_drawn_depends_on_seed_and_update_alone(name: str) -> None:
    ts = [1, 2, 255, 256, 1023, 1024, 100_000]

    def drawn(seed: int, order: list[int]) -> dict[int, list[float]]:
        here = problem(name, seed)
        return {t: here.gradient(here.start, t).tolist() for t in order}

    assert drawn(3, ts) == drawn(3, ts[::-1])
    assert drawn(3, ts) != drawn(4, ts)
    assert {1: drawn(3, ts)[1]} == drawn(3, [1])


def test_problems_that_draw_nothing_are_the_same_for_every_seed() -> None:
    for name in (name for name, kind in PROBLEMS.items() if not kind.seeded):
        here, other = problem(name, 0), problem(name, 1)
        for t in range(1, 7):
            assert here.gradient(here.start, t).tolist() == other.gradient(here.start, t).tolist()


@pytest.mark.parametrize("name", PROBLEMS)
def test_knobs_are_the_factorys_own_parameters(name: str) -> None:
    own = defaults(name)
    assert tuple(own) == parameters(name) == tuple(knob.name for knob in knobs(name))
    assert problem(name).values == own
    for knob in knobs(name):
        low, high = knob.slider
        assert knob.fault(own[knob.name]) is knob.fault(low) is knob.fault(high) is None
        assert low <= own[knob.name] <= high
        for value in (knob.low, knob.high):
            here = problem(name, 0, **{knob.name: value})
            assert here.values == {**own, knob.name: value}
            assert np.isfinite(here.gradient(here.start, 1)).all()


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("noisy-bowl", {"sd": -1.0}, "sd must be from 0 to 1,000,000, not -1"),
        ("flat-noise", {"sd_y": 1e7}, "sd_y must be from 0 to 1,000,000, not 10,000,000"),
        ("reddi", {"C": 2.0}, "C must be from 2.1 to 1,000,000, not 2"),
        ("reddi-random", {"C": -3.0}, "C must be above 0, not -3"),
        ("reddi", {"C": float("nan")}, "C must be a finite number"),
        ("reddi", {"c": 4.0}, "reddi has no parameter 'c'; did you mean 'C'?"),
        ("flat-noise", {"copies": 3}, "flat-noise has no parameter 'copies'; there are sd_x, sd_y"),
    ],
)
def test_values_out_of_bounds_are_refused(name: str, given: dict[str, float], says: str) -> None:
    with pytest.raises(ProblemError) as caught:
        problem(name, 0, **given)
    assert str(caught.value) == says


def test_abs_has_the_same_slope_all_the_way() -> None:
    here = problem("abs")
    assert here.start.tolist() == [50.0]
    assert [here.gradient(np.array([x]), 1)[0] for x in (-50.0, -0.1, 0, 0.1)] == [-1, -1, 0, 1]
    assert set(here.lr.values()) == {0.1}
    assert here.at((-80.0,)).view == ((-80.0, 60.0),)
