"""`adamtui trace`: the engine without a screen."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from adamtui.commands import against, buffers, grads
from adamtui.commands.faults import OK, CommandError
from adamtui.commands.plans import plan, resolve
from adamtui.commands.records import print_csv, print_json
from adamtui.commands.table import print_table
from adamtui.core.engine import Run
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed

DEFAULT_STEPS = 10
_PRINT = {"json": print_json, "csv": print_csv, "table": print_table}


def run(options: argparse.Namespace) -> int:
    """Record the run and print it as asked, or hold someone's own buffers against it."""
    if options.against is not None:
        return _against(options)
    if options.rtol is not None:
        raise CommandError("trace --rtol needs --against")
    what, count = _given(options) if options.grads is not None else _computed(options)
    _PRINT[options.format](what, count, sys.stdout, lines=options.lines)
    return OK


def _computed(options: argparse.Namespace) -> tuple[Run, int]:
    steps = DEFAULT_STEPS if options.steps is None else options.steps
    return resolve(_plan(options)), steps


def _given(options: argparse.Namespace) -> tuple[Run, int]:
    """The run on a file's gradients, and how many of them."""
    wanted = _plan(options)
    rows = grads.read(options.grads)
    steps = len(rows) if options.steps is None else options.steps
    if steps > len(rows):
        raise CommandError(f"{options.grads}: {len(rows)} rows, too few for --steps {steps}")
    return resolve(wanted, replayed(rows)), steps


def _plan(options: argparse.Namespace) -> Plan:
    return replace(plan(options), dtype=options.dtype)


def _against(options: argparse.Namespace) -> int:
    """The updates compared are the file's, as far as --steps or the gradients go."""
    if options.lines:
        raise CommandError("trace --lines cannot go with --against")
    if options.format == "csv":
        raise CommandError("trace --against has no --format csv; there are table, json")
    what, last = _given(options) if options.grads is not None else _computed(options)
    given = buffers.read(options.against, what, options.steps)
    if options.grads is not None and given.ts[-1] > last:
        raise CommandError(
            f"{options.against}: t = {given.ts[-1]}, and {options.grads} has {last} gradients"
        )
    return against.hold(what, given, options.rtol, sys.stdout, as_json=options.format == "json")
