"""The characters a lesson may hold: anything that cannot steer a terminal.

Control characters other than newline and tab, line and paragraph separators, bidirectional controls
(which make text read otherwise than it is) and lone surrogates are replaced by U+FFFD, visibly.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath

from adamtui.course.model import Fault

SHOWN_INSTEAD = "\ufffd"
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def unix_lines(text: str) -> str:
    """The text without a byte order mark and with every line end as a newline."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def without_controls(text: str) -> str:
    """The text with U+FFFD for each refused character."""
    return _REFUSED.sub(SHOWN_INSTEAD, text)


def brief(fault: Fault) -> str:
    """A fault without its folder, for whoever is in the file, and fit for a screen."""
    return without_controls(str(replace(fault, path=PurePath(fault.path).name)))


def describe(character: str) -> str:
    """A refused character's code and name, in a form that is safe to print."""
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"


def cleaned(text: str, path: str, most: int = 20) -> tuple[str, list[Fault]]:
    """The text with U+FFFD for refused characters, and a fault for each of the first `most`."""
    faults: list[Fault] = []
    for found in _REFUSED.finditer(text):
        if len(faults) == most:
            break
        at = found.start()
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        message = f"{describe(found.group())} is not allowed in a lesson"
        faults.append(Fault(path, line, column, message))
    return without_controls(text), faults
