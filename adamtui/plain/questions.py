"""Exercises without their answers, and what is told of them at the end of a lesson."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adamtui.core.formula import symbol
from adamtui.core.trace import Trace
from adamtui.course.exercise import Choice, choices_in
from adamtui.course.marking import AnswerKeyError
from adamtui.course.model import Directive
from adamtui.course.predict import Predict
from adamtui.course.quiz import Quiz
from adamtui.course.quiz_options import names_in
from adamtui.ink import Ink, Row
from adamtui.panels.numbers import brief
from adamtui.panels.quiz import Look, choice_rows, solution_rows
from adamtui.panels.scene import Scene
from adamtui.plain.rows import apart, fitted, hints, lay, said
from adamtui.plain.stepping import lines, what_is_run
from adamtui.plain.table import blocks

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_QUIET = Ink("muted")
_BAD = Ink("bad")


def quiz(directive: Directive, options: Quiz, room: int) -> Iterator[Row]:
    """The choices, or what is to be given in their place."""
    if options.kind == "choice":
        choices = choices_in(directive.body)
        several = sum(choice.right for choice in choices) > 1
        yield from said("Several are right." if several else "One is right.", room, _QUIET)
        for letter, choice in _lettered(choices):
            yield from choice_rows(choice, Look(letter), lay, room)
    elif options.kind == "number":
        yield from said("The answer is a number.", room, _QUIET)
    else:
        names = ", ".join(map(_name, names_in(options.names or "")))
        yield from said(f"The answer is a formula in {names}.", room, _QUIET)


def quiz_told(directive: Directive, options: Quiz, room: int) -> list[Row]:
    """The hints, then the right answer with what is said of each choice."""
    return apart(hints(options.hint, room), _solution(directive, options, room))


def challenge(options: Predict, room: int) -> Iterator[Row]:
    """What is run, on which gradients, and how many updates are to be predicted."""
    run = options.plan().resolve()
    yield from what_is_run(run, room)
    if options.gradients is not None:
        given = ", ".join(map(brief, options.gradients))
        yield from said(f"gradients: {given}", room)
    yield ()
    trace = Trace(run)
    yield from lines(Scene(trace, trace.walk.start), room)
    yield ()
    first, last = options.steps + 1, options.steps + options.updates
    what = f"updates {first} to {last}" if last > first else f"update {first}"
    yield from said(f"Predict every line of {what}.", room)


def challenge_told(options: Predict, room: int) -> list[Row]:
    """The updates, each line with its numbers put in."""
    trace = Trace(options.plan().resolve())
    trace.extend_to(options.steps)
    piece = trace.fork(options.steps, trace.run) if options.steps else trace
    piece.extend_to(options.steps + options.updates)
    return fitted(blocks(piece, room, lines=True), room)


def _solution(directive: Directive, options: Quiz, room: int) -> list[Row]:
    if options.kind == "choice":
        return [
            row
            for letter, choice in _lettered(choices_in(directive.body))
            if choice.right or choice.reason
            for row in choice_rows(choice, Look(letter, right=choice.right), lay, room)
        ]
    try:
        key = options.number_key() if options.kind == "number" else options.formula_key()
    except AnswerKeyError as fault:
        return said(f"this question has no answer: {fault.message}", room, _BAD)
    solution = solution_rows(key.right(), options.digits or 0, room)
    return [*said("The answer:", room, _QUIET), *solution]


def _lettered(choices: Sequence[Choice]) -> Iterator[tuple[str, Choice]]:
    return zip(_LETTERS, choices, strict=False)


def _name(name: str) -> str:
    """A name that an answer is written in, after the sign that lessons have for it: β₁ (beta1)."""
    for key in (name, f"h.{name}"):
        if (sign := symbol(key)) != key:
            return name if sign == name else f"{sign} ({name})"
    return name
