"""The Markdown that lessons are written in, as a markdown-it parser.

CommonMark with GitHub's tables, strikethrough and footnotes, dollar math, and comments that are
never shown. Raw HTML is recognized so that a tag stays in one piece; `leaves` shows it as it was
written. Nesting and the work that a text may cause are bounded, far beyond what any lesson needs;
what is beyond the bounds is handed on as plain text.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 40
"""Nesting (a quote counts one, a list two) from which blocks are shown as plain lines."""
MOST_BLOCKS = 30_000
"""Blocks of one lesson, a table's cells included; what comes after is shown as it was written."""
LONGEST = 10_000
"""Characters of a paragraph from which it is shown as plain text."""
MOST_MARKUP = 60_000
"""What the marks of one lesson may cost before the rest is shown as plain text; see `_cost`."""

_MARK = re.compile(r"[]!$&*<\\_`~[]")


class _Markdown(MarkdownIt):
    """markdown-it that leaves the targets of links as the author wrote them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def markdown() -> MarkdownIt:
    """The parser, made once."""
    # maxNesting is where markdown-it would drop text; `_too_deep` answers well before.
    md = _Markdown("commonmark", {"html": True, "maxNesting": DEEPEST + 8})
    md.enable(["table", "strikethrough"]).disable("text_join")
    footnote_plugin(md, inline=False, move_to_end=False)
    paragraph_enders: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    }
    md.core.ruler.at("inline", _inline)
    md.block.ruler.before("table", "bounds", _bounds)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("fence", "math_block", _math_block, paragraph_enders)
    md.block.ruler.at("html_block", _html_block, paragraph_enders)
    md.inline.ruler.before("escape", "math_inline", _math_inline)
    md.inline.ruler.before("html_inline", "comment", _comment)
    return md


def _inline(state: StateCore) -> None:
    """Read the text of each paragraph, heading and cell."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        spent = state.env["cost"] = state.env.get("cost", 0.0) + _cost(token.content)
        if len(token.content) > LONGEST or spent > MOST_MARKUP:
            kind = "too_long" if len(token.content) > LONGEST else "too_much"
            token.children.append(Token(kind, "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _cost(text: str) -> float:
    """About how long markdown-it takes over a paragraph, in times of one mark (10 to 20 μs).

    Each opening bracket may look at all marks after it, which is fifty times faster a mark.
    """
    marks = len(_MARK.findall(text))
    return marks * (1 + text.count("[") / 1000)


def _line(state: StateBlock, number: int) -> str:
    """A line of the source without its container's prefix and indent."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _bounds(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Stands before all other rules: takes what is nested too deep or is one block too many."""
    if silent:
        return False
    _count(state, 1)
    if state.env["blocks"] > MOST_BLOCKS:
        kind, after = "too_many", end
    elif state.level >= DEEPEST:
        kind, after = "too_deep", start
        while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent):
            after += 1
    else:
        return False
    token = state.push(kind, "", 0)
    token.content = state.getLines(start, after, state.blkIndent, False)
    token.map = [start, after]
    state.line = after
    return True


def _count(state: StateBlock, blocks: int) -> None:
    state.env["blocks"] = state.env.get("blocks", 0) + blocks


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, its cells counted: a row is filled up to the header's width."""
    before = len(state.tokens)
    found = table(state, start, end, silent)
    _count(state, (len(state.tokens) - before) // 3)
    return found


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML; not a comment, which `_comment` takes out of the text around it."""
    if _line(state, start).startswith("<!--"):
        return False
    return html_block(state, start, end, silent)


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` at the start of a line to `$$` at the end of one, without a blank line between."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    last = _math_end(state, start, end)
    if last is None:
        return False
    if silent:
        return True
    tex = "\n".join(_line(state, number) for number in range(start, last + 1))
    token = state.push("math_block", "math", 0)
    token.content = tex.strip()[2:-2].strip()
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _math_end(state: StateBlock, start: int, end: int) -> int | None:
    """The line whose end closes the math that opens on `start`."""
    rest = _line(state, start)[2:]
    number = start
    while "$$" not in rest:
        number += 1
        if number >= end or state.isEmpty(number) or state.sCount[number] < state.blkIndent:
            return None
        rest = _line(state, number)
    return number if rest.index("$$") == len(rest.rstrip()) - 2 else None


def _math_inline(state: StateInline, silent: bool) -> bool:
    """`$…$` as GitHub reads it, and `$$…$$` within a paragraph.

    A single dollar opens before a character that is no space and closes after one, and no digit
    follows it; so "$5 and $6" is money.
    """
    src, pos = state.src, state.pos
    if src[pos] != "$" or (pos and src[pos - 1] == "$"):
        return False
    fence = "$$" if src.startswith("$$", pos) else "$"
    start = pos + len(fence)
    if fence == "$" and src[start : start + 1].isspace():
        return False
    end = _unescaped(src, fence, start, state.posMax)
    if end < 0 or not src[start:end].strip():
        return False
    after = end + len(fence)
    if fence == "$" and (src[end - 1].isspace() or src[after : after + 1].isdigit()):
        return False
    if not silent:
        token = state.push("math_inline" if fence == "$" else "math_display", "math", 0)
        token.content = src[start:end].strip()
    state.pos = after
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


def _comment(state: StateInline, silent: bool) -> bool:
    """`<!-- … -->`; one that its paragraph does not close takes the rest of the paragraph."""
    if not state.src.startswith("<!--", state.pos):
        return False
    end = state.src.find("-->", state.pos + 2, state.posMax)
    if not silent:
        token = state.push("comment" if end >= 0 else "comment_open", "", 0)
        if end < 0:
            token.content = state.src[state.pos : state.posMax]
            token.meta = {"line": state.src.count("\n", 0, state.pos)}
    state.pos = end + 3 if end >= 0 else state.posMax
    return True
