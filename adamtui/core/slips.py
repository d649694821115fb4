"""A slip: one line of a rule computed wrong, as implementations get it wrong.

`slipped` wraps a rule's generator and replaces one line's value, seldom also that of a line that
goes wrong with it; all else is the rule's own code, and the result is a rule like any other. Driven
with arrays it runs; driven with terms it shows the wrong equation. The slips that there are stand
in `average_slips` and `step_slips`, and together in `usual_slips`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, TypeAlias

import numpy as np

from adamtui.core.equations import switches
from adamtui.core.rulebook import Rule
from adamtui.core.rules import Buffers, Hyper, Lines, RuleLines, Value

_COUNT = "t"
"""The one line before the rule's own that may be wrong."""
_NEAR = 1e-9


class Seen(SimpleNamespace):
    """What a line may be computed from, as attributes.

    `theta`, `g`, `t`, `prev` and `h` as a rule is given them, `rule` itself, and the lines computed
    so far by name. What is not there is an AttributeError.
    """

    def latest(self, *names: str) -> Value:
        """The one of these lines that was computed last."""
        found = [name for name in vars(self) if name in names]
        return getattr(self, found[-1] if found else names[-1])

    @property
    def slope(self) -> Value:
        """The gradient that the averages are made of."""
        return self.latest("g", "g_l2")

    @property
    def point(self) -> Value:
        """Where the step is taken from."""
        return self.latest("theta", "theta_decayed")

    @property
    def direction(self) -> Value:
        """What the step follows."""
        return self.latest("g", "g_l2", "b", "m", "m_hat")

    @property
    def raw(self) -> Value:
        """The second moment before it is corrected."""
        return self.latest("v", "v_max")

    @property
    def square(self) -> Value:
        """What the step divides by the root of."""
        return self.latest("s", "v", "v_max", "v_hat")

    @property
    def kept(self) -> str:
        """The name of the buffer that squares are kept in."""
        return "s" if "s" in self.rule.state else "v"

    @property
    def rate(self) -> Value:
        """The step size."""
        return self.alpha if hasattr(self, "alpha") else self.h.lr

    @property
    def memory(self) -> Value:
        """The factor that v is kept by: RMSProp's ρ, Adam's β₂."""
        return self.h.rho if "rho" in self.rule.hyper else self.h.beta2


Formula: TypeAlias = Callable[[Seen], Value]


@dataclass(frozen=True, slots=True)
class Slip:
    """One wrong line: t or one of the rule's own. A wrong t is only what the rule sees."""

    name: str
    sentence: str
    """What is wrong, without a full stop."""
    line: str
    wrong: Formula
    right: Formula
    """What it takes the place of: the slip fits rules whose line computes this."""
    state: Mapping[str, float] = field(default_factory=dict)
    """Lines that live on as buffers only because of the slip, and begin so: as `Rule.state`."""
    then: Mapping[str, Formula] = field(default_factory=dict)
    """Later lines that are computed otherwise in consequence."""


def of_line(
    line: str, right: Formula, slips: Mapping[str, tuple[str, Formula]]
) -> tuple[Slip, ...]:
    """Several slips in one line: what is wrong and the wrong formula, by the slip's name."""
    return tuple(Slip(name, told, line, wrong, right) for name, (told, wrong) in slips.items())


def slipped(rule: Rule, slip: Slip) -> Rule:
    """The rule with that one line wrong."""
    return replace(rule, lines=_lines(rule, slip), state={**rule.state, **slip.state})


def _lines(rule: Rule, slip: Slip) -> RuleLines:
    formulas = {slip.line: slip.wrong, **slip.then}

    def lines(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
        seen = Seen(theta=theta, g=g, t=t, prev=prev, h=h, rule=rule)
        if slip.line == _COUNT:
            seen.t = slip.wrong(seen)
        own = rule.lines(theta, g, seen.t, prev, h)
        name, value = next(own)
        while True:
            sent = yield name, formulas[name](seen) if name in formulas else value
            setattr(seen, name, sent)
            try:
                name, value = own.send(sent)
            except StopIteration:
                return

    return lines


def fits(slip: Slip, rule: Rule, hyper: Mapping[str, Any]) -> bool:
    """Whether the rule, with its switches as in `hyper`, has the line that the slip gets wrong.

    Decided by what is computed at a point without symmetries: the same line by another order of
    operations is the same line.
    """
    slip_of = slipped(rule, slip)
    prev, h = _made_up(slip_of, hyper)
    right = _computed(rule, prev, h)
    if slip.line not in (*right, _COUNT) or not right.keys() >= {*slip.state, *slip.then}:
        return False
    try:
        same = _computed(slipped(rule, replace(slip, wrong=slip.right, then={})), prev, h)
        wrong = _computed(slip_of, prev, h)
    except AttributeError:  # a buffer, line or hyperparameter that the rule lacks
        return False
    return _alike(right, same) and not _alike(right, wrong)


def _made_up(rule: Rule, hyper: Mapping[str, Any]) -> tuple[Buffers, Hyper]:
    """Buffers of two parameters, and hyperparameters, of which no two are alike."""
    prev = {
        name: np.array([0.05 + 0.11 * i, 5.3 - 0.7 * i])
        for i, name in enumerate(sorted(rule.state))
    }
    numbers = (name for name, value in rule.hyper.items() if not isinstance(value, str))
    h = {name: 0.21 + 0.13 * i for i, name in enumerate(numbers)}
    return SimpleNamespace(**prev), SimpleNamespace(**h, **switches(hyper))


def _computed(rule: Rule, prev: Buffers, h: Hyper) -> dict[str, Value]:
    """Every line's value in one update, the third."""
    lines = rule.lines(np.array([1.9, -0.83]), np.array([0.77, -1.37]), 3, prev, h)
    found = {}
    name, value = next(lines)
    while True:
        found[name] = value
        try:
            name, value = lines.send(value)
        except StopIteration:
            return found


def _alike(a: Mapping[str, Value], b: Mapping[str, Value]) -> bool:
    return all(bool((np.abs(a[name] - b[name]) <= _NEAR * np.abs(a[name])).all()) for name in a)
