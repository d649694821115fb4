"""What every screen with live parts on it does: open their dialogues, report what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.events import Key
from textual.screen import Screen

if TYPE_CHECKING:
    from adamtui.screens.dialogue import Dialogue
    from adamtui.screens.side_by_side import Opened
    from adamtui.widgets.part import Part
    from adamtui.widgets.stepper import Stepper
    from adamtui.widgets.walker import Walker


RECORD = Binding("x", "record", "write a record: new files", show=False)
"""The key of a screen with one run on it."""


class PartHost(Screen[None]):
    """Mediates between live parts and dialogues, which know nothing of each other."""

    def write_record(self, part: Part) -> None:
        """Write what is recorded in a live part into new files."""
        from adamtui.screens.exporting import export_run, write

        write(self.app, export_run(part))

    def on_part_derivation_asked(self, message: Part.DerivationAsked) -> None:
        """Show a derivation."""
        from adamtui.screens.derivation import Derivation

        self.app.push_screen(Derivation(message.title, message.source))

    def on_stepper_refused(self, message: Stepper.Refused) -> None:
        """Say in one line what could not be done."""
        self.notify(message.why, severity="warning", markup=False)

    async def on_walker_update_asked(self, message: Walker.UpdateAsked) -> None:
        """Ask for the number of an update, and go there."""
        from adamtui.screens import dialogues

        await self._ask(message.walker, dialogues.ask_update(), message.walker.go_to)

    async def on_stepper_asked(self, message: Stepper.Asked) -> None:
        """Open the dialogue, or the screen, that is asked for."""
        from adamtui.screens import dialogues

        stepper = message.stepper
        if message.what == "rule":
            dialogue: Dialogue[Any] = dialogues.choose_rule(stepper.plan.rule)
            answer: Callable[[Any], None] = stepper.choose_rule
        elif message.what == "function":
            dialogue, answer = dialogues.choose_function(stepper.plan), stepper.choose_function
        elif message.what == "slopes":
            from adamtui.screens.slopes import Slopes

            dialogue, answer = Slopes(stepper.trace.run.problem, stepper.plan.fn), _nothing
        else:
            from adamtui.screens.side_by_side import choose_comparison, choose_fork

            choose = choose_fork if message.what == "fork" else choose_comparison
            dialogue, made = choose(stepper)
            answer = partial(self._open, made)
        await self._ask(stepper, dialogue, answer)

    def _open(self, made: Callable[[Any], Opened], wish: Any) -> None:
        """Show several runs side by side, and say what was done otherwise than asked for."""
        from adamtui.screens.comparison import ComparisonScreen

        opened = made(wish)
        if opened.comparer is not None:
            self.app.push_screen(ComparisonScreen(opened.comparer))
        for line in opened.notes:
            self.notify(line, severity="warning", markup=False)

    async def _ask(
        self, walker: Walker[Any], dialogue: Dialogue[Any], answer: Callable[[Any], None]
    ) -> None:
        """Open a dialogue, give it the keys that were typed ahead, and hand its answer on."""

        from adamtui.widgets.typed_ahead import retype

        later: Sequence[Key] = ()

        def answered(result: Any) -> None:
            if result is not None:
                answer(result)
            retype(self.app, later)

        await self.app.push_screen(dialogue, answered)
        later = dialogue.type_ahead(walker.typed_ahead())


def _nothing(_result: None) -> None:
    """What follows from a dialogue that only shows something."""
