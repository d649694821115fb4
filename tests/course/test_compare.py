"""The options of {compare}, and what they share with {stepper}."""

from __future__ import annotations

import pytest

from adamtui.core.floats import DTYPES
from adamtui.core.hyper import ADJUSTABLE
from adamtui.core.problems import PROBLEMS, knobs
from adamtui.course.compare import Compare
from adamtui.course.parse import parse
from adamtui.course.running import OF_PROBLEMS, Running
from adamtui.course.stepper import Stepper

FAULTS = [
    (":problem: bowl", "1:5: {compare} needs ':rules:'"),
    (":rules: adam", "2:9: at least 2 rules are compared, not 1"),
    (":rules: adam amsgrd", "2:14: unknown rule 'amsgrd'; did you mean 'amsgrad'?"),
    (":rules: adam beta1 = 0.9 sgd", "2:14: write beta1=0.9, without spaces"),
    (":rules: adam sgd lr= 0.9", "2:18: write lr=0.9, without spaces"),
    (":rules: adam sgd lr =0.9", "2:18: write lr=0.9, without spaces"),
    (":rules: adam lr=0.1; sgd", "2:14: rules are separated by spaces, not by ';'"),
    (":rules: adam; sgd", "2:9: rules are separated by spaces, not by ';'"),
    (":rules: adam sgd seed=3", "2:18: give :seed: for all of them"),
    (":rules: adam sgd C=3", "2:18: give :C: for all of them"),
    (":rules: adam sgd momentum=0.9", "2:18: no rule has momentum; did you mean 'mu'?"),
    (":rules: adam, sgd  beta1=0.9", "2:20: sgd has no beta1; it has lr"),
    (
        ":rules: adam nesterov convention=paper",
        "2:23: nesterov has no paper convention; it has pytorch, optax, keras",
    ),
    (
        ":rules: adam convention=keras sgdw convention=keras",
        "2:36: sgdw has no keras convention; it has pytorch, paper, optax",
    ),
    (
        ":rules: adam nesterov\n:convention: paper",
        "3:2: nesterov has no paper convention",
    ),
    (":rules: adam sgd\n:rho: 0.9", "3:2: none of these rules has rho"),
    (":rules: adam sgd\n:C: 4", "3:2: bowl has no C"),
    (":rules: adam sgd\n:problem: reddi\n:sd: 4", "4:2: reddi has no sd; it has C"),
    (":rules: adam sgd\n:fn: x**2\n:C: 4", "4:2: x**2 has no C"),
    (":rules: adam sgd\n:problem: reddi\n:C: 1", "4:5: C must be"),
    (":rules: adam sgd\n:dtype: float8", "3:9: unknown dtype 'float8'"),
    (":rules: adam sgd\n:start: 1", "3:9: bowl starts from 2 numbers (x, y), not 1"),
    (":rules: adam sgd\n:until: 5\n:steps: 9", "3:9: until is before steps, 9"),
    (":rules: adam sgd\n:until: 100001", "3:9: until must be"),
    (":rules: adam sgd\n:fn: x\n:problem: bowl", "4:2: give either ':fn:' or ':problem:'"),
    (":rules: adam sgd\n:betta2: 1", "3:2: unknown option 'betta2' for {compare}; did you mean"),
    (
        ":rules: amsgrad amsgrad eps=0.1\n:convention: paper",
        "2:9: amsgrad has no eps; it has lr, beta1, beta2",
    ),
]


def faults(options: str) -> list[str]:
    lesson = parse(f"```{{compare}} it\n{options}\n```\n\n# Title\n", "x.md")
    return [str(fault).removeprefix("x.md:") for fault in lesson.faults]


@pytest.mark.parametrize(("options", "message"), FAULTS)
def test_a_fault_is_told_at_its_place(options: str, message: str) -> None:
    told = faults(options)
    assert len(told) == 1
    assert told[0].startswith(message)


@pytest.mark.parametrize(
    "options",
    [
        ":rules: adam amsgrad adam beta2=0.999 convention=keras",
        ":rules: adam sgd\n:beta1: 0.5\n:lr: 0.1\n:steps: 5\n:until: 5",
        ":rules: adam amsgrad\n:problem: reddi-random\n:C: 4\n:seed: 3",
        ":rules: adam_l2 adamw\n:problem: flat-noise\n:sd_x: 0.1\n:sd_y: 10\n:weight_decay: 0.1",
        ":rules: adam adam dtype=float16\n:eps: 1e-8",
    ],
)
def test_what_fits_together_has_no_fault(options: str) -> None:
    assert faults(options) == []


def test_the_plans_are_what_is_asked_for() -> None:
    spec = Compare(
        rules="adam sgd lr=0.3", problem="reddi", C=5.0, lr=0.1, beta1=0.0, seed=7, dtype="float32"
    )
    adam, sgd = spec.plans()
    assert (adam.rule, dict(adam.settings)) == ("adam", {"lr": 0.1, "beta1": 0.0, "C": 5.0})
    assert (sgd.rule, dict(sgd.settings)) == ("sgd", {"lr": 0.3, "C": 5.0})
    assert {(plan.problem, plan.seed, plan.dtype) for plan in (adam, sgd)} == {
        ("reddi", 7, "float32")
    }


def test_every_setting_of_every_rule_and_problem_is_an_option() -> None:
    names = {*ADJUSTABLE, *(knob.name for problem in PROBLEMS for knob in knobs(problem))}
    assert names <= set(Running.__struct_fields__)
    assert set(OF_PROBLEMS) <= names


def test_a_name_means_one_thing_in_all_problems() -> None:
    for problem in PROBLEMS:
        for knob in knobs(problem):
            assert (knob.low, knob.high) == (
                OF_PROBLEMS[knob.name].low,
                OF_PROBLEMS[knob.name].high,
            )


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_stepper_takes_them_too(dtype: str) -> None:
    plan = Stepper(rule="sgd", problem="reddi", C=3.0, dtype=dtype).plan()
    run = plan.resolve()
    assert (run.dtype, run.problem.values["C"]) == (dtype, 3.0)
