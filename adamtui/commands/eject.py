"""`adamtui eject DIR`: the program's own lessons, copied to be edited.

All of them are in the folder or none: they are written beside it first. Nothing that exists is
touched.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from adamtui.commands.courses import quoted
from adamtui.commands.faults import OK, CommandError
from adamtui.course.characters import without_controls
from adamtui.course.source import SourceError, find, lessons


def run(options: argparse.Namespace) -> int:
    """Copy the lessons and say what can be done with them."""
    folder: Path = options.folder
    _require_free(folder)
    try:
        own = find()
    except SourceError as error:
        raise CommandError(str(error)) from None
    names = _files(own)
    try:
        _copied(own, names, folder)
    except OSError as error:
        # A file that is only there for a moment tells nobody where the fault is.
        raise OSError(error.errno, error.strerror, str(folder)) from None
    _tell(folder, names)
    return OK


def _require_free(folder: Path) -> None:
    """CommandError where there is something at the place of the folder."""
    try:
        taken = os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise CommandError(f"{folder}: {error.strerror}") from None
    if taken:
        what = "is not empty" if folder.is_dir() else "is a file"
        raise CommandError(f"{folder}: {what}; nothing is overwritten, so name a new folder")


def _files(own: Path) -> Sequence[Path]:
    """Every file of the lessons' folder, by its place in it; hidden ones are none of the course."""
    paths = (path.relative_to(own) for path in sorted(own.rglob("*")) if path.is_file())
    return [path for path in paths if not any(part.startswith(".") for part in path.parts)]


def _copied(own: Path, names: Sequence[Path], folder: Path) -> None:
    """Put copies into a folder that is new or empty; all of them or none."""
    if folder.is_dir():
        with _passing(folder) as beside:
            _write(own, names, beside)
            _moved(beside, folder)
        return
    with _parents(folder), _passing(folder.parent) as beside:
        _write(own, names, beside)
        beside.rename(folder)


@contextmanager
def _passing(within: Path) -> Iterator[Path]:
    """A new folder that is gone afterwards, unless it has been renamed."""
    beside = within / f".adamtui-{secrets.token_hex(4)}"
    try:
        beside.mkdir()
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _parents(folder: Path) -> Iterator[None]:
    """The folders that lead to one, made where they are missing; unmade if what follows fails."""
    missing = [each for each in folder.parents if not each.exists()]
    try:
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):
            for each in missing:
                each.rmdir()
        raise


def _write(own: Path, names: Sequence[Path], folder: Path) -> None:
    """Copies with the permissions of new files, whatever those of the originals."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((own / name).read_bytes())


def _moved(beside: Path, folder: Path) -> None:
    """Move all that is in one folder to another; back again if that fails."""
    moved: list[Path] = []
    try:
        for each in sorted(beside.iterdir()):
            moved.append(folder / each.name)
            each.rename(folder / each.name)
    except BaseException:
        for each in moved:
            with suppress(OSError):
                each.rename(beside / each.name)
        raise


def _tell(folder: Path, names: Sequence[Path]) -> None:
    """What is there now, and what to do with it."""
    there = [file.path.name for file in lessons(folder)]
    others = [str(name) for name in names if str(name) not in there]
    also = f", with {' and '.join(others)}" if others else ""
    word, whole = quoted(folder), quoted(folder.absolute())
    lines = [
        f"{folder}: {len(there)} lessons{also}",
        "",
        f"adamtui --lessons {word}",
        "    opens them; in it, the key e opens your editor on the lesson being read",
        f"adamtui check {word}",
        "    tells every fault by its line",
        f"export ADAMTUI_LESSONS={whole}",
        "    has every command use them",
    ]
    print("\n".join(map(without_controls, lines)))
