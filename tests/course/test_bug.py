"""The options of `{bug}`: which slips a rule can have, and when one is worth looking for."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.core.usual_slips import slips_of
from adamtui.course.bug import Bug
from adamtui.course.exercise import prompt, reason
from adamtui.course.model import Fault, text_of
from adamtui.course.parse import parse
from tests.course.checking import check_text

LESSON = """# Find it

```{{bug}} it
:fn: x**2
{options}

Which line?

> [!ANSWER]
> That one.
```
"""


def faults(*options: str) -> list[Fault]:
    text = LESSON.format(options="\n".join(options))
    return list(check_text(text, Path("10-x.md")))


def fault(*options: str) -> str:
    (found,) = faults(*options)
    return f"{found.line}:{found.column}: {found.message}"


def test_a_slip_and_hints() -> None:
    written = LESSON.format(options=":slip: m-stored\n:hint: one\n:hint: two $m$\n:lr: 0.2")
    (part,) = parse(written, "10-x.md").directives()
    assert part.faults == ()
    assert isinstance(part.options, Bug)
    assert part.options.hint == ("one", "two $m$")
    made = part.options.hunt()
    assert made.slip.name == "m-stored"
    assert made.this.run.hyper["lr"] == 0.2
    assert text_of(prompt(part)[0].children) == "Which line?"
    assert text_of(reason(part)[0].children) == "That one."


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((":lr: 0.2",), "3:5: {bug} needs ':slip:'"),
        ((":slip: m-stord",), "5:8: adam can have no slip 'm-stord'; did you mean 'm-stored'?"),
        ((":slip: sign", ":lr: x"), "6:6: lr: 'x' is not a number"),
        ((":slip: sign", ":mu: 0.9"), "6:2: adam has no mu"),
        ((":slip: sign", ":hint: $\\frac$"), "6:9: "),
        (
            (":slip: no-eps", ":start: 1000000"),
            "5:8: with these settings the slip no-eps makes no difference in the first 100 updates",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(options: tuple[str, ...], expected: str) -> None:
    assert fault(*options).startswith(expected)


def test_each_rule_has_its_own_slips() -> None:
    assert "sgd can have no slip 'm-stored'" in fault(":rule: sgd", ":slip: m-stored")
    assert "slips of this rule: sign" in fault(":rule: sgd", ":slip: m-stored")


def test_an_unknown_slip_is_answered_with_few_others() -> None:
    assert fault(":slip: m-corrected").endswith("did you mean 'm-uncorrected'?")
    assert fault(":slip: eps-inside").endswith(
        "; the nearest are eps-hat-no-root, eps-before-correction, eps-in-root"
    )
    told = fault(":slip: zebra")
    assert "; slips of this rule: t-late, " in told
    assert told.count(",") == 8
    assert "README" in told


def test_every_slip_of_adam_can_be_asked_for() -> None:
    run = Bug(slip="sign").plan().resolve()
    for slip in slips_of(run.rule, run.hyper):
        assert not list(Bug(slip=slip.name, eps=0.1).conflicts(())), slip.name
