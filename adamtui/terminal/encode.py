"""Styles as the shortest escape sequences that lead from one to the next.

A style is turned into three strings once, attributes, foreground and background; from then on
switching between two styles names only what differs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

_ATTRIBUTES = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("reverse", "7"),
    ("conceal", "8"),
    ("strike", "9"),
)


class Pen(NamedTuple):
    """A style as parameters of SGR; "39" and "49" are the terminal's own colours."""

    attributes: str = ""
    fore: str = "39"
    back: str = "49"


RESET = Pen()


@lru_cache(maxsize=1024)
def pen(style: Style | None, system: ColorSystem | None) -> Pen:
    """The pen that draws a style with the colours a terminal has; None: it has none."""
    if style is None:
        return RESET
    attributes = ";".join(code for name, code in _ATTRIBUTES if getattr(style, name))
    if system is None:
        return Pen(attributes)
    fore, back = (
        ";".join(color.downgrade(system).get_ansi_codes(foreground)) if color else default
        for color, foreground, default in (
            (style.color, True, RESET.fore),
            (style.bgcolor, False, RESET.back),
        )
    )
    return Pen(attributes, fore, back)


@lru_cache(maxsize=4096)
def switch(old: Pen, new: Pen) -> str:
    """What makes a terminal that draws with `old` draw with `new`."""
    if old == new:
        return ""
    if old.attributes != new.attributes:
        codes = ["0" if old != RESET else "", new.attributes]
        codes += [new.fore] if new.fore != RESET.fore else []
        codes += [new.back] if new.back != RESET.back else []
    else:
        codes = [new.fore if new.fore != old.fore else "", new.back if new.back != old.back else ""]
    return f"\x1b[{';'.join(filter(None, codes))}m"
