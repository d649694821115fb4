"""Several sessions at once, and sessions that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adamtui.progress.journal import Journal
from tests.progress.records import names_beside, parts_done, told

WORKER = """
import sys, time
from pathlib import Path
from adamtui.progress import journal as journals
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
journals.PAUSE = 0.0
journal = journals.Journal(path)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    journal.used("l", f"{name}-{number}")
    journal.answered("l", "both", answer=name, right=False, hints=0, shown=False)
    time.sleep(0.002)
sys.exit(1 if journal.close(30) else 0)
"""


def worker(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", WORKER, str(path), name, str(count)]
    return subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def start(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def wait_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.json"


def test_two_sessions_at_once_lose_nothing(path: Path) -> None:
    two = [worker(path, name, 100) for name in ("one", "two")]
    for each in two:
        wait_ready(each)
    for each in two:
        start(each)
    for each in two:
        each.communicate(timeout=60)
    assert [each.returncode for each in two] == [0, 0]
    lesson = Journal(path).lesson("l")
    done = {name for _, name in parts_done(Journal(path).record)}
    assert done == {f"{name}-{number}" for name in ("one", "two") for number in range(100)}
    assert lesson.parts["both"].tries == 200
    assert names_beside(path) == {"progress.json", "progress.lock"}


def test_two_journals_of_one_process(path: Path) -> None:
    two = [Journal(path), Journal(path)]
    for number in range(100):
        for name, journal in zip("ab", two, strict=True):
            journal.used("l", f"{name}{number}")
    for journal in two:
        assert journal.close() == ()
    assert len(parts_done(Journal(path).record)) == 200


def test_sessions_that_are_killed_leave_a_whole_file(path: Path) -> None:
    moments = random.Random(1)  # any will do
    known: set[tuple[str, str]] = set()
    for round_ in range(6):
        process = worker(path, str(round_), 100_000)
        wait_ready(process)
        start(process)
        time.sleep(moments.uniform(0.01, 0.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if path.exists():
            told(path)
            journal = Journal(path)
            assert journal.notes == ()
            assert parts_done(journal.record) >= known
            known = parts_done(journal.record)
    after = Journal(path)
    after.used("l", "after")
    assert after.close() == ()
    assert ("l", "after") in parts_done(Journal(path).record)
