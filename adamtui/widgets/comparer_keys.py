"""The comparison's keys: the footer and the help are made from these."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from adamtui.widgets.walking_keys import walking

KEYS: list[BindingType] = walking(
    Binding("b", "buffers", "buffers", tooltip="buffers side by side, or the pictures"),
    Binding("y", "coordinate", "coordinate", tooltip="buffers and rates of the next coordinate"),
    chart=Binding("c", "chart", "chart", tooltip="the next chart: loss, effective rate, θ, step …"),
)
"""In the order shown. A key's tooltip is what the help says of it."""
