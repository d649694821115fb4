"""`adamtui eject DIR`: a copy to edit, whole or not at all, over nothing that exists."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import stat
from pathlib import Path

import pytest

from adamtui.commands import eject
from adamtui.course.source import find
from tests.commands.conftest import Run

OURS = sorted(path.name for path in find().iterdir() if not path.name.startswith("."))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one is in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("given", ["mine", "mine/", "a/b/mine", "with a space; $HOME", "~/mine"])
def test_all_files_are_copied(run: Run, given: str) -> None:
    done = run("eject", given)
    assert (done.status, done.err) == (0, "")
    folder = Path(given).expanduser()
    assert names(folder) == OURS
    assert all((folder / name).read_bytes() == (find() / name).read_bytes() for name in OURS)
    assert names(folder.parent) == [folder.name]


def test_what_to_do_next_works_as_printed(run: Run, here: Path) -> None:
    done = run("eject", "my 'own' lessons")
    commands = [line for line in done.out.splitlines() if line.startswith(("adamtui ", "export "))]
    opens, checks, exports = (shlex.split(line) for line in commands)
    assert opens == ["adamtui", "--lessons", "my 'own' lessons"]
    assert checks == ["adamtui", "check", "my 'own' lessons"]
    assert exports == ["export", f"ADAMTUI_LESSONS={here / opens[2]}"]
    assert run("--lessons", opens[2], "list").out == run("list").out


def test_an_empty_folder_is_filled(run: Run, here: Path) -> None:
    assert run("eject", ".").status == 0
    assert names(here) == OURS
    (here / "linked").mkdir()
    (here / "link").symlink_to("linked")
    assert run("eject", "link").status == 0
    assert names(here / "linked") == OURS


@pytest.mark.parametrize("given", ["file", "folder", "dangling"])
def test_nothing_is_overwritten(run: Run, here: Path, given: str) -> None:
    (here / "file").write_text("mine")
    (here / "folder").mkdir()
    (here / "folder" / ".hidden").write_text("mine")
    (here / "dangling").symlink_to("nowhere")
    done = run("eject", given)
    assert done.status == 2
    assert done.fault.startswith(f"{given}: ")
    assert "nothing is overwritten" in done.fault
    assert names(here) == ["dangling", "file", "folder"]
    assert names(here / "folder") == [".hidden"]
    assert (here / "file").read_text() == "mine"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("given", ["a/b/new", "empty"])
def test_no_half_copy_stays(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, given: str
) -> None:
    (here / "empty").mkdir()
    write, written = Path.write_bytes, []

    def fail(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 3:
            raise error
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    done = run("eject", given)
    assert done.status == (74 if isinstance(error, OSError) else 130)
    if isinstance(error, OSError):
        assert done.fault == f"{given}: No space left"
    assert len(written) == 4
    assert names(here) == ["empty"]
    assert names(here / "empty") == []


def test_files_that_cannot_be_moved_are_taken_away_again(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path.name == OURS[-1] and to.parent == here:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    assert run("eject", str(here)).status == 74
    assert names(here) == []


def test_copies_of_files_that_one_may_only_read_are_ones_own(
    run: Run, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "installed"
    shutil.copytree(find(), installed)
    (installed / "pictures").mkdir()
    (installed / "pictures" / "one.txt").write_text("a file in a folder")
    (installed / ".DS_Store").write_text("not of the course")
    for path in (*installed.rglob("*"), installed):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr(eject, "find", lambda: installed)
    assert run("eject", "mine").status == 0
    assert names(here / "mine") == sorted([*OURS, "pictures"])
    for path in (here / "mine").rglob("*"):
        assert path.stat().st_mode & stat.S_IWUSR


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "eject needs DIR; see --help"),
        (("",), "'' is no folder"),
        (("a", "b"), "eject: 'b' is one word too many"),
        (("--force", "a"), "eject has no option '--force'"),
    ],
)
def test_wrong_words(run: Run, here: Path, words: tuple[str, ...], says: str) -> None:
    done = run("eject", *words)
    assert done.status == 2
    assert says in done.fault
    assert names(here) == []


def test_a_place_that_is_none(run: Run, here: Path) -> None:
    (here / "file").write_text("mine")
    done = run("eject", "file/in/it")
    assert done.status in (2, 74)
    assert done.fault.startswith("file/in/it: ")
    assert names(here) == ["file"]
