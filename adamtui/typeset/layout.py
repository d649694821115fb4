"""A tree as a box of rows: fractions stacked, limits above and below, tall delimiters.

A script stays on one line: as Unicode's small letters where they exist, else raised or lowered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adamtui.typeset.box import Box, beside, cells, rows_box, stack, text_box, widened
from adamtui.typeset.delimiters import tall
from adamtui.typeset.grids import grid_box
from adamtui.typeset.linear import guarded, linear, marked, radical
from adamtui.typeset.nodes import (
    Accent,
    Atom,
    Brace,
    Classed,
    Fence,
    Fraction,
    Framed,
    Grid,
    Kind,
    Node,
    Root,
    Scripts,
    Seq,
    has_grid,
    unwrapped,
)
from adamtui.typeset.scripts import subscript, superscript
from adamtui.typeset.spacing import Placed, spaced

_LINES = ("\u0304", "\u0305")
_SNUG = frozenset(("", "(", ")", "[", "]"))
"""Delimiters whose tall form keeps to its side of the cell."""
_BELOW = frozenset(("\u0332", "\u0330", "\u20ef", "\u20ee", "\u034d", "\u032f"))
_THROUGH = frozenset(("\u0338", "\u20e5", "\u0336"))
Part: TypeAlias = tuple[int, Box, Placed]
"""A box with the gap before it."""
_Small: TypeAlias = Callable[[str], str | None]
_WIDE_MARKS = {
    "\u0302": "^", "\u0303": "~", "\u0306": "˘", "\u0307": "˙", "\u0308": "¨", "\u030a": "°",
    "\u030c": "ˇ", "\u0301": "´", "\u0300": "`", "\u20db": "⋯", "\u20dc": "⋯", "\u030b": "˝",
    "\u0311": "⏜", "\u032f": "⏝", "\u0330": "~",
}  # fmt: skip
_LONG_MARKS = {
    "\u0304": "__", "\u0305": "__", "\u0332": "‾‾", "\u20d7": "─→", "\u20d6": "←─", "\u20d1": "─⇀",
    "\u20d0": "↼─", "\u20e1": "←→", "\u20ef": "─→", "\u20ee": "←─", "\u034d": "←→",
}  # fmt: skip
"""Marks as long as what they belong to, as their first and last characters."""
_ARROWS = {
    "⟶": "─→", "⟵": "←─", "⟷": "←→", "⟹": "═⇒", "⟸": "⇐═", "⟺": "⇐⇒", "⟼": "├→","═": "══",
}  # fmt: skip
"""Arrows as long as what stands over them, as their first and last characters."""


def layout(node: Node) -> Box:
    """The box of a node."""
    match node:
        case Seq(items):
            return beside((gap, box) for gap, box, _ in row(items))
        case Scripts(limits=limits):
            return _limits(node) if limits else _scripted(node)
        case Fraction(small=small):
            return text_box(linear(node)) if small else _fraction(node)
        case Root():
            return _root(node)
        case Accent():
            return _accented(node)
        case Brace():
            return _braced(node)
        case Fence():
            return _fenced(node)
        case Classed(body=body):
            return layout(body)
        case Framed():
            return _framed(node)
        case Grid(style="stack"):
            lines = [text_box(linear(content, tight=True)) for row in node.rows for content in row]
            return stack(lines, 0)
        case Grid():
            return grid_box(node, cell)
    return text_box(linear(node))


def row(items: Sequence[Node], before: Kind | None = None, after: Kind | None = None) -> list[Part]:
    """The boxes of nodes in a row, each with the gap before it."""
    parts: list[Part] = []
    placed: list[Placed | None] = [None, *spaced(items, False, before, after), None]
    for previous, here, following in zip(placed, placed[1:], placed[2:], strict=False):
        if here is None:
            continue
        box = layout(here.node)
        if isinstance(here.node, Fraction) and box.height == 1:
            box = text_box(guarded(previous, here, following, box.rows[0]))
        touching = bool(parts) and here.gap == 0 and _touch(parts[-1], here.node, box)
        parts.append((1 if touching else here.gap, box, here))
    return parts


def _touch(previous: Part, node: Node, box: Box) -> bool:
    """Whether a minus would join a fraction's bar, or a lowered script a tall delimiter."""
    _, last, before = previous
    if box.height == 1:
        return False
    if isinstance(node, Fraction):
        return before.kind == "sign"
    scripted = isinstance(before.node, Scripts) and last.height > 1
    return scripted and isinstance(unwrapped(node), Fence)


def cell(content: Seq, before: Kind | None, after: Kind | None) -> Box:
    """A cell of an aligned grid, where a relation may stand at an end."""
    return beside((gap, box) for gap, box, _ in row(content.items, before, after))


def _fraction(node: Fraction) -> Box:
    above, below = layout(node.above), layout(node.below)
    width = max(above.width, below.width, 1)
    if not node.bar:
        return stack((above, text_box(" " * width), below), 1)
    width += 2 * any("─" in line for box in (above, below) for line in box.rows)
    return stack((above, text_box("─" * width), below), 1)


def _root(node: Root, roofed: bool = False) -> Box:
    """A root over one symbol needs no roof."""
    body = layout(node.body)
    sign = radical(node.degree)
    lone = isinstance(unwrapped(node.body), Atom | Accent | Scripts)
    if body.height == 1 and lone and not roofed:
        return text_box(sign + body.rows[0])
    if body.baseline == 0:
        blank = " " * cells(sign)
        below = [blank + line for line in body.rows[1:]]
        return rows_box((blank + "_" * body.width, sign + body.rows[0], *below), 1)
    degree = sign.removesuffix("√") if node.degree else ""
    lead = " " * cells(degree)
    rows = [f"{lead} ┌{'─' * (body.width + 1)}"]
    rows += [f"{lead} │ {line}" for line in body.rows[:-1]]
    rows.append(f"{degree}╲│ {body.rows[-1]}")
    return rows_box(rows, body.baseline + 1)


def _accented(node: Accent) -> Box:
    body = layout(node.body)
    mark = node.mark
    if body.height == 1 and body.width <= 1:
        return text_box(marked(body.rows[0], mark))
    if mark in _THROUGH:
        rows = [marked(line, mark) if line.strip() else line for line in body.rows]
        return Box(tuple(rows), body.baseline, body.width)
    drawn = text_box(_WIDE_MARKS.get(mark) or _long(_LONG_MARKS[mark], body.width))
    if mark in _LINES and body.height > 1:
        drawn = text_box("─" * body.width)
    return stack((body, drawn), 0) if mark in _BELOW else stack((drawn, body), 1)


def _long(ends: str, width: int) -> str:
    """A line or an arrow of a width, from its two ends."""
    between = "═" if set(ends) & set("⇒⇐═") else ends[0] if ends[0] == ends[1] else "─"
    return ends[0] + between * (width - 2) + ends[1] if width > 1 else ends.strip("─├═")[-1:]


def _framed(node: Framed) -> Box:
    body = layout(node.body)
    edge = "─" * (body.width + 2)
    rows = (f"┌{edge}┐", *(f"│ {line} │" for line in body.rows), f"└{edge}┘")
    return Box(rows, body.baseline + 1, body.width + 4)


def _braced(node: Brace) -> Box:
    body = layout(node.body)
    body = widened(body, 3)
    before = (body.width - 3) // 2
    after = body.width - 3 - before
    ends, point = ("╭╮", "┴") if node.above else ("╰╯", "┬")
    brace = text_box(ends[0] + "─" * before + point + "─" * after + ends[1])
    label = [] if node.label is None else [layout(node.label)]
    if node.above:
        return stack((*label, brace, body), len(label) + 1)
    return stack((body, brace, *label), 0)


def _fenced(node: Fence) -> Box:
    parts = [layout(part) for part in node.parts]
    above = max(part.baseline for part in parts)
    height = above + max(part.height - part.baseline for part in parts)
    if height == 1:
        return text_box(
            linear(node) if len(parts) > 1 else node.left + parts[0].rows[0] + node.right
        )
    curved = {node.left, node.right, *node.bars} <= _SNUG
    pad = 0 if curved and not any(isinstance(part, Grid) for part in node.parts) else 1
    columns = [(0, tall(node.left, height, above))]
    for part, bar in zip(parts, (*node.bars, node.right), strict=True):
        columns += [(pad if len(columns) > 1 or node.left else 0, part)]
        columns += [(pad if bar else 0, tall(bar, height, above))]
    return beside(columns)


def _limits(node: Scripts) -> Box:
    boxes = [layout(node.base)]
    if node.sup is not None:
        boxes.insert(0, _script(node.sup))
    if node.sub is not None:
        boxes.append(_script(node.sub))
    if isinstance(node.base, Atom) and node.base.text in _ARROWS and len(boxes) > 1:
        width = max(box.width for box in boxes) + 2
        boxes[node.sup is not None] = text_box(_long(_ARROWS[node.base.text], width))
    return stack(boxes, 0 if node.sup is None else 1)


def _script(node: Node) -> Box:
    return layout(node) if has_grid(node) else text_box(linear(node, tight=True))


def _scripted(node: Scripts) -> Box:
    """Small letters go on the base's first and last row, others on rows of their own."""
    inner = unwrapped(node.base)
    base = _root(inner, roofed=True) if isinstance(inner, Root) else layout(node.base)
    high, raised = _small_or_box(node.sup, superscript)
    low, lowered = _small_or_box(node.sub, subscript)
    middle = [""] * base.height
    middle[-1] += low
    middle[0] += high
    column = rows_box(middle, base.baseline)
    if raised:
        column = stack((raised, column), 1, "l")
    if lowered:
        column = stack((column, lowered), 0, "l")
    return beside(((0, base), (0, column)))


def _small_or_box(script: Node | None, small: _Small) -> tuple[str, Box | None]:
    if script is None:
        return "", None
    box = _script(script)
    text = small(box.rows[0]) if box.height == 1 else None
    return ("", box) if text is None else (text, None)
