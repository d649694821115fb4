"""The tables of the author's guide, made of what the program itself goes by.

In the guide a table stands between two comments, `<!-- made: NAME -->` and `<!-- end -->`. What is
made here is what is true: a test holds the guide to it, so that it cannot go stale.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from adamtui.core.average_slips import COUNT, MEAN, SQUARE
from adamtui.core.choices import choice
from adamtui.core.formula import short
from adamtui.core.moments import FAMILIES
from adamtui.core.problem import Problem
from adamtui.core.problems import PROBLEMS, defaults, problem
from adamtui.core.rulebook import RULES, Rule, conventions_of, rule_for
from adamtui.core.slips import Slip
from adamtui.core.step_slips import DECAY, STEP
from adamtui.core.usual_slips import slips_of
from adamtui.course.bug import Bug
from adamtui.course.compare import Compare
from adamtui.course.distributed import PARAMETERS
from adamtui.course.ema import Ema
from adamtui.course.mgf import Mgf
from adamtui.course.plot import Plot
from adamtui.course.predict import Predict
from adamtui.course.quiz import Quiz
from adamtui.course.running import Running
from adamtui.course.source_part import Source
from adamtui.course.spec import Spec
from adamtui.course.stepper import Stepper
from tests import in_words

_MADE = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_RUN, _STEPPER = Running.__struct_fields__, Stepper.__struct_fields__
_FEW = 3
"""Coordinates of a start that fit in a cell."""


def filled(text: str, made: Mapping[str, Callable[[], str]]) -> str:
    """The guide with what is made between its marks; KeyError for a name that is not in `made`."""
    return _MADE.sub(lambda found: f"{found[1]}\n{made[found[2]]()}\n\n{found[3]}", text)


def names_in(text: str) -> tuple[str, ...]:
    """What a guide wants made, in order."""
    return tuple(found[2] for found in _MADE.finditer(text))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar within a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _options(spec: type[Spec], without: Collection[str] = ()) -> str:
    """The options of a live part, but for those that another table has."""
    rows = [
        (f"`{each.name}`", each.meaning, each.takes, each.default)
        for each in in_words.options(spec)
        if each.name not in without
    ]
    return table(("option", "what it means", "takes", "without it"), rows)


def _rules() -> str:
    rows = [(f"`{rule.name}`", rule.title, _settings(rule), rule.source) for rule in RULES.values()]
    return table(("`rule`", "on screen", "its settings, with PyTorch's values", "from"), rows)


def _settings(rule: Rule) -> str:
    return ", ".join(
        f"`{name}` {value if isinstance(value, str) else short(value)}"
        for name, value in rule.hyper.items()
    )


def _conventions() -> str:
    rows = [
        (f"`{name}`", f"`{convention}`", choice(name, convention).sentence)
        for name in RULES
        for convention in conventions_of(name)
    ]
    return table(("`rule`", "`convention`", "what it does"), rows)


def _problems() -> str:
    rows = []
    for name, kind in PROBLEMS.items():
        own = (f"`{each}` {in_words.digits(value)}" for each, value in defaults(name).items())
        seen = (kind.build.__doc__ or "").partition("\n")[0]
        rows.append((f"`{name}`", problem(name).title, seen, ", ".join(own) or "—"))
    return table(("`problem`", "f", "what is to be seen", "its own"), rows)


def _starts() -> str:
    found = [problem(name) for name in PROBLEMS]
    families = list(found[0].lr)
    rows = [
        (f"`{each.name}`", _start(each), *(in_words.digits(each.lr[name]) for name in families))
        for each in found
    ]
    return table(("`problem`", "starts at", *(f"`{name}`" for name in families)), rows)


def _start(found: Problem) -> str:
    if len(found.names) > _FEW:
        return f"{len(found.names)} numbers"
    return ", ".join(map(in_words.digits, found.start.tolist()))


def _distributions() -> str:
    rows = [
        (
            f"`{family.name}`",
            f"`{knob.name}`",
            knob.meaning,
            in_words.numbers(knob),
            in_words.digits(family.defaults[knob.name]),
        )
        for family in FAMILIES.values()
        for knob in family.knobs
    ]
    header = ("`dist`", "parameter", "what it is", "takes", "without it")
    return table(header, rows)


def _slips(of: Sequence[Slip]) -> str:
    """One row a name: where a convention has a sentence of its own for it, PyTorch's stands."""
    named: dict[str, list[Slip]] = {}
    for slip in of:
        named.setdefault(slip.name, []).append(slip)
    rows = [
        (f"`{name}`", slips[0].sentence, ", ".join(dict.fromkeys(_having(slips))))
        for name, slips in named.items()
    ]
    return table(("`slip`", "what is wrong", "rules that can have it"), rows)


def _having(slips: Sequence[Slip]) -> Iterator[str]:
    """The rules with one of these slips; with a convention where PyTorch's does not have it."""
    for name in RULES:
        having = [
            convention
            for convention in conventions_of(name)
            if any(slip in _slips_of(name, convention) for slip in slips)
        ]
        if "pytorch" in having:
            yield f"`{name}`"
        elif having:
            yield f"`{name}` by {' and '.join(f'`{each}`' for each in having)}"


@cache
def _slips_of(name: str, convention: str) -> tuple[Slip, ...]:
    rule = rule_for(name, convention)
    return slips_of(rule, rule.hyper)


MADE: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "run": lambda: _options(Running),
        "stepper": lambda: _options(Stepper, _RUN),
        "compare": lambda: _options(Compare, _RUN),
        "source": lambda: _options(Source, _STEPPER),
        "predict": lambda: _options(Predict, _STEPPER),
        "bug": lambda: _options(Bug, _STEPPER),
        "quiz": lambda: _options(Quiz, (*_STEPPER, *Mgf.__struct_fields__)),
        "plot": lambda: _options(Plot),
        "mgf": lambda: _options(Mgf, PARAMETERS),
        "ema": lambda: _options(Ema, PARAMETERS),
        "rules": _rules,
        "conventions": _conventions,
        "problems": _problems,
        "starts": _starts,
        "distributions": _distributions,
        "slips-count": lambda: _slips(COUNT),
        "slips-mean": lambda: _slips(MEAN),
        "slips-square": lambda: _slips(SQUARE),
        "slips-step": lambda: _slips(STEP),
        "slips-decay": lambda: _slips(DECAY),
    }
)
"""What can be made, by name."""
