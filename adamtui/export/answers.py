"""The right answers of exercises, in words, and the reasons for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from adamtui.core.hunt import HuntError
from adamtui.core.plan import PlanError
from adamtui.course.bug import Bug
from adamtui.course.exercise import choices_in, reason
from adamtui.course.marking import AnswerKeyError
from adamtui.course.model import Directive, Node
from adamtui.course.outline import spoken
from adamtui.course.quiz import Quiz


def right_answers(directive: Directive) -> list[str]:
    """The right answer, one line; every right choice. Nothing where it cannot be told."""
    options = directive.options
    if choices := choices_in(directive.body):
        return [words(choice.words) for choice in choices if choice.right]
    if isinstance(options, Bug):
        return _wrong_lines(options)
    if isinstance(options, Quiz) and options.answer:
        return [options.answer + _worth(options, options.answer)]
    return []


def remarks(directive: Directive) -> list[list[str]]:
    """What the program itself says of the answer, in rows: what the slip is."""
    if isinstance(directive.options, Bug):
        with suppress(HuntError, PlanError):
            return [[directive.options.hunt().slip.sentence]]
    return []


def reasons(directive: Directive) -> list[Sequence[Node]]:
    """What the author says of it: beside the right choices, and in the exercise's ANSWER."""
    rights = [choice.reason for choice in choices_in(directive.body) if choice.right]
    return [nodes for nodes in (*rights, reason(directive)) if nodes]


def _wrong_lines(bug: Bug) -> list[str]:
    """The lines to be named, by any of which it is solved."""
    with suppress(HuntError, PlanError):
        hunt = bug.hunt()
        return [line for line in hunt.lines if line in hunt.culprits]
    return []


def _worth(quiz: Quiz, answer: str) -> str:
    """` = 0.271`, where an answer is written as what computes it."""
    if quiz.kind == "number":
        with suppress(AnswerKeyError):
            value = f"{quiz.number_key().right():.10g}"
            return "" if value == answer else f" = {value}"
    return ""


def words(blocks: Iterable[Node]) -> str:
    """Blocks on one line, their formulas set in Unicode."""
    return " ".join(spoken([block]) for block in blocks)
