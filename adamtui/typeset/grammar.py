"""A recursive-descent parser for TeX mathematics; commands with arguments are given to it.

Invariant: whatever the source, parsing ends in a tree at most `MAX_DEPTH` deep or in a TexError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from adamtui.typeset.errors import TexError
from adamtui.typeset.lexer import Lexer, Token
from adamtui.typeset.nodes import (
    EMPTY,
    Accent,
    Atom,
    Fence,
    Grid,
    Node,
    Scripts,
    Seq,
    Space,
    unwrapped,
)
from adamtui.typeset.refusals import unknown_command
from adamtui.typeset.scripted import INFIX, add_prime, attached, between, is_primes, takes_limits
from adamtui.typeset.symbols import CHARACTERS, SPACES, SYMBOLS, styled

MAX_DEPTH = 40
"""How deep groups, arguments and environments may nest."""

Handler: TypeAlias = "Callable[[Parser, Token], Node]"

_BREAKS = ("\\\\", "\\cr", "\\newline")
_ENDS = frozenset(("", "}", "&", "$", *_BREAKS, "\\right", "\\middle", "\\end", "\\)"))
_SCRIPT_TOKENS = frozenset(("_", "^", "'", "\\limits", "\\nolimits"))
_RULES = frozenset(("\\hline", "\\hdashline", "\\toprule", "\\midrule", "\\bottomrule"))
_HINTS = {
    "#": "a bare # means nothing here; write \\#",
    "}": "this } closes nothing",
    "&": "& only means something in an aligned environment or a matrix",
    "$": "a $ within a formula; write \\$",
    "\\right": "\\right without \\left",
    "\\middle": "\\middle without \\left",
    "\\end": "\\end without \\begin",
    "\\)": "\\) closes nothing",
    "\\\\": "\\\\ cannot break a line here",
    "\\cr": "\\cr cannot break a line here",
    "\\newline": "\\newline cannot break a line here",
}
_NUMBER = re.compile(r"\d*(?:\.\d+)?", re.ASCII)
_OPTION = re.compile(r"\s*\[[^\]{}]*\]")
_STAR = re.compile(r"\*")
_SIZE = re.compile(r"\*?(?:\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu)\s*\])?", re.ASCII)


class Parser:
    """Reads one formula from left to right."""

    def __init__(self, source: str, commands: Mapping[str, Handler]) -> None:
        self.lexer = Lexer(source)
        self.commands = commands
        self.alphabet = ""
        self.accents = 0
        self._depth = 0

    def document(self) -> tuple[Seq, ...]:
        """The whole source as lines."""
        lines = self.rows(columns=False)
        if (token := self.lexer.peek()).text:
            raise self.misplaced(token)
        return tuple(line[0] for line in lines) or (EMPTY,)

    def rows(self, columns: bool = True, rules: list[int] | None = None) -> list[list[Seq]]:
        """Rows between \\\\, with cells between & if there are columns, up to any other end.

        The rows that begin with a \\hline are noted in `rules`.
        """
        ends = ("&", *_BREAKS) if columns else _BREAKS
        rows: list[list[Seq]] = [[]]
        outer = self.alphabet
        while True:
            while self.lexer.peek().text in _RULES and not rows[-1]:
                self.lexer.take()
                if rules is not None:
                    rules.append(len(rows) - 1)
            rows[-1].append(self.sequence())
            self.alphabet = outer
            if self.lexer.peek().text not in ends:
                break
            if self.lexer.take().text != "&":
                self.lexer.skip(_SIZE)
                rows.append([])
        return rows if any(cell.items for cell in rows[-1]) else rows[:-1]

    def sequence(self, stop: str = "", infix: bool = True) -> Seq:
        """Nodes up to an end of some kind, or to the character `stop`."""
        items: list[Node] = []
        while (token := self.lexer.peek()).text not in _ENDS and token.text != (stop or None):
            if token.text in INFIX:
                if not infix:
                    where = token.offset
                    raise TexError(f"a second {token.text} in one group; use braces", where)
                self.lexer.take()
                above, below = Seq(tuple(items)), self.sequence(stop, infix=False)
                return Seq((between(token.text, unwrapped(above), unwrapped(below)),))
            items.append(self._scripted(self._nucleus(gather=True)))
        return Seq(tuple(item for item in items if item != EMPTY))

    def lines(self) -> Seq | Grid:
        """What stands within braces or delimiters: a row, or rows between \\\\."""
        rows = self.rows(columns=False)
        if len(rows) > 1:
            return Grid(tuple(map(tuple, rows)), "c", "align")
        return rows[0][0] if rows else EMPTY

    @contextmanager
    def nested(self, token: Token) -> Iterator[None]:
        """One level deeper, where a change of alphabet ends with the level."""
        outer = self.alphabet
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TexError(f"nested deeper than {MAX_DEPTH} levels", token.offset)
        yield
        self._depth -= 1
        self.alphabet = outer

    def argument(self, owner: Token) -> Node:
        """A group in braces or a single symbol; `owner` is what needs it."""
        token = self.lexer.peek()
        if token.text in _ENDS or token.text in _SCRIPT_TOKENS:
            raise TexError(f"{owner.text} needs an argument", owner.offset)
        if token.text == "{":
            return unwrapped(self._nucleus(gather=False))
        with self.nested(token):
            return unwrapped(self._nucleus(gather=False))

    def optional(self) -> Node | None:
        """An argument in square brackets, if there is one."""
        token = self.lexer.peek()
        if token.text != "[":
            return None
        self.lexer.take()
        with self.nested(token):
            body = self.sequence(stop="]")
        self.close("]", token)
        return unwrapped(body)

    def option(self) -> str:
        """An argument in square brackets that is no mathematics, stripped; "" if there is none."""
        return (self.lexer.skip(_OPTION) or "").strip("[ ]\n\t")

    def starred(self) -> bool:
        """Whether a command is starred; steps over the star."""
        return self.lexer.skip(_STAR) is not None

    def close(self, closer: str, opener: Token) -> Token:
        """Step over `closer`; without it the fault is at what ends early or at `opener`."""
        token = self.lexer.peek()
        if token.text == closer:
            return self.lexer.take()
        if not token.text:
            raise TexError(f"{opener.text} is never closed", opener.offset)
        raise self.misplaced(token)

    def misplaced(self, token: Token) -> TexError:
        """The fault of a token that cannot stand where it does."""
        return TexError(_HINTS.get(token.text, f"{token.text} cannot stand here"), token.offset)

    def _nucleus(self, gather: bool) -> Node:
        token = self.lexer.peek()
        if token.text in _SCRIPT_TOKENS:
            return EMPTY
        self.lexer.take()
        if token.is_command:
            return self._command(token)
        if token.text == "{":
            return self._group(token)
        if token.text in _HINTS:
            raise self.misplaced(token)
        if token.text == "~" or token.text.isspace():
            return Space(1)
        return self._character(token, gather)

    def _group(self, opener: Token) -> Node:
        with self.nested(opener):
            body = self.lines()
        self.close("}", opener)
        if isinstance(body, Grid):
            return body
        inner = unwrapped(body)
        plain = isinstance(inner, Scripts | Accent | Fence) or (
            isinstance(inner, Atom) and inner.kind == "ord"
        )
        return inner if plain else body

    def _character(self, token: Token, gather: bool) -> Node:
        text = token.text
        if gather and text in "0123456789":
            text += self.lexer.skip(_NUMBER) or ""
        atom = CHARACTERS.get(text, Atom(text))
        return Atom(styled(atom.text, self.alphabet)) if atom.kind == "ord" else atom

    def _command(self, token: Token) -> Node:
        name = token.name
        if handler := self.commands.get(name):
            return handler(self, token)
        if name in SPACES:
            return Space(SPACES[name])
        if atom := SYMBOLS.get(name):
            return Atom(styled(atom.text, self.alphabet)) if atom.kind == "ord" else atom
        raise unknown_command(name, token.offset, (*self.commands, *SYMBOLS))

    def _scripted(self, base: Node) -> Node:
        found: dict[str, Node] = {}
        limits = takes_limits(base)
        while (token := self.lexer.peek()).text in _SCRIPT_TOKENS:
            self.lexer.take()
            if token.is_command:
                limits = token.text == "\\limits"
            elif token.text == "'":
                add_prime(found, token)
            else:
                self._add_script(found, token)
        return attached(base, found.get("_"), found.get("^"), limits)

    def _add_script(self, found: dict[str, Node], token: Token) -> None:
        before = found.get(token.text)
        primed = token.text == "^" and is_primes(before)
        if before is not None and not primed:
            which = "subscript" if token.text == "_" else "superscript"
            raise TexError(f"double {which}; put braces around one", token.offset)
        script = self.argument(token)
        found[token.text] = Seq((before, script)) if before else script
