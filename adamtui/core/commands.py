r"""TeX that readers type in a formula: \frac, \sqrt, \hat m, \beta_1, \cdot, \left(.

One command is read at a time; what it is applied to is read by the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from adamtui.core.nearest import nearest
from adamtui.core.scanner import ExpressionError
from adamtui.core.written import GREEK

SKIPPED = re.compile(
    r"\\(?:[,;:!> ]|(?:quad|qquad|left|right|[bB]igg?[lr]?|displaystyle)(?![A-Za-z]))"
)
"""Spaces and sizes, which mean nothing."""

_FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "ln", "tanh")
_GREEK = (*(name for name in GREEK if name != "pi"), "varepsilon", "vartheta", "varphi", "varrho")
COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("cdot", "times", "ast"), ("operator", "*")),
        "div": ("operator", "/"),
        **dict.fromkeys(("frac", "tfrac", "dfrac", "cfrac"), ("fraction", "\\frac")),
        "sqrt": ("root", "sqrt"),
        **{name: ("name", "log" if name == "ln" else name) for name in _FUNCTIONS},
        "pi": ("name", "pi"),
        **{name: ("letters", name) for name in _GREEK},
        "Delta": ("letters", "delta"),
        **dict.fromkeys(("{", "lbrace"), ("bracket", "{")),
        **dict.fromkeys(("}", "rbrace"), ("bracket", "}")),
        **dict.fromkeys(("|", "vert", "lvert", "rvert"), ("bracket", "|")),
    }
)
"""What a command without an argument of its own stands for: the kind of a word, and its text."""

_MARKS = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde"}
_UPRIGHT = ("mathrm", "text", "textrm", "operatorname", "mathit")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)?", re.DOTALL)
_LETTER = re.compile(r"\s*(?:\{\s*\\?([A-Za-z][A-Za-z_]*)\s*\}|\\([A-Za-z]+)|([A-Za-z]))")
_WORD = re.compile(r"\s*\{([A-Za-z0-9_\\ ]*)\}")


class Command(NamedTuple):
    """What a command means: a word's kind (or letters or bracket), its text, where it ends."""

    kind: str
    text: str
    end: int


def command(source: str, start: int) -> Command:
    """The command whose backslash is at index `start`."""
    found = _COMMAND.match(source, start)
    name, end = ("", start + 1) if found is None else (found[1] or "", found.end())
    if name in COMMANDS:
        return Command(*COMMANDS[name], _without_degree(source, end) if name == "sqrt" else end)
    if name in _MARKS:
        letter = _LETTER.match(source, end)
        if letter is None or (letter[2] and letter[2] not in _GREEK):
            raise ExpressionError(f"\\{name} stands before a name: write \\{name} m", start + 1)
        return Command(
            "letters", f"{letter[1] or letter[2] or letter[3]}_{_MARKS[name]}", letter.end()
        )
    if name in _UPRIGHT:
        word = _WORD.match(source, end)
        if word is None or not word[1].strip():
            raise ExpressionError(f"\\{name} stands before a name in braces", start + 1)
        return Command("letters", re.sub(r"[\\ ]", "", word[1]), word.end())
    raise ExpressionError(_unknown(name), start + 1)


def _without_degree(source: str, end: int) -> int:
    """`end`, where a root's radicand begins; an error where it has a degree."""
    if source[end : end + 1] == "[":
        raise ExpressionError("write a root of degree n as (…)**(1/n)", end + 1)
    return end


def _unknown(name: str) -> str:
    if not name.isascii() or not name.isprintable() or not name:
        return "a backslash begins a command of TeX, such as \\frac"
    known = (*COMMANDS, *_MARKS, *_UPRIGHT)
    return f"unknown command '\\{name[:30]}'{nearest(name, known, '')}"
