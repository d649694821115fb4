"""The README's commands are the ones that run: its first block, and the tests that CI runs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTEST = re.compile(r"(?:-m )?pytest\b[^&|;#\n]*")


def set_up() -> list[str]:
    """The lines of the README's first block of code."""
    first = FENCE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert first, "the README has no block of code"
    return first[1].splitlines()


def test_setting_up_takes_two_lines() -> None:
    assert len(set_up()) == 2


def test_the_first_line_opens_the_tutorial() -> None:
    assert re.search(r"\badamtui$", set_up()[0])


def test_ci_runs_the_tests_as_the_readme_says() -> None:
    command = PYTEST.search(set_up()[1])
    assert command, "the second line runs no tests"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command[0].strip() in {found.strip() for found in PYTEST.findall(ci)}
