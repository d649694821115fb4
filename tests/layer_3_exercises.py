"""What the exercises of the lesson on AMSGrad say, recomputed.

Each function yields phrases that must stand in the lesson, with the numbers filled in.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.layer_3_parts import LESSON
from tests.lesson_parts import Claims, Section, at, recorded, series


def kept_maximum() -> Claims:
    """A memory that is easy to reckon with."""
    (plan,) = LESSON.plans("largest-v")
    amsgrad, adam = (recorded(replace(plan, rule=rule), 3) for rule in ("amsgrad", "adam"))
    assert LESSON.run("largest-v", 3).run.rule == amsgrad.run.rule
    assert series(amsgrad, "g") == pytest.approx([4, -1, -1])
    largest, *later = series(adam, "v")
    assert series(amsgrad, "v_max") == pytest.approx([largest] * 3)
    yield f"$v$ is {largest:.0f}, then {later[0]:.2f}, then {later[1]:.2f}."
    yield f"Adam goes on with {later[1]:.2f}."


def under_the_root() -> Claims:
    assert LESSON.plans("divides-by") == LESSON.plans("largest-v")
    (plan,) = LESSON.plans("divides-by")
    pytorch = recorded(plan, 3)
    adam = recorded(replace(plan, rule="adam"), 3)
    optax = recorded(replace(plan, convention="optax"), 3)
    v = series(adam, "v")
    yield f"$v$ was {v[0]:.0f}, then {v[1]:.2f}, then {v[2]:.2f}."
    beta2 = float(adam.run.hyper["beta2"])
    first, filled = 1 - beta2, 1 - beta2**3
    yield f"(${beta2}^3$ is {beta2**3:.3f}.)"
    yield f"${v[0]:.0f}/{filled} = {at(pytorch, 3, 'v_hat'):.2f}$."
    assert at(optax, 3, "v_max") == at(optax, 1, "v_max")
    yield f"${v[0]:.0f}/{first} = {at(optax, 3, 'v_max'):.0f}$, from update 1."
    yield f"In Adam it is ${v[2]:.2f}/{filled} = {at(adam, 3, 'v_hat'):.2f}$."


def theorem_reach() -> Claims:
    _, low, *_ = LESSON.runs("settings", LESSON.until("settings"))
    beta1, steep = float(low.run.hyper["beta1"]), low.run.problem.values["C"]
    silent_from = math.sqrt(1 / beta1**2 - 1)
    assert 1 / (1 + silent_from**2) == pytest.approx(beta1**2)
    assert steep < silent_from
    yield (
        rf"For $\beta_1 = {beta1}$, which went the wrong way above, that is"
        f" $C = {silent_from:.2f}$, and {steep:.0f} is less."
    )


EXERCISES: tuple[Section, ...] = (kept_maximum, under_the_root, theorem_reach)
