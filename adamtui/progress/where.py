"""Where progress is kept: one file in the user's state directory, as XDG has it."""

from __future__ import annotations

import os
from pathlib import Path

_WITHIN_HOME = Path(".local", "state")


def state_file() -> Path:
    """`$XDG_STATE_HOME/adamtui/progress.json`, where that is an absolute path.

    Otherwise in `~/.local/state`. A relative path is returned where there is no home: there is then
    no place for the file, and a `Journal` keeps to memory.
    """
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    if not given.is_absolute():
        given = Path(os.environ.get("HOME", "")) / _WITHIN_HOME
    return given / "adamtui" / "progress.json"
