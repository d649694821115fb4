"""A sign of life on the error stream of a terminal, while what cannot tell its progress runs.

Says nothing to a pipe or a file, and nothing of what is done within half a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle
from threading import Event, Thread
from typing import TextIO, TypeVar

from adamtui.commands.passing_line import PATIENCE, PAUSE, PassingLine

_Item = TypeVar("_Item")
_FRAMES = "|/-\\"


@contextmanager
def spinning(what: str, out: TextIO | None = None) -> Iterator[None]:
    """A line that moves until the block is left, however it is left; then it is taken away."""
    line = PassingLine(out)
    if not line.seen:
        yield
        return
    over = Event()
    thread = Thread(target=_spin, args=(what, line, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def awaited(what: str, items: Iterable[_Item], out: TextIO | None = None) -> Iterator[_Item]:
    """The items, with such a line while one is waited for; it is gone when the item is there."""
    each = iter(items)
    while True:
        with spinning(what, out):
            try:
                item = next(each)
            except StopIteration:
                return
        yield item


def _spin(what: str, line: PassingLine, over: Event) -> None:
    if over.wait(PATIENCE):
        return
    for frame in cycle(_FRAMES):
        line.draw(f"{frame} {what}")
        if over.wait(PAUSE):
            break
    line.erase()
