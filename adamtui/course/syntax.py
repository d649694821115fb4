"""The Markdown that lessons are written in, as a markdown-it parser.

CommonMark with GitHub's tables, strikethrough, autolinks and footnotes, math, and comments that are
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
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from adamtui.course import autolinks, definitions
from adamtui.course.dollars import line, math_block, math_inline, tex_inline
from adamtui.course.fences import LIVE

DEEPEST = 40
"""Nesting (a quote counts one, a list two) from which blocks are shown as plain lines."""
MOST_BLOCKS = 30_000
"""Blocks of one lesson, a table's cells included; what comes after is shown as it was written."""
MOST_QUOTED = 200_000
"""Lines within deep quotes, each counted for every such quote around it: as for `MOST_BLOCKS`."""
LONGEST = 10_000
"""Characters of a paragraph from which it is shown as plain text."""
MOST_MARKUP = 60_000
"""What the marks of one lesson may cost before the rest is shown as plain text; see `_cost`."""

_DEEP = 8
"""Quotes around a quote from which its lines count: markdown-it looks at each once for each."""
_ROW_SPACED = 100
"""Cells too many in a row from which no spaces are put between them: they would be a million."""
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
    options = {"html": True, "maxNesting": DEEPEST + 8, **definitions.OPTIONS}
    md = _Markdown("commonmark", options)
    md.enable(["table", "strikethrough"]).disable("text_join")
    footnote_plugin(md, inline=False, move_to_end=False)
    paragraph_enders: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    }
    md.core.ruler.at("inline", _inline)
    md.block.ruler.before("table", "bounds", _bounds)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("fence", "math_block", math_block, paragraph_enders)
    md.block.ruler.at("html_block", _html_block, paragraph_enders)
    md.block.ruler.at("reference", definitions.definition)
    md.inline.ruler.at("text", autolinks.text)
    md.inline.ruler.before("text", "autolinks", autolinks.autolink)
    md.inline.ruler.before("escape", "math_inline", math_inline)
    md.inline.ruler.before("escape", "tex_inline", tex_inline)
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
    state.tokens = definitions.kept(state.tokens, LIVE)


def _cost(text: str) -> float:
    """About how long markdown-it takes over a paragraph, in times of one mark (10 to 20 μs).

    Each opening bracket may look at all marks after it, which is fifty times faster a mark.
    """
    marks = len(_MARK.findall(text)) + 2 * len(autolinks.found_in(text).starts)
    return marks * (1 + text.count("[") / 1000)


def _bounds(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Stands before all other rules: takes what is nested too deep or is one block too many."""
    if silent:
        return False
    _count(state, 1)
    if state.level >= _DEEP and line(state, start).startswith(">"):
        state.env["quoted"] = state.env.get("quoted", 0) + _lines_to_blank(state, start, end)
    if state.env["blocks"] > MOST_BLOCKS or state.env.get("quoted", 0) > MOST_QUOTED:
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


def _lines_to_blank(state: StateBlock, start: int, end: int) -> int:
    """How many lines there are up to the next one that is empty: a quote may take them all."""
    return next((n for n in range(start, end) if state.isEmpty(n)), end) - start


def _count(state: StateBlock, blocks: int) -> None:
    state.env["blocks"] = state.env.get("blocks", 0) + blocks


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, its cells counted: a row is filled up to the header's width.

    What a row has beyond the header's width stands in its last cell.
    """
    if silent:
        return table(state, start, end, silent)
    before = len(state.tokens)
    if line(state, start).count("|") > MOST_BLOCKS:
        return False
    # Rows beyond the bound are left for `_bounds`, which has seen too many blocks by then.
    width = len(cells_of(line(state, start))) or 1
    room = max(MOST_BLOCKS - state.env["blocks"], 0) // width
    if not table(state, start, min(end, start + 2 + room), silent):
        return False
    made = state.tokens[before:]
    _count(state, len(made) // 3)
    columns = sum(token.type == "th_open" for token in made)
    for at, token in enumerate(made):
        if token.type == "tr_open" and token.map and token.map[0] > start + 1:
            last, *rest = cells_of(line(state, token.map[0]))[columns - 1 :] or [""]
            if rest:
                bar = " | " if len(rest) < _ROW_SPACED else "|"
                made[at + 3 * columns - 1].content = bar.join([last, *rest])
    return True


def cells_of(row: str) -> list[str]:
    """What a table's row has between its bars, as markdown-it reads it."""
    if "|" not in row:
        return [row.strip()]
    cells = [cell.strip(" \t") for cell in escapedSplit(row.strip())]
    del cells[: not cells[0]]
    return cells[:-1] if cells and not cells[-1] else cells


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML; not a comment, which `_comment` takes out of the text around it.

    What stands after a comment that begins a line is HTML too, and so no Markdown.
    """
    written = line(state, start)
    if written.startswith("<!--") and not written.partition("-->")[2].strip():
        return False
    return html_block(state, start, end, silent)


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
