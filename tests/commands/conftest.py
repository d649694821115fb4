"""Run the command line within this process and look at what it printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple, TypeAlias

import pytest

from adamtui.cli import main


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def fault(self) -> str:
        """The one line that was printed on the error stream, without the program's name."""
        assert self.out == ""
        assert self.err.startswith("adamtui: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("adamtui: ").rstrip("\n")


Run: TypeAlias = Callable[..., Outcome]


def run_here(*words: str) -> Outcome:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    return Outcome(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def run() -> Run:
    """`run("trace", "adam")`: its status and what it printed."""
    return run_here
