"""What the reader does, remembered at once and written a moment later.

Whoever calls never waits for the disk: one thread saves, and only once there is something to save.
Whatever is in the way of saving is said in a line, and the session goes on.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from adamtui.progress.characters import plain
from adamtui.progress.document import LONGEST_ANSWER, LONGEST_NAME
from adamtui.progress.file import ProgressFile
from adamtui.progress.merging import TICK, latest, merge
from adamtui.progress.notices import Notices
from adamtui.progress.record import Entry, LessonRecord, Place, Record
from adamtui.progress.store import StoreError

PAUSE = 0.03
"""Seconds in which changes are gathered before they are written together."""
PLACE_PAUSE = 0.4
"""The same, where nothing has changed but the place: it does so with every row that is scrolled."""
AGAIN = 5.0
"""Seconds until what could not be written is tried again."""
_IN_MEMORY = "progress is kept in memory only"
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
        self._due = math.inf
        """When to save, as `time.monotonic` tells it."""
        self._closing = False
        self._thread: threading.Thread | None = None
        self._notices = Notices()
        self._file = None
        if path is not None and not path.is_absolute():
            self._notices.add(f"no home folder for {path.name}; {_IN_MEMORY}")
        elif path is not None:
            self._file = ProgressFile(path, now)
            self._load(self._file)

    def _load(self, file: ProgressFile) -> None:
        try:
            record, notes = file.load()
        except StoreError as error:
            self._notices.add(f"{error}; {_IN_MEMORY}")
            return
        self._record, self._latest = record, latest(record)
        for note in notes:
            self._notices.add(note)

    # -- what is known -------------------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What is known, this session's changes included."""
        with self._changed:
            return self._record

    @property
    def notes(self) -> tuple[str, ...]:
        """What is wrong with the file and was told to nobody yet, one line each."""
        return self._notices.untold

    def lesson(self, key: str) -> LessonRecord:
        """What is known of a lesson; an empty record where nothing is."""
        return self.record.lessons.get(plain(key, LONGEST_NAME), LessonRecord())

    # -- what the reader does ------------------------------------------------------------------

    def answered(
        self, key: str, part: str, *, answer: str, right: bool, hints: int, shown: bool
    ) -> None:
        """One try at an exercise; `hints` and `shown` are what the reader had seen before it.

        The last answer is kept: a right one whatever is tried after it, and any where `answer` is
        empty, as it is when the reader only asks for the right one.
        """
        with self._changed:
            before = self._entry(key, part)
            stays = not answer or (before.done and not right)
            entry = Entry(
                done=right,
                answer=before.answer if stays else plain(answer, LONGEST_ANSWER),
                tries=1,
                hints=max(hints, 0),
                shown=shown and not before.done,
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
            change = Record(lessons={name: lesson}, last=name, last_when=when)
            self._note(change, PLACE_PAUSE)

    def reset(self, key: str | None) -> None:
        """Forget all that was done in a lesson, or in all; in other sessions too."""
        with self._changed:
            when = self._moment()
            if key is None:
                self._note(Record(reset=when), PAUSE)
            else:
                lesson = LessonRecord(reset=when)
                self._note(Record(lessons={plain(key, LONGEST_NAME): lesson}), PAUSE)

    def watch(self, trouble: Callable[[str], None]) -> None:
        """Have `trouble` called with one line when a save fails, once for each kind of trouble.

        It is called from a thread of its own, which it may hold up. What it raises is dropped; the
        line is then among the notes, as it is until the call is over.
        """
        self._notices.watch(trouble)

    def close(self, timeout: float = 2.0) -> tuple[str, ...]:
        """Write what is not yet written, in at most so many seconds.

        Returns the lines that whoever watches was not told, since they came too late or no answer
        came. What is changed afterwards stays in memory.
        """
        self._notices.unwatch()
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout)
        elif self._file is not None:
            self._save(self._file)
        return self._notices.late()

    # -- changes -------------------------------------------------------------------------------

    def _entry(self, key: str, part: str) -> Entry:
        return self.lesson(key).parts.get(plain(part, LONGEST_NAME), Entry())

    def _moment(self) -> float:
        """The time of a change, which is later than all that is known, whatever the clock says."""
        self._latest = round(max(self._now(), self._latest + TICK), 6)
        return self._latest

    def _note_part(self, key: str, part: str, entry: Entry) -> None:
        parts = {plain(part, LONGEST_NAME): entry}
        self._note(Record(lessons={plain(key, LONGEST_NAME): LessonRecord(parts=parts)}), PAUSE)

    def _note(self, change: Record, pause: float) -> None:
        """Remember a change, and have it saved in so many seconds, or as soon as another one."""
        self._record = merge(self._record, change)
        if self._file is None:
            return
        self._unsaved = merge(self._unsaved, change)
        self._save_in(pause)
        if self._thread is None and not self._closing:
            self._start(self._file)

    def _save_in(self, seconds: float) -> None:
        due = time.monotonic() + seconds
        if due < self._due:
            self._due = due
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
            closing = self._waited()
            self._save(file)

    def _waited(self) -> bool:
        """Wait until there is something to save; whether it is the last time."""
        with self._changed:
            while not self._closing and (left := self._due - time.monotonic()) > 0:
                self._changed.wait(left if math.isfinite(left) else None)
            return self._closing

    def _save(self, file: ProgressFile) -> None:
        with self._changed:
            changes, self._unsaved, self._due = self._unsaved, _NOTHING, math.inf
        if changes == _NOTHING:
            return
        try:
            record, notes = file.save(changes)
        except StoreError as error:
            with self._changed:
                self._unsaved = merge(changes, self._unsaved)
                self._save_in(AGAIN)
            self._notices.add(f"{error}; {_IN_MEMORY}")
            return
        with self._changed:
            self._record = merge(record, self._unsaved)
            self._latest = max(self._latest, latest(record))
        for note in notes:
            self._notices.add(note)
