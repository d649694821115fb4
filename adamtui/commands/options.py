"""What each command takes, and the words that its options may have."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from adamtui.commands import usage
from adamtui.commands.parser import Parser
from adamtui.core.floats import DOUBLE, DTYPES
from adamtui.core.nearest import nearest
from adamtui.core.numerals import number
from adamtui.course.source import from_home

LARGEST_SEED = 2**32 - 1
"""The largest that NumPy's generators can all be seeded with, as in a lesson."""
WIDTHS = (10, 500)
"""Cells of a row of text, from and to."""


def main_parser() -> Parser:
    """What stands before the command."""
    parser = Parser("", usage.MAIN, usage.main_end)
    parser.description = usage.MAIN_ABOUT
    parser.add_argument("--lessons", metavar="DIR", help="lessons from another folder")
    parser.add_argument(
        "--version", action="version", version=usage.VERSION, help="show the version and exit"
    )
    return parser


def _open() -> Parser:
    parser = Parser("open", usage.OPEN, usage.open_end)
    parser.add_argument("lesson", metavar="LESSON[#PART]", help="number, slug or Markdown file")
    return parser


def _read() -> Parser:
    parser = Parser("read", usage.READ, usage.read_end)
    parser.add_argument("lesson", metavar="LESSON[#PART]", help="number, slug or Markdown file")
    parser.add_argument(
        "--width", type=_width, metavar="N", help="cells of a row (the terminal's, or 80)"
    )
    return parser


def _step() -> Parser:
    parser = Parser("step", usage.STEP, usage.step_end)
    parser.add_argument("rule", nargs="?", default="adam", metavar="RULE", help="optimizer (adam)")
    _add_run(parser)
    return parser


def _trace() -> Parser:
    parser = Parser("trace", usage.TRACE, usage.trace_end)
    parser.add_argument("rule", metavar="RULE", help="optimizer")
    source = _add_run(parser)
    source.add_argument("--grads", type=_file, metavar="FILE", help="gradients from a file")
    parser.add_argument(
        "--steps", type=_count, metavar="N", help="how many updates (10; with --grads, all rows)"
    )
    parser.add_argument("--lines", action="store_true", help="each line with its numbers put in")
    parser.add_argument(
        "--dtype",
        type=_one_of("dtype", DTYPES),
        default=DOUBLE,
        metavar=_braced(DTYPES),
        help=f"floats it is computed in ({DOUBLE})",
    )
    parser.add_argument("--against", type=_file, metavar="FILE", help="compare your own buffers")
    parser.add_argument(
        "--rtol",
        type=_tolerance,
        metavar="R",
        help="relative tolerance (1e-10; float32 1e-5, float16 1e-2)",
    )
    _add_format(parser, "table", "csv", "json")
    return parser


def _moments() -> Parser:
    parser = Parser("moments", usage.MOMENTS, usage.moments_end)
    parser.add_argument("distribution", metavar="DIST", help="kind of distribution")
    _add_set(parser, "parameters")
    parser.add_argument(
        "--order", type=_order, default=4, metavar="K", help="how many moments, 1 to 4 (4)"
    )
    _add_format(parser, "text", "latex", "json")
    return parser


def _eject() -> Parser:
    parser = Parser("eject", usage.EJECT, usage.eject_end)
    parser.add_argument("folder", type=_folder, metavar="DIR", help="a new folder, or an empty one")
    return parser


def _list() -> Parser:
    parser = Parser("list", usage.LIST, usage.list_end)
    _add_format(parser, "table", "json")
    return parser


def _check() -> Parser:
    parser = Parser("check", usage.CHECK, usage.check_end)
    parser.add_argument(
        "paths", nargs="*", type=_path, metavar="DIR|FILE", help="folder or file (the course)"
    )
    _add_format(parser, "text", "json", "github")
    parser.add_argument("--no-limits", action="store_true", help="let lessons be of any size")
    return parser


COMMANDS: Mapping[str, Callable[[], Parser]] = {
    "open": _open,
    "read": _read,
    "step": _step,
    "trace": _trace,
    "moments": _moments,
    "list": _list,
    "check": _check,
    "eject": _eject,
}


def _add_run(parser: Parser) -> argparse._MutuallyExclusiveGroup:
    """The options that say what is run; returns the group of its exclusive sources."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--problem", metavar="P", help="a function by name (bowl)")
    source.add_argument("--fn", metavar="EXPR", help="a function of x, or of x and y")
    parser.add_argument("--start", metavar="X,Y", help="where the run begins")
    _add_set(parser, "hyperparameters")
    parser.add_argument(
        "--convention", default="pytorch", metavar="C", help="whose formulas (pytorch)"
    )
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="of random numbers (0)")
    return source


def _add_set(parser: Parser, what: str) -> None:
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=what)


def _add_format(parser: Parser, *formats: str) -> None:
    parser.add_argument(
        "--format",
        type=_one_of("format", formats),
        default=formats[0],
        metavar=_braced(formats),
        help=f"how it is printed ({formats[0]})",
    )


def _braced(words: Sequence[str]) -> str:
    return f"{{{','.join(words)}}}"


def _one_of(what: str, words: Sequence[str]) -> Callable[[str], str]:
    def known(word: str) -> str:
        if word not in words:
            raise argparse.ArgumentTypeError(f"unknown {what} '{word}'{nearest(word, words)}")
        return word

    return known


def _file(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("'' is no file")
    return Path(text)


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("'' is no folder")
    return from_home(text)


def _path(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("'' is no folder and no file")
    return str(from_home(text)) if text.startswith("~") else text


def _seed(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", text) or int(text) > LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 to {LARGEST_SEED}")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 to 999999999")
    return int(text)


def _width(text: str) -> int:
    low, high = WIDTHS
    if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {low} to {high}")
    return int(text)


def _order(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 4")
    return int(text)


def _tolerance(text: str) -> float:
    try:
        value = number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not from 0 to below 1, as 1e-9 is")
    return value
