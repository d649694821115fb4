"""A lesson: prose and live parts under one another, read from top to bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from adamtui.course.model import Directive, Lesson
from adamtui.course.source import SourceError
from adamtui.ink import Ink, Row, Run
from adamtui.screens.host import StepperHost
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.prose_view import ProseView


class LessonScreen(StepperHost):
    """Scrolls a lesson and moves the focus between its live parts."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown", "page(1)", "read on", key_display="space"),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("j,down", "scroll(1)", "down", key_display="j", show=False),
        Binding("k,up", "scroll(-1)", "up", key_display="k", show=False),
        Binding("g,home", "ends(0)", "top", key_display="g", show=False),
        Binding("G,end", "ends(1)", "bottom", key_display="G", show=False),
        Binding("tab", "part(1)", "live part"),
        Binding("shift+tab", "part(-1)", "live part before", show=False),
        Binding("enter", "enlarge", "full screen"),
        Binding("escape", "leave", "to the text"),
        Binding("n", "turn(1)", "next lesson"),
        Binding("p", "turn(-1)", "previous lesson", show=False),
        Binding("m", "contents", "contents"),
    ]

    class Wanted(Message):
        """Another lesson, or a place in one, is to be shown."""

        def __init__(self, target: str) -> None:
            """`target` is a link as an author writes it, relative to the lesson."""
            super().__init__()
            self.target = target

    class Turned(Message):
        """The lesson after (1) or before (-1) this one is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class ContentsWanted(Message):
        """The list of lessons is to be shown."""

    def __init__(self, opening: Lesson, whole: Callable[[], Lesson]) -> None:
        """Shows `opening`, the lesson's beginning, first; `whole` loads all of it, in a thread."""
        super().__init__()
        self.lesson = opening
        self._whole = whole
        self._loaded = False
        self._part = ""
        self._body = VerticalScroll(can_focus=False)
        self._heading = Canvas(classes="lesson-heading")

    def compose(self) -> ComposeResult:
        """The heading row, the beginning, the keys."""
        yield self._heading
        with self._body:
            yield from map(_view, self.lesson.blocks)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the beginning, then load the rest."""
        self.watch(self._body, "scroll_y", self._scrolled, init=False)
        self.call_after_refresh(self._load)

    def on_resize(self) -> None:
        """Keep the heading's right end at the right, and the focused part in sight."""
        self.call_after_refresh(self._resized)

    async def _resized(self) -> None:
        held = self._held()
        if held is not None:
            self._bring_into_sight(held)
        await self._scrolled()

    def _load(self) -> None:
        self.run_worker(self._load_whole(), exclusive=True)

    async def _load_whole(self) -> None:
        """Mount what the beginning did not hold; what it held keeps its widgets."""
        await self._scrolled()
        shown = self.lesson.blocks
        try:
            self.lesson = await asyncio.to_thread(self._whole)
        except SourceError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        kept = len(shown) if self.lesson.blocks[: len(shown)] == shown else 0
        if not kept:
            await self._body.remove_children()
        await self._body.mount_all(map(_view, self.lesson.blocks[kept:]))
        self._loaded = True
        self.call_after_refresh(self._arrive)

    async def _arrive(self) -> None:
        part, self._part = self._part, ""
        if part:
            await self.go_to(part)
        await self._scrolled()

    async def _scrolled(self) -> None:
        """Say how far the reader is, and fill the live parts that are in sight or nearly."""
        share = self._body.scroll_y / self._body.max_scroll_y if self._body.max_scroll_y else 1.0
        self._heading.paint([_heading(self.lesson, share, self._heading.size.width)])
        top, rows = self._body.scroll_y, self._body.size.height
        for child, place in self._places():
            if (
                isinstance(child, LivePart)
                and place.start < top + 2 * rows
                and place.stop > top - rows
            ):
                await child.fill()

    def _places(self) -> list[tuple[Widget, range]]:
        """Each block's widget and its rows in the lesson.

        Added up from the widgets' own sizes. Asking Textual where a widget is, between a scroll and
        the layout that a filled live part causes, makes it forget what it has yet to repaint.
        """
        places: list[tuple[Widget, range]] = []
        y = 0
        for child in self._body.children:
            rows = child.outer_size.height
            places.append((child, range(y, y + rows)))
            y += rows + child.styles.margin.bottom
        return places

    # -- reading -------------------------------------------------------------------------------

    def action_page(self, by: int) -> None:
        """A screenful on or back, two rows kept for the eye."""
        self._body.scroll_relative(y=by * max(self._body.size.height - 2, 1), animate=False)

    def action_scroll(self, by: int) -> None:
        """A row on or back."""
        self._body.scroll_relative(y=by, animate=False)

    def action_ends(self, end: int) -> None:
        """The top or the bottom."""
        self._body.scroll_to(y=end * self._body.max_scroll_y, animate=False)

    def aim(self, part: str) -> None:
        """Go to a part, as `go_to` does, as soon as all of the lesson is there; "" goes nowhere."""
        self._part = part
        if part and self._loaded:
            self.call_after_refresh(self._arrive)

    async def go_to(self, part: str) -> None:
        """Bring a heading or a live part into sight, the live part with the focus."""
        for child, place in self._places():
            if isinstance(child, ProseView) and part in child.anchors:
                self._body.scroll_to(y=place.start + child.anchors[part], animate=False)
                return
            if isinstance(child, LivePart) and child.directive.id == part:
                await self._focus_part(child)
                return
        self.notify(f"no part '{part}' in this lesson", severity="warning", markup=False)

    # -- live parts ----------------------------------------------------------------------------

    async def action_part(self, by: int) -> None:
        """The next live part after the focused one, or after what is in sight."""
        places = {
            child: place
            for child, place in self._places()
            if isinstance(child, LivePart) and child.directive.options is not None
        }
        parts = list(places)
        if not parts:
            return
        held = self._held()
        if held in places:
            await self._focus_part(parts[(parts.index(held) + by) % len(parts)])
            return
        top = self._body.scroll_y
        ahead = [part for part, place in places.items() if place.stop > top]
        behind = [part for part, place in places.items() if place.start < top]
        await self._focus_part((ahead or parts)[0] if by > 0 else (behind or parts)[-1])

    def action_enlarge(self) -> None:
        """Give the focused live part the whole screen."""
        held = self._held()
        if held is not None and held.widget is not None:
            self.maximize(held.widget, container=False)

    def action_leave(self) -> None:
        """From full screen back to the lesson, from a live part back to reading."""
        if self.maximized is not None:
            self.minimize()
        else:
            self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing here are not offered."""
        if action == "enlarge":
            return self.focused is not None and self.maximized is None
        if action == "leave":
            return self.focused is not None
        if action in ("part", "turn", "contents"):
            return self.maximized is None
        return True

    def _held(self) -> LivePart | None:
        """The live part that has the focus."""
        focused: Widget | None = self.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, LivePart)), None)

    async def _focus_part(self, part: LivePart) -> None:
        await part.fill()
        if part.widget is not None:
            part.widget.focus(scroll_visible=False)
        self._bring_into_sight(part)
        self.refresh_bindings()

    def _bring_into_sight(self, part: LivePart) -> None:
        """Its last row at the bottom, so that the task above it stays in sight as well."""
        place = dict(self._places())[part]
        top = min(place.stop + 1 - self._body.size.height, place.start)
        self._body.scroll_to(y=max(top, 0), animate=False)

    # -- other lessons -------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """The next or the previous lesson."""
        self.post_message(self.Turned(by))

    def action_contents(self) -> None:
        """The list of lessons."""
        self.post_message(self.ContentsWanted())

    async def on_canvas_link_clicked(self, message: Canvas.LinkClicked) -> None:
        """Go where a link leads: within the lesson here, elsewhere by the application."""
        if message.href.startswith("#"):
            await self.go_to(message.href[1:])
        else:
            self.post_message(self.Wanted(message.href))


def _view(block: object) -> Widget:
    return LivePart(block) if isinstance(block, Directive) else ProseView(block)  # type: ignore[arg-type]


def _heading(lesson: Lesson, share: float, width: int) -> Row:
    """Number and title, and how far one has read."""
    right = f"{share:4.0%}"
    count = len(lesson.faults)
    faults = f"{count} fault{'s' * (count > 1)}  " if count else ""
    left = f"{lesson.number} · {lesson.title}" if lesson.number else lesson.title
    room = width - len(right) - len(faults) - 1
    left = left if len(left) <= room else left[: room - 1] + "…"
    return (
        Run(left.ljust(room + 1), Ink("muted")),
        Run(faults, Ink("bad")),
        Run(right, Ink("muted")),
    )
