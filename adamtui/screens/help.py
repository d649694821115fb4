"""Help: every key that works where one is, made from the live bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll

from adamtui.ink import Ink, Row, Run
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar

_KEY = Ink("accent", bold=True)
_TITLE = Ink("title", bold=True)
_KEY_CELLS = 20

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


class Action(NamedTuple):
    """Something that keys do here."""

    what: str
    keys: str
    active: ActiveBinding
    """The first of its bindings."""


class Help(Dialogue[None]):
    """Lists the keys, those of the focused part first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "close", "close", key_display="escape"),
        Binding("j,down", "scroll(1)", "down", key_display="j"),
        Binding("k,up", "scroll(-1)", "up", key_display="k"),
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
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard."""
    return _NAMES.get(key, key)


def actions(bindings: Iterable[ActiveBinding]) -> Iterator[Action]:
    """What the keys do, each thing once, with all keys for it."""
    alike: dict[tuple[str, str], list[ActiveBinding]] = {}
    for active in bindings:
        if active.enabled and active.binding.description and not _foreign(active):
            place = type(active.node).__name__
            what = active.tooltip or active.binding.description
            alike.setdefault((place, what), []).append(active)
    for (_, what), same in alike.items():
        yield Action(what, _written([active.binding for active in same]), same[0])


def _foreign(active: ActiveBinding) -> bool:
    """Whether a binding comes with Textual; of those only the command palette's is meant here."""
    binding = active.binding
    if binding.action.endswith("command_palette"):
        return False
    return binding.system or (binding.action, binding.description) in _theirs(type(active.node))


@cache
def _theirs(kind: type) -> frozenset[tuple[str, str]]:
    """Action and description of the bindings that a class has from Textual."""
    declared = (
        each
        for base in kind.__mro__
        if base.__module__.startswith("textual.")
        for each in base.__dict__.get("BINDINGS", ())
    )
    return frozenset(
        (each.action, each.description) for each in declared if isinstance(each, Binding)
    )


def _written(alike: list[Binding]) -> str:
    """The keys of bindings that do the same."""
    names = list(dict.fromkeys(key_name(binding.key) for binding in alike))
    if len(names) > _MOST_KEYS and alike[0].key_display:
        return alike[0].key_display
    return " ".join(names)


def _rows(bindings: Iterable[ActiveBinding]) -> list[Row]:
    rows: list[Row] = [(Run("Keys that work here", _TITLE),), ()]
    for action in actions(bindings):
        rows.append((Run(f"{action.keys:{_KEY_CELLS}} ", _KEY), Run(action.what)))
    return [*rows, (), (Run("escape closes this", Ink("muted")),)]
