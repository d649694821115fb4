"""What someone may have run in place of a run: the slips, and choices that are no slips.

The most particular come first: a slip in one line, exchanged settings, another library's formulas
or one of its defaults, another rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE, SINGLE
from adamtui.core.formula import symbol
from adamtui.core.hyper import KNOBS
from adamtui.core.libraries import library
from adamtui.core.narrowed import PRODUCT, product_in_single
from adamtui.core.numerals import short_exponent
from adamtui.core.rulebook import CONVENTIONS, RULES, Rule, RuleError, rule_for
from adamtui.core.slips import slipped
from adamtui.core.usual_slips import slips_of

_L2 = "the decay is in the gradient (L2), not decoupled from it"
_DECOUPLED = "the decay is decoupled, not in the gradient (L2)"
_DECAYED_OTHERWISE: Mapping[str, tuple[str, str]] = {
    "adamw": ("adam_l2", _L2),
    "adam_l2": ("adamw", _DECOUPLED),
}
"""By rule: the one that decays the other way, and how that is told. SGD does the same by both."""


class Suspect(NamedTuple):
    """One thing that may have been run."""

    name: str
    sentence: str
    """What it does, without a full stop."""
    run: Run


def suspects(run: Run) -> Iterator[Suspect]:
    """Everything that may be meant by this run, or gone wrong in it; the order is always the same.

    All are on the run's problem, in its floats; none computes what the run or an earlier one does.
    """
    told: list[tuple[object, ...]] = [_computed(run)]
    for suspect in _all(run):
        if (what := _computed(suspect.run)) not in told:
            told.append(what)
            yield suspect


def _computed(run: Run) -> tuple[object, ...]:
    return run.rule.lines, run.rule.state, run.hyper


def _all(run: Run) -> Iterator[Suspect]:
    slips = slips_of(run.rule, run.hyper)
    for slip in slips:
        yield Suspect(slip.name, slip.sentence, replace(run, rule=slipped(run.rule, slip)))
    yield from _kept_in_single(run)
    yield from _exchanged(run)
    yield from _corrected_otherwise(run, any(slip.line == "m_hat" for slip in slips))
    told = {run.rule.name}
    if run.rule.name in _DECAYED_OTHERWISE:
        other, sentence = _DECAYED_OTHERWISE[run.rule.name]
        told.add(other)
        yield _other(run, RULES[other])._replace(sentence=sentence)
    for rule in _conventions(run.rule):
        yield from _as_elsewhere(run, rule)
    yield from _defaults(run)
    for rule in RULES.values():
        if rule.name not in told:
            yield _other(run, rule)


def _exchanged(run: Run) -> Iterator[Suspect]:
    h = run.hyper
    if "beta1" in h and "beta2" in h:
        exchanged = {**h, "beta1": h["beta2"], "beta2": h["beta1"]}
        yield Suspect("betas-exchanged", "β₁ and β₂ are exchanged", replace(run, hyper=exchanged))


def _kept_in_single(run: Run) -> Iterator[Suspect]:
    """PyTorch's NAdam keeps μ's product in float32 even where its parameters are float64."""
    if PRODUCT in run.rule.state and run.dtype == DOUBLE:
        told = f"none: torch.optim.NAdam keeps the product of μ in {SINGLE}: no mistake of yours"
        rule = replace(run.rule, lines=product_in_single(run.rule.lines))
        yield Suspect("mu-product-float32", told, replace(run, rule=rule))


def _corrected_otherwise(run: Run, has_slips: bool) -> Iterator[Suspect]:
    """The corrections switched otherwise; one that is missing is a slip where a line makes it."""
    told = {"none": "there is no bias correction", "both": "both averages are corrected"}
    if not has_slips:
        told |= {"m": "only m is corrected", "v": "only v is corrected"}
    for which, sentence in told.items():
        if run.hyper.get("correction", which) != which:
            hyper = {**run.hyper, "correction": which}
            yield Suspect(f"correction={which}", sentence, replace(run, hyper=hyper))


def _conventions(rule: Rule) -> Iterator[Rule]:
    """The same rule as the others have it."""
    for convention in CONVENTIONS:
        if convention != rule.convention:
            try:
                yield rule_for(rule.name, convention)
            except RuleError:
                continue


def _as_elsewhere(run: Run, rule: Rule) -> Iterator[Suspect]:
    """Another convention's formulas, by the run's settings and by that convention's defaults."""
    formulas = f"the formulas are those of {library(rule)}"
    settings = _shared(run.hyper, rule)
    others = (rule.lines, rule.state) != (run.rule.lines, run.rule.state)
    if others:
        hyper = {**rule.hyper, **settings}
        yield Suspect(
            f"convention={rule.convention}", formulas, replace(run, rule=rule, hyper=hyper)
        )
    own = [k for k, v in settings.items() if v == run.rule.hyper[k] != rule.hyper[k]]
    if len(own) > (0 if others else 1):
        hyper = {**rule.hyper, **settings, **{k: rule.hyper[k] for k in own}}
        yield Suspect(
            f"defaults={rule.convention}",
            ", ".join([formulas, *(f"{_set(k, hyper[k])}, {_whose(k, rule)}" for k in own)]),
            replace(run, rule=rule, hyper=hyper),
        )


def _defaults(run: Run) -> Iterator[Suspect]:
    """One setting that has some library's default for this rule in place of what it is."""
    rules = (run.rule, *_conventions(run.rule))
    # What a library really has as its default is told before what stands here in want of one.
    defaults = sorted(
        ((k in rule.assumed, k, v, rule) for rule in rules for k, v in rule.hyper.items()),
        key=lambda default: default[0],
    )
    tried: set[tuple[str, Any]] = set()
    for _, name, value, rule in defaults:
        if name == "correction" or value == run.hyper.get(name, value) or (name, value) in tried:
            continue
        tried.add((name, value))
        yield Suspect(
            f"{name}={value!r}",
            f"{_set(name, value)}, {_whose(name, rule)}",
            replace(run, hyper={**run.hyper, name: value}),
        )


def _whose(name: str, rule: Rule) -> str:
    """Whose default a rule's own setting is."""
    if name in rule.assumed:
        return "as adamtui has it by default"
    return f"the default of {library(rule)}"


def _other(run: Run, rule: Rule) -> Suspect:
    """Another rule, with the run's settings as far as it has them, else its defaults."""
    hyper = {**rule.hyper, **_shared(run.hyper, rule)}
    own = (f"{_sign(k)} = {_value(v)}" for k, v in hyper.items() if k not in run.hyper)
    told = ", ".join(own)
    return Suspect(
        f"rule={rule.name}",
        f"the rule is {rule.title}" + (f" with {told}" if told else ""),
        replace(run, rule=rule, hyper=hyper),
    )


def _shared(hyper: Mapping[str, Any], rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in hyper.items() if name in rule.hyper}


def _set(name: str, value: float | str) -> str:
    return f"{_sign(name)} is {_value(value)}"


def _sign(name: str) -> str:
    return symbol(f"h.{name}") if name in KNOBS else name


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else short_exponent(repr(value))
