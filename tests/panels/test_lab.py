"""The laboratories as text, to be looked at, and their shape at every size.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.algebra.steps import Step
from adamtui.core.moments import FAMILIES, family
from adamtui.core.restarts import Experiment, experiment
from adamtui.ink import Row, Run, plain
from adamtui.panels.averaging import READOUT, averaging
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.panels.lab import lab
from adamtui.panels.lab_pictures import generating, spread
from adamtui.panels.lab_scene import Averages, LabScene
from adamtui.panels.laboratory import FEWEST, NARROWEST, recording
from adamtui.panels.readout import ROWS
from adamtui.panels.specimen import specimen

GOLDENS = Path(__file__).parent / "goldens"
STEPS = (
    Step("density", "How likely each x is.", r"p(x) = \lambda e^{-\lambda x}"),
    Step("mgf", "The integral.", r"M(t) = \frac{\lambda}{\lambda - t}"),
    Step("at0_1", "The slope.", r"M'(0) = \mathrm{E}[g] = \frac{1}{\lambda}"),
)


def of(dist: str, **given: float) -> LabScene:
    return LabScene(family(dist).at(**given), FAMILIES[dist].title)


@cache
def done(beta1: float) -> Experiment:
    return experiment(family("normal").at(mu=0.5, sigma=1), beta1, 50, 3)


def restarted(beta1: float, t: int) -> AveragingScene:
    return AveragingScene("g: Normal", done(beta1), t)


PICTURES: dict[str, Callable[[], list[Row]]] = {
    "lab-normal": lambda: lab(of("normal", mu=0.5, sigma=1), (76, 17)),
    "lab-laplace": lambda: lab(of("laplace", mu=0, b=0.8), (76, 17)),
    "lab-two-point": lambda: lab(of("two-point", a=-1, b=2, p=0.25), (76, 17)),
    "lab-student-t": lambda: lab(of("student-t", nu=1.5), (76, 17)),
    "lab-derived": lambda: lab(
        LabScene(family("exponential").at(rate=2), "Exponential", STEPS, busy="*"), (100, 34)
    ),
    "lab-digits": lambda: lab(specimen("digits", {"weight": 4, "trained": 100}).scene(), (76, 17)),
    "lab-narrow": lambda: lab(of("laplace", mu=0.5, b=0.8), (NARROWEST, 18)),
    "averaging": lambda: averaging(restarted(0.9, 5), (76, 17)),
    "averaging-narrow": lambda: averaging(restarted(0.9, 5), (NARROWEST, 17)),
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
    assert_fits(lab(scene, size), size, (NARROWEST, 1 + FEWEST + ROWS + 1))


@given(
    st.sampled_from([0.0, 0.9, 0.999]),
    st.integers(1, 50),
    st.tuples(st.integers(1, 140), st.integers(1, 50)),
)
@settings(max_examples=60, deadline=None)
def test_the_restarts_fit_any_size(beta1: float, t: int, size: tuple[int, int]) -> None:
    scene = restarted(beta1, t)
    assert_fits(averaging(scene, size), size, (NARROWEST, 1 + FEWEST + READOUT))


def inked(rows: list[Row], ink: str) -> str:
    return "".join(run.text for row in rows[1:] for run in row if run.ink.fg == ink)


class TestWhatIsDrawn:
    """Nothing false, and nothing that matters left out."""

    def test_student_t_has_a_value_at_0_and_no_curve(self) -> None:
        rows = generating(family("student-t").at(nu=3), (48, 12))
        assert inked(rows, "mark").count("●") == 1
        assert not any(inked(rows, f"series-{k}").strip() for k in range(6))

    def test_a_curve_stops_where_the_domain_ends(self) -> None:
        rows = generating(family("exponential").at(rate=1), (48, 12))
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
        rows = [plain(row) for row in generating(family("normal").at(mu=1), (48, 12))]
        (y,) = (y for y, row in enumerate(rows) if "●" in row)
        x = rows[y].index("●")
        assert rows[y][x - 1] != " "
        assert rows[y][x + 1] != " "

    @pytest.mark.parametrize("sigma", [0.1, 0.01, 1e-5])
    def test_a_narrow_peak_is_seen_wherever_it_is(self, sigma: float) -> None:
        for mu in (0.0, 0.37, -1.913):
            rows = spread(family("normal").at(mu=mu, sigma=sigma), (30, 10))
            assert any("⣿" in plain(row) or "⡇" in plain(row) or "⢸" in plain(row) for row in rows)

    def test_atoms_are_as_high_as_they_are_likely(self) -> None:
        rows = spread(family("two-point").at(a=-1, b=2, p=0.25), (30, 10))
        heights = {
            x: sum(sign in "⡇⢸" for sign in column)
            for x, column in enumerate(zip(*(plain(row) for row in rows[1:-1]), strict=True))
            if x > 7
        }
        low, high = sorted(height for height in heights.values() if height)
        assert high >= 2 * low

    def test_far_out_the_curve_leaves_at_the_top_once(self) -> None:
        rows = generating(family("normal").at(mu=2, sigma=3), (48, 12))
        drawn = inked([(), rows[1]], "series-0")
        assert 0 < len(drawn) <= 4

    def test_a_sample_lies_between_its_standard_errors_and_below_the_gaussian(self) -> None:
        made = specimen("digits", {"weight": 4, "trained": 400}).scene().distribution
        rows = generating(made, (90, 40))
        right = [row for row in heights(rows, "series-3") if row[0] > 80]
        ours = dict(heights(rows, "series-0"))
        assert right
        assert all(y < ours.get(x, 99) for x, y in right)

    def test_the_histogram_is_beside_a_gaussian(self) -> None:
        made = specimen("digits", {"weight": 4, "trained": 400}).scene().distribution
        rows = spread(made, (60, 20))
        assert inked(rows, "series-3").strip()
        assert inked(rows, "series-4").strip()

    def test_the_simulated_means_lie_on_the_predicted_ones(self) -> None:
        rows = averaging(restarted(0.9, 50), (118, 30))
        readout = "\n".join(map(plain, rows))
        told, seen, error = numbers_of(next(r for r in readout.split("\n") if r[:5] == "E[m] "))
        assert abs(told - seen) < 4 * error


@pytest.mark.parametrize("width", [NARROWEST, 60, 71, 72, 100])
def test_every_number_is_there_at_any_width(width: int) -> None:
    shown = "\n".join(map(plain, lab(of("laplace", mu=0.5, b=0.8), (width, 20))))
    for number in ("= 0.5 ", "= 1.53 ", "= 1.28 ", "1.53 − 0.25"):
        assert number in shown
    assert "the integral is infinite" in " ".join(shown.split())
    shown = "\n".join(map(plain, averaging(restarted(0.9, 5), (width, 20))))
    assert len(numbers_of(next(r for r in shown.split("\n") if r[:4] == "E[m̂"))) == 3
    assert len(numbers_of(next(r for r in shown.split("\n") if r[:2] == "sd"))) == 2


def test_while_updates_are_recorded_it_shows_how_far_that_is() -> None:
    rows = recording(30, 90, (70, 15))
    assert "30 of 90" in "\n".join(map(plain, rows))
    assert_fits(rows, (70, 15), (999, 999))


def numbers_of(row: str) -> list[float]:
    """The numbers after the row's last sign of equality."""
    return [float(text) for text in re.findall(r"\d[\d.]*", row.rpartition("= ")[2])]


def heights(rows: list[Row], ink: str) -> list[tuple[int, int]]:
    """(column, row) of the topmost cell of an ink in each column."""
    found: dict[int, int] = {}
    for y, row in enumerate(rows[1:-1]):
        for at, run in places(row):
            for k, sign in enumerate(run.text):
                if run.ink.fg == ink and sign != " ":
                    found.setdefault(at + k, y)
    return sorted(found.items())


def places(row: Row) -> list[tuple[int, Run]]:
    """Each run with the column it begins at."""
    at, found = 0, []
    for run in row:
        found.append((at, run))
        at += len(run.text)
    return found
