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

_END = {"1": "22"}
"""The parameter that ends an attribute, where it is not a 2 before the one that starts it."""


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
    anew = ["0" if old != RESET else "", *_differences(RESET, new)]
    codes = (";".join(filter(None, way)) for way in (anew, _differences(old, new)))
    return f"\x1b[{min(codes, key=len)}m"


def _differences(old: Pen, new: Pen) -> list[str]:
    """The parameters that name what differs; "" for what does not."""
    before, after = (set(filter(None, p.attributes.split(";"))) for p in (old, new))
    # One parameter ends both bold and dim, so what stays of the two is named again.
    ended = {_END.get(code, f"2{code}") for code in before - after}
    kept = before - {code for code in before if _END.get(code, f"2{code}") in ended}
    return [
        *sorted(ended),
        *sorted(after - kept),
        new.fore if new.fore != old.fore else "",
        new.back if new.back != old.back else "",
    ]
