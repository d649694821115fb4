"""The words of a course and what they mean: `glossary.md` beside the lessons.

Each `## term` explains one; other names for it stand after commas. Only these lines are looked at
when the file is loaded; an explanation is read when it is asked for. A glossary that is missing or
cannot be read is an empty one: it never keeps a lesson from being shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from adamtui.course import source
from adamtui.course.characters import without_controls
from adamtui.course.model import Node, Prose
from adamtui.course.source import SourceError
from adamtui.course.titles import plain_title

NAME = "glossary.md"
_HEADING = re.compile(r"^## +(\S.*)$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_WITHIN = re.compile(r"[\w-]")
"""What goes on with a word."""
_LONGEST = 200_000
"""Characters of a glossary that are read: a few thousand words can be marked in no time."""
_LEAST_LETTERS = 4
"""A shorter name with capitals is marked in a text only where it is written with them."""


class Term(NamedTuple):
    """A word that is explained."""

    name: str
    others: tuple[str, ...]
    """Its other names."""
    text: str
    """The explanation, as Markdown."""
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.others)


class Mention(NamedTuple):
    """A piece of a text that names a term."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """The terms of a course, in the order of their names."""

    terms: tuple[Term, ...] = ()
    path: Path = Path()
    _spelled: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    """By every form that is marked in a text: a short name's as written, a longer one's key."""
    _by_key: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _begins: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)
    """By the first word of a form, in lower case: the forms that begin so, the longest first."""

    def __post_init__(self) -> None:
        names = {name: term for term in reversed(self.terms) for name in term.names}
        spelled = {form: term for name, term in names.items() for form in _forms(name)}
        object.__setattr__(self, "_spelled", spelled)
        object.__setattr__(self, "_by_key", {_key(form): spelled[form] for form in spelled})
        begins: dict[str, list[str]] = {}
        for form in sorted({each.lower() for each in spelled}, key=len, reverse=True):
            begins.setdefault(form.split()[0], []).append(form)
        object.__setattr__(self, "_begins", begins)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, name: str) -> Term | None:
        """The term of that name, in any case, one or many of it; None where there is none."""
        return self._spelled.get(name) or self._by_key.get(_key(name))

    def mentions(self, text: str) -> Iterator[Mention]:
        """The terms that a text names, the longest name first where several begin."""
        flat = text.lower().replace("-", " ")
        if len(flat) != len(text):
            return
        end = 0
        for word in _WORD.finditer(flat):
            start = word.start()
            if start < end or text[start - 1 : start] == "-":
                continue
            for form in self._begins.get(word[0], ()):
                stop = start + len(form)
                if not flat.startswith(form, start) or _WITHIN.match(text, stop):
                    continue
                if (term := self._term(text[start:stop])) is not None:
                    yield Mention(start, stop, term)
                    end = stop
                    break

    def _term(self, written: str) -> Term | None:
        return self._spelled.get(written) or self._spelled.get(_key(written))

    def explanation(self, term: Term) -> tuple[Node, ...]:
        """The blocks that explain a term."""
        from adamtui.course.parse import parse

        blocks = parse(f"# {term.name}\n\n{term.text}", str(self.path)).blocks
        nodes = [node for block in blocks if isinstance(block, Prose) for node in block.nodes]
        return tuple(nodes[1:])


def load(folder: Path) -> Glossary:
    """The glossary of a folder of lessons; an empty one where it has none that can be read."""
    path = folder / NAME
    try:
        text, _ = source.read(path)
    except (SourceError, OSError):
        return Glossary((), path)
    found = sorted(terms(without_controls(text[:_LONGEST])), key=lambda term: term.name.casefold())
    return Glossary(tuple(found), path)


def terms(text: str) -> Iterator[Term]:
    """The terms of a glossary's text, in its order."""
    headings = list(_HEADING.finditer(text))
    ends = [each.start() for each in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=False):
        name, *others = [plain_title(each) for each in heading[1].split(",")]
        if name:
            line = text.count("\n", 0, heading.start()) + 1
            body = text[heading.end() : end].strip("\n")
            yield Term(name, tuple(filter(None, others)), body, line)


def _key(name: str) -> str:
    """A name without case, hyphens and line ends."""
    return " ".join(name.lower().replace("-", " ").split())


def _forms(name: str) -> tuple[str, ...]:
    """How one of it and many of it are written: a short name just so, a longer one as its key."""
    if len(name) < _LEAST_LETTERS:
        return (name, f"{name}s") if len(name) > 1 else (name,)
    key = _key(name)
    return (key, f"{key[:-1]}ies" if re.search("[^aeiou]y$", key) else f"{key}s", f"{key}es")
