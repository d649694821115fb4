"""`adamtui open`, around the screen: what is said once that has gone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from adamtui.commands import open as opening
from adamtui.course_app import CourseApp
from adamtui.progress.where import state_file
from tests.commands.conftest import Run


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose reader uses a part and quits."""
    (tmp_path / "10-mine.md").write_text("# Mine\n\n```{stepper} one\n:fn: x**2\n```\n", "utf-8")

    def read(app: CourseApp) -> None:
        app.library.journal.used("mine", "one")

    monkeypatch.setattr(CourseApp, "run", read)
    monkeypatch.setattr(opening, "require_terminal", lambda: None)
    return tmp_path


def test_what_is_done_is_kept_without_a_word(run: Run, course: Path) -> None:
    assert run("--lessons", str(course), "open", "10") == (0, "", "")
    assert "one" in state_file().read_text()


def test_what_could_not_be_kept_is_said_on_the_error_stream(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    done = run("--lessons", str(course), "open", "10")
    assert done.status == 0
    assert done.fault.startswith(f"{state_file()}: No space left")
    assert done.fault.endswith("progress is kept in memory only")
