"""Whether a live part's runs go off to infinity, and whether its author has said that they do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from adamtui.core.floats import DOUBLE
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace
from adamtui.course.bug import Bug
from adamtui.course.compare import Compare
from adamtui.course.model import Directive, Node, text_of
from adamtui.course.predict import Predict
from adamtui.course.source_part import Source
from adamtui.course.stepper import Stepper

UPDATES = 100
"""How far a run is followed."""
FAR = 1e6
"""How many times farther than its start, or than 1, a run is when it diverges."""

_SAID = re.compile(r"\bdiverg", re.IGNORECASE)
_ONE_RUN = (Stepper, Source, Predict, Bug)


def divergence(part: Directive, before: Node | None) -> str:
    """How a live part diverges without saying so; "" where it does not, or says it.

    It may be said in its own text or in the block of prose `before` it. Raises PlanError where
    there is no run.
    """
    for plan in _plans(part):
        if (found := _diverges(plan)) and not _says(part.body, before):
            rule = f"{plan.rule} " if isinstance(part.options, Compare) else ""
            return f"{rule}diverges, {found}; say so in the text, or choose another lr"
    return ""


def _plans(part: Directive) -> Iterable[Plan]:
    """What a live part runs; a quiz only looks up numbers."""
    if isinstance(part.options, Compare):
        return part.options.plans()
    # A quiz is a stepper too, by its options.
    if type(part.options) in _ONE_RUN and isinstance(part.options, Stepper):
        return (part.options.plan(),)
    return ()


def _diverges(plan: Plan) -> str:
    """Where a run diverges in its first updates; "" where it does not.

    In smaller floats too much is rounded to nought or infinity; whether the rule itself goes off
    shows in large ones.
    """
    last = UPDATES if plan.gradients is None else min(UPDATES, len(plan.gradients))
    trace = Trace(replace(plan, dtype=DOUBLE).resolve())
    trace.extend_to(last)
    if (found := trace.divergence) is not None:
        return f"{found.line} is {found.value} at t = {found.t}"
    start = float(np.abs(trace.step(0).values["theta"]).max())
    bound = FAR * max(1.0, start)
    for t in range(1, last + 1):
        if float(np.abs(trace.step(t).values["theta"]).max()) > bound:
            return f"theta is beyond {bound:g} at t = {t}"
    return ""


def _says(body: Iterable[Node], before: Node | None) -> bool:
    blocks = [*body, *([] if before is None else [before])]
    return any(_SAID.search(text_of([block])) for block in blocks)
