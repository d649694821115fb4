"""What widgets and screens take from inside Textual: the only private names of it that they use.

Another version of Textual may name or do these otherwise; tests/widgets/test_inside_textual.py
tells. Those of the terminal layer stand in adamtui/terminal/frugal.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen


def lay_out_now(screen: Screen[Any]) -> None:
    """Lay a screen out at once: what follows may ask where a widget is by now.

    Left to Textual it would be laid out when the queue is empty.
    """
    screen._refresh_layout()


async def run_bound(app: App[Any], nodes: Iterable[DOMNode], key: str) -> bool:
    """Run what the first of some nodes has bound to a key; whether one of them had.

    Textual would look for it only after the key had been past every widget.
    """
    for node in nodes:
        for binding in node._bindings.key_to_bindings.get(key, ()):
            if await app.run_action(binding.action, node):
                return True
    return False
