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
from adamtui.course import source
from adamtui.course.character_faults import character_fault
from adamtui.course.characters import SHOWN_INSTEAD
from adamtui.course.model import Lesson, Node, text_of
from adamtui.course.parse import load
from adamtui.course.places import Places
from adamtui.course.source import SourceError
from adamtui.course.titles import anchor

_ELSEWHERE = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:|//", re.IGNORECASE)
"""What begins like an address of the net; one letter and a colon are a drive."""
_OUTSIDE = re.compile(r"file:|[A-Za-z]:|[\\/]|~/", re.IGNORECASE)
_REFUSED = re.compile(r"\](?:\(|:[ \t]*)<?file:", re.IGNORECASE)
_ABOVE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)")
_NO_NAME = re.compile(r"[\W_]*", re.ASCII)
"""A target that cannot be meant: `[x](@)`. Of other scripts every letter is one of a name."""
_HTML_NAME = re.compile(r"<[A-Za-z][^<>]*?[ \t](?:id|name)[ \t]*=[ \t]*[\"']?([^\"'\s<>]+)")
_TOP = "top"
"""What leads to the beginning of every page of the net."""
_UNDEFINED = re.compile(r"(?<![\w\]])\[[^\[\]]+\]\[([\w.:-]{2,})\]|(?<!\w\[)\[\^([\w-]+)\](?!\()")
"""`[words][label]` and `[^label]` that stand in the text, for nothing defines the label. Brackets
with several words in each may be meant as brackets."""
_MOST_NAMED = 3
"""Of the headings and live parts that a dead link may have meant."""
_MOST_COMPARED = 200
"""Names that are looked through for what was meant."""
_LONGEST = 200
"""Characters of a name that is looked for, or cited whole."""
_MOST_MEANT = 20
"""Dead links of one lesson for which that is done."""


Names: TypeAlias = dict[str, None]
"""Each anchor of a lesson once, in order, found at once: a lesson may have thousands."""
Anchors: TypeAlias = dict[Path, Names | None]
"""What may be linked to in each lesson read so far, by its real path."""


class LinkChecker:
    """Looks up the links of one lesson, from the folder that it lies in."""

    def __init__(
        self, lesson: Lesson, folder: Path, also: Collection[str], anchors: Anchors
    ) -> None:
        """`also` are names of live parts that could not be read as such."""
        self._folder = folder
        self._own = {**names_in(lesson), **dict.fromkeys(also)}
        self._anchors = anchors
        self._wrong = lru_cache(maxsize=None)(self._file_fault)
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
        if _NO_NAME.fullmatch(target) and not _OUTSIDE.match(target) and ".." not in target:
            return ""
        written, _, part = target.partition("#")
        name = unquote(written)
        if not name:
            return self._part_fault("", unquote(part))
        if _OUTSIDE.match(name):
            return f"'{name}' leads out of the folder of lessons"
        try:
            return self._wrong(name) or self._part_fault(name, unquote(part))
        except (OSError, ValueError):
            # Names that are too long, or that hold a NUL.
            return f"dead link: there is no '{_short(name)}'"

    def _file_fault(self, name: str) -> str:
        linked = self._folder / name
        self.files.add(Path(os.path.abspath(linked)))
        path = source.real(linked)
        if not source.is_within(linked, self._folder):
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
        return "" if part in anchors or part == _TOP else self._no_part(name, part, anchors)

    def _of_file(self, path: Path) -> Names | None:
        """The anchors of another lesson; None where it cannot be read."""
        path = source.real(path)
        if path not in self._anchors:
            try:
                self._anchors[path] = names_in(load(path))
            except SourceError:
                self._anchors[path] = None
        return self._anchors[path]

    def _may_search(self, name: str, among: Collection[str]) -> bool:
        """Whether to look for the names that are like another: it takes long."""
        self._searches += 1
        few = self._searches <= _MOST_MEANT
        return few and len(name) <= _LONGEST and len(among) <= _MOST_COMPARED

    def _no_part(self, name: str, part: str, anchors: Collection[str]) -> str:
        where = f"'{_short(name)}'" if name else "this lesson"
        said = f"dead link: {where} has no heading or live part '{_short(part)}'"
        if not self._may_search(part, anchors):
            return said
        near = ", ".join(most_alike(part, anchors, _MOST_NAMED))
        has = f"; {'it has' if len(anchors) <= _MOST_NAMED else 'the nearest are'} {near}"
        return said + nearest(part, anchors, has if near else "")


def undefined_label(node: Node, places: Places) -> None:
    """Note links and footnotes of which nothing says where they lead: they are shown as written."""
    for found in _UNDEFINED.finditer(node.text):
        spot = places.of_mark(node, found[0])
        # What was written with backslashes or entities was not meant.
        line, at = places.manuscript.line(spot.line), spot.column - 1
        if line.startswith(found[0], at) and not line.endswith("\\", 0, at):
            mark = f"[{found[1]}]" if found[1] else f"[^{found[2]}]"
            message = f"nothing says where {mark} leads: a line '{mark}: …' is missing"
            places.manuscript.fault(message, spot, "warning")


def names_in(lesson: Lesson) -> Names:
    """What may be linked to in a lesson.

    Names in its HTML count, which other readers of Markdown can follow, and terms that are linked
    to '@': so the specification of CommonMark says that a term is explained where it stands.
    """
    made = dict.fromkeys(lesson.anchors())
    for node in lesson.nodes():
        if node.type == "text" and "<" in node.text:
            made.update(dict.fromkeys(_HTML_NAME.findall(node.text)))
        elif node.type == "link" and node.target == "@":
            made[anchor(text_of(node.children))] = None
    return made


def refused_link(node: Node, places: Places) -> None:
    """Note a link to a file by its address, which Markdown's reader leaves as text."""
    if found := _REFUSED.search(node.text):
        spot = places.of_mark(node, found[0])
        spot = spot._replace(column=spot.column + len(found[0]) - len("file:"))
        places.manuscript.fault("'file:' leads out of the folder of lessons", spot)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
