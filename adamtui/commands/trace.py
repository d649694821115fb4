"""`adamtui trace`: the engine without a screen."""

from __future__ import annotations

import argparse
import sys

from adamtui.commands import grads
from adamtui.commands.faults import OK, CommandError
from adamtui.commands.plans import plan, resolve
from adamtui.commands.records import print_csv, print_json
from adamtui.commands.table import print_table
from adamtui.core.engine import Run
from adamtui.core.replayed import replayed

DEFAULT_STEPS = 10
_PRINT = {"json": print_json, "csv": print_csv, "table": print_table}


def run(options: argparse.Namespace) -> int:
    """Record the run and print it as asked."""
    what, count = _given(options) if options.grads is not None else _computed(options)
    _PRINT[options.format](what, count, sys.stdout, lines=options.lines)
    return OK


def _computed(options: argparse.Namespace) -> tuple[Run, int]:
    steps = DEFAULT_STEPS if options.steps is None else options.steps
    return resolve(plan(options)), steps


def _given(options: argparse.Namespace) -> tuple[Run, int]:
    """The run on a file's gradients, and how many of them."""
    wanted = plan(options)
    rows = grads.read(options.grads)
    steps = len(rows) if options.steps is None else options.steps
    if steps > len(rows):
        raise CommandError(f"{options.grads}: {len(rows)} rows, too few for --steps {steps}")
    return resolve(wanted, replayed(rows)), steps
