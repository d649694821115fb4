"""The command palette: every place of the course, and every key that works where one is.

It offers nothing else; what it knows comes from the screen's live bindings and from the
application, if that is a `Course`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from adamtui.screens.help import actions

THEMES = ("textual-dark", "textual-light")


class Way(NamedTuple):
    """Something that the palette offers."""

    title: str
    go: Callable[[], object]


@runtime_checkable
class Course(Protocol):
    """What an application with a course open tells the palette."""

    def places(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The lessons, then what is in the present one: a title, and what goes there."""


class Commands(Provider):
    """Finds ways by the letters typed; without any, all of them in order."""

    async def discover(self) -> Hits:
        """All ways."""
        for way in self._ways():
            yield DiscoveryHit(Content(way.title), way.go, way.title)

    async def search(self, query: str) -> Hits:
        """The ways whose titles have the letters typed."""
        matcher = self.matcher(query)
        for way in self._ways():
            if (score := matcher.match(way.title)) > 0:
                yield Hit(score, matcher.highlight(way.title), way.go, way.title)

    def _ways(self) -> Iterator[Way]:
        """Actions first: there are few of them."""
        yield from _bound(self.app, self.screen.active_bindings.values())
        yield _other_theme(self.app)
        if isinstance(self.app, Course):
            for title, go in self.app.places():
                yield Way(title, go)


class Palette(CommandPalette):
    """Textual's palette with our commands alone, left once however often one clicks beside it."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder="A lesson, a part, or something to do…")
        self._left = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave; Textual fails when a screen that is left already is left again."""
        if self._left:
            return AwaitComplete()
        self._left = True
        return super().dismiss(None)


def _bound(app: App[Any], bindings: Iterable[ActiveBinding]) -> Iterator[Way]:
    """What the keys do, with the keys."""
    for action in actions(bindings):
        binding, node = action.active.binding, action.active.node
        if not binding.action.endswith("command_palette"):
            title = f"{action.what}  ({action.keys})"
            yield Way(title, partial(app.run_action, binding.action, node))


def _other_theme(app: App[Any]) -> Way:
    dark, light = THEMES
    is_dark = app.current_theme.dark
    return Way(
        "light colours" if is_dark else "dark colours",
        partial(setattr, app, "theme", light if is_dark else dark),
    )
