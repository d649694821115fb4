"""What `--help` says: usage lines, the names that may be given, examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from adamtui import __version__

VERSION = f"adamtui {__version__}"
MAIN = "adamtui [--lessons DIR] [COMMAND ...]"
MAIN_ABOUT = "Learn the Adam optimizer by stepping it, line by line, forward and back."
OPEN = "adamtui open LESSON[#PART]"
STEP = """adamtui step [RULE] [--problem P | --fn EXPR] [--start X,Y]
                    [--set NAME=VALUE ...] [--convention C] [--seed N]"""
TRACE = """adamtui trace RULE [--problem P | --fn EXPR | --grads FILE] [--start X,Y]
                     [--set NAME=VALUE ...] [--convention C] [--seed N]
                     [--steps N] [--lines] [--format table|csv|json]"""
LIST = "adamtui list [--format table|json]"


def main_end() -> str:
    """The commands, and what to try first."""
    return """\
commands, each with a --help of its own:
  (none)         open the tutorial at its first lesson; in it, ? shows the keys
  open LESSON    open a lesson by its number or slug, or a Markdown file
  step [RULE]    the stepper alone, full screen: space goes on, left goes back
  trace RULE     every buffer of every update, printed
  list           the lessons

try:
  adamtui
  adamtui step adam --fn "x**2" --start 1 --set lr=0.1
  adamtui trace adam --fn "x**2" --start 1 --set lr=0.1 --steps 3

ADAMTUI_LESSONS=DIR does what --lessons DIR does."""


def open_end() -> str:
    """Ways to name a lesson."""
    return """\
examples:
  adamtui open 20
  adamtui open layer-1-moving-averages#first-run
  adamtui open notes.md"""


def step_end() -> str:
    """Examples, keys, names."""
    return f"""\
keys:
  space, left    one update forward, back
  s, S           one line of the update forward, back
  o, f, h        choose the optimizer, the function, the hyperparameters
  ?, q           all keys; quit

examples:
  adamtui step
  adamtui step adamw --problem rosenbrock
  adamtui step adam --fn "x**2" --start 1 --set lr=0.1 beta1=0

{_names()}"""


def trace_end() -> str:
    """Examples, the file of gradients, names."""
    return f"""\
examples:
  adamtui trace adam --fn "x**2" --start 1 --set lr=0.1 --steps 3
  adamtui trace adamw --start -4,2 --set lr=0.1 weight_decay=0.1 --lines
  adamtui trace amsgrad --convention keras --format json
  adamtui trace adam --grads gradients.csv --format csv

FILE holds one update a row and one parameter a column: CSV without a header,
or a JSON array of arrays. loss is that of the point before the update.

{_names()}"""


def list_end() -> str:
    """What is listed."""
    return "Each lesson's number, slug, title and live parts: what `adamtui open` takes."


def _names() -> str:
    from adamtui.core.hyper import CORRECTIONS, KNOBS
    from adamtui.core.problems import PROBLEMS, problem
    from adamtui.core.rulebook import CONVENTIONS, RULES

    functions = "\n".join(f"  {name.ljust(12)} {problem(name).title}" for name in PROBLEMS)
    return f"""\
RULE:
{_listed(RULES)}

P, a function by name; it brings a start and a learning rate:
{functions}

EXPR, in x or in x and y: numbers, pi, e, + - * / ** and parentheses, and
sin cos tan exp log sqrt abs tanh.

C, the library whose formulas and defaults are used:
{_listed(CONVENTIONS)}

NAME, as far as the rule has it:
{_listed(KNOBS)}
  correction={"|".join(CORRECTIONS)}: which of Adam's bias corrections is applied"""


def _listed(names: Iterable[str]) -> str:
    return textwrap.fill(" ".join(names), 78, initial_indent="  ", subsequent_indent="  ")
