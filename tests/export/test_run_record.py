"""The record of what was run."""

from __future__ import annotations

import pytest

from adamtui.core.entrants import comparison_of, parse, plans
from adamtui.core.fork import Fork
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace
from adamtui.export import recorded as limits
from adamtui.export.run_record import csv, markdown, stem, suffixes
from tests.export.records import NOW, recorded


def trace(plan: Plan, updates: int) -> Trace:
    made = Trace(plan.resolve())
    made.extend_to(updates)
    return made


def cells(text: str, label: str) -> list[str]:
    row = next(row for row in text.splitlines() if row.startswith(f"| {label} "))
    return [cell.strip() for cell in row.strip("|").split("|")][1:]


def test_what_was_run_and_its_first_and_last_updates() -> None:
    runs = recorded(trace(Plan(fn="x**2", settings={"lr": 0.1}), 100))
    text = markdown(runs, NOW)
    assert text.startswith("# Adam on x²\n")
    assert "2026-11-24 17:12" in text
    assert "Adam as in PyTorch · x² · from 1 · η = 0.1 β₁ = 0.9" in text
    assert "- 100 updates recorded" in text
    assert "adamtui trace adam --fn 'x**2' --start 1 --set lr=0.1" in text
    assert cells(text, "  ") == ["t = 1", "t = 2", "t = 3", "…", "t = 98", "t = 99", "t = 100"]
    assert cells(text, "loss")[:2] == ["1", "0.81"]
    assert cells(text, "θ")[:1] == ["0.9"]
    assert text.isprintable() or set(text) - {"\n"} == {c for c in text if c.isprintable()}


def test_names_of_files() -> None:
    (one,) = recorded(trace(Plan("amsgrad", "reddi"), 1))
    assert stem([one], NOW) == "adamtui-amsgrad-reddi-20261124-1712"
    assert suffixes([one]) == [".csv"]
    assert suffixes([one], "My Part!") == ["-my-part.csv"]
    both = recorded(comparison_of(plans(parse("adam adam beta2=0.9"), Plan(fn="x**2"))))
    assert stem(both, NOW) == "adamtui-compare-function-20261124-1712"
    assert suffixes(both) == ["-1-adam.csv", "-2-adam.csv"]


def test_runs_that_were_compared_stand_under_their_own_names() -> None:
    comparison = comparison_of(plans(parse("adam beta2=0.9 sgd"), Plan(problem="abs")))
    comparison.extend_to(2)
    text = markdown(recorded(comparison), NOW)
    assert text.startswith("# Adam, SGD on \\|x\\|\n")
    assert "\n## Adam β₂ 0.9\n" in text
    assert "\n## SGD\n" in text
    assert "`-2-sgd.csv`" in text


def test_a_fork_says_what_it_is() -> None:
    fork = Fork(trace(Plan(fn="x**2"), 3), 3, Plan("sgd", fn="x**2"))
    fork.extend_to(5)
    own, forked = recorded(fork)
    text = markdown([own, forked], NOW)
    assert "from t = 4 on it has the other run's gradients" in text
    assert "No single command repeats this run" in text
    assert [line.split(",")[0] for line in "".join(csv(forked)).splitlines()] == ["t", "4", "5"]


def test_a_run_that_left_the_numbers_says_where() -> None:
    text = markdown(recorded(trace(Plan("sgd", fn="x**4", settings={"lr": 9}), 20)), NOW)
    assert "- diverged at t = " in text
    assert "inf" in text or "nan" in text


def test_of_many_parameters_the_first() -> None:
    text = markdown(recorded(trace(Plan("sgd", "digits"), 1), 0), NOW)
    assert "the first 3" in text
    assert len(text) < 5000


def test_a_loss_that_is_not_known_is_not_shown() -> None:
    given = Trace(Plan("sgd").on(replayed([[1.0], [2.0]])))
    given.extend_to(2)
    (each,) = recorded(given)
    assert "| loss" not in markdown([each], NOW)
    assert "".join(csv(each)).startswith("t,loss,g.0,delta.0,theta.0\n1,,1.0,")


def test_a_run_too_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 10)
    (each,) = recorded(trace(Plan(fn="x**2"), 25))
    text = markdown([each], NOW)
    assert "(the first 10 updates; there is no room for more)" in text
    assert "--steps 10 " in text
    assert len("".join(csv(each)).splitlines()) == 11
    assert cells(text, "  ")[-1] == "t = 25"


def test_many_numbers_are_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_NUMBERS", 100)
    runs = recorded(trace(Plan("sgd", fn="x**2"), 25))
    assert len(runs[0].titles) * runs[0].written <= 100
