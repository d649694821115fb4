"""A text checked as if it had been saved."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from adamtui.course.check import check_file
from adamtui.course.model import Fault


def check_text(text: str, path: Path) -> tuple[Fault, ...]:
    """All faults of a text, as if it were the file `path`, alone in its folder."""
    with TemporaryDirectory() as folder:
        file = Path(folder, path.name)
        file.write_text(text, encoding="utf-8", newline="")
        return check_file(file, str(path))
