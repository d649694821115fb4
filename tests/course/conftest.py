"""Fixture files: a title, an input and what is expected, with a line of one dot after each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

FIXTURES = Path(__file__).parent / "fixtures"


class Case(NamedTuple):
    title: str
    source: str
    expected: str


def cases(name: str) -> list[Case]:
    parts = (FIXTURES / name).read_text("utf-8").split("\n.\n")
    return [Case(*(p.strip("\n") for p in parts[i : i + 3])) for i in range(0, len(parts) - 2, 3)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `case` runs once for each case of its module's FIXTURE."""
    if "case" in metafunc.fixturenames:
        found = cases(metafunc.module.FIXTURE)
        metafunc.parametrize("case", found, ids=[case.title for case in found])
