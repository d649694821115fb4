r"""Formulas in Markdown: `$…$`, `` $`…`$ ``, `$$…$$`, and TeX's `\(…\)`, `\[…\]` and `\begin{…}`.

Money, shell variables and escaped brackets are no formulas: a dollar opens one only where GitHub
lets it, and TeX's own brackets only around what is plainly TeX.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_BESIDE = re.compile(r"[0-9A-Za-z]")
"""Before a dollar it opens nothing; after one it closes nothing, ordinals and plurals apart."""
_AFTER = re.compile(r"(?!(?:st|nd|rd|th|s)\b)[0-9A-Za-z{]")
_TEX = re.compile(r"\\[A-Za-z]{2}|(?<!\\)[_^=]")
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}")
_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|gather|multline|eqnarray)\*?)\}")
_MOST_LINES = 100
"""Lines of a displayed formula: what opens one may stand on every line of a text."""
_MOST = 300
"""Characters of a formula between TeX's brackets in running text."""


def line(state: StateBlock, number: int) -> str:
    """A line of the source without its container's prefix and indent."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`$$` at the start of a line to `$$` at the end of one, without a blank line between.

    So too from `\[` to `\]`, and an environment of equations from its `\begin` to its `\end`.
    """
    if state.is_code_block(start) or not (fences := _fences(line(state, start))):
        return False
    opening, closing = fences
    last = _math_end(state, start, end, opening, closing)
    if last is None:
        return False
    tex = "\n".join(line(state, number) for number in range(start, last + 1)).strip()
    if opening == "\\[" and not _TEX.search(tex, 2):
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.content = tex if opening.startswith("\\begin") else tex[2:-2].strip()
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _fences(written: str) -> tuple[str, str] | None:
    """What opens a displayed formula at the start of a line, and what closes it."""
    if written.startswith("$$"):
        return "$$", "$$"
    if written.startswith("\\["):
        return "\\[", "\\]"
    begun = _ENVIRONMENT.match(written)
    return (begun[0], f"\\end{{{begun[1]}}}") if begun else None


def _math_end(state: StateBlock, start: int, end: int, opening: str, closing: str) -> int | None:
    """The line whose end closes the math that opens on `start`."""
    end = min(end, start + _MOST_LINES)
    if state.src.find(closing, state.bMarks[start], state.eMarks[end - 1]) < 0:
        return None
    rest = line(state, start)[len(opening) :]
    number = start
    while closing not in rest:
        number += 1
        if number >= end or state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return None
        rest = line(state, number)
    return number if rest.index(closing) == len(rest.rstrip()) - len(closing) else None


def math_inline(state: StateInline, silent: bool) -> bool:
    """`$…$` as GitHub reads it, and `$$…$$` within a paragraph.

    A single dollar opens before a character that is no space and closes after one, and neither has
    a letter or digit outside; so "$5 and $6" is money, and `$HOME/bin:$PATH` a path.
    """
    src, pos = state.src, state.pos
    if src[pos] != "$" or (pos and src[pos - 1] == "$"):
        return False
    if src.startswith("$$", pos):
        return _take(state, silent, "math_display", 2, _unescaped(src, "$$", pos + 2, state.posMax))
    if _BESIDE.match(src[pos - 1 : pos]) or src[pos + 1 : pos + 2].isspace():
        return False
    if src.startswith("$`", pos):
        end = src.find("`", pos + 2, state.posMax)
        return src.startswith("`$", end) and _take(state, silent, "math_inline", 2, end)
    end = _unescaped(src, "$", pos + 1, state.posMax)
    if end < 0 or src[end - 1].isspace() or _AFTER.match(src, end + 1):
        return False
    if _is_money(src[pos + 1 : end]):
        return False
    # A code span that begins within and ends beyond binds tighter.
    return src.count("`", pos, end) % 2 == 0 and _take(state, silent, "math_inline", 1, end)


def _is_money(tex: str) -> bool:
    """A number and words, nowhere a command: an amount and the prose after it."""
    return tex[0].isdigit() and "\\" not in tex and _WORD.search(tex) is not None


def tex_inline(state: StateInline, silent: bool) -> bool:
    r"""`\(…\)` around what is plainly TeX, with a command, an index or an equation in it."""
    src, pos = state.src, state.pos
    if not src.startswith("\\(", pos):
        return False
    end = src.find("\\)", pos + 2, min(state.posMax, pos + _MOST))
    if end < 0 or not _TEX.search(src, pos + 2, end):
        return False
    return _take(state, silent, "math_inline", 2, end)


def _take(state: StateInline, silent: bool, kind: str, fence: int, end: int) -> bool:
    """Take a formula from where the parser is up to `end`, its fences so many characters long."""
    tex = state.src[state.pos + fence : max(end, 0)].strip()
    if not tex:
        return False
    if not silent:
        state.push(kind, "math", 0).content = tex
    state.pos = end + fence
    return True


def _unescaped(src: str, fence: str, start: int, limit: int) -> int:
    """Where `fence` next stands without an odd number of backslashes before it, or -1."""
    end = src.find(fence, start, limit)
    while end >= 0:
        slash = end
        while slash > start and src[slash - 1] == "\\":
            slash -= 1
        if (end - slash) % 2 == 0:
            return end
        end = src.find(fence, end + 1, limit)
    return -1
