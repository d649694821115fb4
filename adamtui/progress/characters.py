"""The characters that neither the progress file nor a line about it may hold.

Control characters, line and paragraph separators, bidirectional controls and lone surrogates: what
can steer a terminal, make text read otherwise than it is, or not be encoded at all.
"""

from __future__ import annotations

import re

REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain(text: str, longest: int) -> str:
    """The text in one line, of at most so many characters, with U+FFFD for each refused one."""
    return REFUSED.sub("\ufffd", text[:longest])
