"""Inline Markdown to pieces of inked text.

Nothing is left out: a node of a type that is not known here gives its text and its children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from adamtui.course.model import Node
from adamtui.ink import PLAIN, Ink, Row, Run, merge
from adamtui.page.formula import BAD, in_line
from adamtui.page.glyphs import cells
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import Word
from adamtui.typeset import TexError

TERM = "term:"
"""What a link to the explanation of a word begins with."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHORT_CODE = 24
"""A code span of at most so many cells stays on one row."""


def inline_words(nodes: Iterable[Node], ink: Ink = PLAIN) -> list[Word]:
    """The text of inline nodes as words, in the ink of the block they stand in."""
    return words(inline_pieces(nodes, ink))


def inline_pieces(nodes: Iterable[Node], ink: Ink = PLAIN) -> Iterator[Piece]:
    """The text of inline nodes in order. Without recursion: nesting may be of any depth."""
    waiting: list[tuple[Node, Ink, str]] = [(node, ink, "") for node in nodes][::-1]
    while waiting:
        node, ink, link = waiting.pop()
        if leaf := _LEAVES.get(node.type):
            yield from leaf(node, ink, link)
            continue
        if style := _STYLES.get(node.type):
            ink = style(ink)
        elif node.text or node.children:
            # An unknown type: apart from its neighbours, its own text first.
            yield Piece(" ", ink, link)
            yield Piece(node.text, ink, link)
        if node.type == "link":
            link = node.target
            if node.text:
                waiting.append((Node("text", text=f" ({node.text})"), ink, link))
        elif node.type == "term":
            link = link or term_link(node.target)
        waiting.extend((child, ink, link) for child in reversed(node.children))


def note_mark(label: str) -> str:
    """How a footnote is referred to: a raised number, or its name in brackets."""
    if label.isascii() and label.isdecimal():
        return label.translate(_SUPERSCRIPTS)
    return f"[{label}]"


def note_anchor(label: str) -> str:
    """Where a footnote's mark leads, without the `#`."""
    return f"fn-{label}"


def term_link(name: str) -> str:
    """What leads to the explanation of a word of the glossary."""
    return f"{TERM}{name}"


def inked(text: str, ink: Ink = PLAIN) -> Row:
    """One run of text as a row."""
    return merge([Run(text, ink)])


def _text(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    yield Piece(node.text, ink, link)


def _code(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    text = node.text.replace("\n", " ")
    kind = Kind.SOLID if cells(text) <= _SHORT_CODE else Kind.CODE
    yield Piece(text, ink._replace(fg="code"), link, kind)


def _math(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    try:
        text = in_line(node.text)
    except TexError as error:
        mark = "$$" if node.type == "display_math" else "$"
        source = " ".join(node.text.split())
        yield Piece(f"{mark}{source}{mark}", ink._replace(fg=BAD.fg), link, Kind.CODE)
        yield Piece(f" ({error.message})", ink._replace(fg=BAD.fg, italic=True), link)
    else:
        yield Piece(text, ink._replace(fg="math"), link, Kind.SOLID)


def _image(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    ink = ink._replace(fg="muted")
    link = link or node.target
    alternative = node.text or PurePosixPath(node.target).name
    yield Piece("▣ ", ink, link, Kind.SOLID)
    yield Piece(alternative, ink, link)


def _soft_break(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    yield Piece(" ", ink, link)


def _hard_break(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    yield Piece("", kind=Kind.BREAK)


def _note(node: Node, ink: Ink, link: str) -> Iterator[Piece]:
    ink = ink._replace(fg="link")
    yield Piece(note_mark(node.label), ink, f"#{note_anchor(node.label)}", Kind.SOLID)


_Leaf = Callable[[Node, Ink, str], Iterator[Piece]]

_LEAVES: Mapping[str, _Leaf] = MappingProxyType(
    {
        "text": _text,
        "code": _code,
        "math": _math,
        "display_math": _math,
        "math_block": _math,
        "image": _image,
        "soft_break": _soft_break,
        "hard_break": _hard_break,
        "footnote_ref": _note,
    }
)
_STYLES: Mapping[str, Callable[[Ink], Ink]] = MappingProxyType(
    {
        "emphasis": lambda ink: ink._replace(italic=True),
        "strong": lambda ink: ink._replace(bold=True),
        "strikethrough": lambda ink: ink._replace(strike=True),
        "link": lambda ink: ink._replace(fg="link", underline=True),
        "term": lambda ink: ink._replace(underline=True),
    }
)
