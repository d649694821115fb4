"""A lesson: reading, its live parts and exercises, and the ways to elsewhere."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from textual.binding import BindingType
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

from adamtui.progress.record import Place
from adamtui.screens.following import Following
from adamtui.screens.lesson_keys import KEYS
from adamtui.screens.reader import NOWHERE, Goal
from adamtui.widgets.asker import SOON
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.part import Part
from adamtui.widgets.typed_ahead import retype

_LEADING = ("tab", "shift+tab", "m", "slash", "t", "e")
"""The keys that lead to a live part, into a dialogue or to another program."""
FIRST_PART = "#first"
"""Stands for the id of the first live part while that is not known."""

Wish: TypeAlias = Literal["contents", "search", "words", "record", "edit", "back", "forward"]


class LessonScreen(Following):
    """Scrolls a lesson and moves the focus between its live parts."""

    ALLOW_IN_MAXIMIZED_VIEW = "KeyBar"
    # Escape is first the focused part's own: it may have a typed value or knobs to leave.
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    _ahead: list[Key] | None = None
    """The keys since one that leads elsewhere; None where one is by now."""

    class Linked(Message):
        """A link is to be followed."""

        def __init__(self, target: str) -> None:
            """`target` is a link as an author writes it, relative to the lesson."""
            super().__init__()
            self.target = target

    class Turned(Message):
        """The lesson after (1) or before (-1) this one is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Wished(Message):
        """Something that concerns more than this lesson is to be shown or done."""

        def __init__(self, what: Wish, part: Part | None = None) -> None:
            """`part` is the live part that has the focus."""
            super().__init__()
            self.what: Wish = what
            self.part = part

    def on_key(self, event: Key) -> None:
        """Keep the keys that follow one that leads elsewhere: they are for where it leads.

        Every key comes by here before the application looks for what it is bound to, and several
        may come in one packet.
        """
        if self._ahead is not None:
            event.stop()
            self._ahead.append(event)
        elif event.key in _LEADING and self._is_ours(event.key):
            self._ahead = []
            self.set_timer(SOON, self._give_back_late)

    def _is_ours(self, key: str) -> bool:
        """Whether a key does now what it does in a lesson, not what a live part has it do."""
        active = self.active_bindings.get(key)
        return active is not None and active.node is self and active.enabled

    def typed_ahead(self) -> list[Key]:
        """The keys kept, for who opens the dialogue; none are kept from now on."""
        kept, self._ahead = self._ahead or [], None
        return kept

    def _give_back_late(self) -> None:
        """Nothing has taken the keys kept; the first live part may still be on its way."""
        if self._goal == FIRST_PART and self.awaited:
            self.set_timer(SOON, self._give_back_late)
        else:
            self.give_back()

    def give_back(self) -> None:
        """Let go of the keys kept: one is where they are for, or nowhere else."""
        if self._ahead is not None:
            retype(self.app, self.typed_ahead())

    def read_on(self) -> None:
        """A live part that is no longer on screen has no more keys."""
        if self.held is not None and self.maximized is None and not self.body.in_sight(self.held):
            self.set_focus(None)

    async def resized(self) -> None:
        """Keep the focused part in sight."""
        if (held := self.held) is not None:
            self.body.bring_into_sight(held)
        await super().resized()

    async def go_to(self, goal: Goal) -> None:
        """Bring a place into sight; a live part gets the focus."""
        if goal == FIRST_PART:
            await self.action_part(1)
            return
        found = self.body.find(goal) if isinstance(goal, str) else None
        if isinstance(found, LivePart):
            await self._focus_part(found)
            return
        self.set_focus(None)
        await super().go_to(goal)
        held = self.body.find(goal.part) if isinstance(goal, Place) and goal.part else None
        if isinstance(held, LivePart):
            await self._hold(held)

    # -- live parts ----------------------------------------------------------------------------

    async def action_part(self, by: int) -> None:
        """The next live part after the focused one, or after what is in sight."""
        part = self.body.next_part(self.held, by)
        if part is not None:
            await self._focus_part(part)
            self.give_back()
        elif self.loaded:
            self.give_back()
        else:
            # Typed ahead, before the parts are there.
            self._goal = FIRST_PART if self._goal == NOWHERE else self._goal

    def action_enlarge(self) -> None:
        """Give the focused live part the whole screen."""
        held = self.held
        if held is not None and held.widget is not None:
            self.maximize(held.widget, container=False)

    def action_leave(self) -> None:
        """From full screen back to the lesson, from a live part back to reading."""
        if self.maximized is not None:
            # Not `minimize`, which would scroll: the lesson is as it was left.
            self.maximized = None
        else:
            self.set_focus(None)
            self.tell_place()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing here are not offered."""
        if action == "enlarge":
            return self.focused is not None and self.maximized is None
        if action == "leave":
            return self.focused is not None
        if action in ("part", "turn", "links"):
            return self.maximized is None
        if action == "wish":
            return self.maximized is None or parameters in (("record",), ("edit",))
        return True

    @property
    def held(self) -> LivePart | None:
        """The live part that has the focus."""
        focused: Widget | None = self.focused
        return None if focused is None else _holder(focused)

    @property
    def held_id(self) -> str:
        """Its id, while it is in sight: one may have read on without leaving it."""
        held = self.held
        return held.directive.id if held is not None and self.body.in_sight(held) else ""

    @property
    def line_read(self) -> int:
        """The source line being read: of the live part in use, else of what is at the top."""
        held = self.held
        if held is not None and (self.maximized is not None or self.body.in_sight(held)):
            return held.directive.line
        return self.place.line

    async def _hold(self, part: LivePart) -> None:
        """Give a live part the focus, wherever it is."""
        await part.fill()
        if part.widget is not None:
            # At once, not when the queue is empty: the next key may have come in the same packet.
            self.set_focus(part.widget.entrance, scroll_visible=False)

    async def _focus_part(self, part: LivePart) -> None:
        await self._hold(part)
        self.body.bring_into_sight(part)
        self.refresh_bindings()
        self.tell_place()

    def on_part_grown(self, message: Part.Grown) -> None:
        """Keep the part that has the focus in sight, once it is laid out anew."""
        message.stop()
        self.call_after_refresh(self.resized)

    # -- elsewhere -----------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """The next or the previous lesson."""
        self.post_message(self.Turned(by))

    def action_wish(self, what: Wish) -> None:
        """Have something shown or done that is not for this lesson alone."""
        held = self.held
        self.post_message(self.Wished(what, None if held is None else held.widget))

    def action_links(self) -> None:
        """Choose a link of the lesson and follow it."""
        from adamtui.screens.dialogues import choose_link

        if any(node.type == "link" for node in self.lesson.nodes()):
            self.app.push_screen(choose_link(self.lesson), self._follow)
        else:
            self.notify("This lesson has no links.")

    def on_canvas_link_clicked(self, message: Canvas.LinkClicked) -> None:
        """Follow the link clicked."""
        self._follow(message.href)

    def _follow(self, href: str | None) -> None:
        if href is not None:
            self.post_message(self.Linked(href))


def _holder(widget: Widget) -> LivePart | None:
    return next((node for node in widget.ancestors if isinstance(node, LivePart)), None)
