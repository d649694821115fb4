"""What every screen with live parts on it does: open their dialogues, report what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from adamtui.screens.side_by_side import Opened
    from adamtui.widgets.part import Part
    from adamtui.widgets.stepper import Stepper
    from adamtui.widgets.walker import Walker


class PartHost(Screen[None]):
    """Mediates between live parts and dialogues, which know nothing of each other."""

    def on_part_derivation_asked(self, message: Part.DerivationAsked) -> None:
        """Show a derivation."""
        from adamtui.screens.derivation import Derivation

        self.app.push_screen(Derivation(message.title, message.source))

    def on_stepper_refused(self, message: Stepper.Refused) -> None:
        """Say in one line what could not be done."""
        self.notify(message.why, severity="warning", markup=False)

    def on_walker_update_asked(self, message: Walker.UpdateAsked) -> None:
        """Ask for the number of an update, and go there."""
        from adamtui.screens import dialogues

        self._ask(dialogues.ask_update(), message.walker.go_to)

    def on_stepper_asked(self, message: Stepper.Asked) -> None:
        """Open the dialogue, or the screen, that is asked for."""
        from adamtui.screens import dialogues

        stepper = message.stepper
        if message.what == "rule":
            self._ask(dialogues.choose_rule(stepper.plan.rule), stepper.choose_rule)
        elif message.what == "function":
            self._ask(dialogues.choose_function(stepper.plan), stepper.choose_function)
        elif message.what == "slopes":
            from adamtui.screens.slopes import Slopes

            self.app.push_screen(Slopes(stepper.trace.run.problem, stepper.plan.fn))
        else:
            from adamtui.screens.side_by_side import choose_comparison, choose_fork

            opened = choose_fork if message.what == "fork" else choose_comparison
            dialogue, answer = opened(stepper)
            self._ask(dialogue, lambda wish: self._open(answer(wish)))

    def _open(self, opened: Opened) -> None:
        """Show several runs side by side, and say what was done otherwise than asked for."""
        from adamtui.screens.comparison import ComparisonScreen

        if opened.comparer is not None:
            self.app.push_screen(ComparisonScreen(opened.comparer))
        for line in opened.notes:
            self.notify(line, severity="warning", markup=False)

    def _ask(self, dialogue: Screen[Any], answer: Any) -> None:
        def answered(result: Any) -> None:
            if result is not None:
                answer(result)

        self.app.push_screen(dialogue, answered)
