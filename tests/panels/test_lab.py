"""The laboratories as text, to be looked at, and their shape at every size.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.algebra.mgf import Step
from adamtui.core.moments import FAMILIES, distribution
from adamtui.core.restarts import predicted, restarts
from adamtui.ink import Row, plain
from adamtui.panels import averaging as means
from adamtui.panels import lab as moments
from adamtui.panels.averaging import AveragingScene, averaging
from adamtui.panels.lab import lab
from adamtui.panels.lab_pictures import generating, spread
from adamtui.panels.lab_scene import Averages, LabScene

GOLDENS = Path(__file__).parent / "goldens"
STEPS = (
    Step("density", "How likely each x is.", r"p(x) = \lambda e^{-\lambda x}"),
    Step("mgf", "The integral.", r"M(t) = \frac{\lambda}{\lambda - t}"),
    Step("at0_1", "The slope.", r"M'(0) = \mathrm{E}[g] = \frac{1}{\lambda}"),
)


def of(dist: str, **given: float) -> LabScene:
    return LabScene(distribution(dist, **given), FAMILIES[dist].title)


@cache
def restarted(beta1: float, t: int, updates: int = 50) -> AveragingScene:
    draws = np.random.default_rng(3).normal(0.5, 1, (100, updates))
    return AveragingScene(
        title="g: Normal",
        beta1=beta1,
        t=t,
        count=100,
        mean=0.5,
        simulated=restarts(draws, beta1),
        predicted=predicted(0.5, 1, beta1, updates),
    )


PICTURES: dict[str, Callable[[], list[Row]]] = {
    "lab-normal": lambda: lab(of("normal", mu=0.5, sigma=1), (76, 17)),
    "lab-laplace": lambda: lab(of("laplace", mu=0, b=0.8), (76, 17)),
    "lab-two-point": lambda: lab(of("two-point", a=-1, b=2, p=0.25), (76, 17)),
    "lab-student-t": lambda: lab(of("student-t", nu=1.5), (76, 17)),
    "lab-derived": lambda: lab(
        LabScene(distribution("exponential", rate=2), "Exponential", STEPS, busy="*"), (100, 34)
    ),
    "averaging": lambda: averaging(restarted(0.9, 5), (76, 17)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_as_it_was(name: str) -> None:
    text = "".join(f"{plain(row).rstrip()}\n" for row in PICTURES[name]())
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@st.composite
def scenes(draw: st.DrawFn) -> LabScene:
    family = FAMILIES[draw(st.sampled_from([name for name in FAMILIES if name != "digits"]))]
    values = {knob.name: draw(st.floats(*knob.slider)) for knob in family.knobs}
    if family.fault(values):
        values = dict(family.defaults)
    averages = draw(st.sampled_from([None, Averages(0, np.nan, np.nan), Averages(5, -1.0, 2e-9)]))
    return LabScene(
        family.at(**values),
        family.title,
        draw(st.sampled_from([(), STEPS])),
        draw(st.sampled_from(["", "*"])),
        averages,
    )


def assert_fits(rows: list[Row], size: tuple[int, int], smallest: tuple[int, int]) -> None:
    assert max(cell_len(plain(row)) for row in rows) <= size[0]
    assert len(rows) <= max(size[1], 1)
    if size[0] >= smallest[0] and size[1] >= smallest[1]:
        assert len(rows) == size[1]


@given(scenes(), st.tuples(st.integers(1, 140), st.integers(1, 50)))
@settings(max_examples=120, deadline=None)
def test_the_laboratory_fits_any_size(scene: LabScene, size: tuple[int, int]) -> None:
    assert_fits(lab(scene, size), size, (moments.NARROWEST, moments.LOWEST))


@given(
    st.sampled_from([0.0, 0.9, 0.999]),
    st.integers(1, 50),
    st.tuples(st.integers(1, 140), st.integers(1, 50)),
)
@settings(max_examples=60, deadline=None)
def test_the_restarts_fit_any_size(beta1: float, t: int, size: tuple[int, int]) -> None:
    scene = restarted(beta1, t)
    assert_fits(averaging(scene, size), size, (means.NARROWEST, means.LOWEST))


def inked(rows: list[Row], ink: str) -> str:
    return "".join(run.text for row in rows[1:] for run in row if run.ink.fg == ink)


class TestWhatIsDrawn:
    """Nothing false, and nothing that matters left out."""

    def test_student_t_has_a_value_at_0_and_no_curve(self) -> None:
        rows = generating(distribution("student-t", nu=3), (48, 12))
        assert inked(rows, "mark").count("●") == 1
        assert not any(inked(rows, f"series-{k}").strip() for k in range(6))

    def test_a_curve_stops_where_the_domain_ends(self) -> None:
        rows = generating(distribution("exponential", rate=1), (48, 12))
        wall = next(plain(row).index("⠃") for row in rows if "⠃" in plain(row))
        columns = [
            at + k
            for row in rows[1:]
            for at, run in places(row)
            if run.ink.fg == "series-0"
            for k, sign in enumerate(run.text)
            if sign != " "
        ]
        assert max(columns) <= wall

    def test_the_tangent_and_the_parabola_touch_the_curve_at_0(self) -> None:
        rows = [plain(row) for row in generating(distribution("normal", mu=1), (48, 12))]
        (y,) = (y for y, row in enumerate(rows) if "●" in row)
        x = rows[y].index("●")
        assert rows[y][x - 1] != " "
        assert rows[y][x + 1] != " "

    @pytest.mark.parametrize("sigma", [0.1, 0.01, 1e-5])
    def test_a_narrow_peak_is_seen_wherever_it_is(self, sigma: float) -> None:
        for mu in (0.0, 0.37, -1.913):
            rows = spread(distribution("normal", mu=mu, sigma=sigma), (30, 10))
            assert any("⣿" in plain(row) or "⡇" in plain(row) or "⢸" in plain(row) for row in rows)

    def test_atoms_are_as_high_as_they_are_likely(self) -> None:
        rows = spread(distribution("two-point", a=-1, b=2, p=0.25), (30, 10))
        heights = {
            x: sum(sign in "⡇⢸" for sign in column)
            for x, column in enumerate(zip(*(plain(row) for row in rows[1:-1]), strict=True))
            if x > 7
        }
        low, high = sorted(height for height in heights.values() if height)
        assert high >= 2 * low

    def test_far_out_the_curve_leaves_at_the_top_once(self) -> None:
        rows = generating(distribution("normal", mu=2, sigma=3), (48, 12))
        drawn = [k for k, sign in enumerate(plain(rows[1])[7:]) if sign != " "]
        assert len(drawn) <= 6


def places(row: Row) -> list[tuple[int, object]]:
    """Each run with the column it begins at."""
    at, found = 0, []
    for run in row:
        found.append((at, run))
        at += len(run.text)
    return found
