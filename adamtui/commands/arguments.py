"""The words of the command line: what each command takes, and what is said of a wrong one.

Nothing heavy is imported unless help is asked for, or a command that has --set is given an option
that no command has.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from adamtui.commands import usage
from adamtui.commands.faults import CommandError
from adamtui.core.nearest import nearest

_TAKES_MINUS = frozenset({"--start", "--fn"})
_PLAINER = (
    (r"^argument ", ""),
    (r": not allowed with argument ", " cannot go with "),
    (r": expected one argument", " needs a value"),
    (r": ignored explicit argument .*", " takes no value"),
    (r"the following arguments are required: (.*)", r"needs \1; see --help"),
)
"""argparse's phrases, and ours."""


class _Parser(argparse.ArgumentParser):
    """Faults are one line and a CommandError; help's last part is made when it is asked for."""

    def __init__(self, command: str, usage_line: str, end: Callable[[], str]) -> None:
        super().__init__(
            prog="adamtui",
            usage=usage_line,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self._command = command
        self._end = end

    def format_help(self) -> str:
        self.epilog = self._end()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _PLAINER:
            message = re.sub(theirs, ours, message)
        raise CommandError(f"{self._command} {message}".lstrip())

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse's own keeps silent about a full disk.
        sys.stdout.write(message)

    def options(self) -> list[str]:
        """Every option there is, long and short."""
        return [option for action in self._actions for option in action.option_strings]

    def read(self, words: Sequence[str], into: argparse.Namespace) -> None:
        """Read `words`; CommandError for the first that does not fit."""
        _, unread = self.parse_known_args(words, into)
        for word in unread:
            if not word.startswith("-"):
                raise CommandError(f"{self._command}: '{word}' is one word too many{self._see()}")
            name = word.partition("=")[0]
            hint = _elsewhere(name) or self._as_setting(name, into)
            hint = hint or nearest(name, self.options(), self._see())
            what = f"{self._command} has no option" if self._command else "there is no option"
            raise CommandError(f"{what} '{name}'{hint}")

    def _as_setting(self, option: str, read: argparse.Namespace) -> str:
        """How a value is given that was written as an option of its own; "" where none is meant."""
        if "--set" not in self.options():
            return ""
        from adamtui.commands.settable import settable

        name = option.lstrip("-").replace("-", "_")
        return f"; write --set {name}=…" if name in settable(read) else ""

    def _see(self) -> str:
        return f"; see adamtui {self._command} --help".replace("  ", " ")


def parse(argv: Sequence[str]) -> argparse.Namespace | None:
    """The options of a command line, `command` among them; None where help was all it asked for.

    Raises CommandError for a word that does not fit.
    """
    options = argparse.Namespace(lessons=os.environ.get("ADAMTUI_LESSONS") or None)
    before, rest = _split(argv)
    try:
        _main().read(before, options)
        if rest:
            command = rest[0]
            if command not in _COMMANDS:
                hint = nearest(command, _COMMANDS, "; see adamtui --help")
                raise CommandError(f"unknown command '{command}'{hint}")
            _COMMANDS[command]().read(list(_joined(rest[1:])), options)
    except SystemExit:  # argparse has printed the help or the version
        return None
    options.command = rest[0] if rest else "home"
    options.lessons = Path(options.lessons) if options.lessons else None
    return options


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before the command, and the rest from the command on."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] == "--lessons" else 1
    return list(argv[:at]), list(argv[at:])


def _elsewhere(option: str) -> str:
    """Where an option stands that is real but misplaced; "" for one that is not real."""
    if option in _main().options():
        return f"; it stands before the command: adamtui {option} …"
    homes = [name for name, parser in _COMMANDS.items() if option in parser().options()]
    return f"; it is an option of {' and '.join(homes)}" if homes else ""


def _joined(words: Sequence[str]) -> Iterator[str]:
    """The words as argparse understands them.

    `--start -4,2` becomes `--start=-4,2`: the value would be taken for an option. `--set a=1 b=2
    adam` becomes `--set=a=1 --set=b=2 adam`, so that a word without = ends the settings.
    """
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word in _TAKES_MINUS and rest:
            yield f"{word}={rest.pop()}"
        elif word == "--set" and rest:
            yield f"--set={rest.pop()}"
            while rest and "=" in rest[-1] and not rest[-1].startswith("-"):
                yield f"--set={rest.pop()}"
        else:
            yield word


def _main() -> _Parser:
    parser = _Parser("", usage.MAIN, usage.main_end)
    parser.description = usage.MAIN_ABOUT
    parser.add_argument("--lessons", metavar="DIR", help="lessons from another folder")
    parser.add_argument(
        "--version", action="version", version=usage.VERSION, help="show the version and exit"
    )
    return parser


def _open() -> _Parser:
    parser = _Parser("open", usage.OPEN, usage.open_end)
    parser.add_argument("lesson", metavar="LESSON[#PART]", help="number, slug or Markdown file")
    return parser


def _step() -> _Parser:
    parser = _Parser("step", usage.STEP, usage.step_end)
    parser.add_argument("rule", nargs="?", default="adam", metavar="RULE", help="optimizer (adam)")
    _add_run(parser)
    return parser


def _trace() -> _Parser:
    parser = _Parser("trace", usage.TRACE, usage.trace_end)
    parser.add_argument("rule", metavar="RULE", help="optimizer")
    source = _add_run(parser)
    source.add_argument("--grads", type=Path, metavar="FILE", help="gradients from a file")
    parser.add_argument(
        "--steps", type=_count, metavar="N", help="how many updates (10; with --grads, all rows)"
    )
    parser.add_argument("--lines", action="store_true", help="each line with its numbers put in")
    _add_format(parser, "table", "csv", "json")
    return parser


def _moments() -> _Parser:
    parser = _Parser("moments", usage.MOMENTS, usage.moments_end)
    parser.add_argument("distribution", metavar="DIST", help="kind of distribution")
    _add_set(parser, "parameters")
    parser.add_argument(
        "--order", type=_order, default=4, metavar="K", help="how many moments, 1 to 4 (4)"
    )
    _add_format(parser, "text", "latex", "json")
    return parser


def _list() -> _Parser:
    parser = _Parser("list", usage.LIST, usage.list_end)
    _add_format(parser, "table", "json")
    return parser


_COMMANDS: Mapping[str, Callable[[], _Parser]] = {
    "open": _open,
    "step": _step,
    "trace": _trace,
    "moments": _moments,
    "list": _list,
}


def _add_run(parser: _Parser) -> argparse._MutuallyExclusiveGroup:
    """The options that say what is run; returns the group of its exclusive sources."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--problem", metavar="P", help="a function by name (bowl)")
    source.add_argument("--fn", metavar="EXPR", help="a function of x, or of x and y")
    parser.add_argument("--start", metavar="X,Y", help="where the run begins")
    _add_set(parser, "hyperparameters")
    parser.add_argument(
        "--convention", default="pytorch", metavar="C", help="whose formulas (pytorch)"
    )
    parser.add_argument("--seed", type=_count, default=0, metavar="N", help="of random numbers (0)")
    return source


def _add_set(parser: _Parser, what: str) -> None:
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=what)


def _add_format(parser: _Parser, *formats: str) -> None:
    def known(word: str) -> str:
        if word not in formats:
            raise argparse.ArgumentTypeError(f"unknown format '{word}'{nearest(word, formats)}")
        return word

    shown = f"{{{','.join(formats)}}}"
    parser.add_argument(
        "--format",
        type=known,
        default=formats[0],
        metavar=shown,
        help=f"how it is printed ({formats[0]})",
    )


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 to 999999999")
    return int(text)


def _order(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 4")
    return int(text)
