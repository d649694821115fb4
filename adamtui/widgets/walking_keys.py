"""The keys that walk in a run, whatever shows it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

WALKING: list[BindingType] = [
    Binding("space,right", "forward", "update", tooltip="one update forward"),
    Binding("left,backspace", "back", "back", key_display="←", tooltip="one update back"),
    Binding("s", "line_forward", "line", tooltip="one line of the update forward"),
    Binding("S", "line_back", "one line back", show=False),
    Binding("right_square_bracket", "skip(10)", "ten updates forward", show=False),
    Binding("left_square_bracket", "skip(-10)", "ten updates back", show=False),
    Binding("right_curly_bracket", "skip(100)", "a hundred updates forward", show=False),
    Binding("left_curly_bracket", "skip(-100)", "a hundred updates back", show=False),
    Binding("G", "ask_update", "go to an update by its number", show=False),
    Binding("home", "first", "to the start", show=False),
    Binding("end", "last", "to the last update recorded", show=False),
    Binding("a", "play", "play, pause", show=False),
    Binding("plus", "faster(1)", "play faster", show=False),
    Binding("minus", "faster(-1)", "play slower", show=False),
]
"""In the order shown. A key's tooltip is what the help says of it."""

CHART = Binding("c", "chart", "chart other buffers", show=False)
LEAVING = Binding("escape", "stop", "stop", tooltip="stop recording or playing")


def walking(
    *own: BindingType, chart: BindingType = CHART, leaving: BindingType = LEAVING
) -> list[BindingType]:
    """The keys of whatever walks, around those that are its own."""
    return [
        *WALKING,
        *own,
        Binding("N", "notation", "name the buffers as another library does", show=False),
        chart,
        Binding("r", "reset", "everything as it was when opened", show=False),
        leaving,
    ]
