"""Other terminal programs, where they are installed: figures to set ours beside."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.probe import MeasureError, Probe, Size, alternate
from tests.bench.report import Peer
from tests.bench.starts import TITLE, lesson, start, words

KEYS = 30


class Program(NamedTuple):
    """A peer's command, what it shows when ready, and two keys to press in turn."""

    name: str
    argv: tuple[str, ...]
    ready: str
    keys: tuple[str, str]


def programs(text: Path) -> list[Program]:
    """The peers that are installed; those that read something read `text`."""
    textual = (sys.executable, "-m", "textual")
    vim = ("vim", "-u", "NONE", "-N", str(text))
    known = (
        Program("python -m textual", textual, "Textual", ("tab", "tab")),
        Program("vim", vim, words(TITLE), ("j", "k")),
        Program("frogmouth", ("frogmouth", str(text)), words(TITLE), ("down", "up")),
    )
    return [program for program in known if which(program.argv[0])]


def measure(runs: int, size: Size) -> list[Peer]:
    """Each installed peer's start, key and memory."""
    found = []
    with TemporaryDirectory(prefix="bench-") as place:
        text = Path(place) / "lesson.md"
        text.write_text(lesson(200), encoding="utf-8")
        for program in programs(text):
            try:
                found.append(one(program, runs, size))
            except MeasureError as error:
                print(f"{program.name}: {error}", file=sys.stderr)
    return found


def one(program: Program, runs: int, size: Size) -> Peer:
    """A peer's figures; MeasureError where it does not start or heed its keys."""
    name, argv, ready, keys = program
    seconds, failed = alternate({name: start(argv, ready, size)}, runs)
    if failed:
        raise MeasureError(failed[name])
    with Probe(argv, size) as probe:
        probe.ready(ready)
        pressed = [probe.press(keys[i % 2]) for i in range(KEYS)]
        key, written = median(p.first for p in pressed), median(p.bytes for p in pressed)
        return Peer(name, seconds[name] * 1000, key * 1000, written, probe.memory())
