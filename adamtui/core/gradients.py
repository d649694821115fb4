"""The gradients of one parameter while Adam trains on the digits: a distribution to look at.

At θ after some update, the slope of each training image by the parameter is computed once; the
gradient of a mini-batch is the mean of 32 of them, drawn as the training draws its own.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from adamtui.core import softmax
from adamtui.core.plan import Plan
from adamtui.core.problem import Array
from adamtui.core.trace import Trace

COUNT = 4000
"""Mini-batches in a sample."""

_LIMIT = 2 * 2**20
"""Bytes of the run that are kept; what lies between is made again when it is asked for."""

_FRESH = 1
"""Not 0: to NumPy (seed, block) and (seed, block, 0) are one seed, and that is the training's."""
_KEPT, _KEPT_BATCHES = 256, 2
"""Answers, and draws of 4,000 batches, a megabyte each."""


class Training:
    """Adam on the digits, and what the gradients of any parameter look like on the way.

    `trained` counts the updates made. What is not recorded yet is recorded when asked for, about
    0.2 ms an update, so who must not wait extends the trace first. What was last asked for is kept,
    so asking again costs nothing. Arrays are read-only.
    """

    def __init__(self, *, seed: int = 0) -> None:
        """At the learning rate that the digits suggest."""
        self.trace = Trace(Plan("adam", "digits", seed=seed).resolve(), limit=_LIMIT)
        self._seed = seed
        self._own = lru_cache(_KEPT)(self._measured)
        self._batches = lru_cache(_KEPT_BATCHES)(self._drawn)
        self._means = lru_cache(_KEPT)(self._averaged)

    def own(self, trained: int, index: int) -> Array:
        """Each training image's own slope of a parameter at θ_trained, shape (1500,).

        IndexError for a parameter or an update that cannot be.
        """
        return self._own(trained, index)

    def slopes(self, trained: int, index: int, count: int = COUNT) -> Array:
        """Gradients of a parameter at θ_trained on `count` fresh mini-batches, shape (count,).

        The batches are seeded by (seed, trained), so they are the same for every parameter.
        """
        return self._means(trained, index, count)

    def averages(self, trained: int, index: int) -> tuple[float, float]:
        """Adam's m̂ and v̂ of a parameter after update `trained`; nan before the first."""
        softmax.name(index)
        if trained == 0:
            return float("nan"), float("nan")
        self.trace.extend_to(trained)
        values = self.trace.step(trained).values
        return float(values["m_hat"][index]), float(values["v_hat"][index])

    def _measured(self, trained: int, index: int) -> Array:
        self.trace.extend_to(trained)
        theta = self.trace.step(trained).values["theta"]
        return _read_only(softmax.slopes(theta, softmax.training(), index))

    def _drawn(self, trained: int, count: int) -> NDArray[np.intp]:
        """A column a batch: summing over rows is the quicker way."""
        rng = np.random.default_rng((self._seed, trained, _FRESH))
        return rng.integers(softmax.TRAINING, size=(softmax.BATCH, count))

    def _averaged(self, trained: int, index: int, count: int) -> Array:
        own = self.own(trained, index)
        return _read_only(own[self._batches(trained, count)].mean(axis=0))


def _read_only(array: Array) -> Array:
    array.setflags(write=False)
    return array


def training(seed: int = 0) -> Training:
    """The training with this seed: the same one whoever asks."""
    return _training(seed)


@lru_cache(maxsize=4)
def _training(seed: int) -> Training:
    return Training(seed=seed)
