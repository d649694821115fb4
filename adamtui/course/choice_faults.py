"""What is wrong with the choices of a quiz."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adamtui.course.exercise import Choice
from adamtui.course.model import Node
from adamtui.course.spec import BodyFault

MOST_CHOICES = 7
"""Letters before `h`, which is the key for a hint."""

_PARTED = "a reason stands behind ' — ', a long dash between spaces"
_NEARLY = re.compile(r"(?<!\S)--(?!\S)|(?<!\S)–(?!\S)|(?<!\s)—|—(?!\s)")
"""A dash that may be meant for the long one."""
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[ \n])-(?=\s+[^\W\d_]{2,}\s+[^\W\d_])")
"""Between words, and several after it; otherwise it is likely a minus."""
_OPAQUE = "\ufffc"
"""Stands for what is no text: math, code, emphasis."""


def choice_faults(choices: Sequence[Choice]) -> Iterator[BodyFault]:
    """Choices that are missing, too many, without a box, alike, or no choice at all."""
    if not choices:
        yield BodyFault(
            "a quiz of kind choice needs choices: lines that begin with '- [ ]',"
            " and with '- [x]' what is right"
        )
        return
    for choice in choices:
        if not choice.boxed:
            yield BodyFault("a choice begins with [ ], or with [x] where it is right", choice.line)
    if len(choices) > MOST_CHOICES:
        yield BodyFault(f"a quiz has at most {MOST_CHOICES} choices", choices[MOST_CHOICES].line)
    rights = sum(choice.right for choice in choices)
    if rights == 0:
        yield BodyFault("none of the choices is right; write [x] for one", choices[0].line)
    elif rights == len(choices):
        message = "all of the choices are right, so there is nothing to choose"
        yield BodyFault(message, choices[0].line)
    yield from _alike(choices)
    yield from _unparted(choices)


def _alike(choices: Sequence[Choice]) -> Iterator[BodyFault]:
    """Choices of the same words, whatever their reasons."""
    seen: dict[tuple[Node, ...], int] = {}
    for choice in choices:
        first = seen.setdefault(choice.words, choice.line)
        if first != choice.line:
            yield BodyFault(f"the choice in line {first} says the same", choice.line, harmless=True)


def _unparted(choices: Sequence[Choice]) -> Iterator[BodyFault]:
    """Choices with another dash where ` — ` parts off a reason.

    A hyphen only where no choice has a reason and it stands between words: else it is a minus.
    """
    parted = any(choice.reason for choice in choices)
    for choice in choices:
        if choice.reason:
            continue
        text = _text(choice)
        for dash in (_NEARLY, *([] if parted else [_HYPHEN])):
            if dash.search(text):
                yield BodyFault(_PARTED, choice.line, dash, harmless=True)
                break


def _text(choice: Choice) -> str:
    """The text of a choice's first paragraph."""
    if not choice.words or choice.words[0].type != "paragraph":
        return ""
    inline = choice.words[0].children
    spaces = ("soft_break", "hard_break")
    return "".join(
        " " if node.type in spaces else node.text if node.type == "text" else _OPAQUE
        for node in inline
    )
