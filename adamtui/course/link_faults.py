"""Links and images that lead nowhere, or out of the folder of lessons.

Nothing outside the folder is opened, and of what is inside only lessons are read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from adamtui.core.nearest import most_alike, nearest
from adamtui.course.character_faults import character_fault
from adamtui.course.characters import SHOWN_INSTEAD
from adamtui.course.model import Lesson, Node
from adamtui.course.parse import load
from adamtui.course.places import Places
from adamtui.course.source import SourceError

_ELSEWHERE = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:|//", re.IGNORECASE)
"""What begins like an address of the net; one letter and a colon are a drive."""
_OUTSIDE = re.compile(r"file:|[A-Za-z]:|[\\/]|~/", re.IGNORECASE)
_REFUSED = re.compile(r"\](?:\(|:[ \t]*)<?file:", re.IGNORECASE)
_ABOVE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)")
_MOST_NAMED = 3
"""Of the headings and live parts that a dead link may have meant."""
_MOST_COMPARED = 200
"""Names, and characters of one, that are looked through for what was meant."""
_MOST_MEANT = 20
"""Dead links of one lesson for which that is done."""


Anchors: TypeAlias = dict[Path, tuple[str, ...] | None]
"""What may be linked to in each lesson read so far, by its real path."""


class LinkChecker:
    """Looks up the links of one lesson, from the folder that it lies in."""

    def __init__(
        self, lesson: Lesson, folder: Path, also: Collection[str], anchors: Anchors
    ) -> None:
        """`also` are names of live parts that could not be read as such."""
        self._folder = folder
        self._own = (*lesson.anchors(), *also)
        self._anchors = anchors
        self._fault = lru_cache(maxsize=None)(self._looked_up)
        self._searches = 0
        self.files: set[Path] = set()
        """The files that links name, be they there or not."""

    def check(self, node: Node, places: Places) -> None:
        """Note what is wrong with a link or an image, where its target is written."""
        spot = places.of_target(node)
        character_fault(node, spot, places.manuscript)
        if fault := self._fault(node.target):
            places.manuscript.fault(fault, spot)

    def _looked_up(self, target: str) -> str:
        """What is wrong with a target; "" for nothing."""
        if _ELSEWHERE.match(target) or SHOWN_INSTEAD in target:
            return ""
        written, _, part = target.partition("#")
        name = unquote(written)
        if not name:
            return self._part_fault("", unquote(part))
        if _OUTSIDE.match(name):
            return f"'{name}' leads out of the folder of lessons"
        try:
            return self._file_fault(name) or self._part_fault(name, unquote(part))
        except (OSError, ValueError, RuntimeError):
            # Names that are too long, that hold a NUL, that links lead round in a circle.
            return f"dead link: there is no '{_short(name)}'"

    def _file_fault(self, name: str) -> str:
        linked = self._folder / name
        self.files.add(Path(os.path.abspath(linked)))
        path = linked.resolve()
        if not path.is_relative_to(self._folder.resolve()):
            through = "" if _ABOVE.search(name) else ": it is a link to a file elsewhere"
            return f"'{_short(name)}' leads out of the folder of lessons{through}"
        if not path.is_file() and "?" in name:
            path = path.with_name(path.name.partition("?")[0])
        if path.is_file():
            return ""
        if path.is_dir():
            return f"dead link: '{_short(name)}' is a folder"
        return f"dead link: there is no '{_short(name)}'{self._meant(name)}"

    def _meant(self, name: str) -> str:
        """The file beside the lesson that a wrong name may be a slip of."""
        suffix = Path(name).suffix
        beside = sorted(each.name for each in self._folder.iterdir() if each.suffix == suffix)
        few = beside[:_MOST_COMPARED]
        if not few or not self._may_search(name, few):
            return ""
        return nearest(name, few, None if len(few) <= _MOST_NAMED else "")

    def _part_fault(self, name: str, part: str) -> str:
        if not part or (name and not name.endswith(".md")):
            return ""
        anchors = self._of_file(self._folder / name) if name else self._own
        if anchors is None:
            # What is wrong with that file is told of that file.
            return ""
        return "" if part in anchors else self._no_part(name, part, anchors)

    def _of_file(self, path: Path) -> tuple[str, ...] | None:
        """The anchors of another lesson; None where it cannot be read."""
        path = path.resolve()
        if path not in self._anchors:
            try:
                self._anchors[path] = load(path).anchors()
            except SourceError:
                self._anchors[path] = None
        return self._anchors[path]

    def _may_search(self, name: str, among: Collection[str]) -> bool:
        """Whether to look for the names that are like another: it takes long."""
        self._searches += 1
        few = self._searches <= _MOST_MEANT
        return few and len(name) <= _MOST_COMPARED and len(among) <= _MOST_COMPARED

    def _no_part(self, name: str, part: str, anchors: Collection[str]) -> str:
        where = f"'{_short(name)}'" if name else "this lesson"
        said = f"dead link: {where} has no heading or live part '{_short(part)}'"
        if not self._may_search(part, anchors):
            return said
        near = ", ".join(most_alike(part, anchors, _MOST_NAMED))
        has = f"; {'it has' if len(anchors) <= _MOST_NAMED else 'the nearest are'} {near}"
        return said + nearest(part, anchors, has if near else "")


def refused_link(node: Node, places: Places) -> None:
    """Note a link to a file by its address, which Markdown's reader leaves as text."""
    if found := _REFUSED.search(node.text):
        spot = places.of_mark(node, found[0])
        spot = spot._replace(column=spot.column + len(found[0]) - len("file:"))
        places.manuscript.fault("'file:' leads out of the folder of lessons", spot)


def _short(name: str) -> str:
    return name if len(name) <= _MOST_COMPARED else f"{name[:_MOST_COMPARED]}…"
