"""Where the progress file is, and under which key a lesson stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.course.source import find, key_of, lessons
from adamtui.progress.where import state_file

END = Path("adamtui", "progress.json")


def test_in_the_state_folder(
    own_environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home = own_environment / ".local" / "state" / END
    assert state_file() == at_home
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_file() == tmp_path / END
    for none in ("", "relative", "./x", "~/state"):
        monkeypatch.setenv("XDG_STATE_HOME", none)
        assert state_file() == at_home


@pytest.mark.parametrize("home", [None, "", "relative"])
def test_no_home(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    if home is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", home)
    assert not state_file().is_absolute()


def test_a_lesson_of_ours_goes_by_its_slug_wherever_it_is_installed() -> None:
    for file in lessons(find()):
        assert key_of(file.path) == file.slug


def test_any_other_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "10-layer-0-moments.md"
    assert key_of(path) == str(path.resolve())
    monkeypatch.chdir(tmp_path)
    assert key_of(Path(path.name)) == str(path.resolve())
    assert key_of(tmp_path / "a\x1b\udcff.md").isprintable()
