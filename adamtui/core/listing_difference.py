"""One rule's source against another's: which lines are added, changed, removed.

Signatures and docstrings compute nothing, so they are no part of a difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from adamtui.core.engine import Run
from adamtui.core.listing import Edits, Listing, SourceLine, listing
from adamtui.core.plan import Plan

_WORD = re.compile(r"\w+|\W")


def listed(run: Run, other: str | None = None) -> Listing:
    """The source of a run's updates; where `other` names a rule, as a difference from that one.

    The other rule is taken in the same convention if it has it. NoSourceError where there is no
    source to be read.
    """
    projected = run.problem.feasible is not None
    mine = listing(run.rule, run.hyper, projected=projected)
    if other is None:
        return mine
    theirs = Plan(other, convention=run.rule.convention).fitting().resolve().rule
    return against(mine, listing(theirs, theirs.hyper, projected=projected), theirs.title)


def against(mine: Listing, other: Listing, title: str) -> Listing:
    """`mine` with what is not in `other` marked +, and in their places, marked −, the lines that
    are only there. `title` is what the other rule is called.
    """
    theirs, ours = other.body, mine.body
    rows: list[SourceLine] = []
    added = changed = removed = 0
    for tag, i, i_end, j, j_end in _opcodes(theirs, ours):
        if tag == "equal":
            rows += ours[j:j_end]
            continue
        old, new = _compared(theirs[i:i_end], ours[j:j_end])
        rows += [*old, *new]
        both = min(len(old), len(new))
        added, changed, removed = added + len(new) - both, changed + both, removed + len(old) - both
    return Listing(_with_heads(mine, rows), Edits(title, added, changed, removed))


def _opcodes(
    a: Sequence[SourceLine], b: Sequence[SourceLine]
) -> list[tuple[str, int, int, int, int]]:
    texts = ([row.text for row in a], [row.text for row in b])
    return list(SequenceMatcher(None, *texts, autojunk=False).get_opcodes())


def _compared(
    old: Sequence[SourceLine], new: Sequence[SourceLine]
) -> tuple[list[SourceLine], list[SourceLine]]:
    """Lines in place of each other, signed; of those in pairs it is told what has changed."""
    gone: list[SourceLine] = []
    come: list[SourceLine] = []
    for one, two in zip_longest(old, new):
        was, now = _changed(one.text, two.text) if one and two else ((), ())
        if one:
            gone.append(replace(one, sign="−", runs=(), waits=(), changed=was))
        if two:
            come.append(replace(two, sign="+", changed=now))
    return gone, come


def _changed(old: str, new: str) -> tuple[tuple[range, ...], tuple[range, ...]]:
    """The characters of each that the other does not have, whole words."""
    pieces: tuple[list[str], list[str]] = (_WORD.findall(old), _WORD.findall(new))
    spans: tuple[list[range], list[range]] = ([], [])
    for tag, i, i_end, j, j_end in SequenceMatcher(None, *pieces, autojunk=False).get_opcodes():
        for side, (first, end) in enumerate(((i, i_end), (j, j_end))):
            if tag != "equal" and first < end:
                begin = len("".join(pieces[side][:first]))
                spans[side].append(range(begin, begin + len("".join(pieces[side][first:end]))))
    return tuple(spans[0]), tuple(spans[1])


def _with_heads(mine: Listing, body: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The rows of a difference with the signatures and docstrings of one's own functions."""
    heads: dict[tuple[str, int], list[SourceLine]] = {}
    waiting: list[SourceLine] = []
    for row in mine.rows:
        if row.head:
            waiting.append(row)
        elif waiting:
            heads[row.file, row.number], waiting = waiting, []
    rows: list[SourceLine] = []
    gone: list[SourceLine] = []
    for row in body:
        if row.sign == "−":
            gone.append(row)
            continue
        rows += [*heads.get((row.file, row.number), ()), *gone, row]
        gone = []
    return (*rows, *gone)
