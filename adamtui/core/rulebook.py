"""The rules by name, with each library's defaults, first buffers and source.

One entry a rule and convention. What a hyperparameter is called and how far it may go stands in
`adamtui.core.hyper`; what a line computes, in `rules`, `conventions` and `descendants`; what other
conventions than PyTorch's change, in `elsewhere`; in words, what each library chose, in `choices`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from adamtui.core import descendants, rules
from adamtui.core.elsewhere import CHANGES
from adamtui.core.libraries import LIBRARIES
from adamtui.core.nearest import nearest
from adamtui.core.rule import PYTORCH, Rule, RuleError

__all__ = [
    "CONVENTIONS",
    "PYTORCH",
    "RULES",
    "Rule",
    "RuleError",
    "conventions_of",
    "nearest",
    "rule_for",
]

CONVENTIONS = (PYTORCH, "paper", "optax", "keras")


_ADAM: Mapping[str, float | str] = {
    "lr": 1e-3,
    "beta1": 0.9,
    "beta2": 0.999,
    "eps": 1e-8,
    "correction": "both",
}
_DECAYED: Mapping[str, float | str] = {**_ADAM, "weight_decay": 1e-2}
_MOMENTS: Mapping[str, float] = {"m": 0.0, "v": 0.0}
_KINGMA = "Kingma & Ba 2015, Algorithm 1"
_REDDI = "Reddi, Kale & Kumar 2018"
_DECOUPLED = "Loshchilov & Hutter 2019"

_PYTORCH_RULES = (
    Rule("sgd", "SGD", rules.sgd, {"lr": 1e-3}, {}, "sgd", "Robbins & Monro 1951"),
    Rule(
        "momentum",
        "Momentum",
        rules.momentum,
        {"lr": 1e-3, "mu": 0.9},
        {"b": 0.0},
        "momentum",
        "Polyak 1964",
        assumed=frozenset({"mu"}),
    ),
    Rule(
        "nesterov",
        "Nesterov",
        rules.nesterov,
        {"lr": 1e-3, "mu": 0.9},
        {"b": 0.0},
        "momentum",
        "Nesterov 1983",
        assumed=frozenset({"mu"}),
    ),
    Rule(
        "adagrad",
        "AdaGrad",
        rules.adagrad,
        {"lr": 1e-2, "eps": 1e-10},
        {"s": 0.0},
        "adagrad",
        "Duchi, Hazan & Singer 2011",
    ),
    Rule(
        "rmsprop",
        "RMSProp",
        rules.rmsprop,
        {"lr": 1e-2, "rho": 0.99, "eps": 1e-8},
        {"v": 0.0},
        "rmsprop",
        "Tieleman & Hinton 2012",
    ),
    Rule("adam", "Adam", rules.adam, _ADAM, _MOMENTS, "adam", _KINGMA),
    Rule("amsgrad", "AMSGrad", rules.amsgrad, _ADAM, {**_MOMENTS, "v_max": 0.0}, "adam", _REDDI),
    Rule(
        "adam_l2",
        "Adam + L2",
        rules.adam_l2,
        _DECAYED,
        _MOMENTS,
        "adam",
        _DECOUPLED,
        assumed=frozenset({"weight_decay"}),
    ),
    Rule("adamw", "AdamW", rules.adamw, _DECAYED, _MOMENTS, "adam", _DECOUPLED),
    Rule(
        "sgd_l2",
        "SGD + L2",
        rules.sgd_l2,
        {"lr": 1e-3, "weight_decay": 1e-2},
        {},
        "sgd",
        _DECOUPLED,
        assumed=frozenset({"weight_decay"}),
    ),
    Rule(
        "sgdw",
        "SGDW",
        rules.sgdw,
        {"lr": 1e-3, "weight_decay": 1e-2},
        {},
        "sgd",
        _DECOUPLED,
        follows="PyTorch's AdamW",
    ),
    Rule(
        "adamax",
        "AdaMax",
        descendants.adamax,
        {"lr": 2e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        {"m": 0.0, "u": 0.0},
        "adam",
        "Kingma & Ba 2015, section 7.1",
    ),
    Rule(
        "nadam",
        "NAdam",
        descendants.nadam,
        {"lr": 2e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        {**_MOMENTS, "mu_product": 1.0},
        "adam",
        "Dozat 2016",
    ),
    Rule(
        "adabelief",
        "AdaBelief",
        descendants.adabelief,
        {**_ADAM, "eps": 1e-16},
        {"m": 0.0, "spread": 0.0},
        "adam",
        "Zhuang et al. 2020",
        follows=LIBRARIES["paper"],
        assumed=frozenset({"lr", "beta1", "beta2", "eps"}),
    ),
    Rule(
        "lion",
        "Lion",
        descendants.lion,
        {"lr": 1e-4, "beta1": 0.9, "beta2": 0.99},
        {"m": 0.0},
        "adam",
        "Chen et al. 2023",
        rate_share=0.1,
        follows=LIBRARIES["paper"],
        assumed=frozenset({"lr"}),
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _PYTORCH_RULES})
"""The rules as PyTorch has them, or else as they say that they follow: the eleven of the lessons,
then what came after Adam."""


def conventions_of(name: str) -> tuple[str, ...]:
    """The conventions that the rule `name` has, PyTorch's first."""
    return (PYTORCH, *(convention for rule, convention in CHANGES if rule == name))


def _has(rule: Rule) -> str:
    """The conventions of a rule; of the only one, whom it follows where its name does not say."""
    names = conventions_of(rule.name)
    if len(names) == 1 and rule.follows:
        return f"{names[0]} is its only one, and there it follows {rule.follows}"
    return f"it has {', '.join(names)}"


def rule_for(name: str, convention: str = PYTORCH) -> Rule:
    """The rule `name` as `convention` has it; RuleError where there is none."""
    if name not in RULES:
        raise RuleError(f"unknown rule '{name}'{nearest(name, RULES)}")
    if convention not in CONVENTIONS:
        raise RuleError(f"unknown convention '{convention}'{nearest(convention, CONVENTIONS)}")
    base = RULES[name]
    if convention == PYTORCH:
        return base
    change = CHANGES.get((name, convention))
    if change is None:
        raise RuleError(f"{name} has no {convention} convention; {_has(base)}")
    kept = {k: v for k, v in base.hyper.items() if k not in change.get("drop", ())}
    return replace(
        base,
        lines=change.get("lines", base.lines),
        hyper={**kept, **change.get("hyper", {})},
        state={**base.state, **change.get("state", {})},
        convention=convention,
        own=change.get("own", frozenset()),
        follows="",
        assumed=change.get("assumed", frozenset()),
    )
