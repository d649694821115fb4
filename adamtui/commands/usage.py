"""What `--help` says: usage lines, the names that may be given, examples."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from adamtui import __version__

if TYPE_CHECKING:
    from adamtui.core.distribution import Family

VERSION = f"adamtui {__version__}"
MAIN = "adamtui [--lessons DIR] [COMMAND ...]"
MAIN_ABOUT = "Learn the Adam optimizer by stepping it, line by line, forward and back."
OPEN = "adamtui open LESSON[#PART]"
READ = "adamtui read LESSON[#PART] [--width N]"
STEP = """adamtui step [RULE] [--problem P | --fn EXPR] [--start X,Y]
                    [--set NAME=VALUE ...] [--convention C] [--seed N]"""
TRACE = """adamtui trace RULE [--problem P | --fn EXPR | --grads FILE] [--start X,Y]
                     [--set NAME=VALUE ...] [--convention C] [--seed N]
                     [--steps N] [--lines] [--dtype D]
                     [--format table|csv|json]
       adamtui trace RULE … --against FILE [--rtol R] [--dtype D]"""
MOMENTS = """adamtui moments DIST [--set NAME=VALUE ...] [--order K]
                       [--format text|latex|json]"""
LIST = "adamtui list [--format table|json]"
CHECK = """adamtui check [DIR|FILE ...] [--format text|json|github]
                     [--no-limits]"""
EJECT = "adamtui eject DIR"


def main_end() -> str:
    """The commands, and what to try first."""
    return """\
commands, each with a --help of its own:
  (none)         open the tutorial at its first lesson; in it, ? shows the keys
  open LESSON    open a lesson by its number or slug, or a Markdown file
  read LESSON    a lesson printed, with its formulas, charts and exercises
  step [RULE]    the stepper alone, full screen: space goes on, left goes back
  trace RULE     every buffer of every update, printed
  moments DIST   the moments of a distribution, derived by SymPy
  list           the lessons
  check          every mistake in them, with its file, line and column
  eject DIR      copy the lessons to DIR, to edit them

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


def read_end() -> str:
    """What is printed, and examples."""
    return """\
Prints a lesson, or the part of it that begins there: prose, formulas, live
parts as they stand when they are opened, questions; the answers come last.
In colour on a terminal, unless NO_COLOR is set.

examples:
  adamtui read 20 | less
  adamtui read layer-1-moving-averages#first-run
  adamtui read notes.md --width 60"""


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
  adamtui trace adam --grads gradients.csv --against buffers.csv

--grads FILE holds one update a row and one parameter a column: CSV without a
header, or a JSON array of arrays. loss is that of the point before the update.

--against FILE holds your own buffers, as CSV or JSON that trace prints, or any
columns and rows of it: t,theta.0,theta.1,m.0 … or [{{"t": 1, "m": [0.1, 0.2]}}].
Names of PyTorch, optax and Keras will do (exp_avg.0, nu.1); without t, rows
are updates 1, 2, …. Told is the first update, buffer and element that differ
by more than R of that element's largest magnitude so far, and the likely slip;
the status is 1 then, and 0 where all agree. --format json gives one object:
agree, updates, columns, dtype, rtol; worst (where all agree) and first, each
with t, buffer, element, yours, expected, relative; slip with name, sentence,
lines, updates (how many it explains), all (of them), others; searched, false
where the first difference is too far from the start to look for a slip.

{_names()}"""


def moments_end() -> str:
    """Examples, the distributions with their parameters."""
    from adamtui.core.moments import FAMILIES

    kinds = "\n".join(f"  {name.ljust(12)} {_parameters(kind)}" for name, kind in FAMILIES.items())
    return f"""\
From the density to M(t), the mean of e^(tg); its derivatives; their values at
0, which are the moments; and the variance. SymPy derives, NumPy computes.
--order 2 is short: mean, second moment, variance. LaTeX needs amsmath; the
numbers are added where there is a --set.

examples:
  adamtui moments normal
  adamtui moments laplace --set mu=0.5 b=2 --order 2
  adamtui moments student-t --set nu=3 --format json
  adamtui moments gamma --format latex

DIST, and its NAMEs with the values used where none is given:
{kinds}
In two-point p is the probability of b."""


def list_end() -> str:
    """What is listed."""
    return """\
Each lesson's number, slug and title, any of which but the title `adamtui open`
takes; how many of its live parts are done; and, where there are any, how many
errors reading it comes upon. `adamtui check` tells them one by one, with those
that show only in use."""


def check_end() -> str:
    """What is printed, and what the limits are."""
    from adamtui.course import limits

    return f"""\
Reads Markdown lessons, of the course where nothing is named, and prints all
that is wrong, one fault a line: path:line:column: message. The status is 1
where there are errors, 0 where there are none or warnings alone.

A lesson may have {limits.MOST_BYTES:,} bytes, {limits.MOST_BLOCKS} blocks, {limits.MOST_ROWS} rows
in a table, {limits.LONGEST_CODE:,} characters in a line of code, and {limits.DEEPEST} quotes and
lists within each other, unless --no-limits says otherwise.

examples:
  adamtui check
  adamtui check mine/20-momentum.md
  adamtui check mine --format github"""


def eject_end() -> str:
    """What is copied, and an example."""
    return """\
Copies the lessons that come with the program to DIR, to be edited. Nothing
that exists is overwritten.

example:
  adamtui eject mine && adamtui --lessons mine"""


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


def _parameters(kind: Family) -> str:
    return " ".join(f"{knob.name}={kind.defaults[knob.name]:g}" for knob in kind.knobs)


def _listed(names: Iterable[str]) -> str:
    return textwrap.fill(" ".join(names), 78, initial_indent="  ", subsequent_indent="  ")
