"""Everything wrong with a lesson: what reading it found, and what only shows in use.

Fences that nothing closes are told first and closed in a copy, so that they hide nothing and what
they swallow makes no fault of its own. Whatever a file holds, `check_file` answers with faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from adamtui.course import fence_repair, glossary, source
from adamtui.course.character_faults import character_fault
from adamtui.course.characters import cleaned, unix_lines
from adamtui.course.formula_faults import FORMULAS, FormulaChecker
from adamtui.course.glossary_faults import glossary_faults
from adamtui.course.limits import size_faults
from adamtui.course.link_faults import (
    Anchors,
    LinkChecker,
    names_in,
    refused_link,
    undefined_label,
)
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Fault, Lesson, Node, Prose
from adamtui.course.nearly_faults import nearly_faults
from adamtui.course.part_faults import part_faults
from adamtui.course.places import Places, as_written

_NAMED = re.compile(r"(?:^|[^`~])(?:`{3,}|~{3,})[ \t]*\{[^}\n]*\}[ \t]*([A-Za-z0-9][\w-]*)")
_LONGEST = 400
"""Characters of a message; of a longer one the middle is left out."""
_OUTSIDE = "it is a link to a file outside the folder of lessons"


class Examined(NamedTuple):
    """What was found in a file."""

    faults: tuple[Fault, ...]
    files: frozenset[Path] = frozenset()
    """The files of its folder that it links to."""


def check_file(path: Path, shown: str = "", *, limits: bool = False) -> tuple[Fault, ...]:
    """All faults of a lesson, or of a glossary by its name, in order of place.

    `shown` is how they name the file. `limits` has too large ones told too. A file that cannot be
    read has that fault alone.
    """
    return examined(path, shown or str(path), limits=limits).faults


def examined(
    path: Path, shown: str, *, limits: bool = False, anchors: Anchors | None = None
) -> Examined:
    """The faults of a file, as `check_file` has them, and what it refers to.

    `anchors` keeps what linked lessons hold, for the files to come.
    """
    if not source.is_within(path, path.parent):
        return Examined((Fault(shown, 1, 1, _OUTSIDE),))
    try:
        text, wrong = source.read(path, shown)
    except source.SourceError as error:
        return Examined((Fault(shown, 1, 1, str(error).removeprefix(f"{shown}: ")),))
    known = {} if anchors is None else anchors
    found = _examined_text(unix_lines(text), path, shown, known, limits=limits)
    faults = {*wrong, *found.faults}
    return Examined(tuple(sorted(faults)), found.files)


def _examined_text(
    text: str, path: Path, shown: str, anchors: Anchors, *, limits: bool
) -> Examined:
    read = fence_repair.repaired(text, shown)
    clean, _ = cleaned(read.text, shown)
    manuscript = Manuscript(shown, clean)
    anchors[source.real(path)] = names_in(read.lesson)
    files = _prose_faults(read.lesson, manuscript, path.parent, anchors)
    part_faults(read.lesson, manuscript)
    told = {*read.lesson.faults}
    if path.name == glossary.NAME:
        glossary_faults(read.lesson, manuscript)
        told = {fault for fault in told if fault.kind != "heading"}
    if limits:
        size_faults(read.lesson, manuscript, len(text.encode("utf-8", "replace")))
    found = _without_ends({*told, *manuscript.faults}, manuscript)
    back = (replace(each, line=read.lines[min(each.line, len(read.lines)) - 1]) for each in found)
    return Examined(tuple(sorted(map(_readable, {*back, *read.faults}))), files)


def _readable(fault: Fault) -> Fault:
    """A fault that cites as much of the lesson as one line of a terminal or two can hold."""
    message = fault.message
    if len(message) <= _LONGEST:
        return fault
    return replace(fault, message=f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}")


def _prose_faults(
    lesson: Lesson, manuscript: Manuscript, folder: Path, anchors: Anchors
) -> frozenset[Path]:
    """Note what is wrong with formulas, links and characters; gives the files linked to."""
    nearly_faults(lesson, manuscript)
    places = Places(lesson, manuscript)
    formulas = FormulaChecker(places)
    links = LinkChecker(lesson, folder, _misplaced(lesson, manuscript), anchors)
    for node in _in_order(lesson):
        if node.type in FORMULAS:
            formulas.check(node)
        elif node.type == "code":
            places.of_code(node)
        elif node.type in ("link", "image"):
            links.check(node, places)
        elif node.type == "text":
            refused_link(node, places)
            undefined_label(node, places)
        elif node.type == "code_block":
            character_fault(node, Spot(node.line, 1), manuscript)
    return frozenset(links.files)


def _in_order(lesson: Lesson) -> Iterable[Node]:
    for block in lesson.blocks:
        yield from as_written(block.nodes if isinstance(block, Prose) else block.body)


def _misplaced(lesson: Lesson, manuscript: Manuscript) -> list[str]:
    """The names of live parts that stand where they cannot: a link to one is not dead as well."""
    lines = (manuscript.line(fault.line) for fault in lesson.faults)
    return [found[1] for line in lines if (found := _NAMED.search(line))]


def _without_ends(faults: set[Fault], manuscript: Manuscript) -> set[Fault]:
    """The faults but for a '$$' that ends what an open one began, with a blank line between."""
    kept = set(faults)
    opened = False
    for fault in sorted(each for each in faults if each.kind == "math"):
        below = manuscript.line(fault.line + 1).strip()
        alone = manuscript.line(fault.line).strip() == "$$"
        if opened and alone and not below:
            kept.discard(fault)
            opened = False
        else:
            opened = True
    return kept
