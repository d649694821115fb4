"""A lesson that changes while something else goes on: neither disturbs the other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from adamtui import library
from adamtui.course import check
from adamtui.course.editions import Edition, read_edition
from adamtui.course.model import Prose
from adamtui.course.source import SourceError
from adamtui.screens import following
from adamtui.travel import Traveller
from adamtui.widgets import following_body, lesson_body
from adamtui.widgets.prose_view import ProseView
from tests.screens.courses import Reader, paragraphs, reading
from tests.screens.test_live import ONE, edition, followed, words, write

LONG = f"# One\n\n{paragraphs(1200)}"
CHANGED = LONG.replace("Paragraph 3.", "Sentence 3.")


class Gate:
    """Stands before a function that is called in a thread: at one call it waits to be opened."""

    def __init__(self, function: Callable[..., Any], at: int = 1) -> None:
        self.calls = 0
        self.reached = threading.Event()
        self._opened = threading.Event()
        self._function = function
        self._at = at

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        if self.calls == self._at:
            self.reached.set()
            assert self._opened.wait(10)
        return self._function(*args)

    def open(self) -> None:
        self._opened.set()


Gated = Callable[..., Gate]


@pytest.fixture
def gated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gated]:
    """Puts a gate before what an object has by a name; all are open in the end."""
    gates: list[Gate] = []

    def put(holder: object, name: str, at: int = 1) -> Gate:
        gates.append(gate := Gate(getattr(holder, name), at))
        monkeypatch.setattr(holder, name, gate)
        return gate

    yield put
    for gate in gates:
        gate.open()


def shown(reader: Reader) -> Sequence[object]:
    """The nodes of the prose that is shown, in order."""
    views = [each for each in reader.screen.body.displayed_children if isinstance(each, ProseView)]
    return [node for view in views for node in view.prose.nodes]


def of_prose(reader: Reader) -> Sequence[object]:
    """The nodes that are to be shown."""
    blocks = [each for each in reader.screen.lesson.blocks if isinstance(each, Prose)]
    return [node for block in blocks for node in block.nodes]


def names(reader: Reader) -> list[str]:
    return [each.directive.id for each in reader.screen.body.live_parts]


def save(reader: Reader, text: str) -> None:
    """Write the file, and say so at once."""
    (reader.library.folder / "10-one.md").write_text(text, encoding="utf-8")
    reader.screen.revise()


async def test_a_change_that_comes_while_the_lesson_begins_anew(
    tmp_path: Path, gated: Gated
) -> None:
    async with followed(tmp_path / "course") as reader:
        await write(reader, LONG)
        gate = gated(lesson_body, "prepare", at=2)
        anew = asyncio.create_task(reader.screen.begin_anew())
        await reader.until(gate.reached.is_set)
        planned = gated(following, "revised")
        save(reader, CHANGED)
        # Long enough for a change that does not wait.
        await asyncio.sleep(0.3)
        assert not planned.reached.is_set()
        planned.open()
        gate.open()
        await anew
        await reader.until(lambda: edition(reader) == CHANGED)
        assert shown(reader) == of_prose(reader)


async def test_beginning_anew_while_a_change_is_worked_out(tmp_path: Path, gated: Gated) -> None:
    async with followed(tmp_path / "course") as reader:
        await write(reader, LONG)
        gate = gated(following_body, "prepare")
        save(reader, CHANGED)
        await reader.until(gate.reached.is_set)
        anew = asyncio.create_task(reader.screen.begin_anew())
        await reader.pilot.pause()
        gate.open()
        await anew
        await reader.until(lambda: edition(reader) == CHANGED)
        assert shown(reader) == of_prose(reader)
        await reader.until(lambda: "Sentence 3." in reader.text)


async def test_forgetting_while_a_change_is_worked_out_leaves_the_app_running(
    tmp_path: Path, gated: Gated
) -> None:
    async with followed(tmp_path / "course") as reader:
        gate = gated(following, "revised")
        text = ONE.replace("Paragraph 3.", "Another.")
        save(reader, text)
        await reader.until(gate.reached.is_set)
        reader.pilot.app.call_later(reader.library.show_forgotten, None)
        await asyncio.sleep(0.1)
        gate.open()
        await reader.until(lambda: edition(reader) == text)
        await reader.until(lambda: "Another." in reader.text)
        # It is shown in slices: until all of them are there.
        await reader.until(lambda: names(reader) == ["first", "second"])
        assert shown(reader) == of_prose(reader)


@pytest.mark.parametrize("work", ["revised", "line_after"])
async def test_one_reads_on_while_a_change_is_worked_out(
    tmp_path: Path, gated: Gated, work: str
) -> None:
    async with followed(tmp_path / "course") as reader:
        await reader.press("space")
        gate = gated(following, work)
        text = ONE.replace("Paragraph 3.", "Another.\n\nAnd more.\n\nAnd more.")
        before = words(reader)
        save(reader, text)
        await reader.until(gate.reached.is_set)
        await reader.press("j", "j", "j")
        moved = words(reader)
        assert moved[:-3] == before[3:]
        gate.open()
        await reader.until(lambda: edition(reader) == text)
        await reader.pilot.pause()
        assert words(reader) == moved


async def test_keys_are_answered_while_the_course_is_listed(tmp_path: Path, gated: Gated) -> None:
    async with reading(tmp_path / "course", {"10-one.md": ONE}) as reader:
        await reader.loaded()
        app = reader.pilot.app
        assert isinstance(app, Traveller)
        gate = gated(reader.library, "list_anew")
        text = ONE.replace("Paragraph 3.", "Another.")
        (reader.library.folder / "10-one.md").write_text(text)
        app.post_message(app.FilesChanged(frozenset({tmp_path})))
        await reader.until(gate.reached.is_set)
        for name in ("10-one.md", "20-two.md"):
            app.post_message(app.FilesChanged(frozenset({reader.library.folder / name})))
            await reader.pilot.pause()
        await reader.press("j")
        assert reader.top == 1
        gate.open()
        await reader.until(lambda: edition(reader) == text)
        assert gate.calls == 2


async def test_a_lesson_that_can_be_read_only_later_is_opened_where_it_was_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, before: Edition | None) -> Edition:
        raise SourceError(f"{path}: no such file")

    monkeypatch.setattr(library, "read_edition", fails)
    async with reading(tmp_path / "course", {"10-one.md": ONE}, "10#the-end") as reader:
        await reader.until(lambda: "no such file; shown as it was" in reader.text)
        assert not reader.screen.loaded
        monkeypatch.setattr(library, "read_edition", read_edition)
        reader.screen.revise()
        await reader.loaded()
        await reader.until(lambda: "The last words." in reader.text)


async def test_a_check_that_fails_is_a_fault_of_the_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> None:
        raise RecursionError("too deep\nfor us")

    monkeypatch.setattr(check, "check_file", fails)
    async with reading(tmp_path / "course", {"10-one.md": "# One\n\nWords.\n"}) as reader:
        await reader.until(lambda: "10-one.md:1:1:" in reader.text)
        assert "cannot be checked: too deep for us" in " ".join(reader.text.split())
        assert reader.pilot.app.is_running
