"""Every number in the lesson on the implementation is recomputed, measured or cited."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from adamtui.commands.against import RTOL
from adamtui.core.entrants import changed
from adamtui.core.kernels import BLOCK, KERNELS, streamed
from adamtui.core.notation import NOTATIONS
from adamtui.core.plan import Plan
from adamtui.core.rulebook import rule_for
from adamtui.core.slips import slipped
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import slips_of
from adamtui.timing.kernels import SIZES
from tests.implementation_parts import (
    LESSON,
    gradients,
    hunt_for,
    passes,
    shows,
    updated,
)
from tests.lesson_parts import Claims, Section, at, claims, recorded, series, sizes

MEASURED = {"10", "24", "100,000"}
"""Times, and times the floor, on the machine the lesson names."""
CITED = {"881", "2.6"}
"""A pull request of pytorch/torchtitan, and the per cent that it reports."""
IN_PROGRAMS = {"0.001", "0.9", "0.999", "0.0", "20", "0.5", "0.25", "64", "32", "0.01", "9.99"} | {
    "0.00099999",
    "0.0009999999900000003",
    "33554432",
    "60",
    "1073741824",
}
"""Settings, gradients and dtypes of the reader's programs, and what is printed: those are run."""

FLOAT32, FLOAT64 = 4, 8


def what_is_kept() -> Claims:
    kept, more = (FLOAT32 * len(rule_for(name).state) for name in ("adam", "amsgrad"))
    yield f"[!ANSWER] {kept}, and {more} with the maximum."
    lines = LESSON.run("adam", 1).lines
    made = [name for name in lines if name in {"m", "v", "m_hat", "v_hat", "delta"}]
    assert len(made) == 5
    yield "Adam keeps two numbers for each parameter and not five."


def slips() -> Claims:
    adam = rule_for("adam")
    known = slips_of(adam, adam.hyper)
    assert 30 < len(known) < 40
    assert [slip.name for slip in known if not shows(slip)] == []
    yield "The command knows over thirty slips of Adam, and these three rows show every one."
    assert "no-square" in {slip.name for slip in known}
    assert "eps-hat-no-root" in {slip.name for slip in known}
    adamw = rule_for("adamw")
    assert "decay-after" in {slip.name for slip in slips_of(adamw, adamw.hyper)}
    beta1, beta2 = 0.9, 0.999
    first = (1 - beta1) / (1 - beta1**2) / math.sqrt((1 - beta2) / (1 - beta2**2))
    yield rf"the step is only {first:.3f} $\eta$ long."
    off = 1 - 1 / math.sqrt(1 + 1e-8)
    yield f"by {off * 1e9:.0f} parts in a billion"
    slope = abs(float(gradients().splitlines()[0].split(",")[1]))
    yield f"whose slope is $-{slope:.0f}$, the step is {0.001 * slope:.2f} long where it"
    yield "each update adds $10^{-8}$ to each parameter"
    yield f"off by more than $10^{{{round(math.log10(RTOL['float64']))}}}$ of the largest value"
    yield f"the tolerance is $10^{{{round(math.log10(RTOL['float32']))}}}$."
    yield "in `theta.0`, but only by 1 part in 100 million."


def inside_root() -> Claims:
    trace = LESSON.run("inside-root", 1)
    eps, v_hat = float(trace.run.hyper["eps"]), at(trace, 1, "v_hat")
    inside = at(trace, 1, "m_hat") / math.sqrt(v_hat + eps)
    yield rf"{inside:.2f}, which is $1/\sqrt{{2}}$; it should be {sizes(trace)[0]:.4f}."
    assert inside == pytest.approx(1 / math.sqrt(2))
    root, power = (round(math.log10(x)) for x in (math.sqrt(eps), eps))
    yield rf"that is $10^{{{root}}}$; outside, for slopes near $10^{{{power}}}$."


def late_decay() -> Claims:
    hunt = hunt_for("slipped-adamw")
    before, delta, right, wrong = (
        at(trace, 1, line)
        for trace, line in (
            (hunt.right, "theta_decayed"),
            (hunt.right, "delta"),
            (hunt.right, "theta"),
            (hunt.this, "theta"),
        )
    )
    assert at(hunt.this, 1, "theta_decayed") == before
    assert (at(hunt.this, 1, "delta"), at(hunt.this, 1, "g")) == (delta, 2)
    yield f"${before:.2f} - {-delta:.1f} = {right:.2f}$."
    yield rf"${before:.2f} \cdot (1 - {-delta:.1f}) = {wrong:.3f}$."
    h = hunt.right.run.hyper
    rate, decay = float(h["lr"]), float(h["weight_decay"])
    assert wrong - right == pytest.approx(-rate * decay * delta)
    yield f"without it, θ′ would be {1 - decay:.1f} in update 1."
    usual = rule_for("adamw").hyper
    yield f"that is a share of {float(usual['lr']) * float(usual['weight_decay']):.5f}."


def on_a_curve() -> Claims:
    steps = 300
    plan = Plan(rule="adam", problem="bowl", settings={"lr": 0.1})
    adam = rule_for("adam")
    (slip,) = [each for each in slips_of(adam, adam.hyper) if each.name == "eps-on-parameter"]
    mistaken = Trace(replace(plan.resolve(), rule=slipped(adam, slip)))
    mistaken.extend_to(steps)
    apart = np.abs(series(mistaken, "loss") - series(recorded(plan, steps), "loss"))
    assert 1e-6 < apart.max() < 2e-6
    yield rf"with $\eta = 0.1$, it moves the loss by less than 0.000002 in each of {steps} updates."


def libraries() -> Claims:
    for name, title in (("pytorch", "PyTorch"), ("optax", "optax"), ("keras", "Keras")):
        signs, eps = NOTATIONS[name].signs, float(rule_for("adam", name).hyper["eps"])
        power = round(math.log10(eps))
        yield f"{title} | `{signs['m']}` | `{signs['v']}` | $10^{{{power}}}$ |"
    book = NOTATIONS["d2l"].signs
    yield f"Dive into Deep Learning | {book['m']} | {book['v']} | |"
    yield "Kingma and Ba | $m$ | $v$ | $10^{-8}$ |"
    yield rf"which is ${math.sqrt(1 - 0.999):.4f}\,\varepsilon$ at the first update"


def tiny() -> Claims:
    yield "the slope is $10^{-9}$ everywhere."
    ours = LESSON.run("tiny", 1)
    (plan,) = LESSON.plans("tiny")
    folded = recorded(changed("convention=keras eps=1e-8", plan)[0], 1)
    default = recorded(changed("convention=keras", plan)[0], 1)
    moves = [abs(at(each, 1, "delta")) for each in (ours, folded, default)]
    yield rf"moves by ${moves[0] * 1e5:.2f} \cdot 10^{{-5}}$, which is {sizes(ours)[0]:.4f} $\eta$"
    yield rf"$g/(|g| + \varepsilon) = 1/{1 / sizes(ours)[0]:.0f}$"
    yield rf"${moves[1] * 1e6:.2f} \cdot 10^{{-6}}$, {moves[0] / moves[1]:.0f} times less."
    yield rf"default, $10^{{-7}}$, it would be ${moves[2] * 1e7:.2f} \cdot 10^{{-7}}$."


def speed() -> Claims:
    textbook, in_place = (passes(KERNELS[name]) for name in ("textbook", "in place"))
    floor = passes(streamed)
    assert textbook.operations == textbook.new
    assert (in_place.new, floor.moved) == (0, 7)
    yield f"Textbook takes {textbook.operations} operations and makes {textbook.new} new arrays"
    yield f"in place takes {in_place.operations} and makes none."
    yield f"Textbook reads or writes {textbook.moved} numbers for each parameter"
    yield f"and in place {in_place.moved}, where the floor has {floor.moved}."
    yield f"so much slower than {textbook.moved} to {in_place.moved}?"
    assert in_place.operations == 12
    assert 20_000 < BLOCK < 100_000
    yield "with some ten thousands of parameters at a time, through all twelve operations"
    moved = floor.moved * FLOAT64
    yield f"[!ANSWER] {moved} bytes."
    yield f"four arrays take {4 * FLOAT64 * SIZES[-1] // 10**6} MB. With 4 ns, say, it would be"
    yield f"{moved // 4} GB/s."


SECTIONS: tuple[Section, ...] = (
    what_is_kept,
    slips,
    inside_root,
    late_decay,
    on_a_curve,
    libraries,
    tiny,
    speed,
)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_is_computed(section: Section) -> None:
    said = LESSON.prose()
    assert [claim for claim in claims(section) if claim not in said] == []


def test_the_three_ways_differ_in_the_last_digits_of_theta_alone() -> None:
    (theta, m, v), in_place, blocked = (updated(kernel) for kernel in KERNELS.values())
    for other in (in_place, blocked):
        assert np.array_equal(m, other[1])
        assert np.array_equal(v, other[2])
    assert np.array_equal(in_place[0], blocked[0])
    assert not np.array_equal(theta, in_place[0])
    assert theta == pytest.approx(in_place[0], rel=1e-12)
    assert "All three give the same $m$ and $v$, to the last bit." in LESSON.prose()


def test_no_line_is_wider_than_a_terminal() -> None:
    assert [line for line in LESSON.source.splitlines() if len(line) > 79] == []


def test_every_number_in_the_text_is_computed_chosen_or_cited() -> None:
    assert LESSON.loose_numbers(SECTIONS, MEASURED | CITED | IN_PROGRAMS) == []
