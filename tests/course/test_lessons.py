"""What a loaded lesson offers: kept blocks, anchors, plans to run; the registry of live parts."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.distribution import Family
from adamtui.core.moments import FAMILIES
from adamtui.course.directives import DIRECTIVES
from adamtui.course.model import Directive, Prose
from adamtui.course.parse import parse
from tests import in_words

TEXT = """# Title

Prose with $x^2$.

```{stepper} first
:fn: x**2 + 10*y**2
:start: -4, 2
:lr: 0.1
```

## Part

```{stepper} second
:rule: sgd
```
"""


def test_an_edit_above_leaves_the_blocks_below_equal() -> None:
    before = parse(TEXT, "x.md").blocks
    after = parse(TEXT.replace("Prose", "New\n\nlines of prose"), "x.md").blocks
    assert before[0] != after[0]
    assert before[1:] == after[1:]
    assert [block.line for block in before[1:]] != [block.line for block in after[1:]]
    assert hash(before[1]) == hash(after[1])


def test_a_fault_in_one_part_leaves_the_rest() -> None:
    lesson = parse(TEXT.replace(":lr: 0.1", ":lr: much"), "x.md")
    first, second = lesson.directives()
    assert first.options is None
    assert [str(fault) for fault in first.faults] == ["x.md:8:6: lr: 'much' is not a number"]
    assert second.options is not None
    assert not second.faults


def test_the_faults_of_a_part_are_in_the_order_of_its_lines() -> None:
    text = "# T\n\n```{stepper} no id\n:betta1: 1\n:lr: fast\n:rule: adan\n:beta1: 1\ntext\n```\n"
    (part,) = parse(text, "x.md").directives()
    assert [fault.line for fault in part.faults] == [3, 4, 5, 6, 7, 8]


def test_anchors_are_headings_and_ids_in_order() -> None:
    assert parse(TEXT, "x.md").anchors() == ("title", "first", "part", "second")


def test_blocks_alternate() -> None:
    assert [type(block) for block in parse(TEXT, "x.md").blocks] == [
        Prose,
        Directive,
        Prose,
        Directive,
    ]


def test_a_stepper_says_what_to_run() -> None:
    first, _ = parse(TEXT, "x.md").directives()
    run = first.options.plan().resolve()
    assert run.rule.name == "adam"
    np.testing.assert_array_equal(run.problem.start, [-4, 2])
    assert run.hyper["lr"] == 0.1


def test_a_distribution_is_shown_with_what_is_given_and_the_rest_is_its_own() -> None:
    text = "# T\n\n```{mgf} a\n:dist: gamma\n:theta: 0.25\n```\n\n```{ema} b\n:sigma: 2\n```\n"
    lab, average = (part.options for part in parse(text, "x.md").directives())
    assert (lab.dist, lab.settings()) == ("gamma", {"theta": 0.25})
    assert (average.dist, average.settings()) == ("normal", {"sigma": 2})
    assert (average.beta1, average.steps, average.seed) == (0.9, 20, 0)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_every_parameter_of_every_distribution_is_an_option(family: Family) -> None:
    given = "".join(f":{name}: {value:g}\n" for name, value in family.defaults.items())
    lesson = parse(f"# T\n\n```{{mgf}} a\n:dist: {family.name}\n{given}```\n", "x.md")
    assert not lesson.faults
    assert next(lesson.directives()).options.settings() == dict(family.defaults)


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_option_has_a_meaning(name: str) -> None:
    for option in in_words.options(DIRECTIVES[name]):
        assert option.meaning, option.name
