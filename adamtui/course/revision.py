"""What becomes of the blocks on screen when their lesson is read anew.

A block that is equal to one on screen takes over its widget, wherever it stands by now; so does a
live part that has come to have faults, as long as it has them: what it was before stays in use.
All else is new. The order is always that of the new reading.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from adamtui.course.model import Block, Directive, Node, Prose


class Standing(NamedTuple):
    """A block on screen."""

    read: Block
    """As it was last read."""
    used: Block
    """What its widget shows: the same, or an earlier version that had no faults."""


class Fate(NamedTuple):
    """A block that is to be on screen."""

    read: Block
    used: Block
    """As of `Standing`."""
    of: int | None
    """The standing block whose widget it takes over; None for a new widget."""


class _Change(NamedTuple):
    """What differs, as ranges of the one sequence and the other; or what is equal."""

    equal: bool
    before: range
    after: range


def revised(
    standing: Sequence[Standing], after: Sequence[Block], aside: Sequence[Standing] = ()
) -> list[Fate]:
    """What is to be on screen for the blocks of a new reading, in its order.

    `aside` are live parts that are gone from the lesson but can come back; they count on from
    `standing`.
    """
    return _Revision((*standing, *aside), len(standing), after).fates()


class _Revision:
    """Pairs new blocks with standing ones, each at most once."""

    def __init__(self, standing: Sequence[Standing], shown: int, after: Sequence[Block]) -> None:
        self._standing = standing
        self._after = after
        self._of: dict[int, int] = {}
        self._free = dict.fromkeys(range(len(standing)))
        self._gaps: list[_Change] = []
        for change in _changes([each.read for each in standing[:shown]], after):
            if not change.equal:
                self._gaps.append(change)
                continue
            for old, new in zip(change.before, change.after, strict=True):
                self._pair(old, new)

    def fates(self) -> list[Fate]:
        """One for each new block."""
        self._pair_moved()
        self._pair_broken()
        return [self._fate(new, block) for new, block in enumerate(self._after)]

    def _fate(self, new: int, block: Block) -> Fate:
        old = self._of.get(new)
        if old is None:
            return Fate(block, block, None)
        used = self._standing[old].used
        return Fate(block, block if used == block else used, old)

    def _pair(self, old: int, new: int) -> None:
        self._of[new] = old
        del self._free[old]

    def _unpaired(self) -> Iterator[tuple[int, Directive]]:
        """The new live parts without a widget so far."""
        for new, block in enumerate(self._after):
            if isinstance(block, Directive) and new not in self._of:
                yield new, block

    def _pair_moved(self) -> None:
        """Live parts that stand elsewhere now, are back, or are again as they were used."""
        at: dict[Block, list[int]] = {}
        for old in self._free:
            if isinstance(self._standing[old].read, Directive):
                for block in dict.fromkeys(self._standing[old]):
                    at.setdefault(block, []).append(old)
        for new, block in self._unpaired():
            if found := [old for old in at.get(block, ()) if old in self._free][:1]:
                self._pair(found[0], new)

    def _pair_broken(self) -> None:
        """Live parts that have come to have faults: with what bears their name or stood there."""
        for new, block in self._unpaired():
            if not _sound(block):
                there = next((gap.before for gap in self._gaps if new in gap.after), range(0))
                usable = [old for old in self._free if _sound(self._standing[old].used)]
                same = [old for old in usable if block.id and self._id(old) == block.id]
                near = [old for old in usable if old in there and not (block.id and self._id(old))]
                if found := (same or near)[:1]:
                    self._pair(found[0], new)

    def _id(self, old: int) -> str:
        used = self._standing[old].used
        return used.id if isinstance(used, Directive) else ""


def _sound(block: Block) -> bool:
    """Whether a block is a live part that can be used and has no faults."""
    if not isinstance(block, Directive) or block.options is None:
        return False
    return all(fault.severity != "error" for fault in block.faults)


def line_after(before: Sequence[Block], after: Sequence[Block], line: int) -> int:
    """Where what stood on a source line of one reading stands in the other.

    Of what changed, where the change begins; of what is gone, where the next thing that is left
    stands.
    """
    old, new = list(_tops(before)), list(_tops(after))
    above = [(top.line, i) for i, top in enumerate(old) if top.line <= line]
    if not above or not new:
        return line
    _, at = max(above)
    change = next(each for each in _changes(old, new) if at in each.before)
    into = at - change.before.start
    if change.equal:
        there = new[change.after.start + into]
        return there.line + line - old[at].line
    end = max(change.after.stop - 1, change.after.start)
    return new[min(change.after.start + into, end, len(new) - 1)].line


def _tops(blocks: Sequence[Block]) -> Iterator[Node | Directive]:
    """The nodes right below a lesson, and its live parts."""
    for block in blocks:
        if isinstance(block, Prose):
            yield from block.nodes
        else:
            yield block


def _changes(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[_Change]:
    """What is equal and what differs, in order; without the ends that are equal quickly found."""
    numbers: dict[Hashable, int] = {}
    old, new = ([numbers.setdefault(x, len(numbers)) for x in each] for each in (before, after))
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    yield _Change(True, range(head), range(head))
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield _Change(tag == "equal", range(head + i1, head + i2), range(head + j1, head + j2))
    yield _Change(True, range(len(old) - tail, len(old)), range(len(new) - tail, len(new)))
