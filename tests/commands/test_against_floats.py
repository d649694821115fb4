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
    assert "some of it may be in float32; by --dtype float32 all agree" in done.out
