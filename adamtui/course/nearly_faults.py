"""What Markdown reads as something else than its author meant: callouts and live parts, nearly.

None of it is a fault of Markdown, so that only marks of our own are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adamtui.course.directives import DIRECTIVES
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import CALLOUTS, Lesson, Node
from adamtui.course.parse import FRONT_MATTER

_DEFINED = re.compile(r"[ \t>]*(?:[-+*][ \t]+)?(\[!([A-Za-z]+)\][ \t]*:)")
_KINDS = "|".join(map(re.escape, DIRECTIVES))
_FENCED = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([{(\[<.:]{1,2}[ \t]*(" + _KINDS + r")\b[^\n]*)")
_WHOLE = re.compile(r"\{(?![.#])[^}]*\}")
_TOO_SHORT = re.compile(r"[ \t]*((?:`{1,2}|~{1,2}|'{3})[ \t]*\{[ \t]*(" + _KINDS + r")[ \t]*\})")


_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=](?:.*\n){1,100}?\1[ \t]*(?:\n|\Z)")
"""Front matter; with a blank line or a list in it, reading a lesson takes it for text."""


def nearly_faults(lesson: Lesson, manuscript: Manuscript) -> None:
    """Note what is shown as something else than what it begins like."""
    told = {fault.line for fault in lesson.faults}
    if _MATTER.match(manuscript.text) and 1 not in told:
        manuscript.fault(FRONT_MATTER, Spot(1, 1), "warning")
    for line, message, column in _found(lesson, manuscript):
        if line not in told:
            manuscript.fault(message, Spot(line, column))


def _found(lesson: Lesson, manuscript: Manuscript) -> Iterator[tuple[int, str, int]]:
    code = _lines_of_code(lesson.nodes())
    for number, written in enumerate(manuscript.text.split("\n"), 1):
        if number in code:
            continue
        if (found := _DEFINED.match(written)) and found[2].upper() in CALLOUTS:
            message = f"'[!{found[2]}]:' defines a link: write '> [!{found[2].upper()}]'"
            yield number, f"{message} alone on its line, the text below", found.start(1) + 1
        elif found := _TOO_SHORT.match(written):
            message = f"a live part begins with three backticks: ```{{{found[2]}}}"
            yield number, message, found.start(1) + 1
    for node in lesson.nodes():
        found = _FENCED.match(manuscript.line(node.line)) if node.type == "code_block" else None
        if found and not _WHOLE.match(found[2]):
            message = f"'{found[2].strip()}' begins no live part: write {found[1]}{{{found[3]}}}"
            yield node.line, f"{message} and a name", found.start(2) + 1


def _lines_of_code(nodes: Iterable[Node]) -> set[int]:
    return {
        node.line + below
        for node in nodes
        if node.type in ("code_block", "math_block")
        for below in range(node.text.count("\n") + 3)
    }
