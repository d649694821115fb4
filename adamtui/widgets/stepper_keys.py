"""The stepper's keys: the footer, the help and the README's table are made from these."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("space,right", "forward", "update", tooltip="one update forward"),
    Binding("left,backspace", "back", "back", key_display="←", tooltip="one update back"),
    Binding("s", "line_forward", "line", tooltip="one line of the update forward"),
    Binding("S", "line_back", "one line back", show=False),
    Binding("right_square_bracket", "skip(10)", "ten updates forward", show=False),
    Binding("left_square_bracket", "skip(-10)", "ten updates back", show=False),
    Binding("right_curly_bracket", "skip(100)", "a hundred updates forward", show=False),
    Binding("left_curly_bracket", "skip(-100)", "a hundred updates back", show=False),
    Binding("G", "ask('update')", "go to an update by its number", show=False),
    Binding("home", "first", "to the start", show=False),
    Binding("end", "last", "to the last update recorded", show=False),
    Binding("a", "play", "play, pause", show=False),
    Binding("h", "knobs", "knobs", tooltip="knobs: learning rate and the others"),
    Binding("o", "ask('rule')", "optimizer", tooltip="choose the optimizer"),
    Binding("f", "ask('function')", "function", tooltip="choose or type the function"),
    Binding("i", "ask('slopes')", "the gradient as a formula", show=False),
    Binding("c", "chart", "chart other buffers", show=False),
    Binding("r", "reset", "everything as it was when opened", show=False),
    Binding("escape", "stop", "leave", tooltip="stop recording or playing, leave the knobs"),
]
"""In the order shown. A key's tooltip is what the help says of it."""
