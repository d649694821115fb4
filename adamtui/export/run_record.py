"""What was run, as Markdown to keep: the words for it, the command that repeats it, its numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from adamtui import __version__
from adamtui.core.formula import symbol
from adamtui.core.problems import PROBLEMS
from adamtui.core.trace import Divergence
from adamtui.export import sheet
from adamtui.export.command_line import repeating
from adamtui.export.marked import code, escaped, fenced, table
from adamtui.export.recorded import Recorded
from adamtui.panels.caption import caption
from adamtui.panels.numbers import brief

_MANY, _FEW = 12, 3
"""From more parameters than can be read, the first few."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def markdown(runs: Sequence[Recorded], now: datetime) -> str:
    """The record of one run, or of two to six that were compared."""
    titles = ", ".join(dict.fromkeys(each.run.rule.title for each in runs))
    rows = [f"# {escaped(f'{titles} on {runs[0].run.problem.title}')}", "", signed(now)]
    for each, suffix in zip(runs, suffixes(runs), strict=True):
        rows += ["", *section(each, suffix, 2 if len(runs) > 1 else 1)]
    return "\n".join(rows) + "\n"


def signed(now: datetime) -> str:
    """Who has written a record, and when."""
    return f"Written by adamtui {__version__}, {now:%Y-%m-%d %H:%M}."


def stem(runs: Sequence[Recorded], now: datetime) -> str:
    """What the files are called, before an ending."""
    rules = "compare" if len(runs) > 1 else runs[0].run.rule.name
    problem = runs[0].run.problem.name
    where = problem if problem in PROBLEMS else "function"
    return f"adamtui-{named(rules)}-{where}-{now:%Y%m%d-%H%M}"


def suffixes(runs: Sequence[Recorded], part: str = "") -> list[str]:
    """The ending of each run's CSV file, after the name of the record."""
    before = f"-{named(part)}" if part else ""
    if len(runs) == 1:
        return [f"{before}.csv"]
    return [f"{before}-{i}-{named(each.run.rule.name)}.csv" for i, each in enumerate(runs, 1)]


def named(text: str) -> str:
    """A text as a piece of a file's name."""
    return _NOT_IN_NAMES.sub("-", text.lower()).strip("-")[:60] or "x"


def csv(recorded: Recorded) -> Iterator[str]:
    """The CSV that `trace --format csv` prints, in pieces."""
    yield _csv([recorded.titles])
    first = recorded.first + 1
    for piece in recorded.pieces:
        yield _csv(sheet.rows(recorded.run, first, piece))
        first += len(piece)


def _csv(rows: Iterator[list[object]] | list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    sheet.write(out, rows)
    return out.getvalue()


def section(recorded: Recorded, suffix: str, level: int) -> list[str]:
    """One run, under a heading unless it is the only one."""
    run = recorded.run
    head = [f"{'#' * level} {escaped(recorded.label or run.rule.title)}", ""] if level > 1 else []
    facts = [f"- {fact}" for fact in _facts(recorded)]
    again = repeating(run, recorded.seed, recorded.written, recorded.numbers)
    if recorded.forked or recorded.first or again is None:
        how = ["No single command repeats this run: the numbers are in the CSV file."]
    else:
        how = ["This prints the CSV file again:", "", *fenced([again], "sh")]
    return [
        *head,
        f"{escaped(caption(run))}.",
        "",
        *facts,
        f"- all numbers: {_sheet(suffix)}{_capped(recorded)}",
        "",
        *how,
        "",
        *table(_numbers(recorded)),
        *_left_out(recorded),
    ]


def _facts(recorded: Recorded) -> Iterator[str]:
    run = recorded.run
    yield f"rule {code(run.rule.name)}, convention {code(run.rule.convention)}"
    yield f"function {code(run.problem.name)}, computed in {run.dtype}"
    if recorded.seed is not None:
        yield f"random numbers of seed {recorded.seed}"
    if recorded.forked:
        yield f"a fork: from t = {recorded.first + 1} on it has the other run's gradients"
    count = recorded.last - recorded.first
    yield f"{count:,} update{'s' * (count != 1)} recorded"
    if recorded.divergence is not None:
        yield _diverged(recorded.divergence)


def _diverged(found: Divergence) -> str:
    return f"diverged at t = {found.t}: {escaped(symbol(found.line))} is {found.value}"


def _sheet(suffix: str) -> str:
    """Which file, as far as that is known before it is written."""
    alone = suffix == ".csv"
    return "the CSV file of the same name" if alone else f"the file that ends in {code(suffix)}"


def _capped(recorded: Recorded) -> str:
    if recorded.first + recorded.written == recorded.last:
        return ""
    return f" (the first {recorded.written:,} updates; there is no room for more)"


def _numbers(recorded: Recorded) -> list[list[str]]:
    """A row a number, a column an update: the first and the last ones."""
    gap = _gap(recorded.shown)
    heads = [f"t = {t}" for t in recorded.shown]
    rows = [["", *_with_gap(heads, gap)]]
    known = recorded.run.problem.loss is not None
    for label, column in _columns(recorded):
        if column or known:
            values = [brief(float(row[column])) for row in recorded.ends]
            rows.append([label, *_with_gap(values, gap)])
    return rows


def _columns(recorded: Recorded) -> Iterator[tuple[str, int]]:
    """What is shown: a label, and the number's place in a row."""
    problem = recorded.run.problem
    measured = 1 + len(problem.scores)
    yield from ((escaped(recorded.titles[1 + i]), i) for i in range(measured))
    n = len(problem.start)
    for i, line in enumerate(recorded.lines[1:]):
        for j in range(_FEW if n > _MANY else n):
            name = f"{symbol(line)}.{problem.names[j]}" if n > 1 else symbol(line)
            yield escaped(name), measured + i * n + j
    for i in range(measured + n * len(recorded.lines[1:]), len(recorded.titles) - 1):
        yield escaped(recorded.titles[1 + i]), i


def _gap(shown: Sequence[int]) -> int | None:
    """Before which column updates are left out."""
    return next((i for i in range(1, len(shown)) if shown[i] != shown[i - 1] + 1), None)


def _with_gap(row: list[str], at: int | None) -> list[str]:
    return row if at is None else [*row[:at], "…", *row[at:]]


def _left_out(recorded: Recorded) -> list[str]:
    n = len(recorded.run.problem.start)
    return ["", f"Of {n} parameters the first {_FEW}; the CSV has them all."] if n > _MANY else []
