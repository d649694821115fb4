"""Densities and atoms of the textbook distributions against mpmath."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from adamtui.core.moments import family
from tests.core.exact_textbook import DENSITY, SUPPORT, WITH_DENSITY, Exact, close


@pytest.mark.parametrize(
    ("name", "values"),
    [(name, {}) for name in (*WITH_DENSITY, "student-t")]
    + [("gamma", {"k": 1.0}), ("gamma", {"k": 30.0}), ("student-t", {"nu": 40.0})],
)
def test_densities_are_those_of_mpmath(name: str, values: dict[str, float]) -> None:
    found = family(name).at(**values)
    exact: Any = Exact(found.values)
    assert found.density is not None
    for x in (-30.0, -1.5, -0.3, 0.2, 1.0, 1.7, 40.0):
        if name == "student-t":
            top = mp.gamma((exact.nu + 1) / 2) / mp.gamma(exact.nu / 2) / mp.sqrt(mp.pi * exact.nu)
            expected = top * (1 + mpf(x) ** 2 / exact.nu) ** (-(exact.nu + 1) / 2)
        else:
            support = SUPPORT[name](exact)
            inside = support[0] <= x <= support[-1]
            expected = DENSITY[name](exact, mpf(x)) if inside else mpf(0)
        assert close(found.density(np.asarray(x)), expected, 1e-11, least=1e-300)


def test_a_gamma_density_at_its_edge() -> None:
    edge = {k: family("gamma").at(k=k, theta=2.0).density for k in (0.5, 1.0, 2.0)}
    assert {k: p is not None and p(np.asarray(0.0)) for k, p in edge.items()} == {
        0.5: math.inf,
        1.0: 0.5,
        2.0: 0.0,
    }


@pytest.mark.parametrize(
    ("values", "atoms"),
    [
        ({"a": -1, "b": 4, "p": 0.25}, ((-1, 0.75), (4, 0.25))),
        ({"a": -1, "b": 4, "p": 0}, ((-1, 1),)),
        ({"a": -1, "b": 4, "p": 1}, ((4, 1),)),
        ({"a": 2, "b": 2, "p": 0.3}, ((2, 1),)),
    ],
)
def test_atoms_are_the_values_that_can_come(
    values: dict[str, float], atoms: tuple[tuple[float, float], ...]
) -> None:
    found = family("two-point").at(**values)
    assert found.density is None
    assert found.atoms == atoms
    for t in (-1e308, -2.0, 3.0, 1e308):
        with mp.workdps(30):
            exact = sum(chance * mp.exp(mpf(x) * t) for x, chance in atoms)
        assert float(found.mgf(t)) == pytest.approx(float(exact), rel=1e-14)
