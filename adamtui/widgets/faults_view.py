"""What is wrong with a lesson or a part of it, for the author: place and remedy, wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from adamtui.course.characters import brief
from adamtui.course.model import Fault
from adamtui.ink import Ink, Row, Run
from adamtui.widgets.canvas import Canvas

_TITLE = Ink("bad", bold=True)
_QUIET = Ink("muted")


class FaultsView(Canvas):
    """A title, and each fault with the name of its file, for the reader is in it."""

    def __init__(self, title: str, faults: Sequence[Fault]) -> None:
        super().__init__(classes="faults")
        self._title = title
        self._lines = _told(faults)

    def tell(self, title: str, faults: Sequence[Fault]) -> None:
        """Show others."""
        self._title = title
        self._lines = _told(faults)
        self.paint(self.fitted(self.size.width))

    def fitted(self, width: int) -> Sequence[Row]:
        """Wrapped to a width."""
        lines = [
            line
            for fault in self._lines
            for line in wrap(fault, max(width - 2, 8), subsequent_indent="    ")
        ]
        return [
            *((Run(line, _TITLE),) for line in wrap(self._title, max(width, 8))),
            *((Run(f"  {line}", _QUIET),) for line in lines),
        ]


def _told(faults: Sequence[Fault]) -> list[str]:
    return list(map(brief, faults))
