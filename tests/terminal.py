"""Drive a program on a real terminal and look at what its user would see.

    with Terminal([sys.executable, "-m", "adamtui", "step"]) as terminal:
        terminal.wait_for("t = 0")
        terminal.send("space", "space", "ctrl+p", "text:theme")
        print(terminal.screen())
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.restored() == []

The program gets a pty as its controlling terminal, a session of its own, an empty home and an
environment with nothing of ours but PATH. Leaving the `with` kills whatever of it still runs.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.emulator import SYNCHRONIZED, Emulator
from tests.keyboard import encode

# A shell that opens the terminal as leader of its session and so makes it its controlling one.
LAUNCH = ["/bin/sh", "-c", ': <>"$0"; exec "$@"']
FIRST_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP)


@contextlib.contextmanager
def default_signals() -> Iterator[None]:
    """Signals as at a login: a child would inherit those that are ignored here."""
    ignored = [number for number in FIRST_SIGNALS if signal.getsignal(number) == signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


class Terminal:
    """A program on a pty of `size` columns × rows; a context manager.

    `env` adds to the environment (None removes). `supports` are the private modes the terminal
    says it knows when asked.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        term: str = "xterm-256color",
        *,
        cwd: Path | None = None,
        supports: frozenset[int] = frozenset({SYNCHRONIZED}),
    ) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="terminal-", ignore_cleanup_errors=True)
        self.home = Path(self._home.name)
        self.emulator = Emulator(*size, supports=supports, answer=self.send_bytes)
        self._fd, slave = pty.openpty()
        self._set_size(*size)
        self._termios = termios.tcgetattr(slave)
        self.size = size
        self._open = True
        self.ended = False
        """No program has the terminal open any more."""
        self.started = time.perf_counter()
        with default_signals():
            self.process = subprocess.Popen(
                [*LAUNCH, os.ttyname(slave), *argv],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=cwd,
                env=self._environment(term, env or {}),
                start_new_session=True,
            )
        os.close(slave)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, *keys: str) -> None:
        """Press keys, one after the other (see `encode`)."""
        for key in keys:
            self.send_bytes(encode(key))

    def send_bytes(self, data: bytes) -> None:
        """Type raw bytes; reads meanwhile, so that a program that writes a lot cannot block us."""
        while data and self._open:
            try:
                data = data[os.write(self._fd, data) :]
            except BlockingIOError:
                self.pump(0.01)
            except OSError:
                return

    def screen(self) -> str:
        """What is visible: all rows, without trailing blanks."""
        return "\n".join(self.emulator.lines())

    def row(self, number: int) -> str:
        """One visible row, from 0 at the top; negative from the bottom."""
        return self.emulator.lines()[number]

    def wait_for(self, pattern: str, timeout: float = 20) -> re.Match[str]:
        """Wait until `pattern` is on the screen; AssertionError with the screen if it never is."""
        deadline = time.monotonic() + timeout
        while not (found := re.search(pattern, self.screen(), re.MULTILINE)):
            if time.monotonic() > deadline or self.ended:
                state = "ended" if self.ended else f"after {timeout} s"
                raise AssertionError(f"no {pattern!r} on the screen, {state}:\n{self.screen()}")
            self.pump(0.1)
        return found

    def settle(self, quiet: float = 0.1, limit: float = 10) -> None:
        """Wait until the program has written nothing for `quiet` seconds."""
        deadline = time.monotonic() + limit
        while self.pump(quiet) and time.monotonic() < deadline:
            pass

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the program is told by SIGWINCH."""
        self.size = (columns, rows)
        self.emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed or the line is lost."""
        if self._open:
            self._open, self.ended = False, True
            os.close(self._fd)

    def wait_exit(self, timeout: float = 20) -> int:
        """The exit status, or minus the signal that ended it; AssertionError if it still runs."""
        deadline = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {timeout} s:\n{self.screen()}")
            if not self.pump(0.02):
                time.sleep(0.005)
        self.settle(0.02, limit=1)
        return self.process.returncode

    def restored(self) -> list[str]:
        """What the program left other than it found it; call it after `wait_exit`."""
        problems = self.emulator.left_on()
        now = termios.tcgetattr(self._fd)
        names = ("iflag", "oflag", "cflag", "lflag", "ispeed", "ospeed", "control characters")
        pairs = zip(names, self._termios, now, strict=True)
        return problems + [f"termios {name} changed" for name, was, is_ in pairs if was != is_]

    def pump(self, timeout: float) -> bool:
        """Read once, waiting up to `timeout` seconds; False when nothing came."""
        if self.ended or not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            self.ended = True
            return False
        self.received(data)
        return True

    def received(self, data: bytes) -> None:
        """Called with each piece the program wrote, as it arrives."""
        self.emulator.feed(data)

    def close(self) -> None:
        """Kill the program's process group and remove its home."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()
        self._home.cleanup()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def _environment(self, term: str, extra: Mapping[str, str | None]) -> dict[str, str]:
        home = str(self.home)
        env: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "TERM": term,
            "COLORTERM": "truecolor",
            "HOME": home,
            **{
                f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "STATE", "DATA")
            },
            "XDG_CACHE_HOME": f"{home}/cache",
            **extra,
        }
        return {name: value for name, value in env.items() if value is not None}
