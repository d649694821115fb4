"""A name and a sentence about it: lines that do not fit go on below the sentence, not the name."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_NARROWEST = 24
"""Cells that a sentence is given below itself; where there are fewer it goes on below the name."""
_LITTLE = 4


class Hanging(Visual):
    """Text whose further lines are indented by `indent` cells, or by a few where it is narrow."""

    def __init__(self, text: str, indent: int) -> None:
        self._text = text
        self._indent = indent

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """See Visual."""
        return self._wrapped(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """See Visual."""
        return Content(self._text).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """See Visual."""
        return self._wrapped(width).get_height(rules, width)

    def _wrapped(self, width: int) -> Content:
        indent = self._indent if width - self._indent >= _NARROWEST else _LITTLE
        room = max(width, _LITTLE + 1)
        lines = wrap(self._text, room, subsequent_indent=" " * indent, break_on_hyphens=False)
        return Content("\n".join(lines))
