"""Editing a lesson: which program does it, and what it is told of the file and the line.

No shell has part in it: the words of EDITOR are split as a shell would, and the path begins with /.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from adamtui.course.characters import without_controls
from adamtui.course.source import SourceError, find

FORBIDDEN = "no files are edited in this session"
_NAMED_BY = ("EDITOR", "VISUAL")
_USUAL = ("sensible-editor", "nano", "vim", "vi")

_PLACES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"),
        ("--goto", "{file}:{line}"),
    ),
    **dict.fromkeys(
        ("hx", "helix", "subl", "sublime_text", "zed", "zeditor", "lite-xl"), ("{file}:{line}",)
    ),
    **dict.fromkeys(
        ("kate", "kwrite", "mate", "mousepad", "idea", "pycharm", "webstorm", "clion"),
        ("--line", "{line}", "{file}"),
    ),
    **dict.fromkeys(
        ("ed", "open", "xdg-open", "sudoedit", "gnome-text-editor", "featherpad"), ("{file}",)
    ),
}
"""What follows the name of a program; of those that are not here `+line file`, as vi has it."""
_AS_VI = ("+{line}", "{file}")


class EditorError(Exception):
    """There is no program to edit with; the message is one line."""


def allowed() -> bool:
    """Whether files may be edited in this session at all."""
    return True


def edit(path: Path, line: int, lend: Callable[[Sequence[str]], int]) -> str:
    """Open a lesson's file in the reader's editor, at a line; what to tell the reader, "" nothing.

    `lend` runs a program on the terminal: its exit status, minus a signal, or OSError.
    """
    if not allowed():
        return FORBIDDEN
    own = _is_own(path)
    if not path.is_file():
        return without_controls(f"{path.name}: no such file any more")
    if own and not os.access(path, os.W_OK):
        return "this lesson comes with the program; adamtui eject DIR makes a copy to edit"
    try:
        words = command(path.absolute(), line, os.environ)
        told = _ended(words[0], lend(words))
    except EditorError as error:
        return str(error)
    except OSError as error:
        return without_controls(f"{words[0]}: {error.strerror or error}")
    if not told and own:
        return "this is the program's own copy; adamtui eject DIR makes one to keep"
    return told


def command(path: Path, line: int, environ: Mapping[str, str]) -> list[str]:
    """The words that open a file at a line; EditorError where no program is there to do it."""
    words = _editor(environ)
    place = _PLACES.get(PurePath(words[0]).name, _AS_VI)
    known = {"{file}": str(path), "{line}": str(line), "+{line}": f"+{line}"}
    known["{file}:{line}"] = f"{path}:{line}"
    return [*words, *(known.get(word, word) for word in place)]


def _editor(environ: Mapping[str, str]) -> list[str]:
    """The program that the reader wishes for and its arguments, else one that is usually there."""
    for name in _NAMED_BY:
        try:
            words = shlex.split(environ.get(name, ""))
        except ValueError as error:
            raise EditorError(f"{name}: {str(error).lower()}") from None
        if words and words[0]:
            if _found(words[0], environ):
                return words
            raise EditorError(without_controls(f"{name}: no program '{words[0]}'"))
    usual = next((each for each in _USUAL if _found(each, environ)), None)
    if usual is None:
        raise EditorError("there is no editor here; set EDITOR to one, as in EDITOR=nano")
    return [usual]


def _found(program: str, environ: Mapping[str, str]) -> bool:
    return shutil.which(program, path=environ.get("PATH")) is not None


def _ended(program: str, status: int) -> str:
    """What went wrong with it, "" if nothing."""
    name = without_controls(PurePath(program).name)
    if status >= 0:
        return f"{name} ended with status {status}" if status else ""
    with suppress(ValueError):
        return f"{name} was ended by {signal.Signals(-status).name}"
    return f"{name} was ended by signal {-status}"


def _is_own(path: Path) -> bool:
    """Whether a file is one of the program's own folder."""
    with suppress(SourceError):
        return path.resolve().parent == find().resolve()
    return False
