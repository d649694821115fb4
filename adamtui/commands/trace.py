"""`adamtui trace`: the engine without a screen."""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from adamtui.commands import grads
from adamtui.commands.faults import OK
from adamtui.commands.plans import plan, resolve
from adamtui.core.formula import symbol, with_numbers
from adamtui.core.replayed import replayed
from adamtui.core.trace import Step, Trace
from adamtui.panels.caption import caption
from adamtui.panels.numbers import written

DEFAULT_STEPS = 10
_SLICE = 1000


def run(options: argparse.Namespace) -> int:
    """Record the run and print it as asked."""
    wanted, steps = plan(options), options.steps
    given = None
    if options.grads is not None:
        rows = grads.read(options.grads)
        given = replayed(rows)
        steps = len(rows) if steps is None else min(steps, len(rows))
    trace = Trace(resolve(wanted, given))
    print_as = {"json": _print_json, "csv": _print_csv, "table": _print_table}[options.format]
    print_as(trace, DEFAULT_STEPS if steps is None else steps, options.lines)
    return OK


def _steps(trace: Trace, count: int) -> Iterator[Step]:
    for t in range(1, count + 1):
        if t > trace.last:
            trace.extend_to(min(t + _SLICE, count))
        yield trace.step(t)


def _print_json(trace: Trace, count: int, lines: bool) -> None:
    run = trace.run
    head = {
        "rule": run.rule.name,
        "convention": run.rule.convention,
        "problem": run.problem.name,
        "hyper": dict(run.hyper),
        "theta0": _plain(run.problem.start),
        "symbols": list(trace.lines),
    }
    out = sys.stdout
    out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "steps": [')
    for step in _steps(trace, count):
        record: dict[str, Any] = {"t": step.t, "loss": _plain(step.loss)}
        record.update((k, _plain(v)) for k, v in step.values.items())
        if lines:
            record["lines"] = dict(_lines(trace, step))
        out.write((", " if step.t > 1 else "") + json.dumps(record, ensure_ascii=False))
    out.write("]}\n")


def _plain(value: Any) -> Any:
    """A value as JSON has it: floats exact, and the three that JSON lacks as strings."""
    if isinstance(value, np.ndarray):
        return [_plain(v) for v in value.tolist()]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _print_csv(trace: Trace, count: int, lines: bool) -> None:
    names = trace.lines[1:]
    n = trace.dimension
    out = csv.writer(sys.stdout, lineterminator="\n")
    header = ["t", "loss", *(f"{name}.{i}" for name in names for i in range(n))]
    out.writerow(header + [f"{name}.line" for name in trace.lines if lines])
    for step in _steps(trace, count):
        values = [repr(v) for name in names for v in step.values[name].tolist()]
        texts = list(dict(_lines(trace, step)).values()) if lines else []
        out.writerow([step.t, repr(step.loss), *values, *texts])


def _lines(trace: Trace, step: Step) -> Iterator[tuple[str, str]]:
    """Each line's name and its text with the numbers put in, one a coordinate."""
    known = trace.known(step.t)
    for equation in trace.equations:
        value = np.ravel(known[equation.name])
        texts = []
        for i, result in enumerate(value):
            scalars = {k: v if callable(v) or np.ndim(v) == 0 else v[i] for k, v in known.items()}
            numbers = with_numbers(equation.term, scalars, digits=12)
            texts.append(f"{numbers} = {written(float(result))}")
        yield equation.name, "; ".join(texts)


def _print_table(trace: Trace, count: int, lines: bool) -> None:
    print(caption(trace.run))
    names = trace.lines[1:]
    labels = [
        symbol(name) + (f".{coordinate}" if trace.dimension > 1 else "")
        for name in names
        for coordinate in trace.run.problem.names
    ]
    width = 19
    print("  ".join(["t".rjust(5), "loss".rjust(width), *(_right(x, width) for x in labels)]))
    for step in _steps(trace, count):
        cells = [written(v) for name in names for v in step.values[name].tolist()]
        loss = written(step.loss) if trace.run.problem.loss is not None else "–"
        print("  ".join([str(step.t).rjust(5), *(c.rjust(width) for c in (loss, *cells))]))
        if lines:
            for name, text in _lines(trace, step):
                print(f"         {symbol(name)} = {text}")
    if trace.divergence is not None:
        t, line, value = trace.divergence
        print(f"diverged at t = {t}: {symbol(line)} is {value}")


def _right(text: str, width: int) -> str:
    """Right-aligned; a combining hat takes no cell."""
    return " " * (width - sum(c not in "\u0302\u0303" for c in text)) + text
