"""The names that `--set` takes, for whoever wrote one as an option of its own.

Imports the rules and the distributions, so only what has a fault to tell may import it.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection

from adamtui.core.hyper import ADJUSTABLE
from adamtui.core.moments import FAMILIES
from adamtui.core.plan import DEFAULT_PROBLEM
from adamtui.core.problems import PROBLEMS, parameters
from adamtui.core.rulebook import RuleError, rule_for


def settable(options: argparse.Namespace) -> Collection[str]:
    """The names that `--set` takes in the command whose `options` have been read.

    They are those of the rule and problem, or the distribution, that is asked for; where there is
    none of that name, those of any.
    """
    if "distribution" in options:
        return _of_distribution(options.distribution)
    return {*_of_rule(options), *_of_problem(options)}


def _of_distribution(name: str) -> Collection[str]:
    kinds = [FAMILIES[name]] if name in FAMILIES else FAMILIES.values()
    return {knob.name for kind in kinds for knob in kind.knobs}


def _of_rule(options: argparse.Namespace) -> Collection[str]:
    try:
        return rule_for(options.rule, options.convention).knobs
    except RuleError:
        return ADJUSTABLE


def _of_problem(options: argparse.Namespace) -> Collection[str]:
    name = DEFAULT_PROBLEM if options.problem is None else options.problem
    computed = options.fn is None and getattr(options, "grads", None) is None
    return parameters(name) if computed and name in PROBLEMS else ()
