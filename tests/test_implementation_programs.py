"""The programs of the lesson on the implementation are run, right and wrong, as the lesson says."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from adamtui.cli import main
from tests.implementation_parts import LESSON, block, commands, printed

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
        command, name = commands("mine.csv")[1], "mine.csv"
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


@pytest.mark.parametrize("which", [0, 1])
def test_a_command_takes_the_programs_out_of_the_lesson(which: int) -> None:
    holds = ("from math", "import torch")[which]
    (command,) = [line for line in commands(holds) if line.startswith("sed")]
    if shutil.which("sed") is None:
        pytest.skip("no sed here")
    copy, _, name = command.partition(" > ")
    assert f"python3 {name}" in LESSON.source
    told = subprocess.run(
        shlex.split(copy), cwd=LESSON.path.parents[1], capture_output=True, text=True, check=True
    )
    assert told.stdout == block("python", holds)


def test_the_other_commands_of_the_lesson_run(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    check(mended())
    for holds in ("mine.csv", "theirs.csv"):
        (command,) = [line for line in commands(holds) if line.startswith("adamtui")]
        assert shlex.split(command)[1:-1] == ["trace", "adam", "--grads", "g.csv", "--against"]
    assert main(shlex.split(commands("printf")[1])[1:]) == 0
    assert "3 given gradients" in capsys.readouterr().out


def test_programs_fit_where_they_are_read() -> None:
    for holds in ("from math import sqrt", "import torch"):
        assert max(map(len, block("python", holds).splitlines())) <= 76
