"""Two records of one reader: nothing that is done gets lost, nothing forgotten comes back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.progress.merging import latest, merge, put_after
from adamtui.progress.record import Entry, LessonRecord, Place, Record
from tests.progress.records import MOMENTS, RECORDS, done, one, parts_done


@settings(max_examples=50)
@given(RECORDS, RECORDS)
def test_the_order_does_not_matter(one: Record, other: Record) -> None:
    assert merge(one, other) == merge(other, one)


@settings(max_examples=50)
@given(RECORDS)
def test_nothing_new_changes_nothing(record: Record) -> None:
    assert merge(record, Record()) == record


@settings(max_examples=50)
@given(RECORDS)
def test_the_same_again_adds_nothing_but_tries(record: Record) -> None:
    assert without_tries(merge(record, record)) == without_tries(record)


@settings(max_examples=50)
@given(RECORDS, RECORDS)
def test_done_stays_done(one: Record, other: Record) -> None:
    """Only a reset that is later undoes it."""
    kept = parts_done(merge(one, other))
    for record, by in ((one, other), (other, one)):
        for key, name in parts_done(record):
            entry = record.lessons[key].parts[name]
            reset = max(by.reset, by.lessons.get(key, LessonRecord()).reset)
            assert ((key, name) in kept) or entry.when <= reset


@settings(max_examples=50)
@given(RECORDS, RECORDS)
def test_nothing_is_left_from_before_a_reset(one: Record, other: Record) -> None:
    both = merge(one, other)
    for lesson in both.lessons.values():
        reset = max(both.reset, lesson.reset)
        moments = [entry.when for entry in lesson.parts.values()]
        moments += [lesson.place.when] if lesson.place else []
        assert all(when > reset for when in moments)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), MOMENTS), max_size=6))
def test_tries_add_up_in_any_grouping(changes: list[tuple[str, int, float]]) -> None:
    records = [one(name, Entry(tries=tries, when=when)) for name, tries, when in changes]
    from_left = from_right = Record()
    for record in records:
        from_left = merge(from_left, record)
    for record in reversed(records):
        from_right = merge(record, from_right)
    assert from_left == from_right
    parts = from_left.lessons["l"].parts if records else {}
    assert sum(part.tries for part in parts.values()) == sum(tries for _, tries, _ in changes)


def test_the_newer_answer_and_place_hold() -> None:
    early = Entry(answer="1", tries=1, hints=2, when=1.0, done=True, shown=True)
    late = Entry(answer="2", tries=1, hints=0, when=2.0)
    merged = merge(one("q", late), one("q", early)).lessons["l"].parts["q"]
    assert merged == Entry(done=True, answer="2", tries=2, hints=0, shown=True, when=2.0)
    far = LessonRecord(place=Place(line=90, share=0.9, when=1.0), furthest=0.9)
    near = LessonRecord(place=Place(line=5, share=0.1, when=2.0), furthest=0.1)
    there = merge(Record(lessons={"l": near}), Record(lessons={"l": far})).lessons["l"]
    assert (there.place, there.furthest) == (near.place, 0.9)


def test_using_a_part_takes_no_answer_away() -> None:
    answered = one("q", Entry(answer="2", tries=1, when=1.0))
    assert merge(answered, done("q", 5.0)).lessons["l"].parts["q"].answer == "2"


def test_a_reset_of_one_lesson_leaves_the_others() -> None:
    both = merge(done("a", 1.0, "x"), done("a", 1.0, "y"))
    left = merge(both, Record(lessons={"x": LessonRecord(reset=2.0)}))
    assert parts_done(left) == {("y", "a")}
    assert parts_done(merge(left, done("b", 1.5, "x"))) == {("y", "a")}
    assert parts_done(merge(left, done("b", 2.5, "x"))) == {("y", "a"), ("x", "b")}


@settings(max_examples=50)
@given(RECORDS, MOMENTS)
def test_put_after(record: Record, moment: float) -> None:
    """All of a record is put later; nothing else of it, nor its order, changes."""
    moved = put_after(moment, record)
    assert parts_done(moved) == parts_done(record)
    assert latest(moved) > moment or latest(record) == 0
    assert merge(moved, Record()) == moved
    entries = [e for lesson in moved.lessons.values() for e in lesson.parts.values()]
    assert all(entry.when > moment for entry in entries)


def without_tries(record: Record) -> Record:
    return replace(
        record,
        lessons={
            key: replace(
                lesson, parts={name: replace(e, tries=0) for name, e in lesson.parts.items()}
            )
            for key, lesson in record.lessons.items()
        },
    )
