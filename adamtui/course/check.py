"""Everything wrong with a lesson: what reading it found, and what only shows in use.

That is TeX that does not render, live parts without a name of their own, links that lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from adamtui import typeset
from adamtui.core.nearest import most_alike, nearest
from adamtui.course import glossary, source
from adamtui.course.characters import cleaned, unix_lines
from adamtui.course.live import nameless, written_name
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Directive, Fault, Lesson, Node
from adamtui.course.parse import load, parse
from adamtui.course.spec import Spec

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MOST_NAMED = 3
"""Of the headings and live parts that a dead link may have meant."""
_MATH = ("math", "display_math", "math_block")


def check_file(path: Path, shown: str = "") -> tuple[Fault, ...]:
    """All faults of the lesson in a file, in order of place.

    `shown` is how they name the file. Raises SourceError if it cannot be read.
    """
    text, faults = source.read(path, shown)
    lesson = parse(text, shown or str(path), faults)
    return check_lesson(lesson, text, path.parent)


def check_folder(folder: Path) -> tuple[Fault, ...]:
    """All faults of a folder of lessons, by path and place; two lessons of one number or slug too.

    Those of its glossary are among them. Files of other names are left alone.

    Raises SourceError for a folder without lessons.
    """
    files = source.lessons(source.find(folder))
    faults = [fault for file in files for fault in check_file(file.path)]
    taken: dict[str, source.LessonFile] = {}
    for file in files:
        for name, kind in ((str(int(file.number)), "number"), (file.slug, "name")):
            if (first := taken.setdefault(name, file)) is not file:
                message = f"{first.path.name} has the {kind} '{name}' already"
                faults.append(Fault(str(file.path), 1, 1, message))
    return tuple(sorted([*faults, *_glossary_faults(folder)]))


def _glossary_faults(folder: Path) -> list[Fault]:
    """What is wrong with the glossary, if there is one: explanations that are missing too."""
    words = glossary.load(folder)
    if not words.path.is_file():
        return []
    faults = list(check_file(words.path))
    taken: dict[str, glossary.Term] = {}
    for term in sorted(words.terms, key=lambda term: term.line):
        spot = (str(words.path), term.line, 1)
        if not term.text.strip():
            faults.append(Fault(*spot, f"'{term.name}' is not explained"))
        for name in term.names:
            if (first := taken.setdefault(name.lower(), term)) is not term:
                faults.append(Fault(*spot, f"'{name}' is explained in line {first.line} already"))
    return faults


def check_lesson(lesson: Lesson, text: str, folder: Path) -> tuple[Fault, ...]:
    """All faults of a lesson that `text` was read as; its links are looked up from `folder`."""
    clean, _ = cleaned(unix_lines(text), str(lesson.path))
    checker = _Checker(lesson, Manuscript(str(lesson.path), clean), folder)
    checker.live_parts()
    for node in lesson.nodes():
        if node.type in _MATH:
            checker.tex(node)
        elif node.type in ("link", "image"):
            checker.link(node)
    return tuple(sorted({*lesson.faults, *checker.manuscript.faults}))


class _Checker:
    def __init__(self, lesson: Lesson, manuscript: Manuscript, folder: Path) -> None:
        self.lesson = lesson
        self.manuscript = manuscript
        self.folder = folder
        self._anchors = {"": lesson.anchors()}

    def live_parts(self) -> None:
        """Every live part has a name, which no heading has; of two alike reading has told."""
        headings = {n.label: n.line for n in self.lesson.nodes() if n.type == "heading"}
        for part in self.lesson.directives():
            spot = self.manuscript.find("{", part.line)
            if not part.id:
                # What stands in place of one has a fault already.
                if not written_name(self.manuscript.line(part.line)):
                    self.manuscript.fault(nameless(part.name), spot)
            elif heading := headings.get(part.id):
                message = f"the name '{part.id}' is taken by the heading in line {heading}"
                self.manuscript.fault(f"{message}; give the live part another", spot)
            self._work_out(part)

    def _work_out(self, part: Directive) -> None:
        """A live part whose options stay sound when they are computed with."""
        if not isinstance(part.options, Spec):
            return
        for wrong in part.options.worked_out():
            mark = f":{wrong.option}:"
            spot = self.manuscript.find(mark, part.line)
            if wrong.of_value and self._starts_at(spot, mark):
                written = self.manuscript.line(spot.line)
                value = written[spot.column - 1 + len(mark) :]
                indent = len(value) - len(value.lstrip())
                column = spot.column + len(mark) + indent + wrong.offset
                spot = Spot(spot.line, column)
            self.manuscript.fault(wrong.message, spot)

    def tex(self, node: Node) -> None:
        """A formula that renders."""
        draw: Callable[[str], Any] = typeset.inline if node.type == "math" else typeset.display
        try:
            draw(node.text)
        except typeset.TexError as error:
            self.manuscript.fault(error.message, self._tex_spot(node, error.offset))

    def _tex_spot(self, node: Node, offset: int) -> Spot:
        """Where the character `offset` of a formula stands in the file."""
        before = node.text[:offset].split("\n")
        lines = node.text.split("\n")
        start = self.manuscript.find(f"${node.text}$" if len(lines) == 1 else lines[0], node.line)
        if start.column == 1 and not self._starts_at(start, "$"):
            dollar = self.manuscript.find("$", node.line)
            start = self.manuscript.find(lines[0], dollar.line)
        elif self._starts_at(start, "$"):
            start = Spot(start.line, start.column + 1)
        if len(before) == 1:
            return Spot(start.line, start.column + offset)
        line = start.line + len(before) - 1
        indent = max(self.manuscript.line(line).find(lines[len(before) - 1]), 0)
        return Spot(line, indent + len(before[-1]) + 1)

    def _starts_at(self, spot: Spot, prefix: str) -> bool:
        return self.manuscript.line(spot.line).startswith(prefix, spot.column - 1)

    def link(self, node: Node) -> None:
        """A link within the course leads to a file that is there and a part that it has."""
        if _ELSEWHERE.match(node.target):
            return
        name, _, part = node.target.partition("#")
        name = unquote(name)
        if fault := self._file_fault(name) or self._part_fault(name, unquote(part)):
            spot = self.manuscript.find(f"({node.target}", node.line)
            if self._starts_at(spot, "("):
                spot = Spot(spot.line, spot.column + 1)
            self.manuscript.fault(fault, spot)

    def _file_fault(self, name: str) -> str:
        if not name:
            return ""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            return f"'{name}' leads out of the folder of lessons"
        if path.is_file():
            return ""
        beside = [each.name for each in self.folder.iterdir() if each.suffix == Path(name).suffix]
        return f"dead link: there is no '{name}'{nearest(name, beside) if beside else ''}"

    def _part_fault(self, name: str, part: str) -> str:
        if not part or (name and not name.endswith(".md")):
            return ""
        if name not in self._anchors:
            self._anchors[name] = load(self.folder / name).anchors()
        if part in self._anchors[name]:
            return ""
        where = f"'{name}'" if name else "this lesson"
        anchors = self._anchors[name]
        near = ", ".join(most_alike(part, anchors, _MOST_NAMED))
        has = f"; {'it has' if len(anchors) <= _MOST_NAMED else 'the nearest are'} {near}"
        hint = nearest(part, anchors, has if near else "")
        return f"dead link: {where} has no heading or live part '{part}'{hint}"
