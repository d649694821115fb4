"""Derivations followed, shared, abandoned and failing; their steps come when the test says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from adamtui.algebra.steps import Step
from adamtui.widgets.deriver import FAILED, Deriver, Source

_names = count()


class Told:
    """A source whose steps come one by one, when they are released."""

    def __init__(self, *words: str, failing: bool = False) -> None:
        self.words = words
        self.failing = failing
        self.begun = 0
        self.given = 0
        self.gate = threading.Semaphore(0)
        self.source = Source(f"told {next(_names)}", self.steps)

    def release(self, steps: int = 1) -> None:
        for _ in range(steps):
            self.gate.release()

    def steps(self) -> Iterator[Step]:
        self.begun += 1
        for word in self.words:
            self.gate.acquire(timeout=10)
            self.given += 1
            yield Step(word, word, "")
        if self.failing:
            raise MemoryError("too much")


class Reader(Widget):
    """Follows derivations and counts how often it is to be drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0
        self.deriver = Deriver(self, self._draw)

    def on_deriver_found(self, message: Deriver.Found) -> None:
        message.stop()
        self.deriver.take(message)

    @property
    def words(self) -> list[str]:
        return [step.words for step in self.deriver.steps]

    def _draw(self) -> None:
        self.drawn += 1


class Desk(App[None]):
    """Two readers."""

    def compose(self) -> ComposeResult:
        yield Reader()
        yield Reader()

    @property
    def readers(self) -> tuple[Reader, Reader]:
        one, other = self.query(Reader)
        return one, other


async def until(pilot: Pilot[None], reader: Reader, *words: str) -> None:
    for _ in range(500):
        if reader.words == list(words):
            return
        await pilot.pause(0.01)
    raise AssertionError(reader.words)


async def test_steps_are_shown_as_they_are_found() -> None:
    app, told = Desk(), Told("one", "two")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        reader.deriver.derive(told.source)
        assert reader.deriver.busy
        told.release()
        await until(pilot, reader, "one")
        assert reader.deriver.busy
        told.release()
        await until(pilot, reader, "one", "two")
        await pilot.pause(0.05)
        assert not reader.deriver.busy


async def test_asking_again_changes_nothing() -> None:
    app, told = Desk(), Told("one")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        reader.deriver.derive(told.source)
        told.release()
        await until(pilot, reader, "one")
        await pilot.pause(0.05)
        drawn = reader.drawn
        for _ in range(20):
            reader.deriver.derive(told.source)
        assert reader.drawn == drawn
        assert told.begun == 1


async def test_who_comes_later_sees_what_there_is_and_nothing_is_derived_twice() -> None:
    app, told = Desk(), Told("one", "two")
    async with app.run_test() as pilot:
        reader, late = app.readers
        reader.deriver.derive(told.source)
        told.release()
        await until(pilot, reader, "one")
        late.deriver.derive(told.source)
        assert late.words == ["one"]
        told.release()
        await until(pilot, late, "one", "two")
        await until(pilot, reader, "one", "two")
        assert told.begun == 1


async def test_one_who_leaves_does_not_stop_the_other() -> None:
    app, told = Desk(), Told("one", "two")
    async with app.run_test() as pilot:
        reader, other = app.readers
        reader.deriver.derive(told.source)
        other.deriver.derive(told.source)
        reader.deriver.abandon()
        told.release(2)
        await until(pilot, other, "one", "two")
        assert not reader.deriver.busy


async def test_what_nobody_follows_ends_with_its_step() -> None:
    app, told, after = Desk(), Told("one", "two", "three"), Told("next")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        reader.deriver.derive(told.source)
        told.release()
        await until(pilot, reader, "one")
        reader.deriver.abandon()
        told.release(2)
        after.release()
        reader.deriver.derive(after.source)
        await until(pilot, reader, "next")
        assert told.given == 2


async def test_what_was_abandoned_is_begun_again() -> None:
    app, told = Desk(), Told("one", "two")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        reader.deriver.derive(told.source)
        told.release()
        await until(pilot, reader, "one")
        reader.deriver.abandon()
        assert reader.words == ["one"]
        told.release(9)
        reader.deriver.derive(told.source)
        await until(pilot, reader, "one", "two")
        assert told.begun == 2


async def test_what_is_abandoned_before_its_turn_is_never_begun() -> None:
    app, first, passed, last = Desk(), Told("one"), Told("no"), Told("two")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        for told in (first, passed, last):
            reader.deriver.derive(told.source)
        for told in (first, passed, last):
            told.release()
        await until(pilot, reader, "two")
        assert passed.begun == 0


async def test_a_failure_is_said_and_can_be_tried_again() -> None:
    app, told = Desk(), Told("one", failing=True)
    async with app.run_test() as pilot:
        reader, _ = app.readers
        told.release(2)
        reader.deriver.derive(told.source)
        await until(pilot, reader, "one", "SymPy could not go on: MemoryError.")
        assert reader.deriver.steps[-1].key == FAILED
        told.failing = False
        await pilot.pause(0.05)
        reader.deriver.derive(told.source)
        await until(pilot, reader, "one")


async def test_following_nothing_clears_the_steps() -> None:
    app, told = Desk(), Told("one")
    async with app.run_test() as pilot:
        reader, _ = app.readers
        told.release()
        reader.deriver.derive(told.source)
        await until(pilot, reader, "one")
        reader.deriver.derive(None)
        assert reader.words == []
        assert not reader.deriver.busy
