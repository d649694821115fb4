"""The author's guide tells what is so: its tables, its examples, its commands and its numbers."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from adamtui.commands import arguments
from adamtui.core.moments import FAMILIES
from adamtui.core.results import result
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import SLIPS
from adamtui.course import limits
from adamtui.course.check import check_file
from adamtui.course.directives import DIRECTIVES
from adamtui.course.distributed import PARAMETERS
from adamtui.course.diverging import UPDATES
from adamtui.course.model import CALLOUTS
from adamtui.course.parse import parse
from adamtui.course.plot import Plot
from adamtui.course.quiz import Quiz
from adamtui.course.spec import Spec
from adamtui.course.stepper import Stepper
from tests import guide, in_words
from tests.guide_tables import filled, names_in, table

TEXT = guide.GUIDE.read_text(encoding="utf-8")
EXAMPLES = guide.examples(TEXT)
PROSE = " ".join(TEXT.split())
SHELL = re.compile(r"^```(?:sh|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(adamtui [^\s`]+ [^`]+)`")


def test_what_is_made_is_as_made() -> None:
    assert guide.as_made(TEXT) == TEXT, f"lessons/README.md is not as made: {guide.AGAIN}"


def test_all_that_can_be_made_is_there_once() -> None:
    assert sorted(names_in(TEXT)) == sorted(guide.made(TEXT))


def test_every_live_part_is_in_the_table_of_parts_and_has_an_example() -> None:
    assert set(re.findall(r"^\| \[`(\w+)`\]\(#\1\)", TEXT, re.M)) == set(DIRECTIVES)
    shown = {name for each in EXAMPLES for name in re.findall(r"^```\{(\w+)\}", each, re.M)}
    assert shown == set(DIRECTIVES)


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_option_has_a_row(name: str) -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE))
    parameters = set(re.findall(r"^\| `[\w-]+` \| `(\w+)` \|", TEXT, re.MULTILINE))
    assert parameters >= set(PARAMETERS)
    assert set(DIRECTIVES[name].__struct_fields__) <= rows | set(PARAMETERS)


def test_every_distribution_and_every_slip_has_a_row() -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \|", TEXT, re.MULTILINE))
    assert {*FAMILIES, *(slip.name for slip in SLIPS)} <= rows


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n", 1)[0])
def test_every_example_is_a_lesson_or_a_part_of_one(example: str, tmp_path: Path) -> None:
    file = tmp_path / "05-first-step.md"
    file.write_text(example if example.startswith("# ") else f"# T\n\n{example}", encoding="utf-8")
    assert check_file(file, limits=True) == ()


def test_the_guide_itself_has_no_faults() -> None:
    assert check_file(guide.GUIDE, limits=True) == ()


def test_each_step_of_the_worked_example_goes_on_from_the_one_before() -> None:
    *steps, last = (each for each in EXAMPLES if each.startswith("# The first step"))
    assert len(steps) == 2
    assert all(last.startswith(each.rstrip("\n")) for each in steps)


def test_the_numbers_of_the_worked_example_are_computed() -> None:
    lesson = parse(guide.worked(TEXT), "05-first-step.md")
    stepper, quiz = (part.options for part in lesson.directives())
    assert isinstance(stepper, Stepper)
    assert isinstance(quiz, Quiz)
    trace = Trace(stepper.plan().resolve())
    trace.extend_to(3)
    after_one, after_three = (float(trace.step(t).values["theta"][0]) for t in (1, 3))
    told = f"After one update $\\theta$ is {after_one:.2f}, after three it is {after_three:.2f}."
    assert told in PROSE
    answer = result(quiz.answer or "", quiz.plan())
    assert f"$\\theta$ is {answer:.2f} again" in PROSE
    assert quiz.number_key().mark(f"{answer:.2f}").right


@pytest.mark.parametrize(
    "told",
    [
        f"{limits.MOST_BYTES // 1024} kB a file",
        f"{limits.MOST_BLOCKS} blocks",
        f"{limits.MOST_ROWS} rows in a table",
        f"{limits.LONGEST_CODE:,} characters in a line of code",
        f"quotes and lists {limits.DEEPEST} deep",
        f"in its first {UPDATES} updates",
        f"{', '.join(CALLOUTS[:-1])} and {CALLOUTS[-1]}",
    ],
)
def test_limits_and_callouts_are_those_that_there_are(told: str) -> None:
    assert told in PROSE


def test_whose_learning_rate_a_rule_takes() -> None:
    borrowed = {name: rule.family for name, rule in RULES.items() if rule.family != name}
    assert {name: family for name, family in borrowed.items() if family != "adam"} == {
        "sgd_l2": "sgd",
        "sgdw": "sgd",
        "nesterov": "momentum",
    }
    shares = {name: rule.rate_share for name, rule in RULES.items() if rule.rate_share != 1}
    assert shares == {"lion": 0.1}
    assert "that of `adam`; Lion takes a tenth of it" in PROSE


def test_every_command_is_one() -> None:
    lines = "".join(SHELL.findall(TEXT)).replace("- run: ", "").split("\n")
    commands = [line for line in [*lines, *INLINE.findall(TEXT)] if line.startswith("adamtui ")]
    assert len(commands) > 5
    for each in commands:
        assert arguments.parse(shlex.split(each, comments=True)[1:]), each


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        (Stepper, ("beta1", "a number from 0 to below 1", "the rule's own")),
        (Stepper, ("steps", "a whole number from 0 to 100000", "0")),
        (Stepper, ("correction", "one of `both` `m` `v` `none`", "`both`")),
        (Stepper, ("rule", "a rule's name", "`adam`")),
        (Quiz, ("kind", "one of `choice` `number` `expr`", "must be given")),
        (Quiz, ("hint", "text; may be given several times", "none")),
        (Plot, ("over", "numbers with commas between", "must be given")),
        (Plot, ("at", "a number", "in the middle")),
    ],
)
def test_what_an_option_takes_in_words(spec: type[Spec], told: tuple[str, str, str]) -> None:
    assert told in {(each.name, each.takes, each.default) for each in in_words.options(spec)}


def test_a_whole_numbers_knob_says_so() -> None:
    weight = FAMILIES["digits"].knobs[0]
    assert in_words.numbers(weight) == "a whole number from 0 to 649"


def test_a_guide_is_filled_between_its_marks_alone() -> None:
    made = {"a": lambda: "A", "b": lambda: "B"}
    text = "x\n<!-- made: a -->\n<!-- end -->\ny\n<!-- made: b -->\n\nold\n\n<!-- end -->\nz\n"
    once = filled(text, made)
    assert once == (
        "x\n<!-- made: a -->\n\nA\n\n<!-- end -->\ny\n<!-- made: b -->\n\nB\n\n<!-- end -->\nz\n"
    )
    assert filled(once, made) == once


def test_a_bar_in_a_cell_is_escaped() -> None:
    assert table(("a",), [("|g|",)]) == "| a |\n| --- |\n| \\|g\\| |"
