"""Where a run and its fork part, in words."""

from __future__ import annotations

from adamtui.charts.cells import fit
from adamtui.core.fork import Fork
from adamtui.core.formula import symbol
from adamtui.core.parting import Parting
from adamtui.ink import Ink, Row, Run
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.panels.numbers import brief

ROWS = 2
_QUIET = Ink("muted")
_PARTED = Ink("accent", bold=True)


def fork_rows(scene: ComparisonScene, fork: Fork, width: int) -> list[Row]:
    """The first difference, and what is the same and what is not by definition."""
    found = fork.parting(scene.at)
    told = _parted(scene, found) if found else Run(f"no difference so far, to t = {scene.at.t}")
    facts = ["both get the gradients of the first run"]
    begins = fork.traces[1].run.rule.state
    facts += [f"{symbol(name, scene.names)} begins at {brief(begins[name])}" for name in fork.anew]
    for i, where in enumerate(("first alone", "fork alone")):
        alone = [line for line in fork.lines if fork.absent(1 - i, line)]
        facts += [f"{where}: {_names(scene, alone)}"] * bool(alone)
    return [fit([told], width), fit([Run(" · ".join(facts), _QUIET)], width)]


def _parted(scene: ComparisonScene, found: Parting) -> Run:
    ours, theirs = found.values
    name = scene.coordinates[found.coordinate]
    where = f", {name}" if len(scene.coordinates) > 1 else ""
    return Run(
        f"part at t = {found.t}, line {found.line}{where}: {brief(ours)} against {brief(theirs)} "
        f"(by {brief(abs(ours - theirs))})",
        _PARTED,
    )


def _names(scene: ComparisonScene, lines: list[str] | tuple[str, ...]) -> str:
    return " ".join(symbol(line, scene.names) for line in lines)
