"""The options of `{source}`, and what is wrong with them."""

from __future__ import annotations

import pytest

from adamtui.core.plan import Plan
from adamtui.course.model import Directive
from adamtui.course.parse import parse
from adamtui.course.source_part import Source
from adamtui.widgets import registry


def directive(options: str) -> Directive:
    (block,) = parse(f"```{{source}} part\n{options}\n```\n", "lessons/60-x.md").blocks
    assert isinstance(block, Directive)
    return block


def test_it_takes_what_a_stepper_takes_and_against() -> None:
    part = directive(":rule: amsgrad\n:against: adam\n:problem: reddi\n:C: 6\n:steps: 9")
    assert part.faults == ()
    options = part.options
    assert isinstance(options, Source)
    assert options.against == "adam"
    assert options.steps == 9
    assert options.plan() == Plan("amsgrad", "reddi", settings={"C": 6.0})


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (":against: adm", "2:11: unknown rule 'adm'; did you mean 'adam'?"),
        (":against: adam", "2:11: 'adam' is the rule itself; name another one"),
        (":rule: amsgrad\n:against: amsgrad", "3:11: 'amsgrad' is the rule itself; "),
        (":againt: adam", "2:2: unknown option 'againt' for {source}; did you mean 'against'?"),
        (":rule: sgd\n:beta1: 0.5", "3:2: sgd has no beta1"),
        (":rule: adamm\n:against: adam", "2:8: unknown rule 'adamm'; did you mean 'adam'?"),
    ],
)
def test_a_fault_says_where_and_what_would_do(options: str, fault: str) -> None:
    (found,) = directive(options).faults
    assert str(found).startswith(f"lessons/60-x.md:{fault}")


def test_a_lesson_makes_its_widget_and_keeps_its_rows() -> None:
    part = directive(":rule: amsgrad\n:against: adam")
    assert registry.height(part) <= 22
    assert type(registry.make(part)).__name__ == "ListingPart"
