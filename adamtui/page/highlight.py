"""Code in the inks of its language, by Pygments, which nothing else imports.

Invariant: only inks differ. The text of a block is the same with and without them, and what has no
language that is known, is too large, or cannot be read as that language stays in one ink.

A lexer takes a tenth of a second to be made, more than a first frame may wait: `ready` says whether
all that some prose needs has been, and `load` makes them, in any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, merge

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

CODE = Ink("code")
LARGEST = 20_000
"""Characters of a block, at most: a lexer is made of regular expressions, and slow on some text."""
LONGEST = 500
"""Characters of a line of it, at most: some lexers look at all of the rest for each of them."""
MOST_LINES = 1_000
_INKS: Mapping[str, Ink] = MappingProxyType(
    {
        "Keyword": Ink("code-word", bold=True),
        "Keyword.Constant": Ink("code-value"),
        "Operator.Word": Ink("code-word", bold=True),
        "Name.Tag": Ink("code-word", bold=True),
        "Name.Function": Ink("code-name"),
        "Name.Class": Ink("code-name"),
        "Name.Decorator": Ink("code-name"),
        "Name.Attribute": Ink("code-name"),
        "Literal.String": Ink("code-text"),
        "Literal.String.Doc": Ink("code-note", italic=True),
        "Literal.Number": Ink("code-value"),
        "Comment": Ink("code-note", italic=True),
        "Comment.Preproc": Ink("code-word", bold=True),
        "Comment.PreprocFile": Ink("code-text"),
        "Generic.Inserted": Ink("good"),
        "Generic.Deleted": Ink("bad"),
        "Generic.Heading": Ink("code-name"),
        "Generic.Subheading": Ink("code-name"),
        "Generic.Prompt": Ink("code-note"),
        "Generic.Output": Ink("code-note"),
    }
)
"""What a kind of token is drawn in; a kind that is not here is drawn as the one it belongs to."""
_made: dict[str, Lexer | None] = {}
"""By language; None for one that is not known."""


def languages(nodes: Iterable[Node]) -> set[str]:
    """The languages of the blocks of code in some prose."""
    code = (each for node in nodes for each in node.walk() if each.type == "code_block")
    return {node.label.lower() for node in code if node.label and _small(node.text)}


def ready(nodes: Iterable[Node]) -> bool:
    """Whether the code in some prose can be inked at once."""
    return languages(nodes) <= _made.keys()


def load(nodes: Iterable[Node]) -> None:
    """Make what the code in some prose needs; may be called in any thread."""
    for language in languages(nodes):
        _lexer(language)


@lru_cache(maxsize=256)
def code_lines(text: str, language: str) -> Sequence[Row]:
    """The lines of a block of code, inked; an empty line has no runs."""
    lines = text.split("\n")
    lexer = _lexer(language.lower()) if language and _small(text) else None
    inked = _inked(lexer, text) if lexer is not None else []
    if ["".join(run.text for run in line) for line in inked] != [*lines, ""]:
        inked = [[Run(line, CODE)] for line in lines]
    return tuple(map(merge, inked[: len(lines)]))


def _small(text: str) -> bool:
    lines = text.split("\n")
    return len(text) <= LARGEST and len(lines) <= MOST_LINES and max(map(len, lines)) <= LONGEST


def _lexer(language: str) -> Lexer | None:
    """The language's lexer; looked up among Pygments' own, since plug-ins are found by a search."""
    if language not in _made:
        from pygments.lexers import find_lexer_class, get_all_lexers

        known = (name for name, aliases, *_ in get_all_lexers(plugins=False) if language in aliases)
        name = next(known, None)
        found = find_lexer_class(name) if name else None
        _made[language] = found(stripnl=False) if found is not None else None
    return _made[language]


def _inked(lexer: Lexer, text: str) -> list[list[Run]]:
    """The text as the lexer sees it, line by line, and an empty line; nothing where it fails."""
    lines: list[list[Run]] = [[]]
    try:
        for kind, piece in lexer.get_tokens(f"{text}\n"):
            ink = _ink(kind)
            first, *more = piece.split("\n")
            lines[-1].append(Run(first, ink))
            lines.extend([Run(each, ink)] for each in more)
    except Exception:
        # There are five hundred lexers, and no one error that they raise.
        return []
    return lines


@lru_cache(maxsize=1024)
def _ink(kind: _TokenType) -> Ink:
    """The ink of a kind of token, or of the nearest kind it belongs to."""
    kinds = reversed([str(each).removeprefix("Token.") for each in kind.split()])
    return next((_INKS[each] for each in kinds if each in _INKS), CODE)
