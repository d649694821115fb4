"""Where a run and its fork part, in words."""

from __future__ import annotations

from adamtui.charts.cells import fit
from adamtui.core.fork import Fork
from adamtui.core.formula import symbol
from adamtui.core.parting import Parting
from adamtui.ink import Ink, Row, Run
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.panels.numbers import brief
from adamtui.typeset import cells

_QUIET = Ink("muted")
_PARTED = Ink("accent", bold=True)


def fork_rows(scene: ComparisonScene, fork: Fork, width: int) -> list[Row]:
    """The first difference, and what is the same and what is not by definition."""
    found = fork.parting(scene.at)
    told = _parted(scene, found) if found else Run(f"no difference so far, to t = {scene.at.t}")
    facts = _packed(_facts(scene, fork), width)
    return [fit([told], width), *(fit([Run(row, _QUIET)], width) for row in facts)]


def count(scene: ComparisonScene, fork: Fork, width: int) -> int:
    """The rows of `fork_rows`, the same at every moment."""
    return 1 + len(_packed(_facts(scene, fork), width))


def _facts(scene: ComparisonScene, fork: Fork) -> list[str]:
    """What the two share, what only one of them has, and what the fork does not take over."""
    facts = ["the same gradients"]
    for i, where in enumerate(("only the first run", "only the fork")):
        alone = [line for line in fork.lines if fork.absent(1 - i, line)]
        facts += [f"{where}: {_names(scene, alone)}"] * bool(alone)
    begins = fork.traces[1].run.rule.state
    return facts + [
        f"{symbol(name, scene.names)} begins at {brief(begins[name])}" for name in fork.anew
    ]


def _packed(facts: list[str], width: int) -> list[str]:
    """The facts in as few rows as hold them."""
    rows = facts[:1]
    for fact in facts[1:]:
        joined = f"{rows[-1]} · {fact}"
        rows[-1:] = [joined] if cells(joined) <= width else [rows[-1], fact]
    return rows


def _parted(scene: ComparisonScene, found: Parting) -> Run:
    ours, theirs = found.values
    name = scene.coordinates[found.coordinate]
    where = f", {name}" if len(scene.coordinates) > 1 else ""
    sign = symbol(found.line, scene.names)
    line = found.line if sign == found.line else f"{found.line} ({sign})"
    return Run(
        f"part at t = {found.t}, line {line}{where}: {brief(ours)} against {brief(theirs)} "
        f"(by {brief(abs(ours - theirs))})",
        _PARTED,
    )


def _names(scene: ComparisonScene, lines: list[str] | tuple[str, ...]) -> str:
    return " ".join(symbol(line, scene.names) for line in lines)
