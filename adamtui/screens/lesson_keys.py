"""A lesson's keys: the footer and the help are made from these."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("space,pagedown", "page(1)", "read on", key_display="space"),
    Binding("pageup", "page(-1)", "page up", show=False),
    Binding("j,down", "scroll(1)", "down", key_display="j", show=False),
    Binding("k,up", "scroll(-1)", "up", key_display="k", show=False),
    Binding("g,home", "ends(0)", "top", key_display="g", show=False),
    Binding("G,end", "ends(1)", "bottom", key_display="G", show=False),
    Binding("tab", "part(1)", "live part"),
    Binding("shift+tab", "part(-1)", "live part before", show=False),
    Binding("enter", "enlarge", "full screen"),
    Binding("escape", "leave", "to the text"),
    Binding("n", "turn(1)", "next lesson"),
    Binding("p", "turn(-1)", "previous lesson", show=False),
    Binding("m", "wish('contents')", "contents"),
    Binding("slash", "wish('search')", "search", key_display="/", tooltip="search all lessons"),
    Binding("t", "wish('words')", "words", tooltip="explain the words on this screen"),
    Binding("l", "links", "links", show=False, tooltip="follow a link of this lesson"),
    Binding(
        "H,backspace,alt+left",
        "wish('back')",
        "back to where you were",
        key_display="H",
        show=False,
    ),
    Binding("L,alt+right", "wish('forward')", "forward again", key_display="L", show=False),
    Binding(
        "x", "wish('record')", "write a record", show=False, tooltip="write a record: new files"
    ),
    Binding("e", "wish('edit')", "edit", show=False, tooltip="edit this lesson in your editor"),
]
"""In the order shown."""
