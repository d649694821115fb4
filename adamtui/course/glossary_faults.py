"""What is wrong with a glossary that is nothing wrong with a lesson."""

from __future__ import annotations

from adamtui.course.glossary import Term, terms
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Lesson


def glossary_faults(lesson: Lesson, manuscript: Manuscript) -> None:
    """Note words that are not explained or explained twice, and live parts, which have no place."""
    taken: dict[str, Term] = {}
    for term in terms(manuscript.text):
        spot = Spot(term.line, 1)
        if not term.text.strip():
            manuscript.fault(f"'{term.name}' is not explained", spot)
        for name in term.names:
            if (first := taken.setdefault(name.lower(), term)) is not term:
                message = f"'{name}' is explained in line {first.line} already"
                manuscript.fault(message, spot)
    for part in lesson.directives():
        spot = manuscript.find("{", part.line)
        manuscript.fault(f"the live part {{{part.name}}} cannot stand in a glossary", spot)
