"""A tree on one line, as mathematics is written within a sentence: mₜ/(1 − β₁ᵗ)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from adamtui.typeset.box import cells, is_mark
from adamtui.typeset.factors import (
    in_parentheses,
    is_derivative,
    is_divisor,
    is_factor,
    is_sum,
    parenthesised,
)
from adamtui.typeset.nodes import (
    Accent,
    Atom,
    Brace,
    Classed,
    Fence,
    Fraction,
    Framed,
    Grid,
    Node,
    Root,
    Scripts,
    Seq,
    Space,
    Tag,
    unwrapped,
)
from adamtui.typeset.scripts import subscript, superscript
from adamtui.typeset.spacing import Placed, kind_of, spaced

_VULGAR = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖",
    "3/5": "⅗", "4/5": "⅘", "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
_RADICALS = {"2": "√", "3": "∛", "4": "∜"}
_OPEN_SCRIPT = re.compile(r"[_^]\w+$")
"""The end of M_X, where a script without small letters would swallow a letter after it."""
_SPACING_MARKS = ("\u0305", "\u0332", "\u0336")


def linear(node: Node, tight: bool = False) -> str:
    """One line of text; `tight` is the spacing of scripts."""
    match node:
        case Atom(text=text) | Tag(text=text):
            return text
        case Space():
            return ""
        case Seq(items):
            return line(items, tight)
        case Scripts():
            return _scripted(node, tight)
        case Fraction():
            return _fraction(node, tight)
        case Root(body, degree):
            return radical(degree) + _factor(body, tight)
        case Accent(mark, body):
            return marked(linear(body, tight), mark)
        case Brace():
            return _braced(node, tight)
        case Fence():
            return _fenced(node, tight)
        case Classed(body=body) | Framed(body=body):
            return linear(body, tight)
        case Grid():
            return _gridded(node, tight)


def line(items: Sequence[Node], tight: bool) -> str:
    """Nodes in a row on one line."""
    placed: list[Placed | None] = [None, *spaced(items, tight), None]
    text, last = "", ""
    for before, here, after in zip(placed, placed[1:], placed[2:], strict=False):
        if here is not None:
            piece = guarded(before, here, after, linear(here.node, tight))
            text += " " * _gap(before, here, last, piece) + piece
            last = piece
    return text


def guarded(before: Placed | None, here: Placed, after: Placed | None, text: str) -> str:
    """A fraction on the line gets parentheses where a neighbour would join in.

    log(a/b) must not read as (log a)/b, nor (a/b) c as a/(b c).
    """
    node = here.node
    if not isinstance(node, Fraction) or len(text) == 1:
        return text
    if before is not None and (before.kind == "fn" or before.node == Atom("/")):
        return f"({text})"
    operand = after is not None and after.kind in ("ord", "op", "fn", "open", "inner")
    if not operand or (isinstance(after, Placed) and isinstance(after.node, Tag)):
        return text
    return text if text.endswith(")") or is_derivative(node) else f"({text})"


def _gap(before: Placed | None, here: Placed, last: str, piece: str) -> int:
    """The blanks before a piece: as spaced, but none around parentheses that were added here."""
    if before is None:
        return here.gap
    if here.gap == 0 and _OPEN_SCRIPT.search(last) and piece[:1].isalnum():
        return 1
    applied = isinstance(before.node, Atom) and (before.kind == "fn" or before.node.text == "/")
    if in_parentheses(piece if applied else last if here.kind == "open" else ""):
        return 0
    return here.gap


def radical(degree: Node | None) -> str:
    """The radical sign of a root."""
    text = "2" if degree is None else linear(degree, tight=True)
    return _RADICALS.get(text) or (superscript(text) or f"[{text}]") + "√"


def marked(text: str, mark: str) -> str:
    """`text` with a combining mark on each of its letters; lines run on over the blanks."""
    out = ""
    for index, char in enumerate(text):
        out += char
        last = index + 1 == len(text) or not is_mark(text[index + 1])
        if last and (char != " " or mark in _SPACING_MARKS):
            out += mark
    return unicodedata.normalize("NFC", out)


def _scripted(node: Scripts, tight: bool) -> str:
    base = _script_base(node.base, tight)
    sub = "" if node.sub is None else linear(node.sub, tight=True)
    sup = "" if node.sup is None else linear(node.sup, tight=True)
    low = subscript(sub) if sub else ""
    high = superscript(sup) if sup else ""
    return (
        base
        + (_fallback("_", sub, node.sub) if low is None else low)
        + (_fallback("^", sup, node.sup) if high is None else high)
    )


def _script_base(base: Node, tight: bool) -> str:
    if isinstance(unwrapped(base), Root | Fraction):
        return f"({linear(base, tight)})"
    if isinstance(base, Seq) and base.items:
        return _factor(base, tight)
    return linear(base, tight)


def _fallback(sign: str, text: str, script: Node | None) -> str:
    word = isinstance(script, Atom) and text.isalnum()
    return sign + (text if word or cells(text) <= 1 or in_parentheses(text) else f"({text})")


def _fraction(node: Fraction, tight: bool) -> str:
    above, below = linear(node.above, tight), linear(node.below, tight)
    if not node.bar:
        return f"{above} choose {below}"
    if vulgar := _VULGAR.get(f"{above}/{below}"):
        return vulgar
    if is_sum(node.above):
        above = parenthesised(above)
    if not is_divisor(node.below):
        below = parenthesised(below)
    return f"{above or '□'}/{below or '□'}"


def _factor(node: Node, tight: bool) -> str:
    text = linear(node, tight)
    return text if is_factor(node) else parenthesised(text)


def _braced(node: Brace, tight: bool) -> str:
    body = linear(node.body, tight)
    return body if node.label is None else f"{body} [{linear(node.label, tight)}]"


def _fenced(node: Fence, tight: bool) -> str:
    bars = (*node.bars, "")
    gap = "" if tight else " "
    body = "".join(
        linear(part, tight) + (f"{gap}{bar}{gap}" if bar else "")
        for part, bar in zip(node.parts, bars, strict=True)
    )
    left = "{" if node.right == "}" and not node.left else node.left
    right = "}" if node.left == "{" and not node.right else node.right
    return left + body + right


def _gridded(node: Grid, tight: bool) -> str:
    """Rows after semicolons; a row that goes on with a relation after a blank."""
    text = ""
    for row in node.rows:
        if not any(cell.items for cell in row):
            continue
        continues = node.style == "align" and _starts_with_relation(row)
        text += ("; ", " ")[continues] if text else ""
        text += _aligned_row(row, tight) if node.style == "align" else _joined(node, row, tight)
    return text


def _starts_with_relation(row: Sequence[Seq]) -> bool:
    items = [item for cell in row for item in cell.items]
    return bool(items) and kind_of(items[0]) == "rel"


def _joined(grid: Grid, row: Sequence[Seq], tight: bool) -> str:
    """Cells after commas, after a blank where one begins with words, or after a bar."""
    text = ""
    for index, cell in enumerate(row):
        first = unwrapped(cell.items[0]) if cell.items else cell
        worded = isinstance(first, Atom) and cells(first.text) > 1 and first.text[0].isalpha()
        barred = " | " if index in grid.bars else ""
        comma = " " if worded or text.endswith(",") else ", "
        text += ("" if index == 0 else barred or comma) + linear(cell, tight)
    return text


def _aligned_row(row: Sequence[Seq], tight: bool) -> str:
    """Each pair of columns meets at a relation and reads as one."""
    pairs = [row[index : index + 2] for index in range(0, len(row), 2)]
    whole = (line([item for cell in pair for item in cell.items], tight) for pair in pairs)
    return "  ".join(whole).rstrip()
