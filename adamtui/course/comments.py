"""Comments that go beyond the paragraph they begin in.

Within a paragraph markdown-it's rules take a comment out. One that spans blank lines, lists or
fences can only be told from code by reading the text once; then it is cut from the source and the
rest is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_AFTER_PREFIX = re.compile(r"^([ >]*)[^\n]*", re.MULTILINE)


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
