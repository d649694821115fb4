"""Softmax regression on the handwritten digits: the one problem here with real mini-batches.

θ holds ten biases, then ten weights a pixel, so that `θ[10:].reshape(64, 10)` is the weight matrix.
A batch depends on the seed and the number of the update alone: a run can be replayed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adamtui.core.problem import Array, Problem
from adamtui.digits import load

CLASSES = 10
PIXELS = 64
PARAMETERS = CLASSES * (1 + PIXELS)
BATCH = 32
"""Images an update sees."""
TRAINING = 1500
"""Images to train on; the other 297 are for the test."""

_DARKEST = 16.0
_BLOCK = 256
_AT_ONCE = 300
"""Images in one matrix product: with more, OpenBLAS starts threads, which cost more than they save.
"""
_SPLIT_SEED = 0
_RATES = MappingProxyType(
    {"sgd": 0.5, "momentum": 0.05, "adagrad": 0.1, "rmsprop": 0.01, "adam": 0.01}
)


class Images(NamedTuple):
    """Some of the digits, as a model sees them; read-only."""

    features: Array
    """Shape (N, 64): a pixel's ink, 0 … 1."""
    labels: NDArray[np.intp]
    """Shape (N,): the digit written."""


def training() -> Images:
    """The 1,500 images to train on."""
    return _split()[0]


def test() -> Images:
    """The 297 images that no update ever sees."""
    return _split()[1]


@cache
def _split() -> tuple[Images, Images]:
    """A permutation that is always the same, cut in two: neighbours are by the same writer."""
    pixels, labels = load()
    order = np.random.default_rng(_SPLIT_SEED).permutation(len(labels))
    train, rest = (
        Images(pixels[rows] / _DARKEST, labels[rows].astype(np.intp))
        for rows in (order[:TRAINING], order[TRAINING:])
    )
    for array in (*train, *rest):
        array.setflags(write=False)
    return train, rest


def name(index: int) -> str:
    """A parameter in words, `bias of 8`, `weight of pixel 20 for 3`; IndexError for no index."""
    pixel, digit = _place(index)
    return f"bias of {digit}" if pixel is None else f"weight of pixel {pixel} for {digit}"


def _place(index: int) -> tuple[int | None, int]:
    """The pixel (None for a bias) and the class of a parameter."""
    if not 0 <= index < PARAMETERS:
        raise IndexError(f"there is no parameter {index}; they are 0 to {PARAMETERS - 1}")
    row, digit = divmod(index, CLASSES)
    return (row - 1 if row else None), digit


def batch(seed: int, t: int) -> NDArray[np.intp]:
    """The rows of update t's mini-batch, shape (32,): training images drawn with replacement."""
    rows: NDArray[np.intp] = _drawn(seed, t // _BLOCK)[t % _BLOCK]
    return rows


@lru_cache(maxsize=16)
def _drawn(seed: int, block: int) -> NDArray[np.intp]:
    rows = np.random.default_rng((seed, block)).integers(TRAINING, size=(_BLOCK, BATCH))
    rows.setflags(write=False)
    return rows


def loss(theta: Array, images: Images, rows: NDArray[np.intp]) -> float:
    """The mean cross-entropy of those images, in nats; nan where θ is beyond the floats."""
    with np.errstate(all="ignore"):
        logits = _logits(theta, images.features[rows])
        right = logits[np.arange(len(rows)), images.labels[rows]]
        return float((np.log(np.exp(logits).sum(axis=1)) - right).mean())


def gradient(theta: Array, images: Images, rows: NDArray[np.intp]) -> Array:
    """The gradient of `loss` by θ, shape (650,)."""
    with np.errstate(all="ignore"):
        features = images.features[rows]
        off = _off(theta, features, images.labels[rows]) / len(rows)
        return np.concatenate((off.sum(axis=0), (features.T @ off).ravel()))


def slopes(theta: Array, images: Images, index: int) -> Array:
    """The slope of each image's own cross-entropy by one parameter, shape (N,).

    Their mean over a batch is the batch's gradient. IndexError where there is no such parameter.
    """
    pixel, digit = _place(index)
    parts = [slice(i, i + _AT_ONCE) for i in range(0, len(images.labels), _AT_ONCE)]
    with np.errstate(all="ignore"):
        off: Array = np.concatenate(
            [_off(theta, images.features[part], images.labels[part])[:, digit] for part in parts]
        )
        return off if pixel is None else off * images.features[:, pixel]


def accuracy(theta: Array, images: Images) -> float:
    """The share of images whose digit gets the highest score; of equals, the first counts.

    nan where θ is not finite.
    """
    if not np.isfinite(theta).all():
        return float("nan")
    with np.errstate(all="ignore"):
        return float((_scores(theta, images.features).argmax(axis=1) == images.labels).mean())


def _scores(theta: Array, features: Array) -> Array:
    """What the model says for each image and class, shape (N, 10)."""
    scores: Array = features @ theta[CLASSES:].reshape(PIXELS, CLASSES)
    scores += theta[:CLASSES]
    return scores


def _logits(theta: Array, features: Array) -> Array:
    """The scores less each image's highest, so that no exponential overflows."""
    scores = _scores(theta, features)
    scores -= scores.max(axis=1, keepdims=True)
    return scores


def _off(theta: Array, features: Array, labels: NDArray[np.intp]) -> Array:
    """The probability of each class less 1 for the right one: the cross-entropy's slope."""
    off = np.exp(_logits(theta, features))
    off /= off.sum(axis=1, keepdims=True)
    off[np.arange(len(labels)), labels] -= 1
    return off


def digits(seed: int = 0) -> Problem:
    """Reading handwritten digits: 650 parameters, a batch of 32 images an update.

    The data are read when something is first computed, not before.
    """
    start = np.zeros(PARAMETERS)
    start.setflags(write=False)
    return Problem(
        name="digits",
        title="softmax on digits",
        start=start,
        lr=_RATES,
        loss=lambda theta, t: loss(theta, training(), batch(seed, t)),
        gradient=lambda theta, t: gradient(theta, training(), batch(seed, t)),
        view=(),
        names=_NAMES,
        tex=_TEX,
        slopes=_SLOPES,
        scores=MappingProxyType({"accuracy": lambda theta: accuracy(theta, test())}),
    )


_TEX = (
    r"\frac{1}{32} \sum_{i=1}^{32} -\ln p_{y_i}(x_i), \quad p(x) = \mathrm{softmax}(b + W^\top x)"
)
_SLOPES = ("mean(p₀ − [y = 0])", "mean(p₁ − [y = 1])", "mean(p₂ − [y = 2])")
_NAMES = (
    *(f"b{digit}" for digit in range(CLASSES)),
    *(f"w{pixel}.{digit}" for pixel in range(PIXELS) for digit in range(CLASSES)),
)
