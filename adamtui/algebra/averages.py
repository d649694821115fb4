r"""The MGF of a moving average: from M_g to E[m_t] = μ(1 − β₁ᵗ), and so to bias correction.

m_t = (1−β₁)(g_t + β₁ g_{t−1} + … + β₁^{t−1} g_1) of independent gradients of mean μ and variance
σ². SymPy multiplies out and differentiates for one small t at a time; it is imported by the first
step.
"""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.algebra.steps import Step

LARGEST = 4


def derivation(t: int) -> Iterator[Step]:
    r"""The steps for m_t, 1 ≤ t ≤ 4, each as soon as SymPy has it.

    Keys: "average", "product", "slope", "mean", "corrected", "square", "variance",
    "corrected_variance". ValueError for another t. Takes half a second in all.
    """
    if t not in range(1, LARGEST + 1):
        raise ValueError(f"t is a number from 1 to {LARGEST}, not {t}")
    return _derivation(t)


def _derivation(t: int) -> Iterator[Step]:
    from adamtui.algebra.averaging import steps

    yield from steps(t)
