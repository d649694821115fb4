"""New files, all of them or none; a file that exists is never touched."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TextIO

from adamtui.course.characters import without_controls

_TRIES = 1000
_ELSEWHERE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR)
"""What says that a folder is not one to write to."""


class WriteError(Exception):
    """Files that could not be written; the message is one line. Nothing of them is left."""

    def __init__(self, message: str, *, elsewhere: bool) -> None:
        """`elsewhere` is whether another folder may do."""
        super().__init__(message)
        self.elsewhere = elsewhere


def write_record(stem: str, contents: Mapping[str, Iterable[str]]) -> list[Path]:
    """New files in the current folder, or at home where that is not to be written to."""
    with suppress(OSError):  # the current folder may be gone
        here = Path.cwd()
        try:
            return write_new(here, stem, contents)
        except WriteError as error:
            if not error.elsewhere:
                raise
    try:
        home = Path.home()
    except RuntimeError:
        raise WriteError("not written: there is no home folder", elsewhere=False) from None
    return write_new(home, stem, contents)


def write_new(folder: Path, stem: str, contents: Mapping[str, Iterable[str]]) -> list[Path]:
    """Files named `stem` + each suffix, with that suffix's text; their paths, in order.

    Where one of the names is taken, all get `-2`, `-3` and so on before the suffix. Raises
    WriteError.
    """
    made: list[Path] = []
    try:
        with ExitStack() as opened:
            files = _made(folder, stem, list(contents), opened, made)
            for file, text in zip(files, contents.values(), strict=True):
                file.writelines(text)
    except OSError as error:
        where = without_controls(str(error.filename or (made[-1] if made else folder)))
        elsewhere = not made and error.errno in _ELSEWHERE
        _removed(made)
        raise WriteError(f"not written: {where}: {error.strerror}", elsewhere=elsewhere) from None
    except BaseException:
        _removed(made)
        raise
    return made


def _made(
    folder: Path, stem: str, suffixes: Sequence[str], opened: ExitStack, made: list[Path]
) -> list[TextIO]:
    """The files, open and empty, the first number at which every name is free."""
    for number in range(1, _TRIES):
        first = stem if number == 1 else f"{stem}-{number}"
        with suppress(FileExistsError):
            return [
                opened.enter_context(_new(folder / f"{first}{suffix}", made)) for suffix in suffixes
            ]
        _removed(made)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / stem))


def _new(path: Path, made: list[Path]) -> TextIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    made.append(path)
    return os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="")


def _removed(made: list[Path]) -> None:
    while made:
        with suppress(OSError):
            made.pop().unlink()


def told(paths: Sequence[Path]) -> str:
    """`written: adamtui-….md and 2 CSV files in ~/x`."""
    first, *others = paths
    sheets = f" and {len(others)} CSV file{'s' * (len(others) > 1)}" if others else ""
    return without_controls(f"written: {first.name}{sheets} in {_from_home(first.parent)}")


def _from_home(folder: Path) -> str:
    with suppress(ValueError, RuntimeError):
        inside = folder.relative_to(Path.home())
        return f"~/{inside}" if inside.parts else "~"
    return str(folder)
