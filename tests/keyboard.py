"""What a terminal sends for a key."""

from __future__ import annotations

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": "\x1b[Z",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
}
ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}


def encode(key: str) -> bytes:
    """The bytes of a key by its name: `left`, `ctrl+c`, `shift+right`, `alt+x`, `G`, `text:abc`."""
    modifier, plus, base = key.partition("+")
    if key.startswith("text:"):
        typed = key.removeprefix("text:")
    elif key in KEYS or len(key) == 1:
        typed = KEYS.get(key, key)
    elif key in ARROWS:
        typed = f"\x1b[{ARROWS[key]}"
    elif plus and base in ARROWS:
        typed = f"\x1b[1;{MODIFIERS[modifier]}{ARROWS[base]}"
    elif modifier == "ctrl" and len(base) == 1:
        typed = chr(ord(base.upper()) & 0x1F)
    elif modifier == "alt" and base:
        return b"\x1b" + encode(base)
    else:
        raise ValueError(f"no key is called {key!r}")
    return typed.encode()
