"""What the usual mistakes make of one line of an update, all before it being right.

The mistakes are those that `trace --against` looks for (`core.suspects`): each is driven through
the one update from the run's own buffers, and what it has for the line is read off. After the near
ones come slips of the head, such as a sign, which no program is suspected of; then whole other
rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from adamtui.core.engine import Run
from adamtui.core.equations import switches
from adamtui.core.formula import symbol
from adamtui.core.history import Array
from adamtui.core.notation import PAPER, Notation
from adamtui.core.rules import Lines, update
from adamtui.core.suspects import Suspect, suspects
from adamtui.core.trace import Step, Trace

PLACES = frozenset({"theta", "theta_raw", "theta_decayed"})
"""The lines that are points of the problem: what counts in them is how far they have moved."""

_NEAR = 1e-9
_DIGITS = 2.0**30
"""Values alike to so many parts are the same."""
_GIVEN = frozenset({"t", "g"})
"""Lines of the driver, which no rule computes otherwise."""


class Mistake(NamedTuple):
    """One way to get a line wrong."""

    name: str
    sentence: str
    """What was done, without a full stop."""
    values: Array
    """What the line then is, shape (n,), or (1,) for the count; need not be finite."""
    far: bool = False
    """Whether it is another rule altogether, which nobody takes by a slip."""


def mistakes(trace: Trace, t: int, line: str, names: Notation = PAPER) -> Iterator[Mistake]:
    """The ways to get a line of update t wrong, the likeliest first; no two give the same.

    Update t must be recorded. Lines are called as in `names`.
    """
    before, now = trace.step(t - 1), trace.step(t)
    told = {_key(_flat(now.values[line]))}
    for mistake in _all(trace.run, before, now, line, names):
        if (key := _key(mistake.values)) not in told:
            told.add(key)
            yield mistake


def _all(run: Run, before: Step, now: Step, line: str, names: Notation) -> Iterator[Mistake]:
    near, far = _suspects(run)
    computed = line not in _GIVEN
    if computed:
        yield from _slips(near, before, now, line, now.values)
        if line in PLACES and line != "theta_decayed" and "theta_decayed" in now.values:
            told = "that is θ′, where the step begins: Δ is to be added"
            yield Mistake("step-missing", told, _flat(now.values["theta_decayed"]))
        # What a slip in an earlier line of this update leads to: m stands in m̂'s place.
        yield from _slips(near, before, now, line, {})
    yield from _of_the_head(run, before, now, line, names)
    if computed:
        for mistake in _slips(far, before, now, line, now.values):
            yield mistake._replace(far=True)


@lru_cache(maxsize=4)
def _suspects(run: Run) -> tuple[tuple[Suspect, ...], tuple[Suspect, ...]]:
    """Who may be meant by a run: those that are nearly it, and rules of other hyperparameters."""
    fit = [each for each in suspects(run) if _shares(run, each.run)]
    near = tuple(each for each in fit if each.run.hyper.keys() == run.hyper.keys())
    return near, tuple(each for each in fit if each not in near)


def _shares(run: Run, other: Run) -> bool:
    """Whether buffers of the one mean the same in the other."""
    return run.rule.own == other.rule.own


def _slips(
    those: tuple[Suspect, ...], before: Step, now: Step, line: str, right: Mapping[str, Any]
) -> Iterator[Mistake]:
    """What each suspect has for the line where the lines before it are as in `right`."""
    for suspect in those:
        with np.errstate(all="ignore"):
            value = _computed(suspect.run, before, now, line, right)
        if value is not None:
            yield Mistake(suspect.name, suspect.sentence, value)


def _computed(
    run: Run, before: Step, now: Step, line: str, right: Mapping[str, Any]
) -> Array | None:
    """A line of a run's next update, the lines before it replaced by those that are right.

    None where the run has no such line, and where one that would be replaced is wrong: then it is
    not in this line that the run goes wrong.
    """
    lines = _driven(run, before, now)
    name, value = next(lines)
    while name != line:
        true = right.get(name, value)
        if name not in _GIVEN and not _near(value, true):
            return None
        try:
            name, value = lines.send(true)
        except StopIteration:
            return None
    # A rule's own schedule is one number for all coordinates.
    return np.broadcast_to(_flat(value), np.shape(now.values[line]))


def _driven(run: Run, before: Step, now: Step) -> Lines:
    """The update after step `before`, with the gradient that was met."""
    begun = {name: np.full(len(now.values["g"]), value) for name, value in run.rule.state.items()}
    kept = {name: value for name, value in before.values.items() if name in begun}
    theta = before.values["theta"]
    prev = SimpleNamespace(**{**begun, **kept}, t=before.t, theta=theta)
    h = SimpleNamespace(**run.hyper, **switches(run.hyper))
    project = run.problem.project if run.problem.feasible is not None else None
    return update(run.rule.lines, lambda _theta, _t: now.values["g"], project, theta, prev, h)


def _of_the_head(
    run: Run, before: Step, now: Step, line: str, names: Notation
) -> Iterator[Mistake]:
    """Mistakes that nobody programs: a sign, the line above, the number of the update before."""
    value = _flat(now.values[line])
    sign = symbol(line, names)
    if line in PLACES:
        yield from _of_a_step(before.values, now.values, line)
    if line != "t":
        yield Mistake("opposite", f"the sign of {sign} is wrong", -value)
    if line in before.values:
        earlier = _flat(before.values[line])
        yield Mistake("update-before", f"that is {sign} of the update before", earlier)
    if line == "g" and run.problem.loss is not None:
        height = np.full(value.shape, now.loss)
        yield Mistake("height", "that is the function's value, not its slope", height)
    if value.size == 2:
        other = f"that is {sign} of the other coordinate"
        yield Mistake("other-coordinate", other, value[::-1])


def _of_a_step(before: Mapping[str, Any], now: Mapping[str, Any], line: str) -> Iterator[Mistake]:
    """Mistakes with a point: what was moved by, and from where."""
    point, theta = now[line], before["theta"]
    if line == "theta_decayed":
        yield Mistake("decay-alone", "that is the decay alone, not what it leaves", point - theta)
        return
    if "delta" not in now:
        return
    step, origin = now["delta"], now.get("theta_decayed", theta)
    yield Mistake("step-alone", "that is the step alone: it is added to where θ is", step)
    yield Mistake("subtracted", "the step is subtracted; it is added", origin - step)
    if "theta_decayed" in now:
        yield Mistake("decay-forgotten", "the decay is forgotten", theta + step)
    if "theta_raw" in now and line == "theta":
        yield Mistake("not-projected", "that is before the projection", now["theta_raw"])


def _flat(value: Any) -> Array:
    """A line's value as an array of one dimension."""
    return np.ravel(np.asarray(value, dtype=np.float64))


def _near(value: Any, true: Any) -> bool:
    """Whether two values of a line are the same but for rounding."""
    return value is true or bool((np.abs(value - true) <= _NEAR * np.abs(true)).all())


def _key(values: Array) -> tuple[bytes, bytes]:
    """What values have in common that are the same but for rounding; seldom, they have not."""
    with np.errstate(all="ignore"):
        part, power = np.frexp(values)
        return np.round(part * _DIGITS).astype(np.int64).tobytes(), power.tobytes()
