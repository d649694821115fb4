"""Problems that are another function at every update: noisy slopes, and Reddi's.

What update t meets is drawn from (seed, t) alone, a block of updates at a time for speed, so that
a run can be replayed from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from adamtui.core.expression import parse
from adamtui.core.numerals import plain
from adamtui.core.problem import Array, Problem, starting_point
from adamtui.core.surfaces import alike, bowl, by_family

_BLOCK = 1024
"""Updates drawn together."""
_RATE_OF_PAIRS = 1e-3


def noisy_bowl(seed: int = 0, sd: float = 4.0) -> Problem:
    """The bowl as mini-batches show it: each slope is off by noise of standard deviation `sd`.

    The noise is Gaussian, new at every update and for each coordinate; the loss is the true one.
    """
    still = replace(bowl(), name="noisy-bowl", lr=by_family((0.02, 0.002, 0.5, 0.05, 0.1)))
    return _noisy(still, seed, np.array([sd, sd]))


def flat_noise(seed: int = 0, sd_x: float = 0.1, sd_y: float = 10.0, *, copies: int = 1) -> Problem:
    """A loss of 0 everywhere: the slopes are noise alone, quiet in x and loud in y.

    There is nothing to learn, so what moves the mean of θ is weight decay. With `copies` there are
    as many independent pairs, θ = (x₁, y₁, x₂, y₂ …), to take means of.
    """
    level = _pairs("flat-noise", "0", np.zeros_like, copies)
    # A loss that is always 0 is nothing to chart; the level ground shows where the paths go.
    return _noisy(replace(level, title="flat", loss=None), seed, np.tile([sd_x, sd_y], copies))


def data_noise(seed: int = 0, sd_x: float = 0.1, sd_y: float = 10.0, *, copies: int = 1) -> Problem:
    """A round bowl whose lowest point is the start (1, 1), with noise quiet in x and loud in y.

    The data want θ to stay, so what draws it to 0 is weight decay. `copies` as for `flat_noise`.
    """
    formula = "(x - 1)**2/2 + (y - 1)**2/2"
    still = _pairs("data-noise", formula, lambda theta: theta - 1, copies)
    return _noisy(
        replace(still, optima=((1.0, 1.0) * copies,), best=0.0),
        seed,
        np.tile([sd_x, sd_y], copies),
    )


def _pairs(name: str, formula: str, slope: Callable[[Array], Array], copies: int) -> Problem:
    """`copies` of a function of x and y side by side, each from (1, 1); the loss is their sum."""
    f = parse(formula)
    height = f.function("x", "y")
    names = ("x", "y") if copies == 1 else tuple(f"{c}{i}" for i in range(copies) for c in "xy")

    def surface(x: Array, y: Array) -> Array:
        return np.broadcast_arrays(height(x, y), x, y)[0]

    def loss(theta: Array, _t: int) -> float:
        return float(np.sum(surface(theta[::2], theta[1::2])))

    return Problem(
        name,
        f.text(),
        starting_point((1.0,) * len(names), names, name),
        alike(_RATE_OF_PAIRS),
        loss,
        lambda theta, _t: slope(theta),
        ((-0.5, 1.5),) * len(names),
        names,
        surface if copies == 1 else None,
        tex=f.tex(),
        slopes=tuple(f.derivative(each).text() for each in "xy"),
    )


def _noisy(still: Problem, seed: int, sd: Array) -> Problem:
    """`still` with Gaussian noise of standard deviations `sd`, shape (n,), on its gradients."""

    def gradient(theta: Array, t: int) -> Array:
        noise: Array = _normals(seed, t // _BLOCK, len(sd))[t % _BLOCK]
        return still.gradient(theta, t) + sd * noise

    return replace(
        still,
        title=f"{still.title}, noisy",
        gradient=gradient,
        slopes=tuple(f"{slope} + noise" for slope in still.slopes),
    )


def reddi(C: float = 4.0) -> Problem:  # noqa: N803 - the paper's letter
    """One steep slope to the left, two gentle ones to the right, over and over: −1 is best.

    Theorem 1 of Reddi, Kale & Kumar 2018 (arXiv 1904.09237): with β₁ = 0 and β₂ = 1/(1 + C²) Adam
    goes to +1, the worst point, for any C > 2.
    """
    steep = plain(C)
    return _linear(
        "reddi",
        f"{steep}·x when t mod 3 = 1, else −x",
        C,
        lambda t: t % 3 == 1,
        tex=rf"\begin{{cases}} {steep}x & t \bmod 3 = 1 \\ -x & \text{{else}} \end{{cases}}",
        slope=f"({steep} when t mod 3 = 1, else −1)",
    )


def reddi_random(seed: int = 0, C: float = 4.0) -> Problem:  # noqa: N803 - the paper's letter
    """As `reddi`, but each update is the steep one with probability ⅓, whatever came before."""
    steep = plain(C)
    return _linear(
        "reddi-random",
        f"{steep}·x with probability ⅓, else −x",
        C,
        lambda t: bool(_thirds(seed, t // _BLOCK)[t % _BLOCK]),
        tex=rf"\begin{{cases}} {steep}x & \text{{with probability }} 1/3 \\"
        r" -x & \text{else} \end{cases}",
        slope=f"({steep} with probability ⅓, else −1)",
    )


def _linear(
    name: str, title: str, high: float, steep: Callable[[int], bool], *, tex: str, slope: str
) -> Problem:
    """f_t(x) = `high`·x where `steep(t)`, else −x, on [−1, 1]; drawn as the mean over updates."""

    def slope_at(t: int) -> float:
        return high if steep(t) else -1.0

    names = ("x",)
    return Problem(
        name,
        title,
        starting_point((0.0,), names, name),
        by_family((0.01, 0.01, 0.05, 0.01, 0.01)),
        lambda theta, t: slope_at(t) * float(theta[0]),
        lambda _theta, t: np.array([slope_at(t)]),
        ((-1.0, 1.0),),
        names,
        lambda x: np.asarray((high - 2) / 3 * x),
        optima=((-1.0,),),
        feasible=(-1.0, 1.0),
        tex=tex,
        slopes=(slope,),
        best=lambda t: -slope_at(t),
        online=True,
    )


@lru_cache(maxsize=16)
def _normals(seed: int, block: int, n: int) -> Array:
    """Standard normals for `_BLOCK` updates of n coordinates."""
    rows = np.random.default_rng((seed, block)).standard_normal((_BLOCK, n))
    rows.setflags(write=False)
    return rows


@lru_cache(maxsize=16)
def _thirds(seed: int, block: int) -> NDArray[np.bool_]:
    """For `_BLOCK` updates, whether an event of probability ⅓ happens."""
    happens = np.random.default_rng((seed, block)).random(_BLOCK) < 1 / 3
    happens.setflags(write=False)
    return happens
