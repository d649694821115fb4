"""The contents: every lesson, what is in it, and what the reader has done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Label

from adamtui.course.outline import Outline
from adamtui.course.source import LessonFile, SourceError, Target
from adamtui.page.contents import ContentsLine, Shelved, heading, lines
from adamtui.progress.record import LessonRecord
from adamtui.screens.choose import Choose, Item
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.lines import Leaps, Lines

_OPENER = 2
"""Cells of the mark that opens a lesson."""


class Contents(Dialogue[Target]):
    """Answers where to go: a lesson, or one of its sections, live parts or exercises."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go there"),
        Binding("right", "unfold(True)", "open", key_display="→"),
        Binding("left", "unfold(False)", "close", key_display="←"),
        Binding("delete,backspace", "ask_reset", "reset", key_display="delete",
                tooltip="forget what is done in this lesson, or in all; asks first"),
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "ends(0)", "first", show=False),
        Binding("end", "ends(1)", "last", show=False),
        Binding("escape", "close", "back to the text"),
    ]  # fmt: skip

    def __init__(
        self,
        files: Sequence[LessonFile],
        outline: Callable[[LessonFile], Outline],
        here: Path,
        record: Callable[[Path], LessonRecord],
        reset: Callable[[Path | None], None],
        known: Mapping[Path, Outline] = MappingProxyType({}),
    ) -> None:
        """`here` is the lesson being read; `known` outlines need not be asked for.

        `outline` is called in a thread and may raise SourceError; `record` is what is known of a
        lesson's reader; `reset` forgets that, of one lesson or (None) of all.
        """
        super().__init__()
        self._files = files
        self._outline = outline
        here = here.resolve()
        self._here = next((each.path for each in files if each.path.resolve() == here), here)
        self._record = record
        self._reset = reset
        self._outlines = dict(known)
        self._opened = {self._here}
        self._shown: list[ContentsLine] = []
        self._lit = (self._here, "")
        self._leaps = Leaps()
        self._heading = Canvas()
        self._lines = Lines()

    def compose(self) -> ComposeResult:
        """Title, columns, lessons."""
        yield KeyBar()
        with Vertical(classes="dialogue tall"):
            yield Label(Content("Contents"), classes="title")
            yield self._heading
            yield self._lines
            note = "✓ done  · not yet    a letter or number leads to the next row that begins so"
            yield Label(Content(note), classes="keys")

    def on_mount(self) -> None:
        """Show the lessons, then look into each, the one being read first."""
        self._show()
        self.run_worker(self._look(), exclusive=True)

    def on_resize(self) -> None:
        """Set the rows for the new width."""
        self.call_after_refresh(self._show)

    async def _look(self) -> None:
        missing = [file for file in self._files if file.path not in self._outlines]
        for file in sorted(missing, key=lambda file: file.path != self._here):
            try:
                found = await asyncio.to_thread(self._outline, file)
            except SourceError:
                found = Outline(())
            self._outlines[file.path] = found
            self._show()

    def _show(self) -> None:
        """Set all rows; the one that was lit stays so."""
        width = self._lines.room
        self._shown = [line for file in self._files for line in lines(self._shelved(file), width)]
        places = [(line.path, line.part) for line in self._shown]
        lesson = (self._lit[0], "")
        lit = next((places.index(each) for each in (self._lit, lesson) if each in places), 0)
        self._heading.paint([heading(width)])
        self._lines.show([line.row for line in self._shown], lit)

    def _shelved(self, file: LessonFile) -> Shelved:
        return Shelved(
            file,
            self._record(file.path),
            self._outlines.get(file.path),
            file.path in self._opened,
            file.path == self._here,
        )

    @property
    def _line(self) -> ContentsLine | None:
        """The line that is lit."""
        return self._shown[self._lines.at] if self._shown else None

    def _light(self, at: int) -> None:
        self._lines.light(at)
        self._note_lit()

    def _note_lit(self) -> None:
        if (line := self._line) is not None:
            self._lit = (line.path, line.part)

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A letter leads to the next row that begins so."""
        if not event.is_printable or event.character in (None, "?"):
            self._leaps.forget()
            return
        event.stop()
        names = [line.names for line in self._shown]
        found = self._leaps.to(event.character.lower(), names, self._lines.at)
        if found is not None:
            self._light(found)

    def action_move(self, by: int) -> None:
        """A row down or up."""
        self._light(self._lines.at + by)

    def action_page(self, by: int) -> None:
        """A screenful down or up."""
        self._lines.page(by)
        self._note_lit()

    def action_ends(self, end: Literal[0, 1]) -> None:
        """The first or the last row."""
        self._light(end * len(self._shown))

    def action_unfold(self, opened: bool) -> None:
        """Show what is in a lesson, or no longer."""
        if (line := self._line) is None:
            return
        if opened and line.path in self._opened:
            inside = self._shown[self._lines.at + 1 :][:1]
            if not line.part and any(each.path == line.path for each in inside):
                self._light(self._lines.at + 1)
            return
        (self._opened.add if opened else self._opened.discard)(line.path)
        self._lit = (line.path, "")
        self._show()

    def action_go(self) -> None:
        """Answer with what is lit."""
        if (line := self._line) is not None:
            self.close(Target(line.path, line.part))

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Go to what was clicked; the mark before a lesson opens and closes it."""
        message.stop()
        self._note_lit()
        line = self._shown[message.at]
        if message.x < _OPENER and not line.part:
            self.action_unfold(line.path not in self._opened)
        else:
            self.action_go()

    def action_ask_reset(self) -> None:
        """Ask what is to be forgotten, and forget it."""
        if (line := self._line) is None:
            return
        file = next(file for file in self._files if file.path == line.path)
        items: list[Item[tuple[Path | None, ...]]] = [
            Item("cancel", "forget nothing", ()),
            Item("this lesson", f"forget what is done in {file.number} {file.title}", (file.path,)),
            Item("all lessons", "forget all that is done", (None,)),
        ]
        self.app.push_screen(Choose("Reset", items), self._reset_answered)

    def _reset_answered(self, answer: tuple[Path | None, ...] | None) -> None:
        for path in answer or ():
            self._reset(path)
        self._show()
