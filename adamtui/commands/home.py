"""`adamtui` alone: the tutorial."""

from __future__ import annotations

import argparse

from adamtui.commands.open import open_at


def run(options: argparse.Namespace) -> int:
    """Open the tutorial where it was left, at first at the first lesson."""
    return open_at(options.lessons, None)
