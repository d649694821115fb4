"""Comments, taken out of raw HTML and out of the source.

Within a paragraph the parser takes a comment out. One that spans blank lines, lists or fences can
only be told from code by reading the text once; then it is cut from the source and the rest is read
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_AFTER_PREFIX = re.compile(r"^([ >]*)[^\n]*", re.MULTILINE)


def without_comments(html: str) -> tuple[str, int]:
    """Raw HTML without its comments, and where in it one begins that is not closed, or -1."""
    kept: list[str] = []
    done = 0
    while (begin := html.find("<!--", done)) >= 0:
        end = html.find("-->", begin + 2)
        if end < 0:
            return "".join([*kept, html[done:]]), begin
        kept.append(html[done:begin])
        done = end + len("-->")
    return "".join([*kept, html[done:]]), -1


def cut(text: str, begins: Iterable[int]) -> str:
    """The text without the comments that begin at `begins`, every line keeping its number.

    A line's indent and quote marks stay, so that what follows a comment stays in its container. A
    comment that is never closed is left as it is.
    """
    kept: list[str] = []
    done = 0
    last = text.rfind("-->")
    for begin in sorted(begins):
        if begin < done or begin + 2 > last:
            continue
        end = text.find("-->", begin + 2)
        _, newline, rest = text[begin:end].partition("\n")
        kept += [text[done:begin], newline, _AFTER_PREFIX.sub(r"\1", rest)]
        done = end + len("-->")
    return "".join([*kept, text[done:]])
