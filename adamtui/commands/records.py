"""A run as CSV and as JSON. Every float is written so that reading it back gives the same bits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, TextIO

import numpy as np

from adamtui.commands.recording import pieces
from adamtui.core.engine import Run
from adamtui.core.history import Array
from adamtui.core.trace import Trace
from adamtui.export import sheet
from adamtui.plain.updates import column, columns, scores, updates, worked


def print_csv(run: Run, count: int, out: TextIO, *, lines: bool) -> None:
    """A header and a row an update; the loss is empty where only the gradients are known."""
    for piece in pieces(run, count):
        if piece.first == 0:
            texts = [f"{name}.line" for name in piece.lines if lines]
            sheet.write(out, [[*sheet.titles(piece), *texts]])
        first = piece.first + 1
        rows = sheet.rows(run, first, sheet.numbers(piece, first, piece.last))
        sheet.write(out, ([*row, *_texts(piece, row[0])] for row in rows) if lines else rows)


def _texts(piece: Trace, t: int) -> list[str]:
    return ["; ".join(texts) for _, texts in worked(piece, t)]


def print_json(run: Run, count: int, out: TextIO, *, lines: bool) -> None:
    """One object, written as it is computed, a line an update."""
    for piece in pieces(run, count):
        if piece.first == 0:
            out.write(json.dumps(_head(piece), ensure_ascii=False)[:-1] + ', "steps": [\n')
        else:
            out.write(",\n")
        out.write(",\n".join(_records(piece, lines=lines)))
    out.write("]}\n")


def _head(piece: Trace) -> dict[str, Any]:
    run = piece.run
    return {
        "rule": run.rule.name,
        "convention": run.rule.convention,
        "problem": run.problem.name,
        "hyper": dict(run.hyper),
        "theta0": run.problem.start.tolist(),
        "symbols": list(piece.lines),
    }


def _records(piece: Trace, *, lines: bool) -> Iterator[str]:
    places = ", ".join(["%s"] * piece.dimension)
    buffers = "".join(f', "{name}": [{places}]' for name in piece.lines[1:])
    scored = "".join(f', "{name}": %s' for name in piece.run.problem.scores)
    regret = "".join(f', "{name}": %s' for name in sheet.after(piece.run))
    form = f'{{"t": %d, "loss": %s{scored}{buffers}{regret}%s}}'
    known = piece.run.problem.loss is not None
    loss: Iterable[str] = _json(column(piece, "loss")) if known else repeat("null")
    texts = (_json_lines(piece, t) if lines else "" for t in updates(piece))
    numbers = map(_json, _numbers(piece))
    for values in zip(updates(piece), loss, *numbers, texts, strict=False):
        yield form % values


def _numbers(piece: Trace) -> list[Array]:
    """All columns after the loss, in the order printed."""
    return [
        *scores(piece),
        *columns(piece),
        *(column(piece, name) for name in sheet.after(piece.run)),
    ]


def _json(values: Array) -> list[str]:
    """Numbers as JSON; the three that it lacks are strings."""
    if np.isfinite(values).all():
        return list(map(repr, values.tolist()))
    return [repr(v) if np.isfinite(v) else f'"{v}"' for v in values.tolist()]


def _json_lines(piece: Trace, t: int) -> str:
    texts = {name: "; ".join(texts) for name, texts in worked(piece, t)}
    return f', "lines": {json.dumps(texts, ensure_ascii=False)}'
