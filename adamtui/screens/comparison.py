"""Several runs side by side, full screen, and the way back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from adamtui.screens.host import RECORD, PartHost
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.keybar import KeyBar


class ComparisonScreen(PartHost):
    """One comparison and the keys that work on it, over the screen that asked for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        RECORD,
        Binding("escape", "close", "leave", tooltip="back to where this was opened"),
    ]

    def __init__(self, comparer: Comparer) -> None:
        super().__init__()
        self._comparer = comparer
        self._left = False

    def compose(self) -> ComposeResult:
        """See the class."""
        yield self._comparer
        yield KeyBar()

    def action_record(self) -> None:
        """Write the runs into new files."""
        self.write_record(self._comparer)

    def action_close(self) -> None:
        """Go back, once, however many keys come in one packet."""
        if not self._left:
            self._left = True
            self.dismiss()
