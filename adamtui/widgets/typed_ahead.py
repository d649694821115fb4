"""Keys that came before what they are meant for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.events import Key


def retype(app: App[Any], keys: Sequence[Key]) -> None:
    """Have keys come in again, for whoever has the focus by then.

    In the application's own turn: Textual lets no key rise past the widget that sent it.
    """

    def typed() -> None:
        for key in keys:
            app.post_message(Key(key.key, key.character))

    app.call_later(typed)
