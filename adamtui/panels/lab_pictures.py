"""The two pictures of the laboratory: the distribution, and M(t) near 0.

Their bounds change in jumps, when a distribution has become many times wider or narrower. Between
jumps only the curves move, so that what a parameter does to them can be seen.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from adamtui.charts.columns import Function
from adamtui.charts.graph import Graph, Mark, graph, sampled_at
from adamtui.core.distribution import Distribution
from adamtui.core.moments import empirical_mgf
from adamtui.core.problem import Array, Interval
from adamtui.ink import Row

HALF_WIDTH = 2.0
"""M(t) is drawn for |t| up to this where the root of E[g²] is of the size of 1."""
HIGHEST = 3.0
"""M(t) is drawn up to here: it begins at 1."""
REACH = 6.0
"""The distribution is drawn for |x| up to this, where the root of E[g²] is of the size of 1."""
FLATTEST, NARROWEST, WIDEST = 0.07, 0.25, 7.0
"""Roots of E[g²] that count as of the size of 1: from the first for M(t), from the second for the
distribution, up to the third."""

_PAGES = (1, 2, 5, 10)
_FINER = 5
"""So many values of a density are looked at for every column of dots."""


@lru_cache(maxsize=4)
def generating(distribution: Distribution, size: tuple[int, int]) -> list[Row]:
    """M(t) about t = 0, with the tangent and the parabola that touch it there."""
    root = _root(distribution)
    half = HALF_WIDTH if FLATTEST <= root <= WIDEST else _page(2 / root)
    ends = [end for end in distribution.domain if math.isfinite(end) and end]
    view = ((-half, half), (0.0, HIGHEST))
    marks = [Mark(0.0, 1.0)]
    return graph(_curves(distribution), view, size, marks=marks, walls=ends, under=0.0)


def _curves(distribution: Distribution) -> list[Graph]:
    """M(t) over what it is compared with: of a sample a Gaussian's in place of the parabola."""
    if distribution.log_mgf is None:
        return [Graph("no M(t): infinite for every t ≠ 0", _nowhere)]
    if distribution.sample is not None:
        return _estimated(distribution, distribution.sample)
    first, second = distribution.moments[:2]
    return [
        Graph("parabola", lambda t: 1 + first * t + second * t * t / 2, "series-2"),
        Graph("tangent", lambda t: 1 + first * t, "series-1"),
        Graph("M(t)", distribution.mgf),
    ]


@lru_cache(maxsize=4)
def spread(distribution: Distribution, size: tuple[int, int]) -> list[Row]:
    """The density, the atoms or the histogram, its mean marked below the axis."""
    root = _root(distribution)
    reach = REACH if NARROWEST <= root <= WIDEST else _page(3.5 * root)
    view = (-reach, reach)
    heights = _heights(distribution, view, size)
    xs = sampled_at(view, size)
    known = heights(xs)
    peak = float(np.fmax.reduce(known, initial=0.0, where=np.isfinite(known)))
    mean = distribution.moments[0]
    under = mean if math.isfinite(mean) else None
    name = _what(distribution) + ("" if under is None else "  ▲ mean")
    graphs = [Graph(name, lambda _: known, "series-4", filled=True)]
    if distribution.sample is not None:
        # The bars lie over the Gaussian, which is seen where it is above them.
        graphs.insert(0, _normal(distribution))
    return graph(graphs, (view, (0.0, _above(peak))), size, under=under)


def _what(distribution: Distribution) -> str:
    if distribution.sample is not None:
        return "gradients"
    return "probability" if distribution.atoms else "density p(x)"


def _estimated(distribution: Distribution, sample: Array) -> list[Graph]:
    """M(t) of a sample as far as it is known, two standard errors either side, and a Gaussian's."""
    mean, variance = distribution.moments[0], distribution.variance
    # All of it is asked for at the same t, and a sample is long.
    estimate = lru_cache(maxsize=1)(lambda t: empirical_mgf(sample, np.frombuffer(t)))

    def errors(count: float) -> Function:
        def of(t: Array) -> Array:
            value, error = estimate(t.tobytes())
            return np.where(4 * error < value, value + count * error, np.nan)

        return of

    return [
        Graph("±2 s.e.", errors(2), "muted"),
        Graph("", errors(-2), "muted"),
        Graph("Gaussian", lambda t: np.exp(mean * t + variance * t * t / 2), "series-3"),
        Graph("tangent", lambda t: 1 + mean * t, "series-1"),
        Graph("M(t)", errors(0)),
    ]


def _normal(distribution: Distribution) -> Graph:
    """The Gaussian of the same mean and variance."""
    mean, sd = distribution.moments[0], math.sqrt(distribution.variance)

    def density(x: Array) -> Array:
        return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))

    return Graph("", density if sd else _nowhere, "series-3")


def _heights(distribution: Distribution, view: Interval, size: tuple[int, int]) -> Function:
    """What to draw over each x."""
    if distribution.sample is not None:
        return _histogram(distribution.sample, view, max(size[0] // 2, 2))
    if distribution.density is not None:
        return _highest(distribution.density, _landmarks(distribution))
    return _stems(distribution.atoms)


def _histogram(sample: Array, view: Interval, bins: int) -> Function:
    counts, edges = np.histogram(sample, bins=bins, range=view)
    heights = counts / (len(sample) * (edges[1] - edges[0]))

    def of(x: Array) -> Array:
        return np.asarray(heights[np.clip(np.searchsorted(edges, x) - 1, 0, bins - 1)])

    return of


def _highest(density: Function, landmarks: Array) -> Function:
    """The most of a density about each x: a peak narrower than a dot is a peak all the same.

    Wherever x falls, `landmarks` are looked at too.
    """
    known = density(landmarks)

    def of(x: Array) -> Array:
        parts = (np.arange(_FINER) - (_FINER - 1) / 2) / _FINER
        step = x[1] - x[0] if len(x) > 1 else 0.0
        around = x[:, None] + parts * step
        heights = np.asarray(density(around.ravel()).reshape(around.shape).max(axis=1))
        seen = (landmarks >= x[0] - step) & (landmarks <= x[-1] + step) & np.isfinite(known)
        nearest = np.abs(x[:, None] - landmarks[seen]).argmin(axis=0)
        np.maximum.at(heights, nearest, known[seen])
        return heights

    return of


def _landmarks(distribution: Distribution) -> Array:
    """The mean and a standard deviation on either side of it, as far as there are any."""
    mean, variance = distribution.moments[0], distribution.variance
    sd = math.sqrt(variance) if math.isfinite(variance) else 0.0
    return np.array([mean - sd, mean, mean + sd]) if math.isfinite(mean) else np.empty(0)


def _stems(atoms: tuple[tuple[float, float], ...]) -> Function:
    """A column of dots for each atom, as high as its probability; nan elsewhere."""

    def of(x: Array) -> Array:
        heights = np.full(x.shape, np.nan)
        for place, probability in atoms:
            if not x[0] <= place <= x[-1]:
                continue
            nearest = int(np.abs(x - place).argmin())
            heights[nearest] = np.nanmax([heights[nearest], 0.0]) + probability
        return heights

    return of


def _nowhere(t: Array) -> Array:
    return np.full(t.shape, np.nan)


def _root(distribution: Distribution) -> float:
    """The root of E[g²]; 1 where there is none."""
    second = distribution.moments[1]
    return math.sqrt(second) if 0 < second < math.inf else 1.0


def _page(wanted: float) -> float:
    """`wanted`, or the next 1, 2 or 5 times a power of ten above it."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * k for k in _PAGES if power * k >= wanted * (1 - 1e-9))


def _above(peak: float) -> float:
    """A round number above a peak; 1 where there is none."""
    return _page(peak * 1.02) if 0 < peak < math.inf else 1.0
