"""The README's commands are the ones that run: its first block, and the tests that CI runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from textual.binding import Binding

from adamtui.commands import arguments
from adamtui.screens.help import key_name
from adamtui.widgets.stepper import Stepper

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTEST = re.compile(r"(?:-m )?pytest\b[^&|;#\n]*")


def set_up() -> list[str]:
    """The lines of the README's first block of code."""
    first = FENCE.search(README.read_text(encoding="utf-8"))
    assert first, "the README has no block of code"
    return first[1].splitlines()


def test_setting_up_takes_two_lines() -> None:
    assert len(set_up()) == 2


def test_the_first_line_opens_the_tutorial() -> None:
    assert re.search(r"\badamtui$", set_up()[0])


def test_ci_runs_the_tests_as_the_readme_says() -> None:
    command = PYTEST.search(set_up()[1])
    assert command, "the second line runs no tests"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command[0].strip() in {found.strip() for found in PYTEST.findall(ci)}


def test_the_table_of_keys_is_the_live_bindings() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \| ([^|]+) \|$", README.read_text(encoding="utf-8"), re.M)
    written = {what: re.findall(r"`(.+?)`", keys) for keys, what in rows}
    live: dict[str, list[str]] = {}
    for binding in Stepper.BINDINGS:
        assert isinstance(binding, Binding)
        if binding.action != "stop":
            keys = [key_name(key) for key in binding.key.split(",")]
            live[binding.tooltip or binding.description] = keys
    assert {what: written.get(what) for what in live} == live


def test_every_command_is_one() -> None:
    blocks = "".join(FENCE.findall(README.read_text(encoding="utf-8")))
    commands = [line for line in blocks.splitlines() if line.startswith("adamtui ")]
    assert len(commands) > 10
    for each in commands:
        assert arguments.parse(shlex.split(each, comments=True)[1:]), each
