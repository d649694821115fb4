"""Delimiters as tall as what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from adamtui.typeset.box import Box, rows_box, text_box

_PIECES: Mapping[str, tuple[str, str, str]] = {
    "(": ("⎛", "⎜", "⎝"),
    ")": ("⎞", "⎟", "⎠"),
    "[": ("⎡", "⎢", "⎣"),
    "]": ("⎤", "⎥", "⎦"),
    "⌊": ("⎢", "⎢", "⎣"),
    "⌋": ("⎥", "⎥", "⎦"),
    "⌈": ("⎡", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥"),
    "|": ("│", "│", "│"),
    "‖": ("║", "║", "║"),
    "⟮": ("⎛", "⎜", "⎝"),
    "⟯": ("⎞", "⎟", "⎠"),
    "⎰": ("⎧", "⎪", "⎭"),
    "⎱": ("⎫", "⎪", "⎩"),
    "⟦": ("⟦", "⟦", "⟦"),
    "⟧": ("⟧", "⟧", "⟧"),
    "⦃": ("⦃", "⦃", "⦃"),
    "⦄": ("⦄", "⦄", "⦄"),
    "↑": ("↑", "│", "│"),
    "↓": ("│", "│", "↓"),
    "↕": ("↑", "│", "↓"),
    "⇑": ("⇑", "║", "║"),
    "⇓": ("║", "║", "⇓"),
    "⇕": ("⇑", "║", "⇓"),
}
"""Top, middle and bottom."""
_SLANTED = frozenset("⟨⟩/\\")
_BRACES = {"{": ("⎧", "⎨", "⎩", "⎰⎱"), "}": ("⎫", "⎬", "⎭", "⎱⎰")}


def tall(delimiter: str, height: int, baseline: int) -> Box:
    """A delimiter of `height` rows; a brace has its point on the baseline where it can."""
    if height == 1 or not delimiter:
        return text_box(delimiter)
    if delimiter in _BRACES:
        return _brace(delimiter, height, baseline)
    if delimiter in _PIECES:
        top, middle, bottom = _PIECES[delimiter]
        return rows_box((top, *(middle,) * (height - 2), bottom), baseline)
    if delimiter not in _SLANTED:
        rows = [" "] * height
        rows[baseline] = delimiter
        return rows_box(rows, baseline)
    return _slanted(delimiter, height, baseline)


def _brace(delimiter: str, height: int, baseline: int) -> Box:
    top, point, bottom, pair = _BRACES[delimiter]
    if height == 2:
        return rows_box(tuple(pair), baseline)
    rows = [top, *("⎪",) * (height - 2), bottom]
    rows[baseline if 0 < baseline < height - 1 else (height - 1) // 2] = point
    return rows_box(rows, baseline)


def _slanted(delimiter: str, height: int, baseline: int) -> Box:
    """Angle brackets and slashes, drawn with diagonals."""
    depth = (height + 1) // 2
    inward = [min(row, height - 1 - row) for row in range(height)]
    rows = {
        "⟨": [" " * (depth - 1 - x) + "╱╲"[2 * i >= height] for i, x in enumerate(inward)],
        "⟩": [" " * x + "╲╱"[2 * i >= height] for i, x in enumerate(inward)],
        "/": [" " * (height - 1 - row) + "╱" for row in range(height)],
        "\\": [" " * row + "╲" for row in range(height)],
    }
    lines = rows[delimiter]
    if height % 2 and delimiter in "⟨⟩":
        lines[depth - 1] = lines[depth - 1].replace(lines[depth - 1].strip(), delimiter)
    return rows_box(lines, baseline)
