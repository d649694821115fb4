"""Braille cells: eight dots in one cell, two across and four down, as the bits of a byte.

A raster is an array of such bytes, one a cell; rasters are laid over each other with `|`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Raster: TypeAlias = NDArray[np.uint8]
"""Shape (rows, columns); bit k of a byte is dot k of U+2800 + byte."""

_FIRST = 0x2800
GLYPHS = tuple(chr(_FIRST + bits) for bits in range(256))
"""The braille character of each byte."""

BITS: Raster = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.uint8)
"""The bit of a dot by its row (from the top) and column in the cell."""


def blank(width: int, height: int) -> Raster:
    """A raster without dots."""
    return np.zeros((height, width), dtype=np.uint8)


def dotted(
    dot_columns: NDArray[np.intp], dot_rows: NDArray[np.intp], size: tuple[int, int]
) -> Raster:
    """A raster with these dots set; dot (0, 0) is top left, dots outside are left out."""
    width, height = size
    inside = (dot_columns >= 0) & (dot_columns < 2 * width)
    inside &= (dot_rows >= 0) & (dot_rows < 4 * height)
    x, y = dot_columns[inside], dot_rows[inside]
    raster = blank(width, height)
    np.bitwise_or.at(raster, (y // 4, x // 2), BITS[y % 4, x % 2])
    return raster


def packed(dots: NDArray[np.bool_]) -> Raster:
    """A raster from a bitmap of shape (4 × rows, 2 × columns)."""
    height, width = dots.shape[0] // 4, dots.shape[1] // 2
    cells = dots.reshape(height, 4, width, 2).transpose(0, 2, 1, 3)
    raster: Raster = cells.reshape(height, width, 8) @ BITS.ravel()
    return raster


def parsed(text: str, size: tuple[int, int]) -> Raster:
    """The raster that braille text shows; lines are cut or padded to `size`, other signs empty."""
    width, height = size
    lines = [line[:width].ljust(width) for line in text.split("\n")[:height]]
    lines += [" " * width] * (height - len(lines))
    codes = np.frombuffer("".join(lines).encode("utf-32-le"), dtype=np.uint32)
    codes = codes.reshape(height, width)
    is_braille = (codes >= _FIRST) & (codes < _FIRST + 256)
    return np.where(is_braille, codes - _FIRST, 0).astype(np.uint8)
