"""The bottom row: the keys that work now, as many as fit."""

from __future__ import annotations

from textual.screen import Screen

from adamtui.ink import Ink, Row, Run
from adamtui.widgets.canvas import Canvas

_KEY = Ink("accent", bold=True)
_WHAT = Ink("muted")
_LAST = ("stop", "leave", "to the text", "help", "quit")
"""Always shown, at the end."""


class KeyBar(Canvas):
    """Made from the live bindings, so that it cannot show a key that does nothing."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        super().on_mount()
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        first: dict[str, str] = {}
        live = screen.active_bindings
        for active in live.values():
            binding = active.binding
            name = binding.key_display or binding.key
            # Of a binding with two keys, the one shown may be another widget's here.
            own = name not in live or live[name].binding.description == binding.description
            if binding.show and active.enabled and own:
                first.setdefault(binding.description, name)
        keys = [(key, what) for what, key in first.items()]
        tail = [key for key in keys if key[1] in _LAST]
        self.paint([_row([key for key in keys if key not in tail], tail, self.size.width)])


def _row(keys: list[tuple[str, str]], tail: list[tuple[str, str]], width: int) -> Row:
    room = width - _cells(tail)
    shown: list[tuple[str, str]] = []
    for key in keys:
        if _cells([*shown, key]) > room:
            break
        shown.append(key)
    runs = []
    for name, what in [*shown, *tail]:
        runs += [Run(f" {name}", _KEY), Run(f" {what} ", _WHAT)]
    return tuple(runs)


def _cells(keys: list[tuple[str, str]]) -> int:
    return sum(len(key) + len(what) + 3 for key, what in keys)
