"""What is told of real files, as editors and others treat them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from adamtui.watching.folders import FolderWatch, ListenerError

_WITHIN = 10.0


class Ear:
    """Hears what is told."""

    def __init__(self) -> None:
        self._heard: set[Path] = set()
        self._news = threading.Condition()

    def __call__(self, paths: frozenset[Path]) -> None:
        with self._news:
            self._heard |= paths
            self._news.notify_all()

    def wait_for(self, path: Path) -> None:
        """Wait until that path is told, and forget all that was."""
        with self._news:
            assert self._news.wait_for(lambda: path in self._heard, _WITHIN), self._heard
            self._heard.clear()

    def heard(self) -> set[Path]:
        with self._news:
            return set(self._heard)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def watch(ear: Ear, tmp_path: Path) -> Iterator[FolderWatch]:
    """A watch over a folder `course`, which the ear has heard of."""
    watch = FolderWatch(ear)
    (tmp_path / "course").mkdir()
    watch.add(tmp_path / "course")
    ear.wait_for(tmp_path / "course")
    yield watch
    watch.stop()


@pytest.fixture
def lesson(watch: FolderWatch, ear: Ear, tmp_path: Path) -> Path:
    path = tmp_path / "course" / "10-one.md"
    path.write_text("# One\n")
    ear.wait_for(path)
    return path


def in_place(path: Path) -> None:
    path.write_text("# Two\n")


def beside_and_renamed(path: Path) -> None:
    beside = path.with_name("tmp123")
    beside.write_text("# Two\n")
    os.replace(beside, path)


def renamed_away_and_written(path: Path) -> None:
    path.rename(path.with_name("10-one.md~"))
    path.write_text("# Two\n")


def deleted(path: Path) -> None:
    path.unlink()


def appended(path: Path) -> None:
    with path.open("a") as file:
        file.write("more\n")


@pytest.mark.parametrize(
    "edit", [in_place, beside_and_renamed, renamed_away_and_written, deleted, appended]
)
def test_each_way_to_save_is_told(lesson: Path, ear: Ear, edit: Callable[[Path], None]) -> None:
    edit(lesson)
    ear.wait_for(lesson)


def test_a_rename_is_told_of_both_names(lesson: Path, ear: Ear) -> None:
    other = lesson.with_name("20-one.md")
    lesson.rename(other)
    ear.wait_for(other)


def test_only_markdown_is_told(lesson: Path, ear: Ear) -> None:
    lesson.with_name("10-one.md.swp").write_text("x")
    lesson.with_name("notes.txt").write_text("x")
    in_place(lesson)
    ear.wait_for(lesson)
    assert not ear.heard() - {lesson}


def test_a_folder_that_goes_is_told_and_watched_when_it_comes_back(lesson: Path, ear: Ear) -> None:
    folder = lesson.parent
    shutil.rmtree(folder)
    ear.wait_for(folder)
    folder.mkdir()
    ear.wait_for(folder)
    lesson.write_text("# Back\n")
    ear.wait_for(lesson)


def test_a_folder_that_is_replaced_is_watched(lesson: Path, ear: Ear, tmp_path: Path) -> None:
    shutil.copytree(lesson.parent, tmp_path / "other")
    lesson.parent.rename(tmp_path / "old")
    (tmp_path / "other").rename(lesson.parent)
    ear.wait_for(lesson.parent)
    in_place(lesson)
    ear.wait_for(lesson)


def test_a_folder_that_is_not_there_yet(watch: FolderWatch, ear: Ear, tmp_path: Path) -> None:
    later = tmp_path / "later"
    watch.add(later)
    ear.wait_for(later)
    later.mkdir()
    ear.wait_for(later)
    (later / "a.md").write_text("x")
    ear.wait_for(later / "a.md")


def test_a_second_folder(lesson: Path, watch: FolderWatch, ear: Ear, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    watch.add(other)
    ear.wait_for(other)
    (other / "a.md").write_text("x")
    ear.wait_for(other / "a.md")
    in_place(lesson)
    ear.wait_for(lesson)


def test_where_the_system_watches_no_more_the_files_are_looked_at(
    tmp_path: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = watchfiles.watch

    def limited(*paths: Path, force_polling: bool | None, **options: object) -> object:
        if not force_polling:
            raise OSError(28, "No space left on device (os error 28)")
        return real(*paths, force_polling=True, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watchfiles, "watch", limited)
    watch = FolderWatch(ear)
    path = tmp_path / "a.md"
    path.write_text("x")
    watch.add(tmp_path)
    try:
        ear.wait_for(tmp_path)
        deadline = time.monotonic() + _WITHIN
        while path not in ear.heard() and time.monotonic() < deadline:
            path.write_text(path.read_text() + "x")
            time.sleep(0.1)
        assert path in ear.heard()
    finally:
        watch.stop()


def test_what_fails_in_whoever_is_told_is_not_taken_for_a_folder_that_cannot_be_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[threading.ExceptHookArgs] = []
    ended = threading.Event()

    def hook(args: threading.ExceptHookArgs) -> None:
        failed.append(args)
        ended.set()

    def told(_paths: frozenset[Path]) -> None:
        raise RuntimeError("not the folder's fault")

    monkeypatch.setattr(threading, "excepthook", hook)
    watch = FolderWatch(told)
    watch.add(tmp_path)
    assert ended.wait(_WITHIN)
    watch.stop()
    (error,) = (each.exc_value for each in failed)
    assert isinstance(error, ListenerError)
    assert "not the folder's fault" in str(error.__cause__)


class Asked:
    """The event that ends watchfiles' loop: does something when it is asked for the first time."""

    def __init__(self, first: Callable[[], object], last: int) -> None:
        self.times = 0
        self._first = first
        self._last = last

    def is_set(self) -> bool:
        self.times += 1
        if self.times == 1:
            self._first()
        return self.times >= self._last


def looks(folder: Path, asked: Asked) -> Iterator[object]:
    """watchfiles' loop, as the watch runs it."""
    return watchfiles.watch(
        folder, debounce=0, step=0, rust_timeout=0, stop_event=asked, recursive=False
    )


def test_watchfiles_asks_once_a_look_and_believes_two(tmp_path: Path) -> None:
    def write() -> None:
        (tmp_path / "a.md").write_text("x")
        # Until the system has told of it.
        time.sleep(0.5)

    asked = Asked(write, 1_000_000)
    assert next(looks(tmp_path, asked))
    assert asked.times == 2, "`_Rest` rests every other time that it is asked"
    asked = Asked(lambda: None, 7)
    assert list(looks(tmp_path, asked)) == []
    assert asked.times == 7


def test_nothing_is_told_after_the_end(lesson: Path, watch: FolderWatch, ear: Ear) -> None:
    watch.stop()
    assert not any(thread.name == "watching" for thread in threading.enumerate())
    in_place(lesson)
    watch.add(lesson.parent.parent)
    assert not ear.heard()


def test_importing_it_imports_no_watchfiles() -> None:
    program = "import sys, adamtui.watching.folders; print('watchfiles' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
