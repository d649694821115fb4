"""Whose a rule is: what is said of it after `as in`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adamtui.core.rule import Rule

LIBRARIES: Mapping[str, str] = MappingProxyType(
    {"pytorch": "PyTorch", "paper": "the paper", "optax": "optax", "keras": "Keras"}
)
"""What each convention is named after."""


def library(rule: Rule) -> str:
    """`PyTorch`, `the paper`: whom the rule follows, in a sentence."""
    return rule.follows or LIBRARIES[rule.convention]
