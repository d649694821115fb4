"""The dialogues of the tutorial: what is offered, and how an answer is read."""

from __future__ import annotations

import re

from adamtui.core.plan import Plan
from adamtui.core.problems import PROBLEMS, problem
from adamtui.core.rulebook import RULES
from adamtui.course.model import Lesson, text_of
from adamtui.screens.choose import Choose, Item, Line

MOST_UPDATES = 1_000_000


def choose_rule(present: str) -> Choose[str]:
    """The name of a rule."""
    items = [Item(rule.title, rule.source, name) for name, rule in RULES.items()]
    return Choose("Optimizer", items, chosen=list(RULES).index(present))


def choose_function(present: Plan) -> Choose[Plan]:
    """A plan with the problem or the typed function chosen."""
    items = [Item(name, problem(name).title, Plan(problem=name)) for name in PROBLEMS]
    line = Line("or type a function of x, or of x and y:", _typed, present.fn or "")
    names = list(PROBLEMS)
    place = names.index(present.problem) if present.problem in names else 0
    return Choose("Function", items, line, chosen=place)


def _typed(text: str) -> Plan:
    wanted = Plan(fn=text)
    wanted.resolve()
    return wanted


def ask_update() -> Choose[int]:
    """The number of an update."""
    return Choose("Go to update", line=Line(f"its number, 0 to {MOST_UPDATES:,}:", _update))


def _update(text: str) -> int:
    digits = text.strip().replace(",", "")
    if not re.fullmatch("[0-9]{1,20}", digits) or int(digits) > MOST_UPDATES:
        raise ValueError(f"'{text[:20]}' is not a whole number from 0 to {MOST_UPDATES:,}")
    return int(digits)


def choose_link(lesson: Lesson) -> Choose[str]:
    """The target of one of a lesson's links."""
    links = {node.target: text_of(node.children) for node in lesson.nodes() if node.type == "link"}
    items = [Item(text or target, target, target) for target, text in links.items()]
    return Choose("Links", items)
