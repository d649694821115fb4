"""Where lessons are: the folder, the files in it by number and slug, and their text.

Nothing here reads Markdown, so listing a course is a matter of milliseconds.
"""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path
from typing import NamedTuple

from adamtui.core.nearest import nearest
from adamtui.course.characters import cleaned, unix_lines, without_controls
from adamtui.course.model import Fault
from adamtui.course.titles import first_title

NAME = re.compile(r"([0-9]{1,6})-(\w[\w-]*)\.md")
"""A lesson's file name: number and slug."""
LARGEST = 1_000_000
"""Bytes of a file that is still read."""
_PACKAGE = Path(__file__).resolve().parents[1]
_TITLE_WITHIN = 64_000


class SourceError(Exception):
    """Lessons that cannot be found or read; the message is one line."""


class LessonFile(NamedTuple):
    """A lesson of a folder."""

    number: str
    slug: str
    path: Path
    title: str


class Target(NamedTuple):
    """What a reader asked for: a file and the part of it, "" for its beginning."""

    path: Path
    part: str


class Text(NamedTuple):
    """A file's text with newlines as line ends, and what was wrong with its bytes."""

    text: str
    faults: tuple[Fault, ...]


def find(explicit: Path | None = None) -> Path:
    """The folder of lessons: the one named, the wheel's, or the checkout's.

    Raises SourceError where it does not exist or holds no lesson.
    """
    folder = explicit or _own()
    if folder.is_file():
        raise SourceError(f"{folder}: a file, no folder of lessons; adamtui open shows a file")
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder of lessons")
    if not _named(folder):
        raise SourceError(f"{folder}: no lesson in it; a lesson's file is named NN-slug.md")
    return folder


def _own() -> Path:
    """The folder of the lessons that come with the program."""
    own = (_PACKAGE / "_lessons", _PACKAGE.parent / "lessons")
    return next((each for each in own if each.is_dir()), own[-1])


def real(path: Path) -> Path:
    """Where a path leads; links that lead round in a circle, which `Path.resolve` refuses, stay."""
    return Path(os.path.realpath(path))


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path leads, through links too, to a place in a folder."""
    return real(path).is_relative_to(real(folder))


def from_home(text: str) -> Path:
    """A path whose ~ is the home folder: no shell has seen it in --lessons=~/x."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # of nobody that is known here
        return Path(text)


def key_of(path: Path) -> str:
    """What progress in a lesson is kept under: its slug, or for a file of others its whole path.

    The lessons that come with the program may move with the next version of it.
    """
    path = real(path)
    named = NAME.fullmatch(path.name)
    if named is not None and path.parent == real(_own()):
        return named[2]
    return without_controls(str(path))


def lessons(folder: Path) -> list[LessonFile]:
    """The lessons of a folder in the order of their numbers."""
    return [LessonFile(number, slug, path, title(path)) for number, slug, path in _named(folder)]


def title(path: Path) -> str:
    """The first `# heading` of a file; its name where there is none or it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(_TITLE_WITHIN)
    except OSError:
        return path.stem
    text, _ = cleaned(unix_lines(start.decode("utf-8", "replace")), path.name)
    return first_title(text.split("\n")) or path.stem


def _named(folder: Path) -> list[tuple[str, str, Path]]:
    """Number, slug and path of each lesson, in order."""
    try:
        matches = ((NAME.fullmatch(path.name), path) for path in folder.iterdir())
        # A folder may be one that can be listed and not entered.
        found = [(m[1], m[2], path) for m, path in matches if m and path.is_file()]
    except OSError as error:
        raise SourceError(f"{folder}: {error.strerror}") from error
    return sorted(found, key=lambda each: (int(each[0]), each[2].name))


def resolve(folder: Path, wanted: str) -> Target:
    """The file for a number, a slug, NN-slug or the path of a Markdown file, with `#PART` or not.

    Raises SourceError, with the nearest name, for what is not there.
    """
    name, _, part = wanted.partition("#")
    for number, slug, path in _named(folder):
        if name in (number, slug, path.stem, path.name):
            return Target(path, part)
    path = from_home(name)
    if name.endswith(".md") and path.is_file():
        return Target(path, part)
    if name.endswith(".md") or "/" in name:
        raise SourceError(f"{name}: no such Markdown file")
    raise SourceError(f"no lesson '{name}'{_nearest(folder, name)}")


def _nearest(folder: Path, name: str) -> str:
    named = _named(folder)
    known = [key for number, slug, path in named for key in (slug, path.stem, number)]
    every = f"; there are {', '.join(path.stem for _, _, path in named)}"
    # Zeros before a number do not count.
    return nearest(name.lstrip("0") or name, known, every)


def read(path: Path, shown: str = "") -> Text:
    """The text of a file; bytes that are not UTF-8 become U+FFFD and faults.

    `shown` is how faults name the file. Raises SourceError for a file that is missing, no regular
    file, unreadable or larger than `LARGEST`.
    """
    shown = shown or str(path)
    try:
        if not path.is_file():
            raise SourceError(f"{shown}: {_why_none(path)}")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise SourceError(f"{shown}: {error.strerror}") from error
    if len(data) > LARGEST:
        raise SourceError(f"{shown}: larger than {LARGEST} bytes")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "it is UTF-16: save it as UTF-8"
        return Text(unix_lines(data.decode("utf-16", "replace")), (Fault(shown, 1, 1, message),))
    text = data.decode("utf-8", "replace")
    return Text(unix_lines(text), () if "\ufffd" not in text else _not_utf8(data, shown))


def _why_none(path: Path) -> str:
    """Why there is no file to read."""
    if path.is_dir():
        return "a folder, not a file"
    return "not a regular file" if path.exists() else "no such file"


def _not_utf8(data: bytes, shown: str) -> tuple[Fault, ...]:
    """A fault for the first wrong byte of each line."""
    faults: list[Fault] = []
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for number, line in enumerate(lines, 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            message = f"byte 0x{line[error.start]:02x} is not UTF-8"
            faults.append(Fault(shown, number, column, message))
    return tuple(faults)
