"""`adamtui trace`: the numbers, and the three forms they are printed in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace
from adamtui.panels.numbers import written

Run = Callable[..., Any]
PARABOLA = ("adam", "--fn", "x**2", "--start", "1", "--set", "lr=0.1")


def as_json(run: Run, *words: str) -> Any:
    done = run("trace", *words, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out, parse_constant=pytest.fail)


def as_csv(run: Run, *words: str) -> list[list[str]]:
    done = run("trace", *words, "--format", "csv")
    assert (done.status, done.err) == (0, "")
    return list(csv.reader(io.StringIO(done.out)))


def test_the_object(run: Run) -> None:
    told = as_json(run, *PARABOLA, "--steps", "1")
    assert list(told) == ["rule", "convention", "problem", "hyper", "theta0", "symbols", "steps"]
    assert (told["rule"], told["convention"], told["problem"]) == ("adam", "pytorch", "x**2")
    assert told["hyper"] == {
        "lr": 0.1,
        "beta1": 0.9,
        "beta2": 0.999,
        "eps": 1e-08,
        "correction": "both",
    }
    assert told["theta0"] == [1.0]
    assert told["symbols"] == ["t", "g", "m", "v", "m_hat", "v_hat", "delta", "theta"]
    (step,) = told["steps"]
    assert list(step) == ["t", "loss", *told["symbols"][1:]]
    assert (step["t"], step["loss"], step["g"]) == (1, 1.0, [2.0])
    assert step["m"] == [0.19999999999999996]
    assert step["theta"] == [0.9000000005]


def test_ten_updates_where_no_number_is_given(run: Run) -> None:
    assert [step["t"] for step in as_json(run, "sgd")["steps"]] == list(range(1, 11))
    assert as_json(run, "sgd", "--steps", "0")["steps"] == []
    assert len(as_csv(run, "sgd", "--steps", "0")) == 1


@pytest.mark.parametrize("rule", RULES)
def test_every_number_is_the_engines_to_the_bit(run: Run, rule: str) -> None:
    told = as_json(run, rule, "--steps", "7")
    header, *rows = as_csv(run, rule, "--steps", "7")
    trace = Trace(Plan(rule).resolve())
    trace.extend_to(7)
    assert header[:4] == ["t", "loss", "g.0", "g.1"]
    for t, (step, row) in enumerate(zip(told["steps"], rows, strict=True), 1):
        expected = trace.step(t)
        assert step["loss"] == expected.loss
        assert list(expected.values) == told["symbols"]
        for name in told["symbols"][1:]:
            assert step[name] == expected.values[name].tolist()
        numbers = [v for name in told["symbols"][1:] for v in step[name]]
        assert list(map(float, row)) == [t, step["loss"], *numbers, step["regret"]]


def test_a_long_run_is_printed_in_pieces_that_join_to_the_bit(run: Run) -> None:
    rows = np.array(as_csv(run, *PARABOLA, "--steps", "20000")[1:], dtype=np.float64)
    trace = Trace(Plan("adam", fn="x**2", start=(1,), settings={"lr": 0.1}).resolve())
    trace.extend_to(20000)
    assert (rows[:, 0] == np.arange(1, 20001)).all()
    for column, name in enumerate(trace.lines[1:], 2):
        assert (rows[:, column] == trace.series(name, 0, 1, 20000)[1]).all()


def test_numbers_that_are_none(run: Run) -> None:
    words = ("sgd", "--fn", "x**2", "--set", "lr=1e5", "--steps", "70")
    told = [value for step in as_json(run, *words)["steps"] for value in step["theta"]]
    cells = [row[-1] for row in as_csv(run, *words)[1:]]
    assert "nan" in cells
    assert {"inf", "-inf"} & set(cells)
    assert told == [cell if cell in ("inf", "-inf", "nan") else float(cell) for cell in cells]
    table = run("trace", *words)
    assert table.status == 0
    assert "diverged at t = " in table.out


def test_lines_with_their_numbers_put_in(run: Run) -> None:
    (_, step) = as_json(run, *PARABOLA, "--steps", "2", "--lines")["steps"]
    assert step["lines"]["t"] == "1 + 1 = 2"
    assert step["lines"]["m"] == "0.9·0.2 + (1 − 0.9)·1.800000001 = 0.3600000001"
    header, _, row = as_csv(run, *PARABOLA, "--steps", "2", "--lines")
    assert dict(zip(header, row, strict=True))["m.line"] == step["lines"]["m"]
    assert f"m = {step['lines']['m']}" in run("trace", *PARABOLA, "--steps", "2", "--lines").out


def test_lines_of_two_parameters(run: Run) -> None:
    out = run("trace", "sgd", "--start", "3,-1", "--set", "lr=0.5", "--steps", "1", "--lines").out
    assert "g.x = ∂f/∂x(3, −1) = 6" in out
    assert "g.y = ∂f/∂y(3, −1) = −20" in out
    assert "θ.y = −1 + 10 = 9" in out


def test_a_wide_window_has_a_row_an_update(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    *_, header, _, _, third = run("trace", *PARABOLA, "--steps", "3").out.splitlines()
    assert header.split() == ["t", "loss", "g", "m", "v", "m̂", "v̂", "Δ", "θ"]
    assert third.split()[-1] == "0.70158627295"
    assert len(header.replace("\u0302", "")) == len(third)


def test_a_narrow_window_has_a_block_an_update(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (PARABOLA, ("adamw",)):
        out = run("trace", *words, "--steps", "3").out
        assert max(map(len, out.splitlines())) <= 80
        assert out.count("\n\nt = ") == 3
    assert "  θ         0.70158627295\n" in run("trace", *PARABOLA, "--steps", "3").out


def test_start_and_rate_that_were_not_given_are_told(run: Run) -> None:
    out = run("trace", "adam", "--problem", "rosenbrock", "--steps", "1").out
    assert "from (−1.2, 1)" in out
    assert "η = 0.1" in out


def test_settings_win_over_the_convention_which_wins_over_the_rule(run: Run) -> None:
    words = ("adam", "--convention", "keras", "--set", "beta1=0.5")
    hyper = as_json(run, *words)["hyper"]
    assert (hyper["eps"], hyper["beta1"]) == (1e-7, 0.5)


class TestDigits:
    """Many parameters, and an accuracy beside the loss."""

    WORDS = ("adam", "--problem", "digits", "--steps", "3")

    def expected(self) -> Trace:
        trace = Trace(Plan(problem="digits").resolve())
        trace.extend_to(3)
        return trace

    def test_every_form_has_the_accuracy_after_the_loss(self, run: Run) -> None:
        accuracies = [self.expected().step(t).scores["accuracy"] for t in (1, 2, 3)]
        steps = as_json(run, *self.WORDS)["steps"]
        assert [list(step)[:4] for step in steps] == [["t", "loss", "accuracy", "g"]] * 3
        assert [step["accuracy"] for step in steps] == accuracies
        header, *rows = as_csv(run, *self.WORDS)
        assert header[:4] == ["t", "loss", "accuracy", "g.0"]
        assert [float(row[2]) for row in rows] == accuracies
        table = run("trace", *self.WORDS).out
        assert re.findall(r"· accuracy (\S+)", table) == [written(each) for each in accuracies]

    def test_csv_and_json_have_every_parameter(self, run: Run) -> None:
        theta = self.expected().step(3).values["theta"].tolist()
        assert as_json(run, *self.WORDS)["steps"][-1]["theta"] == theta
        header, *_, last = as_csv(run, *self.WORDS)
        assert header[-1] == "theta.649"
        assert list(map(float, last[-650:])) == theta

    @pytest.mark.parametrize("columns", ["80", "140", "20000"])
    @pytest.mark.parametrize("more", [(), ("--lines",)])
    def test_the_table_has_the_first_parameters_and_says_so(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, more: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        out = run("trace", *self.WORDS, *more).out
        assert "the first 3 of 650 parameters; --format csv and json have them all\n\n" in out
        assert "b2" in out
        assert "b3" not in out
        assert max(map(len, out.splitlines())) < 500
        assert len(out.splitlines()) < 100

    def test_a_wide_window_has_a_column_for_the_accuracy(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "400")
        header = run("trace", *self.WORDS).out.splitlines()[4]
        assert header.split()[:4] == ["t", "loss", "accuracy", "g.b0"]
        assert len(header.split()) == 3 + 7 * 3

    def test_a_point_of_many_coordinates_is_written_short(self, run: Run) -> None:
        step = as_json(run, "sgd", "--problem", "digits", "--steps", "1", "--lines")["steps"][0]
        assert step["lines"]["g"].startswith("∂f/∂b0(0, 0, 0, …) = ")
        assert step["lines"]["g"].count("; ") == 649
