"""`adamtui read`: through a pipe, on a terminal, and where something is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.terminal import Terminal, default_signals

ROOT = Path(__file__).parents[2]
ADAMTUI = [sys.executable, "-m", "adamtui"]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    text = "# Mine\n\nWords of *my* own.\n\n## Then\n\nMore.\n\n```{stepper} one\n:fn: x**2\n```\n"
    (tmp_path / "10-mine.md").write_text(text, "utf-8")
    return tmp_path


def test_a_lesson_by_number_slug_and_file(run: Run, course: Path) -> None:
    outs = [
        run("--lessons", str(course), "read", name)
        for name in ("10", "mine", "10-mine", str(course / "10-mine.md"))
    ]
    assert all(done.status == 0 and done.err == "" for done in outs)
    assert len({done.out for done in outs}) == 1
    assert "Words of my own." in outs[0].out


def test_the_folder_may_be_named_by_the_environment(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADAMTUI_LESSONS", str(course))
    assert "Words of my own." in run("read", "10").out


def test_a_part(run: Run, course: Path) -> None:
    done = run("--lessons", str(course), "read", "10#then")
    assert done.out.startswith("  ## Then\n")
    done = run("--lessons", str(course), "read", "10#one")
    assert done.out.startswith("  [Stepper: one]\n")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("read mind", "no lesson 'mind'; did you mean 'mine'?"),
        ("read 10#than", "10-mine.md: no part 'than'; did you mean 'then'?"),
        ("read none.md", "none.md: no such Markdown file"),
        ("read ~nobody-at-all/x.md", "~nobody-at-all/x.md: no such Markdown file"),
        ("read", "read needs LESSON[#PART]"),
        ("read 10 --width 9", "read --width: '9' is not a whole number from 10 to 500"),
        ("read 10 --width 501", "'501' is not a whole number from 10 to 500"),
        ("read 10 --width wide", "'wide' is not a whole number"),
        ("read 10 --widht 40", "read has no option '--widht'; did you mean '--width'?"),
    ],
)
def test_what_is_wrong_with_the_words(run: Run, course: Path, words: str, fault: str) -> None:
    done = run("--lessons", str(course), *words.split())
    assert done.status == 2
    assert fault in done.fault


def test_the_width(run: Run, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def printed(*words: str) -> str:
        done: str = run("--lessons", str(course), "read", "10", *words).out
        return done

    for width in (20, 50, 80):
        widest = max(map(len, printed("--width", str(width)).split("\n")))
        assert width - 4 <= widest <= width
    monkeypatch.setenv("COLUMNS", "50")
    assert printed() == printed("--width", "50")


def test_faults_stop_nothing_and_are_counted(run: Run, course: Path) -> None:
    path = course / "20-bad.md"
    path.write_text("# Bad\n\n$\\frac{$ and [dead](#nowhere).\n\nThe end.\n", "utf-8")
    done = run("--lessons", str(course), "read", "20")
    assert done.status == 0
    assert "The end." in done.out
    assert done.err == f"adamtui: {path}: 2 faults; adamtui check {path} shows them\n"


def test_what_checks_it_is_quoted_for_the_shell(run: Run, course: Path) -> None:
    file = course / "two words.md"
    file.write_text("no title", "utf-8")
    done = run("read", str(file))
    assert done.err.endswith(f": 1 fault; adamtui check '{file}' shows it\n")


def test_a_pipe_gets_text_alone(course: Path) -> None:
    done = subprocess.run(
        [*ADAMTUI, "--lessons", str(course), "read", "10"],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    assert b" \n" not in done.stdout


def test_it_ends_in_silence_when_nobody_reads_on() -> None:
    with default_signals():
        process = subprocess.Popen(
            [*ADAMTUI, "read", "10"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    try:
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert b"Layer 0" in first
    assert (process.returncode, err) == (0, b"")


@pytest.mark.parametrize(
    ("term", "env", "in_colour"),
    [
        ("xterm-256color", {}, True),
        ("xterm-256color", {"NO_COLOR": "1"}, False),
        ("dumb", {}, False),
    ],
)
def test_colours_on_a_terminal(
    terminal: Callable[..., Terminal],
    course: Path,
    monkeypatch: pytest.MonkeyPatch,
    term: str,
    env: dict[str, str],
    in_colour: bool,
) -> None:
    got: list[bytes] = []
    words = [*ADAMTUI, "--lessons", str(course), "read", "10#then"]
    shown = terminal(words, size=(50, 60), env={"PYTHONPATH": str(ROOT), **env}, term=term)
    feed = shown.emulator.feed
    monkeypatch.setattr(shown.emulator, "feed", lambda data: (got.append(data), feed(data)))
    assert shown.wait_exit(60) == 0
    assert ("\x1b[" in b"".join(got).decode()) is in_colour
    assert "## Then" in shown.screen()
    assert max(map(len, shown.screen().split("\n"))) <= 50
    assert shown.restored() == []


@pytest.mark.parametrize(
    ("command", "instead"), [((), "read"), (("open", "20"), "read"), (("step",), "trace")]
)
def test_what_does_without_a_terminal_is_named(command: tuple[str, ...], instead: str) -> None:
    done = subprocess.run(
        [*ADAMTUI, *command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert f"adamtui {instead}".encode() in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("number", ["00", "10", "20", "30", "40", "50", "60", "65", "70"])
def test_every_lesson_as_it_is(run: Run, number: str) -> None:
    done = run("read", number)
    assert (done.status, done.err) == (0, "")
    assert all(row == row.rstrip() for row in done.out.split("\n"))
