"""The author's guide, `lessons/README.md`, with what is made in it made anew.

`python -m tests.guide --write` writes it; without `--write` the status tells whether it is as made.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.binding import Binding, BindingType

from adamtui import cli
from adamtui.core.equations import equations
from adamtui.core.formula import short, symbol
from adamtui.core.trace import Trace
from adamtui.course.parse import parse
from adamtui.course.stepper import Stepper
from adamtui.screens.help import key_name
from adamtui.screens.lesson_keys import KEYS
from adamtui.widgets.stepper import Stepper as StepperWidget
from tests.guide_tables import MADE, filled, table

GUIDE = Path(__file__).parents[1] / "lessons" / "README.md"
AGAIN = "python -m tests.guide --write"
FLAWED = "<!-- with mistakes -->\n\n"
"""What stands before the example that has mistakes."""
_FENCE = re.compile(r"^(````+)markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_UPDATES = 3
_NOT_SHOWN = ("t", "m", "v")
"""Lines that a table of 80 columns has no room for."""


def examples(text: str) -> list[str]:
    """What the guide shows as Markdown and is right."""
    return [
        found[2] for found in _FENCE.finditer(text) if not text[: found.start()].endswith(FLAWED)
    ]


def flawed(text: str) -> str:
    """The one example that has mistakes."""
    found = _FENCE.match(text, text.index(FLAWED) + len(FLAWED))
    assert found, "no example stands below its mark"
    return found[2]


def worked(text: str) -> str:
    """The lesson that the guide comes to, step by step."""
    return [each for each in examples(text) if each.startswith("# The first step")][-1]


def printed(*words: str) -> str:
    """What a command of adamtui prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        cli.main(list(words))
    return out.getvalue()


def messages(lesson: str) -> str:
    """What `check` says of a lesson, as the guide shows it."""
    with TemporaryDirectory() as place, chdir(place):
        file = Path("my-lessons") / "05-first-step.md"
        file.parent.mkdir()
        file.write_text(lesson, encoding="utf-8")
        return f"```text\n{printed('check', str(file))}```"


def updates(lesson: str) -> str:
    """The first updates of the stepper that a lesson has."""
    options = next(parse(lesson, "05-first-step.md").directives()).options
    assert isinstance(options, Stepper)
    trace = Trace(options.plan().resolve())
    trace.extend_to(_UPDATES)
    run = trace.run
    lines = [each.name for each in equations(run.rule, run.hyper) if each.name not in _NOT_SHOWN]
    rows = [
        [str(t), *(short(float(trace.step(t).values[line][0])) for line in lines)]
        for t in range(1, _UPDATES + 1)
    ]
    return table(["t", *map(symbol, lines)], rows)


def keys(bindings: Iterable[BindingType]) -> str:
    """A table of keys, and what each does."""
    rows = []
    for each in bindings:
        assert isinstance(each, Binding)
        if each.action != "stop":
            names = [f"`{key_name(key)}`" for key in each.key.split(",")]
            rows.append((" ".join(names), each.tooltip or each.description))
    return table(("key", "does"), rows)


def made(text: str) -> Mapping[str, Callable[[], str]]:
    """All that can be made in a guide, by name; its own examples are what some of it is made of."""
    return {
        **MADE,
        "keys-lesson": lambda: keys(KEYS),
        "keys-stepper": lambda: keys(StepperWidget.BINDINGS),
        "messages": lambda: messages(flawed(text)),
        "updates": lambda: updates(worked(text)),
    }


def as_made(text: str) -> str:
    """The guide as it is to be."""
    return filled(text, made(text))


def main(words: list[str]) -> int:
    """Write the guide, or say whether it is as made."""
    text = GUIDE.read_text(encoding="utf-8")
    new = as_made(text)
    if "--write" in words:
        GUIDE.write_text(new, encoding="utf-8")
    elif new != text:
        print(f"{GUIDE} is not as made: {AGAIN}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
