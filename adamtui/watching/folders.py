"""Tells what changes in some folders, from a thread that hardly ever wakes up.

Of folders nothing is raised and nothing is said: one that goes away is waited for, and where the
system cannot tell of changes the files are looked at from time to time. What fails in whoever is
told is no matter of folders: it ends the thread, as any error does.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

PAUSE = 0.22
"""Seconds between two looks at what the system has told: what is saved is seen within that."""
RETURN = 1.0
"""Seconds between two looks at whether a folder is still, or again, the one it was."""
_POLLING = 500
"""Milliseconds between two looks at all files, where the system does not tell of changes."""
_LAST_WORD = 0.5
"""Seconds that the thread has to end."""

Told: TypeAlias = Callable[[frozenset[Path]], None]


class _Identity(NamedTuple):
    device: int
    inode: int


class ListenerError(Exception):
    """Whoever was told has failed; the cause is its own."""


class FolderWatch:
    """Watches Markdown files; folders below the given ones are not looked into.

    `told` is called from the thread with the paths that may be others than before. A folder among
    them stands for all that is in it: it is new to the watch, gone, or back.
    """

    def __init__(self, told: Told) -> None:
        self._told = told
        self._folders: tuple[Path, ...] = ()
        self._wake = threading.Event()
        self._ending = False
        self._thread: threading.Thread | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """What is watched."""
        return self._folders

    def add(self, folder: Path) -> None:
        """Watch a folder as well, whether it exists or not; starts the thread."""
        if folder in self._folders or self._ending:
            return
        self._folders = (*self._folders, folder)
        self._wake.set()
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="watching", daemon=True)
            # Where no thread can be started nothing is watched.
            with suppress(RuntimeError):
                thread.start()
                self._thread = thread

    def stop(self) -> None:
        """End at once; nothing is told from then on."""
        self._ending = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_LAST_WORD)

    def _run(self) -> None:
        # Without what watchfiles needs nothing is watched.
        with suppress(ImportError):
            import watchfiles  # noqa: F401 - imported before a folder is said to be watched

            known: Mapping[Path, _Identity | None] = MappingProxyType({})
            while True:
                self._wake.clear()
                if self._ending:
                    break
                there = _identities(self._folders)
                self._follow(
                    there, frozenset(each for each in there if _differs(each, known, there))
                )
                known = there

    def _follow(self, there: Mapping[Path, _Identity | None], other: frozenset[Path]) -> None:
        """Tell of changes until a folder is another one, or others are to be watched.

        `other` are the folders of which that is told first, once they are watched.
        """
        folders = [each for each, found in there.items() if found]
        rest = _Rest(
            self._wake,
            lambda: self._tell(other),
            lambda: _identities(self._folders) != there,
        )
        if not folders:
            while not rest.is_set():
                pass
            return
        try:
            self._listen(folders, rest, polling=None)
        except (OSError, RuntimeError):
            # No more can be watched on this system, or a folder has gone meanwhile.
            try:
                self._listen(folders, rest, polling=True)
            except (OSError, RuntimeError):
                self._wake.wait(RETURN)

    def _listen(self, folders: Sequence[Path], rest: _Rest, *, polling: bool | None) -> None:
        from watchfiles import watch

        changes = watch(
            *folders,
            watch_filter=lambda _change, path: path.endswith(".md"),
            debounce=0,
            step=0,
            rust_timeout=0,
            stop_event=rest,
            force_polling=polling,
            poll_delay_ms=_POLLING,
            recursive=False,
        )
        for some in changes:
            self._tell(frozenset(Path(path) for _, path in some))

    def _tell(self, paths: frozenset[Path]) -> None:
        if paths and not self._ending:
            try:
                self._told(paths)
            except Exception as error:
                # As it is, it might be taken for a folder that cannot be watched.
                raise ListenerError from error


class _Rest:
    """Takes the place of the event that ends watchfiles' loop, and is where that loop sleeps.

    The loop asks it between any two looks, and believes what it sees when two agree. By itself it
    would sleep before each look: twice as often, or twice as long. And here it is woken to end.
    """

    def __init__(
        self, wake: threading.Event, begun: Callable[[], None], replaced: Callable[[], bool]
    ) -> None:
        """`begun` is called once, when the loop has begun; `replaced` now and then."""
        self._wake = wake
        self._begun = begun
        self._replaced = replaced
        self._asked = 0

    def is_set(self) -> bool:
        """Whether the loop is to end; every other time after a rest."""
        self._asked += 1
        if self._asked == 1:
            self._begun()
        if self._asked % 2 == 0:
            return self._wake.is_set()
        if self._wake.wait(PAUSE):
            return True
        return self._asked % (2 * round(RETURN / PAUSE)) == 1 and self._replaced()


def _identities(folders: Sequence[Path]) -> Mapping[Path, _Identity | None]:
    """Which folder each path leads to; None where it leads to none."""
    return {folder: _identity(folder) for folder in folders}


def _identity(folder: Path) -> _Identity | None:
    try:
        found = os.stat(folder)
    except (OSError, ValueError):
        return None
    return _Identity(found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _differs(
    folder: Path,
    before: Mapping[Path, _Identity | None],
    after: Mapping[Path, _Identity | None],
) -> bool:
    return folder not in before or before[folder] != after[folder]
