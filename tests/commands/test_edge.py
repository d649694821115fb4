"""Streams, signals and crashes: whatever happens ends with a status and at most one line."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adamtui.commands import trace
from tests.terminal import default_signals

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
ADAMTUI = [sys.executable, "-m", "adamtui"]
ENDLESS = ("trace", "adam", "--format", "csv", "--steps", "999999999")


def started(*words: str, **options: Any) -> subprocess.Popen[Any]:
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with default_signals():
        return subprocess.Popen([*ADAMTUI, *words], cwd=ROOT, **(streams | options))


def ended(process: subprocess.Popen[Any]) -> tuple[int, str]:
    """Status and what came on the error stream."""
    try:
        _, err = process.communicate(timeout=30)
    finally:
        process.kill()
    return process.returncode, err.decode()


def test_it_ends_when_nobody_reads_on() -> None:
    process = started(*ENDLESS)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"t,loss,")
    process.stdout.close()
    process.stdout = None
    assert ended(process) == (0, "")


def test_a_short_output_that_nobody_reads() -> None:
    read, write = os.pipe()
    os.close(read)
    process = started("list", stdout=write)
    os.close(write)
    assert ended(process) == (0, "")


def test_an_interrupt_is_silent() -> None:
    process = started(*ENDLESS)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert ended(process) == (128 + signal.SIGINT, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("words", [("list",), ENDLESS, ("--help",)])
def test_a_full_disk(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        status, err = ended(started(*words, stdout=full))
    assert (status, err) == (74, f"adamtui: output: {os.strerror(errno.ENOSPC)}\n")


@pytest.mark.parametrize(("closed", "status"), [(">&-", 74), ("2>&-", 0), ("<&-", 0)])
def test_a_stream_that_is_closed(closed: str, status: int) -> None:
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", *ADAMTUI, "list"]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert done.returncode == status
    assert done.stderr.count(b"\n") == (status != 0)


def test_a_fault_without_an_error_stream_stays_off_the_output() -> None:
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", *ADAMTUI, "lsit"]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (2, b"")


def test_an_output_that_knows_no_greek() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    process = started("trace", "adam", "--steps", "1", env=env)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert out.isascii()


def test_without_a_terminal() -> None:
    status, err = ended(started("step"))
    assert status == 3
    assert err.count("\n") == 1


def broken(secret: str) -> None:
    raise ZeroDivisionError("no such luck")


def crash(options: Any) -> int:
    broken("swordfish")
    return 0


def test_a_crash_is_one_line_and_a_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, own_environment: Path
) -> None:
    monkeypatch.setattr(trace, "run", crash)
    done = run("trace", "adam")
    log = own_environment / ".local/state/adamtui/crash.log"
    assert done.status == 70
    assert "ZeroDivisionError: no such luck" in done.fault
    assert done.fault.endswith(str(log))
    text = log.read_text("utf-8")
    assert "in crash" in text
    assert "ZeroDivisionError: no such luck" in text
    assert "secret = " not in text


def test_where_the_log_is(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trace, "run", crash)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert run("trace", "adam").fault.endswith(str(tmp_path / "state/adamtui/crash.log"))
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert ".local/state/adamtui/crash.log" in run("trace", "adam").fault
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    done = run("trace", "adam")
    assert done.status == 70
    assert done.fault.endswith("the log could not be written")


def test_an_interrupt_at_any_moment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(options: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(trace, "run", interrupted)
    assert run("trace", "adam") == (130, "", "")
