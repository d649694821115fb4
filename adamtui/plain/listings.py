"""A rule's own code, and the equations that are made from it."""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.core.listing import Listing
from adamtui.core.listing_difference import listed
from adamtui.core.python_source import NoSourceError, outdented, written
from adamtui.core.trace import Trace
from adamtui.course.model import Node
from adamtui.course.source_part import Source
from adamtui.ink import Ink, Row
from adamtui.panels.listing_code import code_cells, code_panel, code_rows, title
from adamtui.panels.scene import Scene
from adamtui.plain.rows import apart, bare, flush, said
from adamtui.plain.stepping import lines, numbers, what_is_run

_QUIET = Ink("muted")
_BAD = Ink("warn")


def source(options: Source, cells: int) -> Iterator[Row]:
    """What is run, its code, and the lines as formulas, with their numbers after `steps`."""
    run = options.plan().resolve()
    trace = Trace(run)
    trace.extend_to(options.steps)
    scene = Scene(trace, trace.walk.end(options.steps))
    standing = numbers(scene, cells) if scene.started else lines(scene, cells)
    try:
        code = _code(listed(run, options.against), cells)
    except NoSourceError as error:
        code = said(str(error), cells, _BAD)
    yield from apart(what_is_run(run, cells), code, standing)


def _code(listing: Listing, cells: int) -> list[Row]:
    """All of the code; without its heads where only so it fits, and broken where not even so."""
    over = said(title(listing, 1000), cells, _QUIET)
    for heads in (True, False):
        rows = code_rows(listing, heads=heads)
        if code_cells(rows, heads=heads) <= cells:
            size = (cells, len(rows))
            return [*over, *flush(code_panel(listing, None, size, heads=heads, top=0))]
    body = ((row.sign or " ", outdented(row.words, row.indent)) for row in listing.body)
    text = "\n".join(f"{sign} {written(words)}" for sign, words in body)
    return [*over, *bare([Node("code_block", text)], cells)]
