"""What is wrong with a lesson, each fault at its line and column."""

from __future__ import annotations

from adamtui.course.parse import parse

FIXTURE = "faults.txt"


def faults_of(source: str) -> str:
    return "\n".join(map(str, parse(source, "lessons/30-x.md").faults))


def test_every_fault_is_reported_at_its_place(case: tuple[str, str, str]) -> None:
    _, source, expected = case
    assert faults_of(source) == expected
