"""`adamtui moments`: from a distribution to its moments, by way of M(t).

The formulas are SymPy's, in symbols; the numbers are NumPy's, from `core.moments`.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from adamtui.algebra.mgf import derivation
from adamtui.algebra.steps import Step, summary
from adamtui.commands.faults import OK, CommandError
from adamtui.commands.latex import moments_of, print_latex
from adamtui.commands.spinner import spinning
from adamtui.core.moments import Distribution, DistributionError, Family, family
from adamtui.core.numerals import number
from adamtui.plain.spelled import spelled
from adamtui.typeset import cells, display, inline

_WIDEST, _NARROWEST = 80, 24
_INDENT = " " * 4


def run(options: argparse.Namespace) -> int:
    """Derive and print in the form asked for."""
    kind = _family(options.distribution)
    given = dict(map(_setting, options.set))
    if fault := kind.fault(given):
        raise CommandError(fault)
    with spinning("deriving the moments"):
        steps = list(derivation(kind.name, options.order))
        distribution = kind.at(**given)
    if options.format == "latex":
        # Symbols alone say nothing of a sample, and leave out what was set.
        numbers = bool(given) or distribution.sample is not None
        print_latex(kind, distribution, steps, options.order if numbers else 0, sys.stdout)
    else:
        _PRINT[options.format](kind, distribution, steps, options.order, sys.stdout)
    return OK


def _family(name: str) -> Family:
    try:
        return family(name)
    except DistributionError as error:
        raise CommandError(str(error)) from None


def _setting(text: str) -> tuple[str, float]:
    name, equals, raw = text.partition("=")
    if not (name and equals and raw):
        raise CommandError(f"'{text}' is not a setting; write name=value, as in mu=0.5")
    try:
        return name, number(raw)
    except ValueError as error:
        raise CommandError(f"{name}: {error}") from None


def _print_text(
    kind: Family, distribution: Distribution, steps: Sequence[Step], order: int, out: TextIO
) -> None:
    """Every step in words and typeset; then the numbers, and where M(t) is finite."""
    width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    out.write(f"{kind.title}\n\n")
    for step in steps:
        out.write(f"{textwrap.fill(step.words, width)}\n\n")
        rows = display(step.tex, width - len(_INDENT)).rows
        out.writelines(f"{_INDENT}{row}".rstrip() + "\n" for row in rows)
        out.write("\n")
    out.write(f"{textwrap.fill(_with(kind, distribution.values), width)}\n\n")
    out.writelines(f"{_INDENT}{row}\n" for row in _numbers(distribution, order))
    if distribution.log_mgf is not None:
        out.write(f"\n{textwrap.fill(_domain(distribution), width)}\n")


def _with(kind: Family, values: Mapping[str, float]) -> str:
    """The sentence that the numbers follow."""
    told = (
        f"{knob.name if knob.scale == 'whole' else knob.symbol} = {spelled(values[knob.name])}"
        for knob in kind.knobs
    )
    return f"With {', '.join(told)}:"


def _numbers(distribution: Distribution, order: int) -> Iterator[str]:
    """`M′(0) = E[g] = 0.5` and the others, one below the other."""
    rows = [(inline(tex), value) for tex, value in moments_of(distribution, order)]
    room = max(cells(label) for label, _ in rows)
    for label, value in rows:
        yield f"{label}{' ' * (room - cells(label))} = {spelled(value)}"


def _domain(distribution: Distribution) -> str:
    why = distribution.why
    return f"{why[0].upper()}{why[1:]}." if why else "M(t) is finite for every t."


def _print_json(
    kind: Family, distribution: Distribution, steps: Sequence[Step], order: int, out: TextIO
) -> None:
    """One object; a number that is infinite or undefined is null."""
    found = summary(steps)
    whole = {knob.name for knob in kind.knobs if knob.scale == "whole"}
    told: dict[str, Any] = {
        "distribution": kind.name,
        "parameters": {
            name: int(value) if name in whole else value
            for name, value in distribution.values.items()
        },
        "mgf": found.mgf,
        "derivatives": found.derivatives,
        "at_zero": [_json(value) for value in distribution.moments[:order]],
        "variance": _json(distribution.variance),
        "domain": [_json(end) for end in distribution.domain],
    }
    if found.mgf is None:
        told["why"] = found.why
    out.write(json.dumps(told, ensure_ascii=False) + "\n")


def _json(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


_PRINT = {"text": _print_text, "json": _print_json}
