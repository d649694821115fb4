"""How the options of a quiz that are lists are written: names, domains, and hints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adamtui import typeset
from adamtui.core.equivalence import Domain
from adamtui.core.grammar import CONSTANTS, FUNCTIONS
from adamtui.core.numerals import number
from adamtui.course.character_faults import refused_entities
from adamtui.course.exercise import spoken
from adamtui.course.options import OptionError, Reader

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BETWEEN = re.compile(r"[^\s,;]+")
_WRITTEN = "write a name and where it is drawn from: t 1 20 whole"


def names_in(text: str) -> tuple[str, ...]:
    """`m, beta1, t` as names."""
    return tuple(found.group() for found in _BETWEEN.finditer(text))


def domains_in(text: str) -> Iterator[tuple[int, Domain]]:
    """`beta1 0.5 0.99; t 1 20 whole` as domains, each with how far in it begins.

    Raises OptionError for what is none.
    """
    offset = 0
    for part in text.split(";"):
        indent = len(part) - len(part.lstrip())
        if part.strip():
            yield offset + indent, _domain(part.split(), offset + indent)
        offset += len(part) + 1


def _domain(words: list[str], offset: int) -> Domain:
    name, *bounds = words
    whole = bounds[2:] == ["whole"]
    if len(bounds) != 2 + whole:
        raise OptionError(_WRITTEN, offset)
    try:
        low, high = map(number, bounds[:2])
    except ValueError as error:
        raise OptionError(f"{name}: {error}", offset) from None
    domain = Domain(name, low, high, whole)
    if fault := domain.fault:
        raise OptionError(fault, offset)
    return domain


def _domains(text: str) -> str:
    taken: set[str] = set()
    for offset, each in domains_in(text):
        if each.name in taken:
            raise OptionError(f"the domain of '{each.name}' is given twice", offset)
        taken.add(each.name)
    if not taken:
        raise OptionError(_WRITTEN)
    return text


def _names(text: str) -> str:
    taken: set[str] = set()
    for found in _BETWEEN.finditer(text):
        name, offset = found.group(), found.start()
        if not _NAME.fullmatch(name):
            raise OptionError(f"'{name}' is no name: letters, digits and '_'", offset)
        if name in FUNCTIONS or name in CONSTANTS:
            raise OptionError(f"'{name}' has a meaning of its own already", offset)
        if name in taken:
            raise OptionError(f"the name '{name}' is given twice", offset)
        taken.add(name)
    if not taken:
        raise OptionError("names are needed, with commas between: m, beta1, t")
    return text


def _hint(text: str) -> str:
    if refused := refused_entities(text):
        message = f"'{refused[0]}' is a character that is not allowed in a lesson"
        raise OptionError(message, text.find(refused[0]))
    for node in (each for block in spoken(text) for each in block.walk()):
        if node.type in ("math", "display_math", "math_block"):
            try:
                typeset.inline(node.text)
            except typeset.TexError as error:
                raise OptionError(error.message, text.find(node.text) + error.offset) from None
    return text


NAMES = Reader(_names, "names with commas between")
DOMAIN = Reader(_domains, "for each name two numbers and perhaps `whole`, with `;` between")
HINT = Reader(_hint, "text")
