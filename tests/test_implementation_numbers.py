"""Every number in the lesson on the implementation is recomputed, and its programs are run."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from adamtui.cli import main
from adamtui.core.entrants import changed
from adamtui.core.kernels import BLOCK, KERNELS, streamed
from adamtui.core.notation import NOTATIONS
from adamtui.core.rulebook import rule_for
from adamtui.core.usual_slips import slips_of
from adamtui.timing.kernels import SIZES
from tests.implementation_parts import LESSON, block, commands, gradients, passes, printed
from tests.lesson_parts import Claims, Section, at, claims, recorded, sizes

MEASURED = {"10", "24", "17", "100,000"}
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
MISTAKE = "lr * m_hat / sqrt(v_hat) + eps"
MENDED = "lr * m_hat / (sqrt(v_hat) + eps)"
OTHERS = (
    [("start=1", "start=2")],
    [("(1 - beta1**t)", "(1 - beta1)"), ("(1 - beta2**t)", "(1 - beta2)")],
    [("(sqrt(v_hat) + eps)", "sqrt(v_hat + eps)")],
    [(" / (sqrt(v_hat) + eps)", "")],
)
"""The mistakes that the reader is asked to make, in the order of the lesson."""

Check: TypeAlias = Callable[[str], str]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Runs a program as the lesson says, and returns what the lesson's command says of it."""

    def checked(program: str) -> str:
        command, name = commands("--against")[1], "mine.csv"
        tmp_path.joinpath(name).write_text(printed(program, tmp_path), encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert command.endswith(name)
        main(shlex.split(command)[1:])
        return capsys.readouterr().out

    return checked


@cache
def mended() -> str:
    mine = block("python", "from math import sqrt")
    assert MISTAKE in mine
    return mine.replace(MISTAKE, MENDED)


def wrong(which: int) -> str:
    program = mended()
    for right, slip in OTHERS[which - 1]:
        assert right in program
        program = program.replace(right, slip)
    return program


def what_is_kept() -> Claims:
    kept, more = (FLOAT32 * len(rule_for(name).state) for name in ("adam", "amsgrad"))
    yield f"[!ANSWER] {kept}, and {more} with the maximum."
    lines = LESSON.run("adam", 1).lines
    made = [name for name in lines if name in {"m", "v", "m_hat", "v_hat", "delta"}]
    assert len(made) == 5
    yield "Adam keeps two numbers for each parameter and not five."


def slips() -> Claims:
    adam = rule_for("adam")
    assert 25 <= len(slips_of(adam, adam.hyper)) <= 35
    yield "some thirty for Adam."
    beta1, beta2 = 0.9, 0.999
    first = (1 - beta1) / (1 - beta1**2) / math.sqrt((1 - beta2) / (1 - beta2**2))
    yield rf"the step is only {first:.3f} $\eta$ long."
    off = 1 - 1 / math.sqrt(1 + 1e-8)
    yield f"by {off * 1e9:.0f} parts in a billion"
    slope = abs(float(gradients().splitlines()[0].split(",")[1]))
    yield f"{0.001 * slope:.2f} in the second parameter, where it should be 0.001."
    yield "each update adds $10^{-8}$ to each parameter"


def libraries() -> Claims:
    for name, title in (("pytorch", "PyTorch"), ("optax", "optax"), ("keras", "Keras")):
        signs, eps = NOTATIONS[name].signs, float(rule_for("adam", name).hyper["eps"])
        power = round(math.log10(eps))
        yield f"{title} | `{signs['m']}` | `{signs['v']}` | $10^{{{power}}}$ |"
    book = NOTATIONS["d2l"].signs
    yield f"Dive into Deep Learning | {book['m']} | {book['v']} | |"
    yield "the paper | $m$ | $v$ | $10^{-8}$ |"
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


SECTIONS: tuple[Section, ...] = (what_is_kept, slips, libraries, tiny, speed)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_is_computed(section: Section) -> None:
    said = LESSON.prose()
    assert [claim for claim in claims(section) if claim not in said] == []


def test_the_mistake_of_the_lesson_is_found(check: Check) -> None:
    said = check(block("python", "from math import sqrt"))
    (shown,) = LESSON.source.split("> ```\n")[1:2]
    for line in shown.replace("> ", "").splitlines():
        assert line.removesuffix("…").rstrip() in said


def test_the_mended_program_agrees(check: Check) -> None:
    assert "all agree with Adam" in check(mended())


@pytest.mark.parametrize(
    ("which", "where", "told"),
    [
        (1, "theta.0 at t = 1", "counts updates from 2"),
        (2, "theta.0 at t = 2", "no power of t"),
        (3, "theta.0 at t = 1", "ε is inside the root"),
        (4, "theta.0 at t = 1", "not divided by the root"),
    ],
)
def test_the_readers_mistakes_are_found(check: Check, which: int, where: str, told: str) -> None:
    said = check(wrong(which))
    assert f"first difference: {where}\n" in said
    assert told in said


def test_pytorch_agrees_and_its_adamw_is_recognised(check: Check) -> None:
    pytest.importorskip("torch")
    theirs = block("python", "import torch")
    assert "all agree with Adam" in check(theirs)
    said = check(theirs.replace("optim.Adam(", "optim.AdamW("))
    assert "theta.0 at t = 2" in said
    assert "the rule is AdamW with λ = 0.01" in said


def test_the_other_commands_of_the_lesson_run(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    check(mended())
    assert main(shlex.split(commands("printf")[1])[1:]) == 0
    assert "3 given gradients" in capsys.readouterr().out


def test_programs_fit_where_they_are_read() -> None:
    for holds in ("from math import sqrt", "import torch"):
        assert max(map(len, block("python", holds).splitlines())) <= 76
    assert [line for line in LESSON.source.splitlines() if len(line) > 79] == []


def test_every_number_in_the_text_is_computed_chosen_or_cited() -> None:
    assert LESSON.loose_numbers(SECTIONS, MEASURED | CITED | IN_PROGRAMS) == []
