"""What every screen with live parts on it does: open their dialogues, report what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from adamtui.widgets.part import Part
    from adamtui.widgets.stepper import Stepper


class PartHost(Screen[None]):
    """Mediates between live parts and dialogues, which know nothing of each other."""

    def on_part_derivation_asked(self, message: Part.DerivationAsked) -> None:
        """Show a derivation."""
        from adamtui.screens.derivation import Derivation

        self.app.push_screen(Derivation(message.title, message.source))

    def on_stepper_refused(self, message: Stepper.Refused) -> None:
        """Say in one line what could not be done."""
        self.notify(message.why, severity="warning", markup=False)

    def on_stepper_asked(self, message: Stepper.Asked) -> None:
        """Open the dialogue and hand its answer to the stepper."""
        from adamtui.screens import dialogues

        stepper = message.stepper
        if message.what == "rule":
            self._ask(dialogues.choose_rule(stepper.plan.rule), stepper.choose_rule)
        elif message.what == "update":
            self._ask(dialogues.ask_update(), stepper.go_to)
        elif message.what == "slopes":
            from adamtui.screens.slopes import Slopes

            self.app.push_screen(Slopes(stepper.trace.run.problem, stepper.plan.fn))
        else:
            self._ask(dialogues.choose_function(stepper.plan), stepper.choose_function)

    def _ask(self, dialogue: Screen[Any], answer: Any) -> None:
        def answered(result: Any) -> None:
            if result is not None:
                answer(result)

        self.app.push_screen(dialogue, answered)
