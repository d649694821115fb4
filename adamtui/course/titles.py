"""Titles and anchors, from a line of text alone: nothing here needs a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Iterable

from adamtui.course.fences import FENCE

_HEADING = re.compile(r" {0,3}#[ \t]+(.*)")
_LONGEST = 500
"""Characters of a heading that are looked at."""
_COMMENT = re.compile(r"<!--.*?-->")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_DRESS = re.compile(r"(?<!\\)(?:[*`$]+|~~|(?<!\w)_+|_+(?!\w))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def first_title(lines: Iterable[str]) -> str:
    """The first `# heading` outside fences, its markup taken off; "" if there is none."""
    closer = ""
    for line in lines:
        fence = FENCE.match(line)
        if closer:
            ends = fence and fence[1].startswith(closer) and not line.strip().strip(closer[0])
            closer = "" if ends else closer
        elif fence:
            closer = fence[1]
        elif heading := _HEADING.match(line):
            return plain_title(heading[1])
    return ""


def plain_title(written: str) -> str:
    """A heading's words without emphasis, links, dollars and comments."""
    text = written[:_LONGEST].rstrip()
    text = text.removesuffix(_closing(text))
    text = _LINK.sub(r"\1", _COMMENT.sub("", text))
    return " ".join(_ESCAPE.sub(r"\1", _DRESS.sub("", text)).split())


def _closing(text: str) -> str:
    """The run of # that may end a heading, or ""."""
    rest = text.rstrip("#")
    return text[len(rest) :] if not rest or rest[-1] in " \t" else ""


def anchor(title: str) -> str:
    """What a link to a heading names it by, as GitHub makes it."""
    kept = "".join(c for c in title.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-") or "part"
