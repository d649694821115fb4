"""Graphs and their readout as text, to be looked at, and that nothing in them is false.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.core.expression import parse
from adamtui.ink import Row, plain
from adamtui.panels.plot import FEWEST, NARROWEST, Curves, plot, rows_of_readout

GOLDENS = Path(__file__).parent / "goldens"
GUTTER = 7
SIZE = (76, 15)


def of(
    fn: str,
    over: tuple[float, float],
    logs: tuple[bool, bool] = (False, False),
    names: tuple[str, ...] = (),
    x: str = "x",
) -> Curves:
    parts = [parse(part, ("x",)) for part in fn.split(";")]
    functions = tuple(part.function("x") for part in parts)
    return Curves(functions, names or tuple(part.text() for part in parts), over, logs, x)


RATES = of("0.1/sqrt(x); 0.1", (1, 10000), (True, True), ("AdaGrad", "Adam"), "t")
CORRECTION = of("sqrt(1-0.999^x)/(1-0.9^x)", (1, 5000), (True, False), x="t")

PICTURES = {
    "plot-rates": (RATES, 100.0, SIZE),
    "plot-correction": (CORRECTION, 30.0, SIZE),
    "plot-poles": (of("1/x; sin(x); log(x); x/abs(x)", (-5, 5)), 1.5, (76, 20)),
    "plot-tan": (of("x**2/4; 3*exp(-x**2); tan(x)", (-3, 3)), 0.5, (116, 24)),
    "plot-powers": (of("x^x; exp(x)", (0.1, 20), (False, True)), 7.0, (60, 14)),
    "plot-narrow": (of("1/(1-0.9^x); 1", (11, 19), (True, True)), 13.0, (NARROWEST, 12)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_as_it_was(name: str) -> None:
    curves, x, size = PICTURES[name]
    text = "".join(f"{plain(row).rstrip()}\n" for row in plot(curves, x, size))
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def dots(rows: list[Row]) -> list[list[int]]:
    """By column of dots, the dot rows that are set."""
    field = [plain(row)[GUTTER:] for row in rows if plain(row)[GUTTER - 1 : GUTTER] in "┤│"]
    width = max(map(len, field))
    bits = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
    found: list[list[int]] = [[] for _ in range(2 * width)]
    for y, line in enumerate(field):
        for x, sign in enumerate(line):
            raster = ord(sign) - 0x2800 if "⠀" <= sign <= "⣿" else 0
            for side in (0, 1):
                found[2 * x + side] += [4 * y + k for k in range(4) if raster & bits[side][k]]
    return found


def test_a_pole_is_no_line_and_a_step_has_no_riser() -> None:
    for fn in ("1/(x-0.37)", "tan(x)", "abs(x-0.21)/(x-0.21)", "1/x", "x/abs(x)"):
        seen = dots(plot(of(fn, (-1.0, 2.0)), -0.9, (76, 30)))
        assert max(map(len, seen)) < 40, fn


def test_what_is_steep_but_whole_is_drawn_whole() -> None:
    seen = dots(plot(of("tanh(1000000*(x-0.37))", (-1.0, 2.0)), -0.9, (76, 30)))
    assert max(map(len, seen)) > 60


def test_what_swings_too_fast_to_be_followed_is_a_band_not_a_slower_wave() -> None:
    seen = dots(plot(of("sin(1000*x)", (0.0, 10.0)), 0.0, (76, 20)))
    assert min(map(len, seen[2:])) > 30


def test_no_value_no_dot() -> None:
    seen = dots(plot(of("sqrt(x)", (-1.0, 1.0)), -0.9, (67, 20)))
    assert not any(seen[:59])
    assert all(seen[62:])


def test_a_narrow_peak_is_on_the_chart_whole() -> None:
    rows = [plain(row) for row in plot(of("exp(-1000*(x-0.3)**2)", (-1.0, 1.0)), 0.3, SIZE)]
    assert rows[1].strip().startswith("1.0")
    assert "●" in rows[1]


def test_a_line_that_is_level_is_one_dot_high() -> None:
    assert {len(each) for each in dots(plot(of("3", (0.0, 1.0)), 0.5, SIZE))} <= {0, 1}


@pytest.mark.parametrize(
    ("fn", "x", "told", "mark"),
    [
        ("1/x", 0.0, "undefined", ""),
        ("1/x**2", 0.0, "∞", "↑"),
        ("log(x)", 0.0, "−∞", "↓"),
        ("log(x)", -1.0, "undefined", ""),
        ("exp(x)", 1.0, "2.71828", "●"),
        ("1/x", 0.001, "1000", "↑"),
    ],
)
def test_the_value_is_told_and_marked(fn: str, x: float, told: str, mark: str) -> None:
    rows = [plain(row) for row in plot(of(fn, (-2.0, 2.0)), x, SIZE)]
    assert rows[-1].rstrip().endswith(f"= {told}")
    assert {sign for row in rows[1:-1] for sign in row} & set("●↑↓") == set(mark)


def test_the_mark_is_where_the_axes_say_on_logarithmic_ones_too() -> None:
    rows = [plain(row) for row in plot(RATES, 100.0, SIZE)]
    (y,) = (y for y, row in enumerate(rows) if row.startswith("  0.01┤"))
    assert rows[y][GUTTER:].index("●") == rows[1][GUTTER:].index("●")
    assert rows[-2][rows[y].index("●") - 1 :].startswith(("100", "─100", "0"))


def test_only_the_markers_columns_change_with_it() -> None:
    before, after = (plot(CORRECTION, x, SIZE) for x in (30.0, 50.0))
    for old, new in zip(before[:-2], after[:-2], strict=True):
        pairs = zip(plain(old), plain(new), strict=True)
        assert sum(a != b for a, b in pairs) <= 2


def test_a_long_name_is_cut_and_a_number_never() -> None:
    curves = of("x", (0.0, 1.0), names=("a name that is far too long for any row",))
    assert "= 0.123457" in plain(plot(curves, 0.1234567, (30, 12))[-1])
    assert rows_of_readout(("AdaGrad", "Adam"), "t") == 1


functions = st.sampled_from(
    ["x", "3", "1/x", "exp(1000*x)", "log(x)", "tan(x)", "x**9", "x*1e300*x*1e200", "sqrt(-1-x*x)"]
)


@settings(deadline=None, max_examples=80)
@given(
    fns=st.lists(functions, min_size=1, max_size=4),
    low=st.floats(-1e6, 1e6),
    wide=st.floats(2.0, 1e6),
    logs=st.tuples(st.booleans(), st.booleans()),
    where=st.floats(0, 1),
    size=st.tuples(st.integers(1, 130), st.integers(1, 45)),
)
def test_it_fits_any_size_whatever_it_shows(
    fns: list[str],
    low: float,
    wide: float,
    logs: tuple[bool, bool],
    where: float,
    size: tuple[int, int],
) -> None:
    low = abs(low) + 1e-3 if logs[0] else low
    curves = of(";".join(fns), (low, low + wide), logs)
    rows = plot(curves, min(low + where * wide, low + wide), size)
    assert max(cell_len(plain(row)) for row in rows) <= size[0]
    assert len(rows) <= size[1] or size[1] == 1
    tall = FEWEST + rows_of_readout(curves.names, "x", size[0])
    if size[0] >= NARROWEST and size[1] >= tall:
        assert len(rows) == size[1]
