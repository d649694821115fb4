"""Help: every key that works where one is, made from the live bindings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll

from adamtui.ink import Ink, Row, Run
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar

_KEY = Ink("accent", bold=True)
_TITLE = Ink("title", bold=True)
_KEY_CELLS = 18

_NAMES = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "full_stop": ".",
    "minus": "-",
    "plus": "+",
}

_MOST_KEYS = 4
"""More keys than that for one thing are shown as the key bar shows them."""


class Help(Dialogue[None]):
    """Lists the keys, those of the focused part first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "close", "close", key_display="escape"),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._rows = _rows(bindings.values())

    def compose(self) -> ComposeResult:
        """One row an action."""
        yield KeyBar()
        with VerticalScroll(classes="dialogue help", can_focus=False):
            yield Canvas(self._rows, classes="help-rows")

    def action_scroll(self, by: int) -> None:
        """A row on or back."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard."""
    return _NAMES.get(key, key)


def _written(alike: list[Binding]) -> str:
    """The keys of bindings that do the same."""
    names = list(dict.fromkeys(key_name(binding.key) for binding in alike))
    if len(names) > _MOST_KEYS and alike[0].key_display:
        return alike[0].key_display
    return " ".join(names)


def _rows(bindings: Iterable[ActiveBinding]) -> list[Row]:
    keys: dict[tuple[str, str], list[Binding]] = {}
    for active in bindings:
        binding = active.binding
        foreign = binding.system or binding.key.startswith("super+")
        if active.enabled and binding.description and not foreign:
            place = type(active.node).__name__
            what = active.tooltip or binding.description
            keys.setdefault((place, what), []).append(binding)
    rows: list[Row] = [(Run("Keys that work here", _TITLE),), ()]
    for (_, what), alike in keys.items():
        rows.append((Run(f"{_written(alike):{_KEY_CELLS}} ", _KEY), Run(what)))
    return [*rows, (), (Run("escape closes this", Ink("muted")),)]
