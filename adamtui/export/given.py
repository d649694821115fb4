"""What a reader has answered, in words, and whether it would be right today.

The author may have changed the question since, and its key.
"""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.core.answers import AnswerError
from adamtui.core.hunt import HuntError
from adamtui.core.plan import PlanError
from adamtui.course.bug import Bug
from adamtui.course.exercise import choices_in
from adamtui.course.marking import AnswerKeyError
from adamtui.course.model import Directive, text_of
from adamtui.course.quiz import Quiz
from adamtui.export.answers import words
from adamtui.progress.characters import plain
from adamtui.progress.document import LONGEST_ANSWER

_BETWEEN = "; "
"""What stands between several choices in one answer."""


def given(directive: Directive, answer: str) -> str:
    """A recorded answer as it is read: of choices the formulas in Unicode."""
    choices = choices_in(directive.body)
    taken = _taken(answer, _texts(directive))
    return answer if taken is None else _BETWEEN.join(words(choices[i].words) for i in taken)


def still_right(directive: Directive, answer: str) -> bool:
    """Whether an answer that was right is so by the present key; yes where that is not to be told.

    It is not for one that may have been cut when it was recorded, or where the key has a fault.
    """
    if len(answer) >= LONGEST_ANSWER:
        return True
    if choices := choices_in(directive.body):
        rights = [i for i, choice in enumerate(choices) if choice.right]
        return list(_taken(answer, _texts(directive)) or ()) == rights
    try:
        return _right(directive, answer)
    except AnswerError:
        return False
    except (AnswerKeyError, HuntError, PlanError):
        return True


def _right(directive: Directive, answer: str) -> bool:
    options = directive.options
    if isinstance(options, Bug):
        return answer in options.hunt().culprits
    if isinstance(options, Quiz) and options.kind == "number":
        return options.number_key().mark(answer).right
    if isinstance(options, Quiz) and options.kind == "expr":
        return options.formula_key().mark(answer).right
    return True


def _texts(directive: Directive) -> list[str]:
    """The choices as they are recorded: the source of their formulas."""
    every = (
        " ".join(text_of(block.children) or block.text for block in choice.words)
        for choice in choices_in(directive.body)
    )
    return [plain(" ".join(text.split()), LONGEST_ANSWER) for text in every]


def _taken(answer: str, texts: Sequence[str], first: int = 0) -> tuple[int, ...] | None:
    """Which of the choices from `first` on an answer names; None where it names anything else."""
    for index in range(first, len(texts)):
        if answer == texts[index]:
            return (index,)
        start = texts[index] + _BETWEEN
        if answer.startswith(start):
            others = _taken(answer[len(start) :], texts, index + 1)
            if others is not None:
                return (index, *others)
    return None
