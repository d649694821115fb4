"""The stepper's keys: the footer, the help and the README's table are made from these."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding, BindingType

from adamtui.widgets.walking_keys import LEAVING, walking

PREDICT = Binding("P", "ask_prediction", "predict", tooltip="predict the next value")

KEYS: list[BindingType] = walking(
    PREDICT,
    Binding("h", "knobs", "knobs", tooltip="knobs: learning rate and the others"),
    Binding("o", "ask('rule')", "optimizer", tooltip="choose the optimizer"),
    Binding("f", "ask('function')", "function", tooltip="choose or type the function"),
    Binding("F", "ask('fork')", "fork: the same gradients under another rule", show=False),
    Binding("C", "ask('comparison')", "compare with other rules", show=False),
    Binding("i", "ask('slopes')", "the gradient as a formula", show=False),
    leaving=replace(LEAVING, tooltip="stop recording or playing, leave the knobs"),
)
"""In the order shown. A key's tooltip is what the help says of it."""
