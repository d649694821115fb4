"""The stepper alone, full screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from adamtui.core.plan import Plan
from adamtui.screens.host import RECORD, PartHost
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.stepper import Stepper


class StepperScreen(PartHost):
    """One stepper and the keys that work on it."""

    BINDINGS: ClassVar[list[BindingType]] = [RECORD]

    def __init__(self, plan: Plan) -> None:
        """Raises PlanError where the plan cannot be run."""
        super().__init__()
        self._stepper = Stepper(plan)

    def compose(self) -> ComposeResult:
        """See the class."""
        yield self._stepper
        yield KeyBar()

    def action_record(self) -> None:
        """Write the run into new files."""
        self.write_record(self._stepper)
