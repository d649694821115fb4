"""TeX that does not render."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from adamtui import typeset
from adamtui.course.model import Node
from adamtui.course.places import Places

FORMULAS = ("math", "display_math", "math_block")


MOST = 1000
"""Formulas of one lesson that are told of; no more are set then."""


class FormulaChecker:
    """Sets the formulas of one lesson, of several alike one."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._told = 0

    def check(self, node: Node) -> None:
        """Note what keeps a formula from being set, where it stands."""
        error = _error(node.text, on_one_line=node.type == "math") if self._told < MOST else None
        spot = self._places.of_formula(node, None if error is None else error.offset)
        if error is not None:
            self._told += 1
            self._places.manuscript.fault(error.message, spot)


@lru_cache(maxsize=4096)
def _error(tex: str, *, on_one_line: bool) -> typeset.TexError | None:
    """Why a formula cannot be set."""
    draw: Callable[[str], Any] = typeset.inline if on_one_line else typeset.display
    try:
        draw(tex)
    except typeset.TexError as error:
        return error.with_traceback(None)
    return None
