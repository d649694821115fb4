"""`adamtui step`: the stepper alone, full screen."""

from __future__ import annotations

import argparse

from adamtui.commands.faults import OK
from adamtui.commands.plans import plan, resolve
from adamtui.commands.terminal import TRACE, require_terminal


def run(options: argparse.Namespace) -> int:
    """Check the plan, then open the stepper on it."""
    wanted = plan(options)
    resolve(wanted)
    require_terminal(TRACE)

    from adamtui.app import Tutorial
    from adamtui.screens.stepper import StepperScreen

    app = Tutorial(lambda: StepperScreen(wanted))
    app.run()
    return app.return_code or OK
