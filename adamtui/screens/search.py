"""Search: what is typed is looked for in all lessons while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Input, Label
from textual.widgets.input import Selection

from adamtui.course.folding import fold, words_of
from adamtui.course.glossary import Glossary, Term
from adamtui.course.model import Lesson
from adamtui.course.search import Found, Index, IndexLine, Spot, index_lines
from adamtui.course.source import LessonFile, SourceError
from adamtui.page.found import line_row, term_row
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.lines import Lines

Find: TypeAlias = Spot | Term
"""Where to go: a line of a lesson, or a word that is to be explained."""
MOST_LETTERS = 100
_HINT = "Type a word, or several: all of them must be in one paragraph. beta1 finds β₁ too."


class _Line(Input, inherit_bindings=False):
    """The line to type in. Keys that an input shares with a list are the list's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in Input.BINDINGS if not isinstance(each, Binding) or each.key != "enter"
    ]


class Search(Dialogue[Find]):
    """Lines of lessons and words of the glossary; `query` and `index` may be kept for next time."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "go there"),
        Binding("down", "move(1)", "next", key_display="↓"),
        Binding("up", "move(-1)", "previous", key_display="↑"),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("escape", "close", "back to the text"),
    ]

    def __init__(
        self,
        files: Sequence[LessonFile],
        load: Callable[[LessonFile], Lesson],
        glossary: Glossary | None = None,
        *,
        query: str = "",
        index: Index | None = None,
    ) -> None:
        """`load` reads a lesson; it is called in a thread and may raise SourceError.

        `query` stands in the line at first; `index` is that of an earlier search.
        """
        super().__init__()
        self._files = files
        self._load = load
        self._glossary = glossary or Glossary()
        self.query_text = query
        """What is typed."""
        self.index = index
        """What is known of all lessons; None while they are not all read."""
        self._so_far: Index = index or Index(())
        self._terms: tuple[Term, ...] = ()
        self._found = Found((), 0)
        self._lines = Lines()
        self._input = _Line(max_length=MOST_LETTERS, select_on_focus=False)
        self._state = Label("", classes="keys", markup=False)

    def compose(self) -> ComposeResult:
        """The line to type in, what is found, how much that is."""
        yield KeyBar()
        with Vertical(classes="dialogue tall"):
            yield Label(Content("Search all lessons"), classes="title")
            yield self._input
            yield Label("")
            yield self._lines
            yield self._state

    def on_mount(self) -> None:
        """Search, and read the lessons if that is still to be done."""
        self._input.value = self.query_text
        self._input.selection = Selection(0, len(self.query_text))
        self._search()
        if self.index is None:
            self.run_worker(self._read(), exclusive=True)

    def on_resize(self) -> None:
        """Cut the lines for the new width."""
        self.call_after_refresh(self._show, self._lines.at)

    async def _read(self) -> None:
        """Read one lesson after the other; what is read can be found already."""
        lines: list[IndexLine] = []
        for file in self._files:
            try:
                lines += await asyncio.to_thread(self._lines_of, file)
            except SourceError:
                continue
            self._so_far = Index(lines)
            self._search(self._lines.at)
        self.index = self._so_far = Index(lines)
        self._search(self._lines.at)

    def _lines_of(self, file: LessonFile) -> list[IndexLine]:
        return list(index_lines(self._load(file)))

    def _search(self, at: int = 0) -> None:
        words = words_of(self.query_text)
        self._terms = tuple(
            term for term in self._glossary.terms if words and words.all_in(_called(term))
        )
        self._found = self._so_far.find(self.query_text)
        self._show(at)

    def _show(self, at: int) -> None:
        width, query = self._lines.room, self.query_text
        rows = [term_row(term, query, width) for term in self._terms]
        rows += [line_row(line, query, width) for line in self._found.lines]
        self._lines.show(rows, at)
        self._state.update(Content(self._told()))

    def _told(self) -> str:
        """How much is found, or what to do."""
        shown, total = len(self._found.lines), self._found.total + len(self._terms)
        busy = "" if self.index is not None else "searching … "
        if not self.query_text.strip():
            return f"{busy}{_HINT}"
        if not total:
            return busy or "Nothing has all of these words."
        if shown < self._found.total:
            return f"{busy}the first {shown + len(self._terms)} of {total}"
        return f"{busy}{total} found"

    # -- keys ----------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now."""
        event.stop()
        if event.value != self.query_text:
            self.query_text = event.value
            self._search()

    def on_key(self, event: Key) -> None:
        """What is typed goes into the line, wherever the focus is."""
        if event.is_printable and event.character is not None:
            event.stop()
            self._type(event.character)

    def on_paste(self, event: Paste) -> None:
        """The first line that is pasted too."""
        event.stop()
        if lines := event.text.splitlines():
            self._type(lines[0])

    def _type(self, letters: str) -> None:
        self.set_focus(self._input)
        self._input.replace(letters[:MOST_LETTERS], *self._input.selection)

    def action_move(self, by: int) -> None:
        """The next find or the one before."""
        self._lines.light(self._lines.at + by)

    def action_page(self, by: int) -> None:
        """A screenful on or back."""
        self._lines.page(by)

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Go to what was clicked."""
        message.stop()
        self.action_go()

    def action_go(self) -> None:
        """Answer with the find that is lit."""
        at = self._lines.at
        if at < len(self._terms):
            self.close(self._terms[at])
        elif at - len(self._terms) < len(self._found.lines):
            line = self._found.lines[at - len(self._terms)]
            self.close(Spot(line.path, line.line, tuple(self.query_text.split())))


def _called(term: Term) -> str:
    return fold(" ".join(term.names))
