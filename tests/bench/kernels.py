"""The three Adams of `adamtui.core.kernels` against PyTorch's, on one thread and one machine.

    python -m tests.bench.kernels     these rows alone, where torch is and the rest need not be

A round times each once, one right after the other; a figure is the median over the rounds of the
ratio within a round, so that a busy machine slows both sides of it. All sizes have their turn again
and again, so that no figure hangs on one bad second.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from tests.bench.engine import figures
from tests.bench.probe import MeasureError
from tests.bench.report import Budget, Row, table

LARGEST = 1_000_000
SIZES = (2, 10, 100, 1_000, 10_000, 30_000, 100_000, 300_000, LARGEST)
PASSES, ROUNDS = 5, 15

FUSED = "blocked Adam, a million parameters, over torch's fused", "×", Budget("most", 3)
DEFAULT = "blocked Adam over torch's default, worst of 2 … 10⁶", "×", Budget("most", 1)

RATIOS = """
import json, os, sys
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
from statistics import median
from time import perf_counter
import numpy as np
import torch
from adamtui.core.kernels import Settings, State, blocked
torch.set_num_threads(1)

def ours(n):
    theta, g = np.random.default_rng(0).standard_normal((2, n))
    state = State.before(theta)
    return lambda: blocked(theta, g, state, Settings())

def theirs(n, **kind):
    theta, g = torch.randn(2, n, dtype=torch.float64)
    parameter = torch.nn.Parameter(theta.clone())
    parameter.grad = g.clone()
    return torch.optim.Adam([parameter], **kind).step

def timed(step, repeats):
    begun = perf_counter()
    for _ in range(repeats):
        step()
    return perf_counter() - begun

sizes, passes, rounds = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
ratios = {n: ([], []) for n in sizes}
for _ in range(passes):
    for n in sizes:
        steps = ours(n), theirs(n), theirs(n, fused=True)
        repeats = max(1, min(100, 100_000 // n))
        for step in steps:
            timed(step, 3)
        for _ in range(rounds):
            mine, default, fused = (timed(step, repeats) for step in steps)
            ratios[n][0].append(mine / default)
            ratios[n][1].append(mine / fused)
json.dump([median(some) for n in sizes for some in ratios[n]], sys.stdout)
"""


def against_torch() -> list[Row]:
    """The blocked kernel against torch's fused one at a million, and its default at every size."""
    if find_spec("torch") is None:
        return [Row(*kind, note="skipped: torch is not installed") for kind in (FUSED, DEFAULT)]
    try:
        found = figures([sys.executable, "-c", RATIOS, str(list(SIZES)), str(PASSES), str(ROUNDS)])
    except MeasureError as error:
        return [Row(*kind, note=str(error)) for kind in (FUSED, DEFAULT)]
    return [Row(*FUSED, found[-1]), Row(*DEFAULT, max(found[::2]))]


if __name__ == "__main__":
    print(table(against_torch()))
