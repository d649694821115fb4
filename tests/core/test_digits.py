"""The data set: what is in the file, and what is said of it."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from adamtui.digits import load

SOURCE = (files("adamtui.digits") / "SOURCE.md").read_text(encoding="utf-8")


def test_the_numbers_are_those_that_the_source_names() -> None:
    pixels, labels = load()
    assert (pixels.shape, pixels.dtype.name) == ((1797, 64), "uint8")
    assert (labels.shape, labels.dtype.name) == ((1797,), "uint8")
    digest = hashlib.sha256(pixels.tobytes() + labels.tobytes()).hexdigest()
    assert digest in SOURCE


def test_pixels_and_labels_are_in_their_ranges() -> None:
    pixels, labels = load()
    assert (pixels.min(), pixels.max()) == (0, 16)
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_first_image_is_a_nought() -> None:
    pixels, labels = load()
    ink = pixels[0].reshape(8, 8) > 4
    assert ["".join(" #"[dark] for dark in row).rstrip() for row in ink.astype(int)] == [
        "  ###",
        "  #####",
        "  #  ##",
        "  #  ##",
        " ##  ##",
        "  #  ##",
        "  ####",
        "  ###",
    ]
    assert labels[0] == 0


def test_the_data_are_read_once_and_cannot_be_changed() -> None:
    assert load() is load()
    for array in load():
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_the_file_is_small() -> None:
    assert len((files("adamtui.digits") / "digits.npz").read_bytes()) < 50_000


@pytest.mark.parametrize("said", ["Alpaydin", "Kaynak", "1998", "10.24432/C50P49", "CC BY 4.0"])
def test_the_source_is_credited(said: str) -> None:
    assert said in SOURCE
