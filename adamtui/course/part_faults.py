"""What is wrong with live parts that reading them does not show: their names, and what they run."""

from __future__ import annotations

from adamtui.core.plan import PlanError
from adamtui.course.directives import DIRECTIVES
from adamtui.course.diverging import divergence
from adamtui.course.live import nameless, written_name
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Directive, Lesson, Node, Prose
from adamtui.course.spec import Spec

MOST_RUN = 300
"""Live parts of one lesson that are run: more than a lesson may have."""


def part_faults(lesson: Lesson, manuscript: Manuscript) -> None:
    """Note what is wrong with each live part of a lesson."""
    headings = {n.label: n.line for n in reversed([*lesson.nodes()]) if n.type == "heading"}
    before: Node | None = None
    run = 0
    for block in lesson.blocks:
        if isinstance(block, Prose):
            before = block.nodes[-1]
            continue
        _name(block, headings, manuscript)
        run += 1
        if isinstance(block.options, Spec) and run <= MOST_RUN:
            _work_out(block, block.options, before, manuscript)
        before = None


def _name(part: Directive, headings: dict[str, int], manuscript: Manuscript) -> None:
    """Every live part has a name, which no heading has; of two alike reading has told."""
    spot = manuscript.find("{", part.line)
    if not part.id:
        # What stands in place of one has a fault already, as has a kind that there is not.
        if part.name in DIRECTIVES and not written_name(manuscript.line(part.line)):
            manuscript.fault(nameless(part.name), spot)
    elif heading := headings.get(part.id):
        message = f"the name '{part.id}' is taken by the heading in line {heading}"
        manuscript.fault(f"{message}; give the live part another", spot)


def _work_out(part: Directive, options: Spec, before: Node | None, manuscript: Manuscript) -> None:
    """Options that stay sound when they are computed with, and a run that stays where it is."""
    for wrong in options.worked_out():
        mark = f":{wrong.option}:"
        spot = manuscript.find(mark, part.line)
        written = manuscript.line(spot.line)
        if wrong.of_value and written.startswith(mark, spot.column - 1):
            value = written[spot.column - 1 + len(mark) :]
            indent = len(value) - len(value.lstrip())
            spot = Spot(spot.line, spot.column + len(mark) + indent + wrong.offset)
        manuscript.fault(wrong.message, spot)
    spot = manuscript.find("{", part.line)
    try:
        if said := divergence(part, before):
            manuscript.fault(f"{{{part.name}}} {said}", spot)
    except PlanError as error:
        manuscript.fault(str(error), spot)
