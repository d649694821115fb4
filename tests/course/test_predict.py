"""The options of `{predict}`."""

from __future__ import annotations

import pytest

from adamtui.course.directives import convert
from adamtui.course.manuscript import Option, Spot
from adamtui.course.predict import Predict

AT = Spot(1, 4)


def converted(**options: str) -> tuple[Predict | None, list[str]]:
    written = [
        Option(name, value, Spot(line, 2), Spot(line, 10))
        for line, (name, value) in enumerate(options.items(), 2)
    ]
    made, faults = convert("predict", written, AT)
    assert made is None or isinstance(made, Predict)
    return made, [fault.message for fault in faults]


def test_gradients_make_a_run_of_one_parameter() -> None:
    made, faults = converted(rule="adamw", gradients="1, -0.5, 2", start="3", updates="3")
    assert not faults
    assert made is not None
    run = made.plan().resolve()
    assert run.problem.start.tolist() == [3.0]
    assert [run.problem.gradient(run.problem.start, t)[0] for t in (1, 2, 3)] == [1.0, -0.5, 2.0]


def test_without_gradients_it_is_a_stepper() -> None:
    made, faults = converted(fn="x**2", updates="2", steps="1")
    assert not faults
    assert made is not None
    assert made.plan().resolve().problem.title == "x²"


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"gradients": "1, 2"}, "2 are too few for 3 updates"),
        ({"gradients": "1, 2, 3", "steps": "1"}, "3 are too few for 3 updates after 1"),
        ({"gradients": "1, 2, 3", "fn": "x**2"}, "either ':gradients:' or ':fn:', not both"),
        ({"gradients": "1, 2, 3", "start": "1, 2"}, "start from 1 number, not 2"),
        ({"gradients": "1, 2, 3", "C": "4"}, "given gradients have no C"),
        ({"gradients": ", ".join("1" * 1001)}, "at most 1,000 gradients"),
        ({"gradients": "1, x, 3"}, "'x' is not a number"),
        ({"gradients": "1, nan, 3"}, "not finite"),
        ({"gradients": "1, 2, 3", "rule": "sgd", "beta1": "0.9"}, "sgd has no beta1"),
        ({"updates": "0"}, "updates must be"),
        ({"updates": "1001"}, "updates must be"),
        ({"fn": "x**2", "start": "1, 2"}, "starts from 1 number"),
    ],
)
def test_what_does_not_fit_is_told(options: dict[str, str], fault: str) -> None:
    _, faults = converted(**options)
    assert any(fault in each for each in faults), faults
