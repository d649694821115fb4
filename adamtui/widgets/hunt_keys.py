"""The hunt's keys: the footer and the help are made from these."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from adamtui.widgets.walking_keys import LEAVING, WALKING

KEYS: list[BindingType] = [
    Binding("enter", "name", "line is wrong", tooltip="the line one stands on is the wrong one"),
    Binding("w", "work_out", "work out", tooltip="this one's own numbers in the right formula"),
    Binding("h", "hint", "hint", tooltip="a hint; after the last one the answer"),
    *WALKING,
    Binding("y", "coordinate", "coordinate", tooltip="numbers of the next coordinate"),
    Binding("r", "reset", "begin anew", show=False),
    LEAVING,
]
"""In the order shown. A key's tooltip is what the help says of it."""
