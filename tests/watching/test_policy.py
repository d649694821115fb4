"""Which folders are followed."""

from __future__ import annotations

from pathlib import Path

import adamtui
from adamtui.watching.policy import allowed


def test_every_folder_but_the_installed_lessons(tmp_path: Path) -> None:
    package = Path(adamtui.__file__).parent
    assert allowed(tmp_path)
    assert allowed(package.parent / "lessons")
    assert not allowed(package / "_lessons")
