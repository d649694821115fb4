"""What a terminal makes of a program's bytes: the screen, the modes, the answers to queries.

pyte draws; what pyte lacks is here: the alternate screen, synchronized output (mode 2026), the
private modes, and the queries a program may ask. Bytes are read at once (`feed`: modes, answers,
frames) and drawn only when someone looks (`lines`), so that drawing never delays a measurement.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

import pyte

SEQUENCE = re.compile(
    r"""\x1b\[(?P<private>[<=>?]?)(?P<params>[0-9:;]*)(?P<middle>[ -/]*)(?P<final>[@-~])
      | \x1b[]PX^_](?s:.*?)(?:\x07|\x1b\\)
      | (?P<escape>\x1b[ -/]*(?![]PX^_[])[0-~])
      | (?P<text>[^\x1b]+)""",
    re.VERBOSE,
)
ALTERNATE = {47, 1047, 1049}
SYNCHRONIZED, IN_BAND_RESIZE = 2026, 2048
ON_AT_START = frozenset({7, 25})
DRAWN_BY_PYTE = {5, 6, 7, 25}
MODE_NAMES = {
    1: "application cursor keys",
    1004: "focus events",
    2004: "bracketed paste",
    SYNCHRONIZED: "synchronized output",
    IN_BAND_RESIZE: "in-band resize",
    **dict.fromkeys(ALTERNATE, "alternate screen"),
    **dict.fromkeys((9, *range(1000, 1004), 1005, 1006, 1015, 1016), "mouse reports"),
}
LONGEST_SEQUENCE = 100_000


class Emulator:
    """A screen of `columns` × `rows` that knows the private modes in `supports`.

    `answer` is given the bytes a terminal would send back. `frames` counts the moments at which
    something new became visible: each end of a synchronized update that drew, or, outside of
    those, each `feed` that drew.
    """

    def __init__(
        self,
        columns: int,
        rows: int,
        *,
        supports: frozenset[int] = frozenset({SYNCHRONIZED}),
        answer: Callable[[bytes], None] = lambda _: None,
    ) -> None:
        self.supports = supports
        self.frames = 0
        self.modes: set[int] = set(ON_AT_START)
        self._answer = answer
        self._normal, self._alternate = pyte.Screen(columns, rows), pyte.Screen(columns, rows)
        self._screen = self._normal
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._unread = ""
        self._undrawn: list[str | bool] = []
        self._drew = False
        self._keyboards = 0

    def feed(self, data: bytes) -> None:
        """Take in the program's bytes; sequences may be split anywhere."""
        text = self._unread + self._decode(data)
        end = 0
        while found := SEQUENCE.match(text, end):
            end = found.end()
            self._take(found)
        self._unread = text[end:] if len(text) - end < LONGEST_SEQUENCE else ""
        if SYNCHRONIZED not in self.modes:
            self._show()

    def lines(self) -> list[str]:
        """The visible rows, without trailing blanks."""
        self._draw()
        return [line.rstrip() for line in self._screen.display]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor is: column and row, from 0."""
        self._draw()
        return self._screen.cursor.x, self._screen.cursor.y

    def resize(self, columns: int, rows: int) -> None:
        """Take another size, and report it if the program asked for reports."""
        self._draw()
        for screen in (self._normal, self._alternate):
            screen.resize(rows, columns)
        if IN_BAND_RESIZE in self.modes & self.supports:
            self._report_size()

    def left_on(self) -> list[str]:
        """What a program that ended here has left other than it found it."""
        problems = {MODE_NAMES.get(mode, f"mode {mode}") for mode in self.modes - ON_AT_START}
        if 25 not in self.modes:
            problems.add("cursor hidden")
        if 7 not in self.modes:
            problems.add("autowrap off")
        if self._keyboards > 0:
            problems.add("kitty keyboard")
        return sorted(problems)

    def _take(self, found: re.Match[str]) -> None:
        if found["final"]:
            self._take_control(found)
        elif plain := found["text"] or found["escape"]:
            if plain == "\x1bc":
                self.modes, self._keyboards = set(ON_AT_START), 0
            self._undrawn.append(plain)
            self._drew = self._drew or plain not in ("\x1b7", "\x1b8", "\x1b=", "\x1b>")

    def _take_control(self, found: re.Match[str]) -> None:
        private, middle, final = found["private"], found["middle"], found["final"]
        numbers = [int(digits or 0) for digits in re.split("[:;]", found["params"])]
        match private + middle + final:
            case "?h" | "?l":
                for mode in numbers:
                    self._switch(mode, final == "h")
            case "?$p":
                self._answer(f"\x1b[?{numbers[0]};{self._mode_status(numbers[0])}$y".encode())
            case "c":
                self._answer(b"\x1b[?62;22c")
            case "n":
                column, row = self.cursor
                self._answer(
                    b"\x1b[0n" if numbers == [5] else f"\x1b[{row + 1};{column + 1}R".encode()
                )
            case ">u":
                self._keyboards += 1
            case "<u":
                self._keyboards = max(0, self._keyboards - (numbers[0] or 1))
            case _ if not private and not middle and final != "t" and ":" not in found["params"]:
                self._undrawn.append(found[0])
                self._drew = self._drew or final != "m"

    def _switch(self, mode: int, on: bool) -> None:
        (self.modes.add if on else self.modes.discard)(mode)
        if mode in ALTERNATE:
            self._undrawn.append(on)
            self._drew = True
        elif mode == SYNCHRONIZED and not on:
            self._show()
        elif mode == IN_BAND_RESIZE and on and mode in self.supports:
            self._report_size()
        elif mode in DRAWN_BY_PYTE:
            self._undrawn.append(f"\x1b[?{mode}{'h' if on else 'l'}")

    def _mode_status(self, mode: int) -> int:
        if mode not in self.supports:
            return 0
        return 1 if mode in self.modes else 2

    def _report_size(self) -> None:
        rows, columns = self._screen.lines, self._screen.columns
        self._answer(f"\x1b[48;{rows};{columns};{rows * 18};{columns * 9}t".encode())

    def _show(self) -> None:
        self.frames += self._drew
        self._drew = False

    def _draw(self) -> None:
        for pen, pieces in self._by_screen():
            pen.feed("".join(pieces))

    def _by_screen(self) -> Iterator[tuple[pyte.Stream, list[str]]]:
        """The undrawn pieces in order, with the pen of the screen they go to."""
        pieces: list[str] = []
        for piece in self._undrawn:
            if isinstance(piece, str):
                pieces.append(piece)
                continue
            yield pyte.Stream(self._screen), pieces
            pieces = []
            self._screen = self._alternate if piece else self._normal
            if piece:
                self._alternate.reset()
        self._undrawn = []
        yield pyte.Stream(self._screen), pieces
