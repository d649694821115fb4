"""The progress file of one reader: read without harm, and saved into without loss.

A save adds a session's changes to what is in the file by then. A file that is damaged is first kept
aside; one that is not ours to change is left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from adamtui.progress import document, store
from adamtui.progress.characters import plain
from adamtui.progress.merging import latest, merge, put_after
from adamtui.progress.record import Record
from adamtui.progress.store import StoreError

_UNLOCKED = "cannot be locked; two sessions at once may lose each other's changes"
_LONGEST_FAULT = 120
_NOTHING = document.Document(Record(), {}, ())


class Saved(NamedTuple):
    """What the file says after a save, and what the reader should know of it, a line each."""

    record: Record
    notes: tuple[str, ...]


class ProgressFile:
    """One file; every method reads it anew."""

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        """`now` tells seconds since 1970, UTC."""
        self._path = path
        self._now = now
        self._known = _NOTHING
        self._swept = False

    def load(self) -> Saved:
        """What the file says; raises StoreError where it cannot be known."""
        found = self._found(store.read(self._path))
        self._known = found._replace(faults=())
        return Saved(found.record, self._damage(found.faults))

    def save(self, changes: Record) -> Saved:
        """Add changes to the file.

        Raises StoreError where that cannot be; the file is then as it was.
        """
        try:
            store.make_folder(self._path.parent)
            with store.locked(self._path) as held:
                notes = () if held else (f"{self._path}: {_UNLOCKED}",)
                saved = self._save(changes)
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror or error}") from error
        return Saved(saved.record, notes + saved.notes)

    def _save(self, changes: Record) -> Saved:
        data = store.read(self._path)
        found = self._found(data)
        notes: tuple[str, ...] = ()
        if data is not None and found.faults:
            notes = (self._set_aside(data, found.faults),)
        record = merge(found.record, self._in_order(changes, found.record))
        self._write(record, found)
        self._known = document.Document(record, found.fields, ())
        return Saved(record, notes)

    def _found(self, data: bytes | None) -> document.Document:
        """What is in the file; what was last known of it where it is gone or all of it is lost."""
        if data is None:
            return self._known
        try:
            found = document.read(data)
        except document.ForeignError as error:
            raise StoreError(f"{self._path}: {error}") from None
        return found if found.fields else self._known._replace(faults=found.faults)

    def _in_order(self, changes: Record, known: Record) -> Record:
        """The changes; later than all in the file where that is ahead of the clock.

        The clock has then been put back, and times do not tell what came first. A reset or an
        answer of before must not hide what the reader does now.
        """
        ahead = latest(known)
        return put_after(ahead, changes) if ahead > self._now() else changes

    def _write(self, record: Record, found: document.Document) -> None:
        data = document.write(record, found.fields)
        if len(data) > store.LARGEST or document.entries(record) > document.MOST:
            raise StoreError(f"{self._path}: full, and would be larger than is ever read")
        if not self._swept:
            store.sweep(self._path)
            self._swept = True
        store.replace(self._path, data)

    def _damage(self, faults: tuple[str, ...]) -> tuple[str, ...]:
        if not faults:
            return ()
        will = "what can be read is kept, and the file is set aside before it is changed"
        return (f"{self._path}: {_told(faults)}; {will}",)

    def _set_aside(self, data: bytes, faults: tuple[str, ...]) -> str:
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(self._now()))
        aside = store.set_aside(self._path, data, stamp)
        return f"{self._path}: {_told(faults)}; as it was it is kept as {aside.name}"


def _told(faults: tuple[str, ...]) -> str:
    """The first fault, and how many others there are."""
    others = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return plain(faults[0], _LONGEST_FAULT) + others
