"""What the reader does, remembered at once and written a moment later.

Whoever calls never waits for the disk: one thread saves, and only once there is something to save.
Whatever is in the way of saving is said in a line, and the session goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from adamtui.progress.characters import plain
from adamtui.progress.document import LONGEST_ANSWER, LONGEST_NAME
from adamtui.progress.file import ProgressFile
from adamtui.progress.merging import TICK, latest, merge
from adamtui.progress.record import Entry, LessonRecord, Place, Record
from adamtui.progress.store import StoreError

PAUSE = 0.03
"""Seconds in which changes are gathered before they are written together."""
AGAIN = 5.0
"""Seconds until what could not be written is tried again."""
_IN_MEMORY = "progress is kept in memory only"
_LONGEST_LINE = 5000
_NOTHING = Record()


class Journal:
    """One session's record of progress, and its file."""

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        """Read the file at `path`; None, and a path that is not absolute, keep to memory.

        `now` tells seconds since 1970, UTC. Never raises for what is in or around the file.
        """
        self._now = now
        self._changed = threading.Condition()
        self._record = self._unsaved = _NOTHING
        self._latest = 0.0
        self._due = self._failed = self._closing = False
        self._thread: threading.Thread | None = None
        self._watcher: Callable[[str], None] | None = None
        self._notes: list[str] = []
        self._seen = 0
        self._told: set[str] = set()
        self._file = None
        if path is not None and not path.is_absolute():
            self._tell(f"no home folder for {path.name}; {_IN_MEMORY}")
        elif path is not None:
            self._file = ProgressFile(path, now)
            self._load(self._file)

    def _load(self, file: ProgressFile) -> None:
        try:
            record, notes = file.load()
        except StoreError as error:
            self._tell(f"{error}; {_IN_MEMORY}")
            return
        self._record, self._latest = record, latest(record)
        for note in notes:
            self._tell(note)

    # -- what is known -------------------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What is known, this session's changes included."""
        with self._changed:
            return self._record

    @property
    def notes(self) -> tuple[str, ...]:
        """What is wrong with the file and was told to nobody yet, one line each."""
        with self._changed:
            return tuple(self._notes)

    def lesson(self, key: str) -> LessonRecord:
        """What is known of a lesson; an empty record where nothing is."""
        return self.record.lessons.get(plain(key, LONGEST_NAME), LessonRecord())

    # -- what the reader does ------------------------------------------------------------------

    def answered(
        self, key: str, part: str, *, answer: str, right: bool, hints: int, shown: bool
    ) -> None:
        """One try at an exercise; `hints` and `shown` are what the reader had seen before it."""
        with self._changed:
            done = self._entry(key, part).done
            entry = Entry(
                done=right,
                answer=plain(answer, LONGEST_ANSWER),
                tries=1,
                hints=max(hints, 0),
                shown=shown and not done,
                when=self._moment(),
            )
            self._note_part(key, part, entry)

    def used(self, key: str, part: str) -> None:
        """A live part did what it is for."""
        with self._changed:
            if not self._entry(key, part).done:
                self._note_part(key, part, Entry(done=True, when=self._moment()))

    def moved(self, key: str, place: Place) -> None:
        """The reader is at a place, now, whatever time the place has."""
        share = round(min(max(place.share, 0.0), 1.0), 4)
        with self._changed:
            when = self._moment()
            now = Place(max(place.line, 1), plain(place.part, LONGEST_NAME), share, when)
            lesson = LessonRecord(place=now, furthest=share)
            name = plain(key, LONGEST_NAME)
            self._note(Record(lessons={name: lesson}, last=name, last_when=when))

    def reset(self, key: str | None) -> None:
        """Forget all that was done in a lesson, or in all; in other sessions too."""
        with self._changed:
            when = self._moment()
            if key is None:
                self._note(Record(reset=when))
            else:
                lesson = LessonRecord(reset=when)
                self._note(Record(lessons={plain(key, LONGEST_NAME): lesson}))

    def watch(self, trouble: Callable[[str], None]) -> None:
        """Have `trouble` called with one line when a save fails, once for each kind of trouble.

        It is called from the thread that saves, and saving waits for it. What it raises is dropped;
        the line is then among the notes.
        """
        with self._changed:
            self._watcher, self._seen = trouble, len(self._notes)

    def close(self, timeout: float = 2.0) -> tuple[str, ...]:
        """Write what is not yet written, in at most so many seconds.

        Returns the lines that came too late for whoever watches. What is changed afterwards stays
        in memory.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)
        elif self._file is not None:
            self._save(self._file)
        return self.notes[self._seen :]

    # -- changes -------------------------------------------------------------------------------

    def _entry(self, key: str, part: str) -> Entry:
        return self.lesson(key).parts.get(plain(part, LONGEST_NAME), Entry())

    def _moment(self) -> float:
        """The time of a change, which is later than all that is known, whatever the clock says."""
        self._latest = round(max(self._now(), self._latest + TICK), 6)
        return self._latest

    def _note_part(self, key: str, part: str, entry: Entry) -> None:
        parts = {plain(part, LONGEST_NAME): entry}
        self._note(Record(lessons={plain(key, LONGEST_NAME): LessonRecord(parts=parts)}))

    def _note(self, change: Record) -> None:
        """Remember a change, and have it saved."""
        self._record = merge(self._record, change)
        if self._file is None:
            return
        self._unsaved = merge(self._unsaved, change)
        self._due = True
        if self._thread is None and not self._closing:
            self._start(self._file)
        self._changed.notify_all()

    def _start(self, file: ProgressFile) -> None:
        thread = threading.Thread(
            target=self._keep_saving, args=(file,), name="progress", daemon=True
        )
        # Where no thread can be started `close` saves.
        with suppress(RuntimeError):
            thread.start()
            self._thread = thread

    # -- saving --------------------------------------------------------------------------------

    def _keep_saving(self, file: ProgressFile) -> None:
        closing = False
        while not closing:
            with self._changed:
                again = AGAIN if self._failed else None
                self._changed.wait_for(lambda: self._due or self._closing, again)
                closing = self._changed.wait_for(lambda: self._closing, PAUSE)
            self._save(file)

    def _save(self, file: ProgressFile) -> None:
        with self._changed:
            changes, self._unsaved, self._due = self._unsaved, _NOTHING, False
        if changes == _NOTHING:
            return
        try:
            record, notes = file.save(changes)
        except StoreError as error:
            with self._changed:
                self._unsaved, self._failed = merge(changes, self._unsaved), True
            self._tell(f"{error}; {_IN_MEMORY}")
            return
        with self._changed:
            self._record, self._failed = merge(record, self._unsaved), False
            self._latest = max(self._latest, latest(record))
        for note in notes:
            self._tell(note)

    def _tell(self, line: str) -> None:
        """Tell the watcher, or keep for whoever asks."""
        line = plain(line, _LONGEST_LINE)
        with self._changed:
            if line in self._told:
                return
            self._told.add(line)
            watcher = None if self._closing else self._watcher
        if watcher is not None:
            # The screen it would be told on may just be gone.
            with suppress(Exception):
                watcher(line)
                return
        with self._changed:
            self._notes.append(line)
