"""Writing a record from a screen: what is on it is read here, files are written in a thread."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App
from textual.notifications import SeverityLevel

from adamtui.core.comparison import Comparison
from adamtui.core.trace import Trace
from adamtui.course.model import Lesson
from adamtui.course.running import Running
from adamtui.course.source import SourceError
from adamtui.export import lesson_record, run_record
from adamtui.export.files import WriteError, told, write_record
from adamtui.export.marked import one_line
from adamtui.export.recorded import Recorded, reading, room, sources
from adamtui.progress.record import LessonRecord
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.part import Part
from adamtui.widgets.predictor import Predictor
from adamtui.widgets.stepper import Stepper
from adamtui.widgets.walker import Walker

NOTHING_YET = "nothing to write yet: no update is made"
FORBIDDEN = "no files are written in this session"


class Outcome(NamedTuple):
    """How it went."""

    line: str
    """What to tell the reader."""
    paths: Sequence[Path] = ()
    """The files; none where none could be written."""


def allowed() -> bool:
    """Whether files may be written in this session at all. Whatever writes here asks this first."""
    return True


def has_run(part: Part | None) -> bool:
    """Whether a part has a run of its own to write, as `export_run` does."""
    return isinstance(part, Walker) and isinstance(part.record, Trace | Comparison)


def write(app: App[Any], wish: Coroutine[Any, Any, Outcome]) -> None:
    """Have one of the exports below done beside all else, and tell the reader how it went.

    Nothing that is raised meanwhile reaches the app: it is told as well.
    """

    async def told_of() -> None:
        try:
            outcome = await wish
        except Exception as error:  # a record is not worth the session that it is about
            outcome = Outcome(one_line(f"not written: {type(error).__name__}: {error}"))
        severity: SeverityLevel = "information" if outcome.paths else "warning"
        app.notify(outcome.line, severity=severity, markup=False)

    app.run_worker(told_of(), exit_on_error=False)


async def export_run(part: Part) -> Outcome:
    """Write what is recorded in a live part: a run, or the runs of a comparison."""
    if not allowed():
        return Outcome(FORBIDDEN)
    runs = await _recorded(part)
    if not any(each.written for each in runs):
        return Outcome(NOTHING_YET)
    return await asyncio.to_thread(_write_runs, runs, _now())


async def export_lesson(
    lesson: Lesson, record: LessonRecord, parts: Iterable[LivePart] = ()
) -> Outcome:
    """Write a lesson's record, with the runs of the `parts` that were used in this session."""
    if not allowed():
        return Outcome(FORBIDDEN)
    runs: dict[str, list[Recorded]] = {}
    for part in parts:
        widget = part.widget
        if widget is not None and has_run(widget) and widget.in_use:
            runs[part.directive.id] = await _recorded(widget)
    return await asyncio.to_thread(_write_lesson, lesson, record, runs, _now())


async def export_course(
    paths_and_records: Sequence[tuple[Path, LessonRecord]], load: Callable[[Path], Lesson]
) -> Outcome:
    """Write the records of several lessons into one file; `load` reads a lesson, or SourceError."""
    if not allowed():
        return Outcome(FORBIDDEN)
    return await asyncio.to_thread(_write_course, paths_and_records, load, _now())


def _now() -> datetime:
    return datetime.now().astimezone()


def _seed(walker: Walker[Any]) -> int | None:
    """Of the random numbers of a part's runs; None where there are none."""
    if isinstance(walker, Stepper):
        return walker.plan.drawn_from
    if isinstance(walker, Comparer):
        return walker.scene(walker.at).seed
    holder = next((each for each in walker.ancestors if isinstance(each, LivePart)), None)
    options = None if holder is None else holder.directive.options
    return options.base().drawn_from if isinstance(options, Running) else None


async def _recorded(part: Part) -> list[Recorded]:
    """A part's runs as they are now, read in pieces, with time for keys in between."""
    if not isinstance(part, Walker):
        return []
    found = sources(part.record, _seed(part))
    most = room(found)
    lasts = [min(source.trace.last, _known(part)) for source in found]
    runs = []
    for source, last in zip(found, lasts, strict=True):
        pieces = []
        for piece in reading(source, last, most):
            pieces.append(piece)
            await asyncio.sleep(0)
        runs.append(Recorded.of(source, last, pieces))
    return runs


def _known(walker: Walker[Any]) -> int:
    """The last update that the reader may see: of one being predicted, the one before."""
    walk, at = walker.record.walk, walker.at
    if not (isinstance(walker, Predictor) and walker.asks):
        return sys.maxsize
    return at.t if walk.is_end(at) else at.t - 1


def _write_runs(runs: Sequence[Recorded], now: datetime) -> Outcome:
    sheets = dict(zip(run_record.suffixes(runs), map(run_record.csv, runs), strict=True))
    text = partial(run_record.markdown, runs, now)
    return _write(run_record.stem(runs, now), text, sheets)


def _write_lesson(
    lesson: Lesson, record: LessonRecord, parts: Mapping[str, Sequence[Recorded]], now: datetime
) -> Outcome:
    sheets: dict[str, Iterable[str]] = {}
    for name, runs in parts.items():
        endings = run_record.suffixes(runs, name)
        sheets.update(zip(endings, map(run_record.csv, runs), strict=True))
    text = partial(lesson_record.markdown, lesson, record, now, list(sheets))
    return _write(lesson_record.stem(lesson, now), text, sheets)


def _write_course(
    paths_and_records: Sequence[tuple[Path, LessonRecord]],
    load: Callable[[Path], Lesson],
    now: datetime,
) -> Outcome:
    try:
        read = [(load(path), record) for path, record in paths_and_records]
    except SourceError as error:
        return Outcome(f"not written: {error}")
    text = partial(lesson_record.markdown_of_all, read, now)
    return _write(lesson_record.stem_of_all(now), text, {})


def _write(stem: str, text: Callable[[], str], sheets: Mapping[str, Iterable[str]]) -> Outcome:
    try:
        paths = write_record(stem, {".md": [text()], **sheets})
    except WriteError as error:
        return Outcome(str(error))
    return Outcome(told(paths), paths)
