"""New files, all or none, and never one that is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from adamtui.export.files import WriteError, told, write_new, write_record

BOTH = {".md": ["# one\n"], "-a.csv": ["t\n", "1\n"]}


def test_the_files_hold_what_they_are_given(tmp_path: Path) -> None:
    paths = write_new(tmp_path, "adamtui-x", BOTH)
    assert [path.name for path in paths] == ["adamtui-x.md", "adamtui-x-a.csv"]
    assert [path.read_bytes() for path in paths] == [b"# one\n", b"t\n1\n"]


def test_all_get_the_same_number_where_one_name_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x-a.csv").write_text("mine")
    assert [path.name for path in write_new(tmp_path, "x", BOTH)] == ["x-2.md", "x-2-a.csv"]
    assert [path.name for path in write_new(tmp_path, "x", BOTH)] == ["x-3.md", "x-3-a.csv"]
    assert (tmp_path / "x-a.csv").read_text() == "mine"
    assert not (tmp_path / "x.md").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / "x.md").symlink_to(target)
    (tmp_path / "x-2.md").symlink_to(tmp_path)
    assert [path.name for path in write_new(tmp_path, "x", {".md": ["new"]})] == ["x-3.md"]
    assert not target.exists()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), ValueError("a bug")])
def test_what_is_half_written_is_removed(tmp_path: Path, fault: Exception) -> None:
    def failing() -> Iterator[str]:
        yield "t\n" * 10_000
        raise fault

    expected = WriteError if isinstance(fault, OSError) else ValueError
    with pytest.raises(expected) as told_of:
        write_new(tmp_path, "x", {".md": ["# one"], ".csv": failing()})
    assert list(tmp_path.iterdir()) == []
    if expected is WriteError:
        assert str(told_of.value).endswith(": No space left on device")
        assert "\n" not in str(told_of.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, *rest: _full(real, path, *rest))
    with pytest.raises(WriteError, match="No space left on device"):
        write_new(tmp_path, "x", BOTH)
    assert list(tmp_path.iterdir()) == []


def _full(real: object, path: Path, flags: int, mode: int = 0o777) -> int:
    os.close(real(path, flags, mode))  # type: ignore[operator]
    return real("/dev/full", os.O_WRONLY)  # type: ignore[operator,no-any-return]


def test_home_is_taken_where_the_folder_is_not_to_be_written_to(
    tmp_path: Path, own_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    (path,) = write_record("x", {".md": ["new"]})
    assert path == own_environment / "x.md"
    assert told([path]) == "written: x.md in ~"


def test_a_folder_that_refuses_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError) as error:
        write_record("x", BOTH)
    assert str(error.value) == f"not written: {Path.home() / 'x.md'}: Permission denied"


def test_what_is_told(own_environment: Path) -> None:
    folder = own_environment / "a b"
    assert told([folder / "x.md", folder / "x.csv"]) == "written: x.md and 1 CSV file in ~/a b"
    paths = [Path("/srv/x.md"), Path("/srv/1.csv"), Path("/srv/2.csv")]
    assert told(paths) == "written: x.md and 2 CSV files in /srv"
    assert told([Path("/tmp/\x1b[31m/x.md")]).isprintable()
