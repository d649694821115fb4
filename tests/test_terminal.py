"""The harness itself: what it shows is what a terminal would show, and it notices a dirty exit."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emulator import IN_BAND_RESIZE, SYNCHRONIZED, Emulator
from tests.keyboard import encode
from tests.terminal import Terminal

Start = Callable[..., Terminal]

MINIMAL = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
DIRTY = (
    r"printf '\033[?1049h\033[?1003h\033[?1006h\033[?2004h\033[?1004h\033[?2048h\033[>1u\033[?25l'"
)
CLEAN = (
    r"printf '\033[?1049l\033[?1003l\033[?1006l\033[?2004l\033[?1004l\033[?2048l\033[<u\033[?25h'"
)


def emulator(*pieces: bytes, **options: frozenset[int]) -> tuple[Emulator, list[bytes]]:
    answers: list[bytes] = []
    made = Emulator(20, 4, answer=answers.append, **options)
    for piece in pieces:
        made.feed(piece)
    return made, answers


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_what_is_typed_is_seen_and_the_end_is_reported(terminal: Start) -> None:
    cat = terminal(["cat"])
    cat.send("text:two words", "enter")
    cat.wait_for(r"two words\ntwo words")
    assert cat.row(1) == "two words"
    cat.send("ctrl+d")
    assert cat.wait_exit() == 0
    assert cat.restored() == []


def test_ctrl_c_reaches_the_program_as_a_signal(terminal: Start) -> None:
    sleeper = terminal(["sh", "-c", "echo ready; exec sleep 60"])
    sleeper.wait_for("ready")
    sleeper.send("ctrl+c")
    assert sleeper.wait_exit() == -signal.SIGINT


def test_exit_status_is_the_programs_own(terminal: Start) -> None:
    assert terminal(["sh", "-c", "exit 70"]).wait_exit() == 70


def test_a_pattern_that_never_comes_shows_the_screen(terminal: Start) -> None:
    with pytest.raises(AssertionError, match="something else"):
        terminal(["sh", "-c", "echo something else; sleep 60"]).wait_for("hope", timeout=0.5)
    with pytest.raises(AssertionError, match="ended"):
        terminal(["sh", "-c", "echo gone"]).wait_for("hope", timeout=60)


def test_everything_left_on_is_named(terminal: Start) -> None:
    dirty = terminal(["sh", "-c", f"{DIRTY}; stty -echo"])
    dirty.wait_exit()
    assert dirty.restored() == [
        "alternate screen",
        "bracketed paste",
        "cursor hidden",
        "focus events",
        "in-band resize",
        "kitty keyboard",
        "mouse reports",
        "termios lflag changed",
    ]


def test_a_clean_exit_is_clean(terminal: Start) -> None:
    clean = terminal(["sh", "-c", f"was=$(stty -g); {DIRTY}; stty raw; stty $was; {CLEAN}"])
    assert clean.wait_exit() == 0
    assert clean.restored() == []


def test_the_program_learns_the_size_and_its_changes(terminal: Start) -> None:
    sizes = terminal(
        ["sh", "-c", "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done"]
    )
    sizes.wait_for("^24 80$")
    sizes.resize(100, 30)
    sizes.wait_for("^30 100$")


def test_the_program_has_a_home_of_its_own_and_nothing_else(
    terminal: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "leaked")
    env = terminal(["env"], size=(200, 40), env={"ADDED": "yes", "COLORTERM": None})
    env.wait_exit()
    seen = env.screen()
    assert f"HOME={env.home}\n" in seen
    assert f"XDG_STATE_HOME={env.home}/" in seen
    assert "ADDED=yes" in seen
    assert "leaked" not in seen
    assert "COLORTERM" not in seen


def test_nothing_runs_on_after_the_end() -> None:
    with Terminal(["sh", "-c", "trap '' HUP; sleep 60 & echo pid $!; wait"]) as parent:
        child = int(parent.wait_for(r"pid (\d+)")[1])
    deadline = time.monotonic() + 10
    while runs(child):
        assert time.monotonic() < deadline


def test_hanging_up_ends_the_program(terminal: Start) -> None:
    sleeper = terminal(["sh", "-c", "echo ready; exec sleep 60"])
    sleeper.wait_for("ready")
    sleeper.hang_up()
    assert sleeper.wait_exit() == -signal.SIGHUP


def test_a_textual_app_runs_and_leaves_the_terminal_as_it_was(terminal: Start) -> None:
    app = terminal(MINIMAL)
    app.wait_for("pressed 0")
    app.send("space", "left")
    app.wait_for("pressed 2")
    assert SYNCHRONIZED in app.emulator.supports
    app.send("q")
    assert app.wait_exit() == 0
    assert app.restored() == []


def test_queries_are_answered() -> None:
    _, answers = emulator(b"\x1b[?2026$p\x1b[?2048$p\x1b[c\x1b[3;5H\x1b[6n")
    assert answers == [b"\x1b[?2026;2$y", b"\x1b[?2048;0$y", b"\x1b[?62;22c", b"\x1b[3;5R"]


def test_a_terminal_that_reports_its_size_does() -> None:
    screen, answers = emulator(b"\x1b[?2048h", supports=frozenset({IN_BAND_RESIZE}))
    screen.resize(30, 5)
    assert answers == [b"\x1b[48;4;20;72;180t", b"\x1b[48;5;30;90;270t"]


def test_a_synchronized_update_is_one_frame_seen_at_its_end() -> None:
    seen = []
    screen, _ = emulator()
    for piece in (b"\x1b[?2026h\x1b[Hab", b"cd\x1b[?20", b"26l", b"\x1b[?2026h\x1b[?2026l", b"x"):
        screen.feed(piece)
        seen.append(screen.frames)
    assert seen == [0, 0, 1, 1, 2]


def test_the_alternate_screen_hides_the_normal_one_and_gives_it_back() -> None:
    screen, _ = emulator(b"shell\x1b[?1049h\x1b[Happ")
    assert screen.lines()[0] == "app"
    screen.feed(b"\x1b[?1049l")
    assert screen.lines()[0] == "shell"


def test_sequences_pyte_does_not_know_are_not_printed() -> None:
    odd = (
        b"\x1b[>4;2m\x1b[<u\x1b[=1u\x1b[38:2:1:2:3m\x1b]0;title\x07\x1bP+q544e\x1b\\\x1b(B\x1b[22t"
    )
    screen, _ = emulator(b"a" + odd + "β≥⣿".encode())
    assert screen.lines()[0] == "aβ≥⣿"


@settings(max_examples=50)
@given(cuts=st.lists(st.integers(0, 60), max_size=8))
def test_bytes_may_be_split_anywhere(cuts: list[int]) -> None:
    data = "\x1b[2;3Hθ̂ = √v\x1b[?2026h\x1b[1;31mred\x1b]0;t\x1b\\\x1b[0m\x1b[?2026l".encode()
    edges = [0, *sorted(cuts), len(data)]
    whole, _ = emulator(data)
    pieces, _ = emulator(*(data[a:b] for a, b in pairwise(edges)))
    assert pieces.lines() == whole.lines()
    assert pieces.modes == whole.modes


@given(data=st.binary(max_size=80))
def test_no_bytes_break_the_harness(data: bytes) -> None:
    screen, _ = emulator(data)
    assert len(screen.lines()) == 4


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("space", b" "),
        ("left", b"\x1b[D"),
        ("shift+right", b"\x1b[1;2C"),
        ("shift+tab", b"\x1b[Z"),
        ("ctrl+c", b"\x03"),
        ("alt+x", b"\x1bx"),
        ("G", b"G"),
        ("text:x**2", b"x**2"),
    ],
)
def test_keys_are_what_a_terminal_sends(key: str, sent: bytes) -> None:
    assert encode(key) == sent


def test_a_misspelt_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="spcae"):
        encode("spcae")
