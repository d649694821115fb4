"""The gradient as a formula: what the engine computes, written out."""

from __future__ import annotations

import asyncio
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from adamtui.algebra.gradient import gradient_formulas
from adamtui.core.problem import Problem
from adamtui.ink import Ink, Row, Run
from adamtui.screens.dialogue import Dialogue
from adamtui.typeset import TexError, display
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar

_MATH = Ink("math")
_QUIET = Ink("muted")
_CELLS = 70


class Slopes(Dialogue[None]):
    """Shows f and ∇f; of a typed function as SymPy simplifies it, which may take a second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q", "close", "close", key_display="escape")
    ]

    def __init__(self, problem: Problem, source: str | None) -> None:
        """`source` is the function as typed; None for a problem of ours."""
        super().__init__()
        self._problem = problem
        self._source = source
        self._rows = Canvas(classes="formulas")

    def compose(self) -> ComposeResult:
        """The formulas and the key that closes them."""
        yield KeyBar()
        with Vertical(classes="dialogue"):
            yield self._rows

    def on_mount(self) -> None:
        """Show f at once, the gradient when it is there."""
        head = _formula("f", self._problem.tex)
        if self._source is None:
            self._show([*head, *_plain(self._problem)])
        else:
            self._show([*head, (Run("SymPy derives the gradient …", _QUIET),)])
            self.run_worker(self._derive(self._source, head))

    async def _derive(self, source: str, head: list[Row]) -> None:
        slopes = await asyncio.to_thread(gradient_formulas, source)
        rows = [row for name, tex in slopes.items() for row in _formula(_partial(name), tex)]
        self._show([*head, *rows])

    def _show(self, rows: list[Row]) -> None:
        self._rows.paint([*rows, (Run("escape closes this", _QUIET),)])


def _partial(name: str) -> str:
    return rf"\frac{{\partial f}}{{\partial {name}}}"


def _formula(left: str, right: str) -> list[Row]:
    """An equation and a blank row; a formula that cannot be set, as it is."""
    try:
        rows = display(f"{left} = {right}", _CELLS).rows
    except TexError:
        rows = (f"{left} = {right}",)
    return [*((Run(row, _MATH),) for row in rows), ()]


def _plain(problem: Problem) -> list[Row]:
    rows: list[Row] = []
    for name, slope in zip(problem.names, problem.slopes, strict=False):
        lines = wrap(f"∂f/∂{name} = {slope}", _CELLS, subsequent_indent=" " * 8)
        rows += [*((Run(line, _MATH),) for line in lines), ()]
    return rows
