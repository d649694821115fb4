"""TeX mathematics as lines of Unicode text.

`inline` sets a formula on one line of a sentence, `display` as a `Box` of rows; both raise
`TexError` with the place of the fault. The engine is imported when the first formula is set.
"""

from __future__ import annotations

from adamtui.typeset.box import Box, cells
from adamtui.typeset.errors import TexError

__all__ = ["Box", "TexError", "cells", "display", "inline"]


def inline(tex: str) -> str:
    """A formula on one line, for use within a sentence: `\\hat m_t` is m̂ₜ.

    Raises TexError for anything that cannot be set.
    """
    from adamtui.typeset import render

    return render.inline(tex)


def display(tex: str, width: int = 80) -> Box:
    """A formula in two dimensions, broken over lines where it is wider than `width` cells.

    What cannot be drawn within `width` is folded text. So the box is never wider, but for a width
    of less than 2. Raises TexError for anything that cannot be set.
    """
    from adamtui.typeset import render

    return render.display(tex, width)
