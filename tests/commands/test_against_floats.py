"""`adamtui trace --against`: values of fewer digits than float64 has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_what_is_computed_in_fewer_digits_agrees_with_its_like(
    run: Run, tmp_path: Path, dtype: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(run("trace", "adam", "--dtype", dtype, "--format", "csv").out)
    assert run("trace", "adam", "--dtype", dtype, "--against", str(path)).status == 0
    assert run("trace", "adam", "--against", str(path)).status == 1


def test_float64_that_is_as_far_off_as_float32_is_not_called_float32(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"t,theta.0,theta.1\n1,{-3.9 + 1e-8 / 3!r},{1.9 + 1e-8 / 3!r}\n")
    done = run("trace", "adam", "--against", str(path))
    assert "float32" not in done.out
    assert "no known one explains any of it" in done.out


@pytest.mark.parametrize(
    ("form", "told"), [("{:.6g}", "6 digits"), ("{:.10g}", "10 digits"), ("{:.6f}", "6 decimals")]
)
def test_a_file_of_few_digits_has_no_slip(run: Run, tmp_path: Path, form: str, told: str) -> None:
    path = tmp_path / "own.csv"
    head, *rows = run("trace", "adam", "--steps", "30", "--format", "csv").out.splitlines()
    cut = [",".join(form.format(float(cell)) for cell in row.split(",")) for row in rows]
    path.write_text("\n".join((head, *(row.replace(".000000,", ",", 1) for row in cut))))
    done = run("trace", "adam", "--against", str(path))
    assert done.status == 1
    assert f"no slip: the file has {told}; write 17 digits" in done.out


def test_a_slip_is_told_by_few_digits_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    words = ("trace", "adam", "--steps", "30")
    head, *rows = run(*words, "--set", "correction=m", "--format", "csv").out.splitlines()
    cut = [",".join(f"{float(cell):.8g}" for cell in row.split(",")) for row in rows]
    path.write_text("\n".join((head, *cut)))
    assert "likely slip: v is not corrected" in run("trace", "adam", "--against", str(path)).out


def test_float32_is_advised_where_a_tolerance_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(run("trace", "adam", "--dtype", "float32", "--format", "csv").out)
    done = run("trace", "adam", "--rtol", "1e-9", "--against", str(path))
    assert "the values are float32; by --dtype float32 --rtol 1e-5 all agree" in done.out
