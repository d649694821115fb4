"""The one exception of the typesetter: every fault has a message and a place in the source."""

from __future__ import annotations


class TexError(ValueError):
    """TeX that cannot be set; `offset` counts characters of the source from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
