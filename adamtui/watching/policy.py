"""Whether a folder is to be watched. This is the only place that decides it."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).resolve().parents[1] / "_lessons"
"""The lessons of an installed program, which nobody edits."""


def allowed(folder: Path) -> bool:
    """Whether changes in a folder are to be followed in this session."""
    return folder.resolve() != _INSTALLED
