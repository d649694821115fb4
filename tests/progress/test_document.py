"""The file's text: read back as it was written, read with care whoever wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.progress import document
from adamtui.progress.characters import REFUSED
from adamtui.progress.record import Entry, LessonRecord, Place, Record
from tests.progress.records import RECORDS, done

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = ("version", "lessons", "parts", "place", "last", "lesson", "done", "answer", "when", "x")


def file(**fields: Any) -> bytes:
    return json.dumps({"version": 1, **fields}).encode()


def entry(**fields: Any) -> bytes:
    return file(lessons={"l": {"parts": {"q": {"tries": 3, **fields}}}})


@settings(max_examples=50)
@given(RECORDS)
def test_there_and_back(record: Record) -> None:
    found = document.read(document.write(record, {}))
    assert (found.record, found.faults) == (record, ())


def test_a_human_can_read_it() -> None:
    place = Place(line=40, part="walk", share=0.25, when=5.0)
    lesson = LessonRecord(
        parts={"b": Entry(answer="β₁", tries=1, when=3.0), "a": Entry(done=True, when=4.0)},
        place=place,
        furthest=0.5,
    )
    text = document.write(Record({"layer-1": lesson}, "layer-1", 5.0), {}).decode()
    assert text.splitlines()[:8] == [
        "{",
        ' "last": {',
        '  "lesson": "layer-1",',
        '  "when": 5.0',
        " },",
        ' "lessons": {',
        '  "layer-1": {',
        '   "furthest": 0.5,',
    ]
    assert '"answer": "β₁"' in text
    assert text.index('"a": {') < text.index('"b": {')


def test_what_a_later_writer_adds_is_kept() -> None:
    fields = {
        "version": 1,
        "theme": {"dark": [1, None]},
        "last": {"lesson": "l", "when": 1.0, "by": "me"},
        "lessons": {
            "l": {
                "stars": 3,
                "place": {"line": 2, "column": 7, "when": 1.0},
                "parts": {"q": {"done": True, "when": 1.0, "note": "\u202e\ud800 x"}},
            }
        },
    }
    found = document.read(json.dumps(fields).encode())
    assert found.faults == ()
    written = document.write(found.record, found.fields)
    assert json.loads(written) == fields
    assert b"\\u202e\\ud800" in written


def test_what_is_forgotten_takes_its_fields_along() -> None:
    fields = {"lessons": {"l": {"stars": 3, "parts": {"q": {"done": True, "note": "x"}}}}}
    written = json.loads(document.write(done("other", 1.0), fields))
    assert written["lessons"] == {
        "l": {"stars": 3, "parts": {"other": {"done": True, "when": 1.0}}}
    }


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b'{"version": 1, "lessons": {"l": {"pa', "not JSON at line 1"),
        (b'{"version": 1}\n\x00\x00', "not JSON at line 2, column 1"),
        (b"\xff\xfe{}", "not UTF-8 at byte 1"),
        (b"[1]", "no JSON object"),
        (b"{}", "version"),
        (b'{"version": true}', "version"),
        (b'{"version": "2"}', "version"),
        (b'{"version": 0}', "version"),
        (b"[" * 200_000, "nested"),
        (b'{"version": 1, "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested"),
        (b'{"version": 1, "x": ' + b"[" * 9 + b"]" * 9 + b"}", "nested"),
        (b'{"version": 1, "x": ' + b"9" * 5000 + b"}", "too long"),
    ],
)
def test_what_is_no_progress_file(data: bytes, says: str) -> None:
    found = document.read(data)
    assert found.record == Record()
    (fault,) = found.faults
    assert says in fault


@pytest.mark.parametrize("version", ["2", "1.5", "1e300", "99999999999999999999"])
def test_a_later_version_is_not_judged(version: str) -> None:
    """Whatever else is in it."""
    with pytest.raises(document.ForeignError, match="later"):
        document.read(b'{"version": ' + version.encode() + b', "lessons": 5}')


def test_too_many_entries() -> None:
    parts: dict[str, Any] = {str(number): {} for number in range(document.MOST)}
    with pytest.raises(document.ForeignError, match="entries"):
        document.read(file(lessons={"l": {"parts": parts}}))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (entry(done="yes"), "lessons.l.parts.q.done is not true or false"),
        (entry(done=1), "done"),
        (entry(answer=5), "answer"),
        (entry(answer="\x1b[2J"), "answer"),
        (entry(answer="a\u202eb"), "answer"),
        (entry(answer="\ud800"), "answer"),
        (entry(answer="x" * 501), "answer"),
        (entry(hints=-1), "hints"),
        (entry(hints=1.5), "hints"),
        (entry(hints=True), "hints"),
        (entry(hints=10**12), "hints"),
        (entry(when=float("nan")), "NaN is no number"),
        (entry(when=float("inf")), "Infinity"),
        (entry(when=1).replace(b'"when": 1', b'"when": 1e999'), "1e999"),
        (entry(when=1e300), "when"),
        (entry(when=-1), "when"),
        (entry(when=10**400), "when"),
        (entry(when="today"), "when"),
        (entry(shown=None), "shown"),
        (entry(hints=1).replace(b'"hints": 1', b'"tries": 3'), "twice"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_kept(data: bytes, says: str) -> None:
    found = document.read(data)
    assert any(says in fault for fault in found.faults)
    assert found.record.lessons["l"].parts == {"q": Entry(tries=3)}
    again = document.read(document.write(found.record, found.fields))
    assert again.faults == ()
    assert again.record == found.record


@pytest.mark.parametrize("wrong", [[], 5, "x", None, True])
def test_an_object_that_is_none(wrong: Any) -> None:
    good = {"parts": {"q": {"done": True}}}
    found = document.read(file(lessons={"bad": wrong, "good": good}, last=wrong))
    assert len(found.faults) == 2
    assert found.record == Record(lessons={"good": LessonRecord(parts={"q": Entry(done=True)})})
    assert document.read(file(lessons=wrong)).faults
    found = document.read(file(lessons={"l": {"parts": wrong, "place": wrong, "furthest": 0.5}}))
    assert len(found.faults) == 2
    assert found.record.lessons["l"].furthest == 0.5


def test_names_that_could_not_be_shown() -> None:
    good = {"parts": {"q": {"done": True}}}
    found = document.read(file(lessons={"\x1b[31m": good, "": good, "x" * 5000: good, "ok": good}))
    assert list(found.record.lessons) == ["ok"]
    assert len(found.faults) == 3
    assert not REFUSED.search("".join(found.faults))


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING), st.binary(max_size=20))
def test_anything_is_read_and_what_is_written_of_it_is_right(fields: Any, noise: bytes) -> None:
    nested = {"lessons": {"l": {**fields, "parts": {"q": fields}}, **fields}}
    for data in (noise, file(**{**fields, **nested}), json.dumps(fields).encode()):
        try:
            found = document.read(data)
        except document.ForeignError:
            continue
        written = document.write(found.record, found.fields)
        assert document.read(written).faults == ()
        assert document.read(written).record == found.record
