"""The data set: 1,797 handwritten digits, 8×8 pixels each. SOURCE.md says where they come from.

Read once, when first asked for, and never written to: the arrays are shared and read-only.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Digits(NamedTuple):
    """The images and what they show, in the order of the source."""

    pixels: NDArray[np.uint8]
    """Shape (1797, 64): row by row, from 0, blank, to 16, all ink."""
    labels: NDArray[np.uint8]
    """Shape (1797,): the digit written, 0 … 9."""


@cache
def load() -> Digits:
    """The data set, from the file beside this one."""
    from importlib.resources import files

    file = files(__name__) / "digits.npz"
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        digits = Digits(arrays["pixels"], arrays["labels"])
    for array in digits:
        array.setflags(write=False)
    return digits
