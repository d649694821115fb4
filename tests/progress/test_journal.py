"""A session's journal: what it remembers, when it writes it, and what it says when it cannot."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from adamtui.progress import journal as journals
from adamtui.progress import store
from adamtui.progress.journal import Journal
from adamtui.progress.record import Entry, LessonRecord, Place, Record
from tests.progress.records import names_beside, parts_done, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "adamtui" / "progress.json"


class Clock:
    """Tells the time it is set to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def until(true: Callable[[], bool]) -> None:
    """Wait for what another thread does; fails after some seconds."""
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def answer(journal: Journal, text: str = "1", *, right: bool = True, part: str = "q") -> None:
    journal.answered("l", part, answer=text, right=right, hints=0, shown=False)


def test_what_is_done_is_known_at_once_and_in_the_next_session(path: Path) -> None:
    journal = Journal(path)
    assert journal.record == Record()
    journal.answered("l", "q", answer="β₁", right=False, hints=1, shown=True)
    journal.answered("l", "q", answer="1/3", right=True, hints=2, shown=True)
    journal.used("l", "walk")
    journal.moved("l", Place(line=7, part="walk", share=0.5))
    journal.moved("l", Place(line=3, share=0.25))
    known = journal.record
    assert journal.close() == ()
    entry = known.lessons["l"].parts["q"]
    assert (entry.done, entry.answer, entry.tries) == (True, "1/3", 2)
    assert (entry.hints, entry.shown) == (2, True)
    place = known.lessons["l"].place
    assert place is not None
    assert (place.line, place.part, place.share) == (3, "", 0.25)
    assert known.lessons["l"].furthest == 0.5
    assert known.last == "l"
    again = Journal(path)
    assert again.notes == ()
    assert parts_done(again.record) == {("l", "q"), ("l", "walk")}
    assert again.record.last == "l"
    assert again.lesson("l").furthest == 0.5
    assert again.lesson("other") == LessonRecord()


def test_a_wrong_try_after_the_right_one(path: Path) -> None:
    journal = Journal(path)
    answer(journal, "1", right=True)
    journal.answered("l", "q", answer="2", right=False, hints=0, shown=True)
    entry = journal.lesson("l").parts["q"]
    assert (entry.done, entry.answer, entry.tries, entry.shown) == (True, "1", 2, False)
    answer(journal, "3", right=True)
    assert journal.lesson("l").parts["q"].answer == "3"


def test_who_asks_for_the_answer_has_still_given_the_last_one(path: Path) -> None:
    journal = Journal(path)
    answer(journal, "1", right=False)
    answer(journal, "2", right=False)
    journal.answered("l", "q", answer="", right=False, hints=1, shown=True)
    journal.close()
    entry = Journal(path).lesson("l").parts["q"]
    assert (entry.done, entry.answer, entry.hints, entry.shown) == (False, "2", 1, True)


def test_written_without_being_closed(path: Path) -> None:
    journal = Journal(path)
    answer(journal)
    until(path.exists)
    assert told(path)["lessons"]["l"]["parts"]["q"]["done"] is True
    journal.close()


def test_who_only_reads_starts_no_thread_and_writes_nothing(path: Path) -> None:
    before = threading.active_count()
    journal = Journal(path)
    assert journal.lesson("l") == LessonRecord()
    journal.close()
    assert threading.active_count() == before
    assert not path.parent.parent.exists()


def test_many_changes_are_few_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves: list[bytes] = []
    replace = store.replace

    def counted(path: Path, data: bytes) -> None:
        saves.append(data)
        replace(path, data)

    monkeypatch.setattr(store, "replace", counted)
    journal = Journal(path)
    for number in range(1, 500):
        answer(journal, str(number))
    journal.close()
    assert 1 <= len(saves) < 50
    assert told(path)["lessons"]["l"]["parts"]["q"]["answer"] == "499"


def test_who_scrolls_is_in_no_hurry_but_an_answer_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "PLACE_PAUSE", 3600.0)
    journal = Journal(path)
    for line in range(1, 50):
        journal.moved("l", Place(line=line))
        time.sleep(0.002)
    assert not path.exists()
    answer(journal)
    until(path.exists)
    lesson = told(path)["lessons"]["l"]
    assert (lesson["place"]["line"], lesson["parts"]["q"]["done"]) == (49, True)
    journal.moved("l", Place(line=3))
    journal.close()
    assert told(path)["lessons"]["l"]["place"]["line"] == 3


def test_a_part_used_again_is_not_written_again(path: Path) -> None:
    journal = Journal(path)
    journal.used("l", "walk")
    journal.close()
    before = path.stat().st_ino
    again = Journal(path)
    again.used("l", "walk")
    again.close()
    assert path.stat().st_ino == before


def test_only_the_owner_may_read_it(path: Path) -> None:
    journal = Journal(path)
    answer(journal)
    journal.close()
    modes = {
        each: stat.S_IMODE(each.stat().st_mode) for each in (path.parent.parent, path.parent, path)
    }
    assert list(modes.values()) == [0o700, 0o700, 0o600]
    assert names_beside(path) == {"progress.json", "progress.lock"}


def test_memory_only() -> None:
    journal = Journal(None)
    answer(journal)
    assert journal.lesson("l").parts["q"].done
    assert journal.close() == journal.notes == ()


def test_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    journal = Journal(Path("adamtui/progress.json"))
    answer(journal)
    assert journal.lesson("l").parts["q"].done
    journal.close()
    (note,) = journal.notes
    assert "memory" in note
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_written_safely_is_made_plain(path: Path) -> None:
    journal = Journal(path)
    journal.answered(
        "\x1b[2J", "q\n", answer="\ud800\u202e" + "x" * 900, right=True, hints=-3, shown=False
    )
    journal.moved("\x1b[2J", Place(line=-5, part="\x07", share=7.0))
    assert journal.lesson("\x1b[2J").parts
    journal.close()
    again = Journal(path)
    assert again.notes == ()
    assert again.record == journal.record
    assert again.lesson("\x1b[2J").parts


# -- resets --------------------------------------------------------------------------------------


def test_a_reset_lasts(path: Path) -> None:
    journal = Journal(path)
    for lesson in ("a", "b"):
        journal.used(lesson, "walk")
        journal.moved(lesson, Place(line=9, share=0.9))
    journal.reset("a")
    assert parts_done(journal.record) == {("b", "walk")}
    assert (journal.lesson("a").place, journal.lesson("a").furthest) == (None, 0.0)
    journal.close()
    journal = Journal(path)
    assert parts_done(journal.record) == {("b", "walk")}
    journal.used("a", "walk")
    journal.reset(None)
    journal.used("b", "other")
    journal.close()
    assert parts_done(Journal(path).record) == {("b", "other")}
    assert Journal(path).record.last == ""


def test_a_reset_reaches_other_sessions(path: Path) -> None:
    """What they did before does not come back with what they do then."""
    first = Journal(path)
    first.used("l", "walk")
    first.close()
    here, there = Journal(path), Journal(path)
    assert parts_done(there.record) == {("l", "walk")}
    here.reset("l")
    here.close()
    there.used("l", "other")
    there.close()
    assert parts_done(there.record) == parts_done(Journal(path).record) == {("l", "other")}


def test_what_was_done_before_a_reset_but_saved_after_it(path: Path) -> None:
    clock = Clock()
    late = Journal(path, clock)
    with StoreRefusing():
        late.used("l", "before")
        until(lambda: late.notes != ())
    clock.now += 10
    other = Journal(path, clock)
    other.reset(None)
    other.close()
    clock.now += 10
    late.used("l", "after")
    late.close()
    assert parts_done(Journal(path).record) == {("l", "after")}


# -- the clock -----------------------------------------------------------------------------------


def test_a_clock_that_goes_back_loses_nothing(path: Path) -> None:
    clock = Clock()
    stale = Journal(path, clock)
    clock.now = 2e9
    journal = Journal(path, clock)
    journal.used("l", "old")
    journal.reset("l")
    answer(journal, "future", right=False)
    journal.close()
    clock.now = 5.0
    journal = Journal(path, clock)
    answer(journal, "now")
    journal.moved("l", Place(line=4))
    journal.close()
    # This one has not seen the file since, and knows of no time that is later than its clock.
    stale.used("l", "stale")
    stale.close()
    lesson = Journal(path, clock).lesson("l")
    assert lesson.parts["q"].answer == "now"
    assert lesson.parts["stale"].done
    assert set(lesson.parts) == {"q", "stale"}
    assert lesson.place is not None


def test_a_clock_that_stands(path: Path) -> None:
    journal = Journal(path, lambda: 0.0)
    journal.used("l", "a")
    journal.reset("l")
    journal.used("l", "b")
    journal.close()
    assert parts_done(Journal(path, lambda: 0.0).record) == {("l", "b")}


# -- trouble -------------------------------------------------------------------------------------


class StoreRefusing:
    """A disk on which nothing can be written down."""

    def __init__(self, number: int = errno.ENOSPC) -> None:
        self._number = number
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> None:
        def refuse(descriptor: int) -> None:
            raise OSError(self._number, os.strerror(self._number))

        self._patch.setattr(os, "fsync", refuse)

    def __exit__(self, *error: object) -> None:
        self._patch.undo()


def test_a_full_disk_is_told_once_and_nothing_is_lost(path: Path) -> None:
    journal = Journal(path)
    answer(journal, part="kept")
    until(path.exists)
    lines: list[str] = []
    journal.watch(lines.append)
    before = path.read_bytes()
    with StoreRefusing():
        for part in "abc":
            answer(journal, part=part)
            until(lambda: lines != [])
        assert path.read_bytes() == before
    answer(journal, part="d")
    assert journal.close() == ()
    assert len(lines) == 1
    assert str(path) in lines[0]
    assert "No space left" in lines[0]
    assert "memory" in lines[0]
    assert parts_done(Journal(path).record) == {("l", part) for part in ("kept", *"abcd")}
    assert names_beside(path) == {"progress.json", "progress.lock"}
    assert Journal(path).lesson("l").parts["a"].tries == 1


def test_it_is_tried_again_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "AGAIN", 0.01)
    journal = Journal(path)
    with StoreRefusing():
        answer(journal)
        until(lambda: journal.notes != ())
    until(path.exists)
    journal.close()


def test_trouble_at_the_very_end_is_handed_back(path: Path) -> None:
    journal = Journal(path)
    lines: list[str] = []
    journal.watch(lines.append)
    with StoreRefusing():
        answer(journal)
        late = journal.close()
    assert len((*late, *lines)) == 1


def test_a_watcher_that_has_gone(path: Path) -> None:
    def gone(line: str) -> None:
        raise RuntimeError(line)

    journal = Journal(path)
    journal.watch(gone)
    with StoreRefusing():
        answer(journal)
        until(lambda: journal.notes != ())
    (line,) = journal.close()
    assert "No space left" in line
    assert parts_done(Journal(path).record) == {("l", "q")}


def test_a_watcher_that_never_comes_back_holds_nothing_up(path: Path) -> None:
    """It hands the line to a loop that has ended, and waits for it."""
    loop = asyncio.new_event_loop()
    lines: list[str] = []

    async def said(line: str) -> None:
        lines.append(line)

    def wait_for_the_loop(line: str) -> None:
        asyncio.run_coroutine_threadsafe(said(line), loop).result()

    journal = Journal(path)
    journal.watch(wait_for_the_loop)
    with StoreRefusing():
        answer(journal, part="a")
        until(lambda: journal.notes != ())
    answer(journal, part="b")
    until(path.exists)
    answer(journal, part="c")
    (line,) = journal.close()
    assert "No space left" in line
    assert parts_done(Journal(path).record) == {("l", part) for part in "abc"}
    assert lines == []
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def test_no_thread_to_be_had(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none_left)
    journal = Journal(path)
    answer(journal)
    journal.close()
    assert parts_done(Journal(path).record) == {("l", "q")}


@pytest.mark.parametrize("all_of_it", [False, True])
def test_a_file_that_is_removed_while_running(path: Path, all_of_it: bool) -> None:
    first = Journal(path)
    answer(first, part="early")
    first.close()
    journal = Journal(path)
    answer(journal, part="a")
    until(lambda: b'"a"' in path.read_bytes())
    for each in path.parent.iterdir() if all_of_it else [path]:
        each.unlink()
    if all_of_it:
        path.parent.rmdir()
    answer(journal, part="b")
    journal.close()
    assert parts_done(Journal(path).record) == {("l", part) for part in ("early", "a", "b")}


def test_entries_are_plain_values(path: Path) -> None:
    journal = Journal(path)
    journal.used("l", "walk")
    assert journal.lesson("l").parts["walk"] == Entry(
        done=True, when=journal.lesson("l").parts["walk"].when
    )
    journal.close()
