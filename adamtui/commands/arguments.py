"""The words of the command line, read: to the command's options, or a fault of one line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from adamtui.commands.faults import CommandError
from adamtui.commands.options import COMMANDS, main_parser
from adamtui.core.nearest import nearest
from adamtui.course.source import from_home

_TAKES_MINUS = frozenset({"--start", "--fn"})


def parse(argv: Sequence[str]) -> argparse.Namespace | None:
    """The options of a command line, `command` among them; None where help was all it asked for.

    Raises CommandError for a word that does not fit.
    """
    options = argparse.Namespace(lessons=os.environ.get("ADAMTUI_LESSONS") or None)
    before, rest = _split(argv)
    try:
        main_parser().read(before, options, _elsewhere)
        if rest:
            command = rest[0]
            if command not in COMMANDS:
                hint = nearest(command, COMMANDS, "; see adamtui --help")
                raise CommandError(f"unknown command '{command}'{hint}")
            COMMANDS[command]().read(list(_joined(rest[1:])), options, _elsewhere)
    except SystemExit:  # argparse has printed the help or the version
        return None
    options.command = rest[0] if rest else "home"
    options.lessons = from_home(options.lessons) if options.lessons else None
    return options


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before the command, and the rest from the command on."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] == "--lessons" else 1
    return list(argv[:at]), list(argv[at:])


def _elsewhere(option: str) -> str:
    """Where an option stands that is real but misplaced; "" for one that is not real."""
    if option in main_parser().options():
        return f"; it stands before the command: adamtui {option} …"
    homes = [name for name, parser in COMMANDS.items() if option in parser().options()]
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
