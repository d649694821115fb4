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

from adamtui.algebra.mgf import Step, derivation, summary
from adamtui.commands.faults import OK, CommandError, nearest
from adamtui.commands.spinner import spinning
from adamtui.core.moments import FAMILIES, Distribution, Family
from adamtui.core.plan import PlanError, parse_number
from adamtui.panels.numbers import written
from adamtui.typeset import cells, display, inline

_WIDEST, _NARROWEST = 80, 24
_INDENT = " " * 4
_LEFT = (r"M'(0) = E[g]", r"M''(0) = E[g^2]", r"M'''(0) = E[g^3]", r"M^{(4)}(0) = E[g^4]")
_VARIANCE = r"\operatorname{Var}[g]"


def run(options: argparse.Namespace) -> int:
    """Derive and print in the form asked for."""
    kind = _family(options.distribution)
    given = dict(map(_setting, options.set))
    if fault := kind.fault(given):
        raise CommandError(fault)
    with spinning("deriving the moments"):
        steps = list(derivation(kind.name, options.order))
        distribution = kind.at(**given)
    _PRINT[options.format](kind, distribution, steps, options.order, sys.stdout)
    return OK


def _family(name: str) -> Family:
    if name not in FAMILIES:
        hint = nearest(name, FAMILIES, f"; there are {', '.join(FAMILIES)}")
        raise CommandError(f"unknown distribution '{name}'{hint}")
    return FAMILIES[name]


def _setting(text: str) -> tuple[str, float]:
    name, equals, raw = text.partition("=")
    if not (name and equals and raw):
        raise CommandError(f"'{text}' is not a setting; write name=value, as in mu=0.5")
    try:
        return name, parse_number(raw, name)
    except PlanError as error:
        raise CommandError(str(error)) from None


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
        f"{knob.name if knob.scale == 'whole' else knob.symbol} = {_number(values[knob.name])}"
        for knob in kind.knobs
    )
    return f"With {', '.join(told)}:"


def _numbers(distribution: Distribution, order: int) -> Iterator[str]:
    """`M′(0) = E[g] = 0.5` and the others, one below the other."""
    left = [tex if distribution.log_mgf else tex.rpartition(" = ")[2] for tex in _LEFT[:order]]
    labels = [inline(tex) for tex in (*left, _VARIANCE)]
    values = (*distribution.moments[:order], distribution.variance)
    room = max(map(cells, labels))
    for label, value in zip(labels, values, strict=True):
        yield f"{label}{' ' * (room - cells(label))} = {_number(value)}"


def _number(value: float) -> str:
    if math.isnan(value):
        return "undefined"
    return written(value).replace("-", "−") if math.isfinite(value) else "infinite"


def _domain(distribution: Distribution) -> str:
    why = distribution.why
    return f"{why[0].upper()}{why[1:]}." if why else "M(t) is finite for every t."


def _print_latex(
    _kind: Family, _distribution: Distribution, steps: Sequence[Step], _order: int, out: TextIO
) -> None:
    """The steps as rows of an align*, each below its words as a comment."""
    out.write("\\begin{align*}\n")
    for number, step in enumerate(steps, 1):
        row = step.tex.replace(" = ", " &= ", 1)
        end = r" \\" if number < len(steps) else ""
        out.write(f"% {step.words}\n{row}{end}\n")
    out.write("\\end{align*}\n")


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


_PRINT = {"text": _print_text, "latex": _print_latex, "json": _print_json}
