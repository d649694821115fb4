"""The source shown is the source that runs, and each line of the update is found in it."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import adamtui
from adamtui.core import rules
from adamtui.core.listing import Listing, SourceLine, listing
from adamtui.core.listing_difference import against, listed
from adamtui.core.plan import Plan
from adamtui.core.python_source import NoSourceError, function, outdented, written
from adamtui.core.rulebook import RULES, rule_for
from adamtui.core.rules import Lines, Value
from tests.core.every_rule import VARIANTS, Variant, recorded

PACKAGE = Path(adamtui.__file__).parent


def of(name: str, convention: str = "pytorch", *, projected: bool = False) -> Listing:
    rule = rule_for(name, convention)
    return listing(rule, rule.hyper, projected=projected)


def texts(rows: tuple[SourceLine, ...]) -> list[str]:
    return [row.text.strip() for row in rows]


def running(shown: Listing, name: str) -> str:
    return "\n".join(row.text.strip() for row in shown.rows if name in row.runs)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_line_of_an_update_is_computed_where_its_name_is_yielded(variant: Variant) -> None:
    trace = recorded(variant)
    shown = listing(trace.run.rule, trace.run.hyper)
    for name in trace.lines:
        assert f'yield "{name}", ' in running(shown, name)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_row_is_the_line_of_its_file(variant: Variant) -> None:
    rule = rule_for(variant.rule, variant.convention)
    for row in listing(rule, rule.hyper, projected=True).rows:
        file = linecache.getline(str(PACKAGE / row.file), row.number)
        assert file.strip() == row.text.strip()


def test_the_driver_comes_first_then_the_rule_then_what_it_hands_on_to() -> None:
    shown = of("adamw", "keras")
    functions = list(dict.fromkeys(row.function for row in shown.rows))
    assert functions == ["update", "adamw_keras", "adam_folded"]
    assert texts(shown.rows)[:3] == [
        't = yield "t", prev.t + 1',
        'g = yield "g", gradient(theta, t)',
        "yield from rule(theta, g, t, prev, h)",
    ]
    waiting = [row.text.strip() for row in shown.rows if "delta" in row.waits]
    assert waiting == [
        "yield from rule(theta, g, t, prev, h)",
        "yield from adam_folded(decayed, g, t, prev, h)",
    ]


def test_where_a_problem_is_bounded_the_projection_comes_last() -> None:
    shown = of("adam", projected=True)
    assert running(shown, "theta_raw") == 'yield "theta", theta + delta'
    assert running(shown, "theta") == 'yield "theta", project(raw)'
    assert shown.rows[-1].runs == ("theta",)
    assert shown.rows[2].waits[-1] == "theta_raw"
    assert "_unprojected" not in {row.function for row in shown.rows}


def spread(theta: Value, g: Value, t: Value, prev: Any, h: Any) -> Lines:
    """A rule
    over several rows.
    """
    # A note.
    half = g / 2
    delta = yield (
        "delta",
        -h.lr * half,
    )
    yield from ending(
        theta,
        delta,
    )


def ending(theta: Value, delta: Value) -> Lines:
    yield "theta", np.add(theta, delta)


def spread_rule(lines: Callable[..., Lines] = spread) -> Listing:
    rule = replace(rule_for("sgd"), lines=lines)
    return listing(rule, rule.hyper)


def test_statements_of_several_rows_run_as_a_whole() -> None:
    shown = spread_rule()
    assert running(shown, "delta") == 'delta = yield (\n"delta",\n-h.lr * half,\n)'
    assert running(shown, "theta") == 'yield "theta", np.add(theta, delta)'
    waiting = [row.text.strip() for row in shown.rows if "theta" in row.waits][1:]
    assert waiting == ["yield from ending(", "theta,", "delta,", ")"]
    heads = [row.text.strip() for row in shown.rows if row.head]
    assert heads[1:5] == ['"""A rule', "over several rows.", '"""', "# A note."]
    assert shown.body[3].text == "    half = g / 2"


class TestWithoutSource:
    def named(self, **other: Any) -> FunctionType:
        return FunctionType(spread.__code__.replace(**other), globals())

    def test_a_file_that_is_gone_is_said(self) -> None:
        with pytest.raises(NoSourceError, match=r"^the source of spread is not in core/gone\.py$"):
            spread_rule(self.named(co_filename="/nowhere/core/gone.py"))

    @pytest.mark.parametrize("moved", [-20, -5, 13, 10**6])
    def test_a_file_that_has_changed_is_said(self, moved: int) -> None:
        line = spread.__code__.co_firstlineno + moved
        with pytest.raises(NoSourceError, match="spread"):
            spread_rule(self.named(co_firstlineno=line))


class TestDifference:
    def test_amsgrad_is_adam_with_one_line_more_and_one_line_changed(self) -> None:
        shown = against(of("amsgrad"), of("adam"), "Adam")
        assert shown.difference == ("Adam", 1, 1, 0)
        assert [(row.sign, row.text.split()[0]) for row in shown.rows if row.sign] == [
            ("+", "v_max"),
            ("−", "v_hat"),
            ("+", "v_hat"),
        ]
        _, old, new = (row for row in shown.rows if row.sign)
        changes = [[row.text[span.start : span.stop] for span in row.changed] for row in (old, new)]
        assert changes == [["v", "v"], ["v_max", "v_max"]]
        assert not old.runs
        assert new.runs == ("v_hat",)

    def test_of_adamw_adam_itself_is_no_part(self) -> None:
        shown = listed(Plan("adamw").resolve(), "adam")
        assert shown.difference == ("Adam", 2, 0, 0)

    def test_the_other_rule_is_taken_in_the_same_convention_where_it_has_it(self) -> None:
        shown = listed(Plan("adamw", convention="keras").resolve(), "adam")
        assert shown.difference == ("Adam", 2, 0, 0)
        assert listed(Plan("sgd", convention="paper").resolve(), "rmsprop").difference

    def test_the_projection_is_in_both(self) -> None:
        shown = listed(Plan("amsgrad", problem="reddi").resolve(), "adam")
        assert shown.difference == ("Adam", 1, 1, 0)

    @given(st.sampled_from(list(permutations(RULES, 2))))
    def test_without_what_is_added_and_with_what_is_removed_it_is_the_other(
        self, pair: tuple[str, str]
    ) -> None:
        mine, other = map(of, pair)
        shown = against(mine, other, pair[1])
        assert [row.text for row in shown.body if row.sign != "+"] == [r.text for r in other.body]
        own = tuple(replace(row, sign="", changed=()) for row in shown.rows if row.sign != "−")
        assert own == mine.rows
        assert shown.difference
        _, added, changed, removed = shown.difference
        signs = [row.sign for row in shown.rows]
        assert (signs.count("+"), signs.count("−")) == (added + changed, removed + changed)


class TestWords:
    def test_joined_are_the_lines(self) -> None:
        found = function(spread.__code__)
        file = Path(__file__).read_text(encoding="utf-8").splitlines()
        assert list(map(written, found.lines)) == file[found.first - 1 :][: len(found.lines)]

    def test_know_keywords_strings_numbers_and_comments(self) -> None:
        kinds: dict[str, set[str]] = {}
        for line in function(spread.__code__).lines:
            for word in line:
                kinds.setdefault(word.kind, set()).add(word.text)
        assert kinds["keyword"] == {"def", "yield", "from"}
        assert {'"delta"', '    """'} <= kinds["string"]
        assert kinds["number"] == {"2"}
        assert kinds["comment"] == {"# A note."}

    def test_only_blanks_are_taken_from_the_left(self) -> None:
        source = function(rules.adam.__code__)
        assert written(outdented(source.lines[source.body], 99)).startswith("m = yield")
        assert outdented((), 4) == ()
