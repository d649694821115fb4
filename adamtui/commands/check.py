"""`adamtui check`: every fault of every lesson, at its line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from adamtui.commands.faults import FOUND, OK, CommandError
from adamtui.commands.spinner import spinning
from adamtui.course import source
from adamtui.course.model import Fault
from adamtui.course.report import Report, report
from adamtui.course.source import SourceError


def run(options: argparse.Namespace) -> int:
    """Print the faults of what is named, or of the course; the status tells whether any is one."""
    try:
        given = options.paths or [str(source.find(options.lessons))]
        with spinning("checking lessons"):
            found = report(given, limits=not options.no_limits)
    except SourceError as error:
        raise CommandError(str(error)) from None
    sys.stdout.write(_PRINTED[options.format](found.faults))
    sys.stdout.flush()
    if sys.stderr is not None:
        print(_summary(found), file=sys.stderr)
    return FOUND if any(fault.severity == "error" for fault in found.faults) else OK


def _text(faults: Sequence[Fault]) -> str:
    return "".join(
        f"{_plain(fault.path)}:{fault.line}:{fault.column}: "
        f"{'warning: ' * (fault.severity == 'warning')}{_plain(fault.message)}\n"
        for fault in faults
    )


def _json(faults: Sequence[Fault]) -> str:
    """An array, in ASCII: so that a file's name is kept to the byte, and steers no terminal."""
    records = [
        {
            "path": fault.path,
            "line": fault.line,
            "column": fault.column,
            "severity": fault.severity,
            "message": fault.message,
        }
        for fault in faults
    ]
    return json.dumps(records, indent=1) + "\n"


def _github(faults: Sequence[Fault]) -> str:
    """Annotations, as a workflow of GitHub's reads them off its log."""
    return "".join(
        f"::{fault.severity} file={_property(fault.path)},line={fault.line},col={fault.column}"
        f"::{_escaped(_plain(fault.message))}\n"
        for fault in faults
    )


_PRINTED: Mapping[str, Callable[[Sequence[Fault]], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(_plain(text)).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A text with escapes for what could steer a terminal, or is no character at all."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _summary(found: Report) -> str:
    """`3 errors and 1 warning in 2 of 9 lessons`."""
    counts = [
        _counted(sum(fault.severity == severity for fault in found.faults), severity)
        for severity in ("error", "warning")
    ]
    told = " and ".join(each for each in counts if not each.startswith("0 "))
    faulty = {fault.path for fault in found.faults}
    if not told:
        return f"no faults in {_counted(len(found.lessons), 'lesson')}"
    noun, every = "lesson", found.lessons
    if not faulty <= every:
        noun, every = "file", every | faulty
    return f"{told} in {len(faulty)} of {_counted(len(every), noun)}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
