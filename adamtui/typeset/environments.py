"""\\begin{…} … \\end{…}: matrices, cases and aligned equations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from adamtui.typeset import words
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Fence, Grid, GridStyle, Node, Seq


class _Form(NamedTuple):
    """How an environment sets its rows."""

    style: GridStyle
    columns: str
    left: str = ""
    right: str = ""


_ALIGNED = ("align", "align*", "aligned", "alignat", "alignat*", "alignedat", "split", "eqnarray")
_CENTRED = ("gather", "gather*", "gathered", "equation", "equation*", "multline", "multline*")
_COUNTED = ("alignat", "alignat*", "alignedat")

ENVIRONMENTS: Mapping[str, _Form] = {
    **dict.fromkeys(_ALIGNED, _Form("align", "rl")),
    **dict.fromkeys(_CENTRED, _Form("align", "c")),
    **dict.fromkeys(("matrix", "smallmatrix"), _Form("matrix", "c")),
    "pmatrix": _Form("matrix", "c", "(", ")"),
    "bmatrix": _Form("matrix", "c", "[", "]"),
    "Bmatrix": _Form("matrix", "c", "{", "}"),
    "vmatrix": _Form("matrix", "c", "|", "|"),
    "Vmatrix": _Form("matrix", "c", "‖", "‖"),
    "cases": _Form("cases", "l", "{", ""),
    "dcases": _Form("cases", "l", "{", ""),
    "rcases": _Form("cases", "l", "", "}"),
    "array": _Form("matrix", ""),
}
"""How each environment is set; an array says its columns itself."""

_COLUMNS = re.compile(r"[lcr|\s]*[lcr][lcr|\s]*")


def environment(parser: Parser, token: Token) -> Node:
    """Everything from \\begin to the matching \\end."""
    with parser.nested(token):
        name = words.name(parser, token)
        form = ENVIRONMENTS.get(name)
        if form is None:
            raise parser.unknown("environment", token, name, ENVIRONMENTS)
        columns = form.columns or _array_columns(parser, token)
        if name in _COUNTED:
            words.name(parser, token)
        rows = parser.rows()
        _finish(parser, token, name)
    grid = Grid(tuple(map(tuple, rows)) or ((Seq(()),),), columns, form.style)
    if form.left or form.right:
        return Fence(form.left, (grid,), (), form.right)
    return grid


def _array_columns(parser: Parser, token: Token) -> str:
    spec = words.name(parser, token)
    if not _COLUMNS.fullmatch(spec):
        raise TexError("an array needs its columns, such as {lcr}", token.offset)
    return "".join(char for char in spec if char in "lcr")


def _finish(parser: Parser, token: Token, name: str) -> None:
    end = parser.lexer.peek()
    if not end.text:
        raise TexError(f"\\begin{{{name}}} is never closed", token.offset)
    end = parser.close("\\end", token)
    closed = words.name(parser, end)
    if closed != name:
        raise TexError(f"\\begin{{{name}}} is closed by \\end{{{closed}}}", end.offset)
