"""A lesson's Markdown read into blocks: runs of prose, and the live parts between them.

`parse` accepts every text. What is wrong with it becomes faults with line and column, beside a
lesson that shows all that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from markdown_it.token import Token

from adamtui.course import comments, source, tree
from adamtui.course.characters import cleaned, unix_lines
from adamtui.course.fences import LIVE_FENCE
from adamtui.course.live import is_live, live_part
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Block, Fault, Lesson, Node, Prose, never_closed
from adamtui.course.reader import TreeReader
from adamtui.course.syntax import markdown

_FRONT_MATTER = re.compile(
    r"(?:---|\+\+\+)[ \t]*\n(?=[\w-]+[ \t]*[:=])(?:(?!---|\+\+\+|\.\.\.|[ \t]*\n).*\n)+"
    r"(?:---|\+\+\+|\.\.\.)[ \t]*(?=\n|\Z)"
)
FRONT_MATTER = "front matter is not used: a lesson's title is its # heading"
MOST_LINES = 20_000
"""Lines of a lesson that are read as Markdown."""
OPENING = 8_000
"""Characters of a lesson that are enough for a first screen."""
_FEW, _MANY = 12, 48
"""Nodes of a run of prose from which on it ends before a heading, and before anything."""
_READINGS = 4
"""How often a text is read again without the comments that a reading found."""


def load(path: Path, shown: str = "") -> Lesson:
    """The lesson in a file; `shown` is how faults name it.

    Raises SourceError if it cannot be read.
    """
    text, faults = source.read(path, shown)
    return parse(text, shown or str(path), faults)


def load_opening(path: Path) -> Lesson:
    """The lesson up to its first live part, or as much of it as a first screen shows.

    It is without faults, which only the whole of it has. Raises SourceError if the file cannot be
    read.
    """
    text, _ = source.read(path)
    live = LIVE_FENCE.search(text, 0, OPENING)
    if live or len(text) <= OPENING:
        return parse(text[: live.start()] if live else text, str(path))
    lesson = parse(_beginning(text), str(path))
    return replace(lesson, blocks=_without_end(lesson.blocks))


def _beginning(text: str) -> str:
    """The first lines of a long text; none of a comment that goes on beyond them."""
    text = text[: text.find("\n", OPENING)] if "\n" in text[OPENING:] else text
    comment = text.rfind("<!--")
    return text[:comment] if comment > text.rfind("-->") else text


def _without_end(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks but for what may go on where the text was cut; something is always left."""
    if len(blocks) > 1:
        return blocks[:-1]
    last = blocks[-1] if blocks else None
    if isinstance(last, Prose) and len(last.nodes) > 1:
        return (replace(last, nodes=last.nodes[:-1]),)
    return blocks


def parse(text: str, path: str, faults: Sequence[Fault] = ()) -> Lesson:
    """The lesson that `text` is; its number and slug come from the file's name.

    `faults` are those already found in the file's bytes.
    """
    text, unclean = cleaned(unix_lines(text), path)
    text, matter = _without_front_matter(text)
    text, rest = _within_bounds(text)
    reading = _Reading(path, text)
    for _ in range(_READINGS):
        shorter = comments.cut(reading.manuscript.text, reading.tree.inline.open_comments)
        if shorter == reading.manuscript.text:
            break
        reading = _Reading(path, shorter)
    reading.note_open_comments()
    if rest:
        reading.append_unread(rest)
    if matter:
        reading.prepend(Node("code_block", matter, label="yaml", line=1))
    if not reading.tree.title:
        reading.manuscript.fault("a lesson needs a # heading", Spot(1, 1), kind="heading")
    named = source.NAME.fullmatch(Path(path).name)
    number, slug = named.groups() if named else ("", "")
    title = reading.tree.title or slug or Path(path).stem
    found = sorted({*faults, *unclean, *reading.manuscript.faults})
    return Lesson(number, slug, title, Path(path), tuple(reading.blocks), tuple(found))


def _without_front_matter(text: str) -> tuple[str, str]:
    """The text with its front matter's lines left empty, and the front matter."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return text, ""
    return "\n" * found.group().count("\n") + text[found.end() :], found.group()


def _within_bounds(text: str) -> tuple[str, str]:
    """The lines that are read, and those that are too many."""
    lines = text.split("\n", MOST_LINES)
    return ("\n".join(lines[:MOST_LINES]), lines[-1]) if len(lines) > MOST_LINES else (text, "")


class _Reading:
    """One pass over a text."""

    def __init__(self, path: str, text: str) -> None:
        self.manuscript = Manuscript(path, text)
        self.tree = TreeReader(self.manuscript)
        self.blocks: list[Block] = []
        env: dict[str, Any] = {}
        prose: list[Token] = []
        for token in markdown().parse(text, env):
            if is_live(token):
                self._add_prose(tree.blocks(self.tree, prose))
                prose = []
                self.blocks.append(live_part(self.tree, token, env))
            else:
                prose.append(token)
        self._add_prose(tree.blocks(self.tree, prose))
        if notes := [note for same in self.tree.footnotes.values() for note in same]:
            self._add_prose([Node("footnotes", children=tuple(notes), line=notes[0].line)])

    def _add_prose(self, nodes: Sequence[Node]) -> None:
        """More prose, joined to a run that stands just before it as long as that is short."""
        run: list[Node] = []
        if nodes and self.blocks and isinstance(self.blocks[-1], Prose):
            run += cast(Prose, self.blocks.pop()).nodes
        for node in nodes:
            if len(run) >= (_FEW if node.type == "heading" else _MANY):
                self.blocks.append(Prose(tuple(run), run[0].line))
                run = []
            run.append(node)
        if run:
            self.blocks.append(Prose(tuple(run), run[0].line))

    def prepend(self, matter: Node) -> None:
        """Show front matter as what it is, and say that lessons have none."""
        self.manuscript.fault(FRONT_MATTER, Spot(1, 1), "warning")
        rest = self.blocks
        self.blocks = []
        self._add_prose([matter])
        for block in rest:
            if isinstance(block, Prose):
                self._add_prose(block.nodes)
            else:
                self.blocks.append(block)

    def append_unread(self, rest: str) -> None:
        """Show the lines beyond `MOST_LINES` as they were written, and say so."""
        line = MOST_LINES + 1
        self.manuscript.fault(f"more than {MOST_LINES} lines: the rest is not read", Spot(line, 1))
        self._add_prose([Node("code_block", rest.removesuffix("\n"), line=line)])

    def note_open_comments(self) -> None:
        """Faults for the comments that nothing closes; their text is shown."""
        for at in self.tree.inline.open_comments:
            self.manuscript.fault(never_closed("<!--"), self.manuscript.spot(at), kind="open")
