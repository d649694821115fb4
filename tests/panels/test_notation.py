"""The ledger and the line worked out, in every library's names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.notation import NOTATIONS, PAPER
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.rulebook import RULES
from adamtui.ink import plain
from adamtui.panels.caption import caption, heading
from adamtui.panels.ledger import NUMBER_CELLS, buffers_panel, lines_cells, lines_panel
from adamtui.panels.scene import Scene
from adamtui.panels.working import working_panel
from adamtui.typeset import cells
from tests.panels.stages import scene


def named(plan: Plan, names: str, t: int = 4, line: str = "theta") -> Scene:
    shown = scene(plan, t, line)
    return Scene(shown.trace, shown.at, NOTATIONS[names])


def beside(shown: Scene, width: int) -> list[str]:
    """Lines and buffers as the stage puts them side by side."""
    left = lines_cells(shown, width)
    numbers = buffers_panel(shown, width - left)
    return [plain((*a, *b)) for a, b in zip(lines_panel(shown, left), numbers, strict=True)]


def test_names_formulas_and_the_line_worked_out_are_the_librarys() -> None:
    shown = named(Plan(), "pytorch", line="v_hat")
    rows = beside(shown, 120)
    assert any("exp_avg_sq     ← β₂·exp_avg_sq + (1 − β₂)·g²" in row for row in rows)
    assert "Δ              ← −η·exp_avg_hat/(√exp_avg_sq_hat + ε)" in rows[-2]
    worked = list(map(plain, working_panel(shown, 80)))
    assert worked[0].startswith("exp_avg_sq_hat  second moment")
    assert "0.999⁴" in worked[1]


def test_the_heading_keeps_our_name_of_the_line() -> None:
    assert plain(heading(named(Plan(), "keras", line="m_hat"), 80)[0]).endswith(
        "t = 4 · line m_hat"
    )


def test_the_panel_says_whose_names_they_are() -> None:
    assert "line by line" in beside(named(Plan(), "paper"), 80)[0]
    for name in ("pytorch", "optax", "keras", "d2l"):
        assert f"as {NOTATIONS[name].title} names it" in beside(named(Plan(), name), 80)[0]


def test_a_rule_that_a_library_names_otherwise_shows_that_name() -> None:
    rows = beside(named(Plan(rule="rmsprop"), "pytorch"), 80)
    assert any("square_avg ← ρ·square_avg" in row for row in rows)


@pytest.mark.parametrize("names", NOTATIONS)
@pytest.mark.parametrize("rule", RULES)
def test_at_80_columns_both_coordinates_and_every_name_can_be_read(rule: str, names: str) -> None:
    shown = named(Plan(rule=rule), names)
    rows = beside(shown, 79)
    assert all(cells(row) == 79 for row in rows)
    assert rows[0].split()[-2:] == ["x", "y"]
    theta = [float(word) for word in rows[-1].split()[-2:]]
    np.testing.assert_allclose(theta, shown.trace.step(4).values["theta"], rtol=1e-4)
    assert not any("…" in row.partition("←")[0] for row in rows)


@given(
    st.sampled_from(sorted(RULES)),
    st.sampled_from(sorted(NOTATIONS)),
    st.integers(1, 130),
)
@settings(max_examples=60, deadline=None)
def test_a_number_keeps_its_cells_and_no_row_is_too_long(rule: str, names: str, width: int) -> None:
    shown = named(Plan(rule=rule), names)
    left = lines_cells(shown, width)
    assert width - left >= min(NUMBER_CELLS, width)
    assert {cells(plain(row)) for row in lines_panel(shown, left)} == {left}
    narrow = [cells(plain(row)) for row in lines_panel(shown, min(width, 20))]
    assert set(narrow) == {min(width, 20)}


def test_what_pytorch_does_not_have_is_not_called_pytorchs() -> None:
    for rule, whose in (("lion", "the paper"), ("adabelief", "the paper"), ("nadam", "PyTorch")):
        assert f" as in {whose} · " in caption(Plan(rule=rule).resolve())


def test_the_papers_names_are_what_a_scene_has_unless_told() -> None:
    trace = scene(Plan(), 1).trace
    assert Scene(trace, Position(1, 1)).names is PAPER
