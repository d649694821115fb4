"""The stepper's keys: the footer, the help and the README's table are made from these."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from adamtui.widgets.walking_keys import CHART, LEAVING, WALKING

KEYS: list[BindingType] = [
    *WALKING,
    Binding("h", "knobs", "knobs", tooltip="knobs: learning rate and the others"),
    Binding("o", "ask('rule')", "optimizer", tooltip="choose the optimizer"),
    Binding("f", "ask('function')", "function", tooltip="choose or type the function"),
    Binding("F", "ask('fork')", "fork: the same gradients under another rule", show=False),
    Binding("C", "ask('comparison')", "compare with other rules", show=False),
    Binding("i", "ask('slopes')", "the gradient as a formula", show=False),
    Binding("N", "notation", "name the buffers as another library does", show=False),
    CHART,
    Binding("r", "reset", "everything as it was when opened", show=False),
    LEAVING,
]
"""In the order shown. A key's tooltip is what the help says of it."""
