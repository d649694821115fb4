"""Characters that a lesson may not hold and that stand in it as entities, where no text is.

Reading a lesson tells of those in its text; in targets and titles of links, and in the language of
code, only decoding shows them.
"""

from __future__ import annotations

import re
from html import unescape

from adamtui.course.characters import SHOWN_INSTEAD, without_controls
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Node

_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z]{2,31});")


def refused_entities(text: str) -> list[str]:
    """The entities of a text that stand for a refused character."""
    return [each for each in _ENTITY.findall(text) if _refused(each)]


def _refused(entity: str) -> bool:
    decoded = unescape(entity)
    # Python decodes some controls as Windows has them, and drops others.
    code = entity[2:-1]
    if entity.startswith("&#"):
        number = int(code[1:], 16) if code[:1] in "xX" else int(code)
        decoded = chr(number) if number < 0x110000 else SHOWN_INSTEAD
    return SHOWN_INSTEAD in without_controls(decoded)


def character_fault(node: Node, spot: Spot, manuscript: Manuscript) -> None:
    """Note an entity in a link's target or title, or in the language of code, from `spot` on."""
    start = manuscript.offset(spot.line) + spot.column - 1
    closing = "\n" if node.type == "code_block" else ")"
    end = manuscript.text.find(closing, start + len(node.target))
    for found in _ENTITY.finditer(manuscript.text, start, end if end >= 0 else start):
        if _refused(found[0]):
            message = f"'{found[0]}' is a character that is not allowed in a lesson"
            manuscript.fault(message, manuscript.spot(found.start()))
            return
