"""Whatever stands where the progress file should: nothing is lost, and one line says so."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from adamtui.progress import store
from adamtui.progress.journal import Journal
from adamtui.progress.record import Place, Record
from tests.progress.records import names_beside, parts_done, told

GOOD = json.dumps({"version": 1, "lessons": {"l": {"parts": {"old": {"done": True, "when": 1}}}}})
SALVAGED = GOOD.replace("}}}}}", '}, "bad": {"done": "maybe"}}}}}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "adamtui"
    folder.mkdir()
    return folder / "progress.json"


def session(path: Path) -> tuple[Journal, str]:
    """A session in which one thing is done; and all that it said."""
    journal = Journal(path)
    notes = journal.notes
    journal.used("l", "new")
    assert journal.lesson("l").parts["new"].done
    journal.close()
    assert journal.notes[: len(notes)] == notes
    for line in journal.notes:
        assert line.startswith(str(path.parent))
        assert line.isprintable()
    return journal, "\n".join(journal.notes)


def huge(path: Path) -> None:
    path.write_text(GOOD + " " * 1_000_000)


def later(path: Path) -> None:
    path.write_text('{"version": 2, "lessons": [1]}')


def crowded(path: Path) -> None:
    parts = ",".join(f'"{number}":{{}}' for number in range(10_001))
    path.write_text(f'{{"version":1,"lessons":{{"l":{{"parts":{{{parts}}}}}}}}}')


def folder(path: Path) -> None:
    path.mkdir()
    (path / "mine").write_text("mine")


def link(path: Path) -> None:
    path.with_name("else.json").write_text(GOOD)
    path.symlink_to("else.json")


def dangling_link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "nowhere")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def snapshot(path: Path) -> list[tuple[str, int, bytes]]:
    """All that is in the file's folder, but the lock."""
    return sorted(
        (str(each), each.lstat().st_mode, each.read_bytes() if each.is_file() else b"")
        for each in path.parent.parent.rglob("*")
        if each.name != "progress.lock" and not each.is_relative_to("/dev")
    )


@pytest.mark.parametrize(
    ("put", "says"),
    [
        (huge, "larger than"),
        (later, "later adamtui"),
        (crowded, "more than 10000 entries"),
        (folder, "not a regular file"),
        (link, "symbolic link"),
        (dangling_link, "symbolic link"),
        (device, "symbolic link"),
        (fifo, "not a regular file"),
    ],
)
def test_what_is_not_ours_is_left_alone(path: Path, put: Callable[[Path], None], says: str) -> None:
    put(path)
    before = snapshot(path)
    journal, said = session(path)
    assert snapshot(path) == before
    assert parts_done(journal.record) == {("l", "new")}
    assert says in said
    assert "memory" in said
    assert said.count("\n") == 0


def test_a_device() -> None:
    with pytest.raises(store.StoreError, match="not a regular file"):
        store.read(Path("/dev/zero"))


def test_what_may_not_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(GOOD)
    refuse_opening(path, monkeypatch)
    _, said = session(path)
    assert "Permission denied" in said
    monkeypatch.undo()
    assert path.read_text() == GOOD


def refuse_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the mode forbade it: root may open anything."""
    opened = os.open

    def refusing(name: Path | str, *how: int) -> int:
        if Path(name) == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return opened(name, *how)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path.write_text(GOOD)
    opened = os.open

    def refusing(name: Path | str, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number), str(name))
        return opened(name, flags, *mode)

    monkeypatch.setattr(os, "open", refusing)
    journal, said = session(path)
    monkeypatch.undo()
    assert parts_done(journal.record) == {("l", "old"), ("l", "new")}
    assert os.strerror(number) in said
    assert said.count("memory") == 1
    assert path.read_text() == GOOD
    assert names_beside(path) == {"progress.json"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")
def test_modes_that_forbid_it(path: Path) -> None:
    path.write_text(GOOD)
    path.parent.chmod(0o500)
    assert "Permission denied" in session(path)[1]
    path.parent.chmod(0o700)
    path.chmod(0)
    assert "Permission denied" in session(path)[1]


def test_a_file_where_the_folder_should_be(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("mine")
    _, said = session(path)
    assert "memory" in said
    assert path.parent.read_text() == "mine"


def test_a_folder_that_is_a_link_is_as_good_as_any(path: Path, tmp_path: Path) -> None:
    path.parent.rmdir()
    (tmp_path / "real").mkdir()
    path.parent.symlink_to(tmp_path / "real")
    _, said = session(path)
    assert said == ""
    assert (tmp_path / "real" / "progress.json").is_file()


@pytest.mark.parametrize("put", [link, folder, fifo])
def test_a_lock_that_is_something_else(path: Path, put: Callable[[Path], None]) -> None:
    path.write_text(GOOD)
    put(path.with_suffix(".lock"))
    _, said = session(path)
    assert "progress.lock" in said
    assert path.read_text() == GOOD


# -- damage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damaged",
    [
        GOOD[:40],
        "",
        "[" * 100_000,
        '{"version": 1, "deep": ' + "[" * 50 + "]" * 50 + "}",
        '{"lessons": {}}',
        "\x00" * 100,
    ],
)
def test_a_corrupt_file_is_set_aside(path: Path, damaged: str) -> None:
    path.write_text(damaged)
    _, said = session(path)
    (aside,) = names_beside(path) - {"progress.json", "progress.lock"}
    assert aside.startswith("progress.json.corrupt-2")
    assert path.with_name(aside).read_text() == damaged
    assert path.with_name(aside).stat().st_mode & 0o777 == 0o600
    assert aside in said
    assert parts_done(Journal(path).record) == {("l", "new")}
    assert Journal(path).notes == ()


def test_a_reader_sets_nothing_aside(path: Path) -> None:
    path.write_text("{")
    journal = Journal(path)
    journal.close()
    (note,) = journal.notes
    assert "not JSON at line 1, column 2" in note
    assert names_beside(path) == {"progress.json"}


def test_what_is_whole_in_a_damaged_file_is_kept(path: Path) -> None:
    path.write_text(SALVAGED)
    _, said = session(path)
    assert "lessons.l.parts.bad.done is not true or false" in said
    assert parts_done(Journal(path).record) == {("l", "old"), ("l", "new")}
    assert any(path.with_name(name).read_text() == SALVAGED for name in names_beside(path))


def test_a_file_that_is_torn_while_running(path: Path) -> None:
    path.write_text(GOOD)
    journal = Journal(path)
    path.write_text(GOOD[:50])
    journal.used("l", "new")
    journal.close()
    assert parts_done(Journal(path).record) == {("l", "old"), ("l", "new")}
    assert len(names_beside(path)) == 3


def test_no_corrupt_file_overwrites_another(path: Path) -> None:
    for number in range(3):
        path.write_text(f"torn {number}")
        journal = Journal(path, lambda: 0.0)
        journal.used("l", "new")
        journal.close()
    kept = {name: path.with_name(name).read_text() for name in names_beside(path)}
    start = "progress.json.corrupt-19700101T000000"
    assert [kept[start + end] for end in ("", "-1", "-2")] == ["torn 0", "torn 1", "torn 2"]


def test_no_end_of_corrupt_files(path: Path) -> None:
    for number in range(store.MOST_ASIDE):
        path.with_name(f"progress.json.corrupt-{number}").write_text("")
    path.write_text("torn")
    _, said = session(path)
    assert "memory" in said
    assert path.read_text() == "torn"
    assert len(names_beside(path)) == store.MOST_ASIDE + 2


def test_a_record_that_would_be_too_large_to_read(path: Path) -> None:
    parts = {f"{number:0200}": {"done": True, "when": 1} for number in range(4000)}
    path.write_text(json.dumps({"version": 1, "lessons": {"l": {"parts": parts}}}))
    before = path.read_bytes()
    assert len(before) < store.LARGEST
    journal, said = session(path)
    assert "full" in said
    assert len(parts_done(journal.record)) == 4001
    assert path.read_bytes() == before


# -- locks, leftovers, limits --------------------------------------------------------------------


def test_a_lock_that_is_held(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.02)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        journal = Journal(path)
        journal.used("l", "new")
        journal.close()
        (line,) = journal.notes
        assert "another session" in line
        assert not path.exists()


def test_where_there_are_no_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(descriptor: int, how: int) -> NoReturn:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    journal = Journal(path)
    for part in "abc":
        journal.used("l", part)
        while part.encode() not in (path.read_bytes() if path.exists() else b""):
            time.sleep(0.005)
    journal.close()
    (line,) = journal.notes
    assert "locked" in line
    assert parts_done(Journal(path).record) == {("l", part) for part in "abc"}


def test_what_killed_sessions_left_is_cleared_away_in_time(path: Path) -> None:
    old, new, other = (
        path.with_name(f"progress.json.{name}") for name in ("1-aa.new", "2-bb.new", "mine")
    )
    for each in (old, new, other):
        each.write_text("{")
    for each in (old, other):
        os.utime(each, (time.time() - 90_000,) * 2)
    session(path)
    assert not old.exists()
    assert new.exists()
    assert other.exists()


SMALL = """
import resource, sys
from pathlib import Path
from adamtui.progress.journal import Journal
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
journal = Journal(Path(sys.argv[1]))
journal.used("l", "new" * 50)
print(*journal.close(), sep="\\n")
"""


def test_a_file_that_may_not_grow(path: Path) -> None:
    path.write_text(GOOD)
    argv = [sys.executable, "-c", SMALL, str(path)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "File too large" in done.stdout
    assert path.read_text() == GOOD
    assert names_beside(path) == {"progress.json", "progress.lock"}


def test_a_session_that_goes_on_after_the_file_is_mended(path: Path) -> None:
    link(path)
    journal = Journal(path)
    journal.moved("l", Place(line=3))
    while not journal.notes:
        time.sleep(0.005)
    path.unlink()
    shutil.move(path.with_name("else.json"), path)
    journal.used("l", "new")
    journal.close()
    assert parts_done(Journal(path).record) == {("l", "old"), ("l", "new")}
    assert told(path)["lessons"]["l"]["place"]["line"] == 3
    assert journal.record != Record()
