"""The crash log: what went wrong in the program, for a report of the fault.

It holds the traceback without the values of variables, and only the last crash.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from pathlib import Path

from adamtui import __version__


def state_folder() -> Path:
    """`$XDG_STATE_HOME/adamtui`; a relative path there counts as none, as XDG has it."""
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    return (given if given.is_absolute() else Path("~/.local/state").expanduser()) / "adamtui"


def logged(error: BaseException) -> str:
    """Write the log; returns the line to show, which says where it is."""
    try:
        log = state_folder() / "crash.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(_report(error), "utf-8", "backslashreplace")
    except (OSError, RuntimeError):
        where = "the log could not be written"
    else:
        where = f"the log is {log}"
    what = traceback.format_exception_only(error)[-1].strip()
    return f"crashed, which is a fault of the program: {what[:120]}; {where}"


def _report(error: BaseException) -> str:
    versions = f"adamtui {__version__}, Python {platform.python_version()}, {sys.platform}\n"
    return versions + "".join(traceback.format_exception(error))
