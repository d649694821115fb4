"""What a run is judged by, the same for the command line as for the pictures."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.measures import average_regret, distance, judged_by, measures
from adamtui.core.plan import Plan
from adamtui.core.problems import PROBLEMS, problem
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace


@pytest.mark.parametrize(
    ("name", "measure"),
    [("bowl", "loss"), ("reddi", "regret"), ("sparse", "regret"), ("digits", "accuracy")],
)
def test_what_judges(name: str, measure: str) -> None:
    assert judged_by(problem(name)) == measure
    assert measure in measures(problem(name))


def test_gradients_alone_judge_nothing() -> None:
    assert judged_by(replayed(np.ones((2, 1)))) is None


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_measure_is_recorded(name: str) -> None:
    trace = Trace(Plan(problem=name).resolve())
    trace.extend_to(2)
    for measure in measures(trace.run.problem):
        assert len(trace.series(measure, 0, 1, 2)[1]) == 2


def test_the_average_regret() -> None:
    trace = Trace(Plan(problem="reddi").resolve())
    trace.extend_to(7)
    assert average_regret(trace.step(7)) == trace.step(7).regret / 7
    assert average_regret(trace.step(0)) == 0


def test_the_distance_is_to_the_nearest_optimum() -> None:
    where = problem("himmelblau") if "himmelblau" in PROBLEMS else problem("bowl")
    points = np.array(where.optima)
    assert distance(where, points).tolist() == [0.0] * len(points)
    assert distance(where, points[0] + [3e-3, 4e-3]) == pytest.approx(5e-3)
    assert np.isinf(distance(problem("saddle"), np.zeros(2)))
