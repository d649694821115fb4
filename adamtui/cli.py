"""The command line. Reading it imports nothing heavy; each command imports what it runs."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from adamtui import __version__
from adamtui.commands.faults import CRASH, IO, OK, USAGE, CommandError

_TAKES_MINUS = frozenset({"--start", "--fn"})
_COMMANDS = {
    "open": "open a lesson, or a Markdown file",
    "step": "the stepper alone, full screen",
    "trace": "every buffer of every update, on standard output",
    "list": "the lessons",
}


class _Parser(argparse.ArgumentParser):
    """Faults are one line, with the nearest valid name, and exit status 2."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(self._nearer(message))

    def _nearer(self, message: str) -> str:
        wrong = re.search(r"invalid choice: '(.*?)'|unrecognized arguments: (\S+)", message)
        if wrong is None:
            return message
        given = wrong[1] if wrong[1] is not None else wrong[2]
        valid = list(_COMMANDS) if wrong[1] is not None else list(_options(self))
        close = difflib.get_close_matches(given.split("=")[0], valid, 1, 0.5)
        what = "command" if wrong[1] is not None else "option or word"
        hint = f"; did you mean '{close[0]}'?" if close else "; see adamtui --help"
        return f"unknown {what} '{given}'{hint}"


def _options(parser: argparse.ArgumentParser) -> Sequence[str]:
    return [
        option
        for action in parser._actions  # argparse has no public list of its options
        for option in (
            [o for sub in action.choices.values() for o in _options(sub)]
            if isinstance(action, argparse._SubParsersAction)
            else action.option_strings
        )
    ]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="adamtui",
        description="Understand the Adam optimizer: read, and step every line of it, forward and back.",
        epilog="Without a command the tutorial opens at its first lesson. In it, ? shows the keys.",
    )
    parser.add_argument("--version", action="version", version=f"adamtui {__version__}")
    parser.add_argument("--lessons", type=Path, metavar="DIR", help="lessons from another folder")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    opening = commands.add_parser("open", help=_COMMANDS["open"])
    opening.add_argument("lesson", metavar="LESSON[#PART]", help="number, slug or .md file")

    step = commands.add_parser("step", help=_COMMANDS["step"])
    step.add_argument("rule", nargs="?", default="adam", metavar="RULE")
    _add_run(step)

    trace = commands.add_parser("trace", help=_COMMANDS["trace"])
    trace.add_argument("rule", metavar="RULE")
    source = _add_run(trace)
    source.add_argument("--grads", type=Path, metavar="FILE", help="gradients: CSV or JSON rows")
    trace.add_argument("--steps", type=_count, metavar="N", help="how many updates (10)")
    trace.add_argument("--lines", action="store_true", help="each line with its numbers put in")
    trace.add_argument("--format", choices=("table", "csv", "json"), default="table")

    listing = commands.add_parser("list", help=_COMMANDS["list"])
    listing.add_argument("--format", choices=("table", "json"), default="table")
    return parser


def _add_run(parser: argparse.ArgumentParser) -> Any:
    """The options that say what is run; returns the group of its exclusive sources."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--problem", metavar="P", help="bowl, rosenbrock, beale, …")
    source.add_argument("--fn", metavar="EXPR", help="a function of x, or of x and y")
    parser.add_argument("--start", metavar="X,Y", help="where it begins")
    parser.add_argument(
        "--set", nargs="+", action="extend", default=[], metavar="k=v", help="hyperparameters"
    )
    parser.add_argument("--convention", default="pytorch", metavar="C", help="pytorch, paper, …")
    parser.add_argument("--seed", type=_count, default=0, metavar="N")
    return source


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 to 999999999")
    return int(text)


def _joined(argv: Sequence[str]) -> list[str]:
    """`--start -4,2` as `--start=-4,2`: argparse would take the value for an option."""
    out: list[str] = []
    words = iter(argv)
    for word in words:
        value = next(words, None) if word in _TAKES_MINUS else None
        out.append(word if value is None else f"{word}={value}")
    return out


def _run(argv: Sequence[str]) -> int:
    options = _parser().parse_args(_joined(argv))
    name = options.command or "home"
    command: Callable[[argparse.Namespace], int] = import_module(f"adamtui.commands.{name}").run
    return command(options)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status (see `commands.faults`)."""
    # A BLAS thread pool would cost every session a thread and a tenth of a second at start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except CommandError as error:
        print(f"adamtui: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"adamtui: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return IO


__all__ = ["CRASH", "USAGE", "main"]
