"""\\begin{…} … \\end{…}: matrices, cases and aligned equations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from adamtui.typeset import words
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Fence, Grid, GridStyle, Node, Seq, Tag, joined
from adamtui.typeset.refusals import unknown_environment


class _Form(NamedTuple):
    """How an environment sets its rows."""

    style: GridStyle
    columns: str
    left: str = ""
    right: str = ""


_ALIGNED = ("align", "aligned", "alignat", "alignedat", "split", "flalign", "xalignat")
_THREE_COLUMNS = ("eqnarray", "eqnarray*")
_CENTRED = ("gather", "gathered", "equation", "multline", "math", "displaymath", "subequations")
_COUNTED = ("alignat", "alignat*", "alignedat", "xalignat", "xalignat*")
_SPECIFIED = ("array", "darray", "subarray", "tabular")
_MATRICES = {
    "matrix": _Form("matrix", "c"),
    "pmatrix": _Form("matrix", "c", "(", ")"),
    "bmatrix": _Form("matrix", "c", "[", "]"),
    "Bmatrix": _Form("matrix", "c", "{", "}"),
    "vmatrix": _Form("matrix", "c", "|", "|"),
    "Vmatrix": _Form("matrix", "c", "‖", "‖"),
}

ENVIRONMENTS: Mapping[str, _Form] = {
    **dict.fromkeys((*_ALIGNED, *(f"{name}*" for name in _ALIGNED)), _Form("align", "rl")),
    **dict.fromkeys(_THREE_COLUMNS, _Form("align", "rl")),
    **dict.fromkeys((*_CENTRED, *(f"{name}*" for name in _CENTRED)), _Form("align", "c")),
    **_MATRICES,
    **{f"{name}*": form for name, form in _MATRICES.items()},
    "smallmatrix": _Form("matrix", "c"),
    **dict.fromkeys(("cases", "dcases", "cases*", "dcases*"), _Form("cases", "l", "{", "")),
    **dict.fromkeys(("rcases", "drcases", "rcases*", "drcases*"), _Form("cases", "l", "", "}")),
    **dict.fromkeys(_SPECIFIED, _Form("matrix", "")),
}
"""How each environment is set; an array says its columns itself."""

_MAX_COLUMNS = 100


def environment(parser: Parser, token: Token) -> Node:
    """Everything from \\begin to the matching \\end."""
    rules: list[int] = []
    with parser.nested(token):
        name = words.name(parser, token)
        form = ENVIRONMENTS.get(name)
        if form is None:
            raise unknown_environment(name, token.offset, ENVIRONMENTS)
        columns, bars = _columns(parser, token, name)
        rows = parser.rows(rules=rules)
        _finish(parser, token, name)
    if name in _THREE_COLUMNS:
        rows = [[*row[:1], *([joined(row[1:])] if row[1:] else [])] for row in rows]
    if form.style == "align":
        rows = _tagged(rows)
    style: GridStyle = "stack" if name == "subarray" else form.style
    content = tuple(map(tuple, rows)) or ((Seq(()),),)
    grid = Grid(content, columns, style, bars, tuple(sorted(set(rules))))
    if form.left or form.right:
        return Fence(form.left, (grid,), (), form.right)
    return grid


def _columns(parser: Parser, token: Token, name: str) -> tuple[str, tuple[int, ...]]:
    """As `_specified`, for any environment: what follows its name says it, or its kind does."""
    option = parser.option()
    if name in _SPECIFIED:
        return _specified(parser, token)
    if name in _COUNTED:
        words.name(parser, token)
    elif name.endswith("matrix*") and option in ("l", "c", "r"):
        return option, ()
    return ENVIRONMENTS[name].columns, ()


def _specified(parser: Parser, token: Token) -> tuple[str, tuple[int, ...]]:
    """The alignments of an array's columns, and the columns with a line before them."""
    spec = words.balanced(parser, token)
    spec = re.sub(r"\*\s*\{?(\d{1,2})\}?\s*\{([^{}]*)\}", lambda m: int(m[1]) * m[2], spec)
    spec = re.sub(r"[@!<>]\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", spec)
    spec = "".join(re.sub(r"[pmb]\s*\{[^{}]*\}", "l", spec).split())
    if not spec.strip("|:") or set(spec) - set("lcr|:") or len(spec) > _MAX_COLUMNS:
        raise TexError("an array needs its columns, such as {lcr}", token.offset)
    bars: set[int] = set()
    columns = ""
    for char in spec:
        if char in "|:":
            bars.add(len(columns))
        else:
            columns += char
    return columns, tuple(sorted(bars))


def _tagged(rows: list[list[Seq]]) -> list[list[Seq]]:
    """The numbers of equations in a column of their own, after a whole number of pairs."""
    labels = [
        [item for cell in row for item in cell.items if isinstance(item, Tag)] for row in rows
    ]
    if not any(labels):
        return rows
    count = max(map(len, rows))
    count += count % 2
    return [
        [*(_untagged(cell) for cell in row), *[Seq(())] * (count - len(row)), Seq(tuple(label))]
        for row, label in zip(rows, labels, strict=True)
    ]


def _untagged(cell: Seq) -> Seq:
    return Seq(tuple(item for item in cell.items if not isinstance(item, Tag)))


def _finish(parser: Parser, token: Token, name: str) -> None:
    end = parser.lexer.peek()
    if not end.text:
        raise TexError(f"\\begin{{{name}}} is never closed", token.offset)
    end = parser.close("\\end", token)
    closed = words.name(parser, end)
    if closed != name:
        raise TexError(f"\\begin{{{name}}} is closed by \\end{{{closed}}}", end.offset)
