"""`adamtui moments`: the derivation in words and formulas, and the numbers that belong to it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from threading import Event
from typing import Any

import pytest

from adamtui.algebra.mgf import derivation
from adamtui.algebra.steps import Step
from adamtui.commands import moments, spinner
from adamtui.core.moments import FAMILIES, family
from adamtui.typeset import display

Run = Callable[..., Any]
KEYS = ["distribution", "parameters", "mgf", "derivatives", "at_zero", "variance", "domain"]


@cache
def derived(name: str, order: int) -> tuple[Step, ...]:
    return tuple(derivation(name, order))


@pytest.fixture(autouse=True)
def each_derivation_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """SymPy takes up to a second for each, and the same each time."""

    def given(name: str, order: int) -> Iterator[Step]:
        return iter(derived(name, order))

    monkeypatch.setattr(moments, "derivation", given)


def as_json(run: Run, *words: str) -> Any:
    done = run("moments", *words, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out, parse_constant=pytest.fail)


def printed(run: Run, *words: str) -> str:
    done = run("moments", *words)
    assert (done.status, done.err) == (0, "")
    return str(done.out)


def test_every_distribution_can_be_derived() -> None:
    assert set(FAMILIES) == set(FAMILIES)


def test_the_object(run: Run) -> None:
    assert as_json(run, "exponential", "--set", "rate=2", "--order", "2") == {
        "distribution": "exponential",
        "parameters": {"rate": 2.0},
        "mgf": r"\frac{\lambda}{\lambda - t}",
        "derivatives": [
            r"\frac{\lambda}{\left(\lambda - t\right)^{2}}",
            r"\frac{2 \lambda}{\left(\lambda - t\right)^{3}}",
        ],
        "at_zero": [0.5, 0.5],
        "variance": 0.25,
        "domain": [None, 2.0],
    }


@pytest.mark.parametrize("name", FAMILIES)
def test_the_numbers_are_the_engines(run: Run, name: str) -> None:
    told = as_json(run, name)
    expected = family(name).at()
    assert list(told) == KEYS + (["why"] if name == "student-t" else [])
    assert told["parameters"] == dict(expected.values)
    if name != "student-t":
        assert told["at_zero"] == list(expected.moments)
        assert len(told["derivatives"]) == 4
    assert told["variance"] == expected.variance


def test_what_is_infinite_or_undefined(run: Run) -> None:
    told = as_json(run, "student-t", "--set", "nu=1.5")
    assert (told["mgf"], told["derivatives"], told["domain"]) == (None, [], [0.0, 0.0])
    assert (told["at_zero"], told["variance"]) == ([0.0, None, None, None], None)
    assert "no M(t)" in told["why"]
    out = printed(run, "student-t", "--set", "nu=1.5", "--order", "3")
    assert re.findall(r"^ +(E\S+|Var\S+) += (\w+)$", out, re.MULTILINE) == [
        ("E[g]", "0"),
        ("E[g²]", "infinite"),
        ("E[g³]", "undefined"),
        ("Var[g]", "infinite"),
    ]


def test_where_the_curve_ends(run: Run) -> None:
    assert as_json(run, "laplace", "--set", "b=2")["domain"] == [-0.5, 0.5]
    assert as_json(run, "digits")["domain"] == [None, None]
    assert as_json(run, "normal")["domain"] == [None, None]
    assert "M(t) is finite for every t." in printed(run, "normal", "--order", "1")
    assert "0.5" in printed(run, "laplace", "--set", "b=2").partition("Var[g]  ")[2]


def test_the_derivation_and_then_its_numbers(run: Run) -> None:
    out = printed(run, "normal", "--set", "mu=0.5", "sigma=2", "--order", "2")
    for line in (
        "    M′(0) = E[g] = μ",
        "    M″(0) = E[g²] = μ² + σ²",
        "    Var[g] = M″(0) − M′(0)² = σ²",
        "With μ = 0.5, σ = 2:",
        "    M′(0) = E[g]  = 0.5",
        "    M″(0) = E[g²] = 4.25",
        "    Var[g]        = 4",
    ):
        assert line in out.splitlines()


def test_four_moments_unless_fewer_are_asked_for(run: Run) -> None:
    assert len(as_json(run, "two-point")["at_zero"]) == 4
    told = as_json(run, "two-point", "--order", "1")
    assert (len(told["at_zero"]), len(told["derivatives"])) == (1, 1)
    assert told["variance"] == 2.25


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_longer_than_the_window(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = printed(run, "exponential") + printed(run, "two-point")
    assert max(map(len, out.splitlines())) <= min(int(columns), 80)


@pytest.mark.parametrize("name", FAMILIES)
def test_latex_can_be_pasted(run: Run, name: str) -> None:
    out = printed(run, name, "--format", "latex")
    assert out.isascii()
    needs, *lines = out.splitlines()
    assert needs == r"% needs \usepackage{amsmath}"
    assert (lines[0], lines[-1]) == (r"\begin{align*}", r"\end{align*}")
    rows = [line for line in lines if not line.startswith("%")]
    assert all(row.count("&") == 1 for row in rows if "align*" not in row)
    for row, following in pairwise(rows):
        assert row.endswith(r" \\") == ("align*" not in row + following)


@pytest.mark.parametrize("name", FAMILIES)
def test_latex_fits_the_text_of_an_article(run: Run, name: str) -> None:
    """The widest formula that fits its 345 pt has about 80 cells."""
    out = printed(run, name, "--format", "latex")
    whole = "\n".join(line for line in out.splitlines() if not line.startswith("%"))
    for block in whole.split(r"\end{align*}")[:-1]:
        assert display(block + r"\end{align*}", 1000).width <= 80


def test_latex_says_where_the_formula_holds(run: Run) -> None:
    conditions = {
        "laplace": r"},\quad |t| < \frac{1}{b} \\",
        "uniform": r"},\quad t \ne 0 \\",
        "exponential": r"},\quad t < \lambda \\",
        "gamma": r"},\quad t < \frac{1}{\theta} \\",
    }
    for name, condition in conditions.items():
        lines = printed(run, name, "--format", "latex", "--order", "1").splitlines()
        assert any(line.startswith("M(t) &= ") and line.endswith(condition) for line in lines)
    assert ",   t < λ" in printed(run, "exponential")


def test_latex_has_the_numbers_that_were_set(run: Run) -> None:
    words = ("normal", "--order", "2", "--format", "latex")
    assert printed(run, *words).count("{align*}") == 2
    out = printed(run, *words, "--set", "mu=-0.5", "sigma=0.001")
    assert out.splitlines()[-7:] == [
        r"% With these parameters:",
        r"\mu &= -0.5,\quad \sigma = 0.001 \\",
        r"% the moments are:",
        r"M'(0) = E[g] &= -0.5 \\",
        r"M''(0) = E[g^2] &= 0.250001 \\",
        r"\operatorname{Var}[g] &= 1 \times 10^{-6}",
        r"\end{align*}",
    ]
    told = printed(run, "student-t", "--set", "nu=0.5", "--format", "latex")
    assert r"E[g] &= \text{undefined} \\" in told
    assert r"E[g^2] &= \infty \\" in told
    assert r"\text{weight} &= 0" in printed(run, "digits", "--order", "1", "--format", "latex")


@pytest.mark.parametrize("form", ["text", "latex"])
@pytest.mark.parametrize("name", ["normal", "student-t", "digits"])
def test_one_moment_has_no_variance(run: Run, name: str, form: str) -> None:
    assert "Var" not in printed(run, name, "--order", "1", "--format", form)
    assert "Var" in printed(run, name, "--order", "2", "--format", form)


def test_numbers_are_spelled_in_one_way(run: Run) -> None:
    out = printed(run, "laplace", "--set", "mu=-1e-7", "b=1e-5", "--order", "2")
    assert "With μ = −1e−7, b = 1e−5:" in out
    assert "= −1e−7\n" in out
    assert "= 2e−10\n" in out
    assert not re.search(r"\d-|-\d|e−0|e\+", out)
    table = run("trace", "adam", "--fn", "x**2", "--start", "1e-5", "--steps", "2").out
    assert "2e−5" in table
    assert not re.search(r"\d-|-\d|e−0|e\+", table)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def spun(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is written around some work that takes longer than the spinner waits."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(spinner, "PATIENCE", 0.0)
    monkeypatch.setattr(spinner, "PAUSE", 0.001)
    with spinner.spinning("working", out):
        for _ in range(10_000):
            if "working" in out.getvalue():
                break
            Event().wait(0.001)
            if not out.isatty():
                break
    return out.getvalue()


def test_a_terminal_sees_that_it_is_working(monkeypatch: pytest.MonkeyPatch) -> None:
    written = spun(Terminal(), monkeypatch)
    assert "| working" in written
    assert written.endswith("\r\x1b[K")


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert spun(io.StringIO(), monkeypatch) == ""


def test_a_terminal_that_goes_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    class Going(Terminal):
        def flush(self) -> None:
            raise OSError(5, "Input/output error")

    assert spun(Going(), monkeypatch) == "\r\x1b[K| working"
