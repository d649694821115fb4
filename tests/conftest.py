"""A clean environment for every test, and programs on a terminal for those that ask."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from tests.terminal import Terminal

# Machines differ: how long an example takes is for `python -m tests.bench` to say.
# Where a change is judged, the examples are the same each time; elsewhere every run tries new ones.
hypothesis.settings.register_profile("adamtui", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("adamtui")

OURS = ("ADAMTUI_", "TEXTUAL", "XDG_")
TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "EDITOR", "VISUAL", "BROWSER")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Half as many again as processors: half the time of a test of widgets is waiting for quiet."""
    processors = yield
    return processors + (processors + 1) // 2


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths for homes; pytest's own `mktemp` looks through all the earlier ones for a number."""
    place = tmp_path_factory.mktemp("homes", numbered=False)
    return (place / str(n) for n in count())


@pytest.fixture(autouse=True)
def own_environment(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, whose path this is, and no variable that the tutorial would heed."""
    home = next(homes)
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(OURS) or name in TERMINAL:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Start programs on terminals: `terminal(argv, size=(60, 20))`; all end with the test."""
    with ExitStack() as running:
        yield lambda argv, **options: running.enter_context(Terminal(argv, **options))
