"""The words of the glossary, explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Label

from adamtui.course.glossary import Glossary, Term
from adamtui.ink import Ink, Row, Run
from adamtui.page.layout import layout
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.lines import Leaps, Lines

_CELLS = 74
"""The width before there is a layout."""
_NAME = Ink(bold=True)
_OTHERS = Ink("muted")


class Terms(Dialogue[str]):
    """Answers the link to where a word is taught, as the glossary has it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "next word", key_display="↓"),
        Binding("up", "move(-1)", "word before", key_display="↑", show=False),
        Binding("tab", "widen", "all words"),
        Binding("enter", "follow", "where it is taught"),
        Binding("pagedown", "scroll(1)", "read on", show=False),
        Binding("pageup", "scroll(-1)", "read back", show=False),
        Binding("home", "ends(0)", "first", show=False),
        Binding("end", "ends(1)", "last", show=False),
        Binding("escape", "close", "back to the text"),
    ]

    def __init__(self, glossary: Glossary, names: Sequence[str] = (), chosen: str = "") -> None:
        """Shows the words named, all where none is known; the one `chosen` is explained first."""
        super().__init__()
        self._glossary = glossary
        known = [glossary.find(name) for name in (*names, chosen)]
        self._some = tuple(dict.fromkeys(term for term in known if term is not None))
        self._all = not self._some
        self._terms = self._some or glossary.terms
        first = glossary.find(chosen)
        self._first = self._terms.index(first) if first is not None else 0
        self._leaps = Leaps()
        self._title = Label("", classes="title", markup=False)
        self._lines = Lines(classes="words")
        self._text = Canvas(classes="formulas")
        self._scroll = VerticalScroll(self._text, can_focus=False)

    def compose(self) -> ComposeResult:
        """The words, and what the one that is lit means."""
        yield KeyBar()
        with Vertical(classes="dialogue tall"):
            yield self._title
            yield self._lines
            yield self._scroll

    def on_mount(self) -> None:
        """Show the words."""
        self._show(self._first)

    def on_resize(self) -> None:
        """Set the explanation for the new width."""
        self.call_after_refresh(self._explain)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "widen":
            return not self._all
        return action != "follow" or bool(self._link)

    @property
    def _term(self) -> Term | None:
        return self._terms[self._lines.at] if self._terms else None

    @property
    def _link(self) -> str:
        """The first link of the explanation."""
        if self._term is None:
            return ""
        nodes = self._glossary.explanation(self._term)
        links = (each.target for node in nodes for each in node.walk() if each.type == "link")
        return next(links, "")

    def _show(self, at: int) -> None:
        if not self._terms:
            title = f"There is no glossary: {self._glossary.path.name} would be one."
        else:
            title = "All words explained" if self._all else "Words explained here"
        self._title.update(Content(title))
        self._lines.styles.height = max(min(len(self._terms), max(self.size.height // 3, 3)), 1)
        self._lines.show([_row(term) for term in self._terms], at)
        self.call_after_refresh(self._light, at)

    def _light(self, at: int) -> None:
        self._lines.light(at)
        self._explain()

    def _explain(self) -> None:
        term = self._term
        width = self._scroll.scrollable_content_region.width or _CELLS
        rows = layout(self._glossary.explanation(term), width) if term is not None else []
        self._text.paint([(), *rows])
        self._scroll.scroll_to(y=0, animate=False)
        self.refresh_bindings()

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A letter leads to the next word that begins so."""
        if not event.is_printable or event.character in (None, "?"):
            self._leaps.forget()
            return
        event.stop()
        names = [[name.lower() for name in term.names] for term in self._terms]
        found = self._leaps.to(event.character.lower(), names, self._lines.at)
        if found is not None:
            self._light(found)

    def action_move(self, by: int) -> None:
        """The next word or the one before."""
        self._light(self._lines.at + by)

    def action_ends(self, end: int) -> None:
        """The first word or the last."""
        self._light(end * len(self._terms))

    def action_scroll(self, by: int) -> None:
        """The explanation's rest, or its beginning."""
        self._scroll.scroll_relative(y=by * max(self._scroll.size.height - 1, 1), animate=False)

    def action_widen(self) -> None:
        """All words of the course, the same one explained."""
        term = self._term
        self._all, self._terms = True, self._glossary.terms
        self._show(self._terms.index(term) if term is not None else 0)

    def action_follow(self) -> None:
        """Answer with the explanation's link."""
        if self._link:
            self.close(self._link)

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Explain the word clicked."""
        message.stop()
        self._explain()

    def on_canvas_link_clicked(self, message: Canvas.LinkClicked) -> None:
        """Answer with the link clicked."""
        message.stop()
        self.close(message.href)


def _row(term: Term) -> Row:
    others = f"  {', '.join(term.others)}" if term.others else ""
    return (Run(term.name, _NAME), Run(others, _OTHERS))
