"""The three kernels are one rule, whatever the size and the type."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core import kernels
from adamtui.core.engine import Engine
from adamtui.core.kernels import BLOCK, KERNELS, Array, Kernel, Settings, State
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed


def run(kernel: Kernel, theta: Array, gradients: Array, h: Settings) -> tuple[Array, State]:
    """θ and the state after an update by each row of `gradients`."""
    theta = theta.copy()
    state = State.before(theta)
    for g in gradients:
        theta = kernel(theta, g, state, h)
    return theta, state


def assert_alike(theta: Array, gradients: Array, h: Settings) -> None:
    """m and v to the last bit; what moves θ to the last bit or to a few roundings."""
    wanted, state = run(kernels.textbook, theta, gradients, h)
    placed, _ = run(kernels.in_place, theta, gradients, h)
    for kernel in KERNELS.values():
        found, after = run(kernel, theta, gradients, h)
        assert found.dtype == after.m.dtype == after.v.dtype == theta.dtype
        assert found.tobytes() == (wanted if kernel is kernels.textbook else placed).tobytes()
        assert after.m.tobytes() == state.m.tobytes()
        assert after.v.tobytes() == state.v.tobytes()
        assert after.t == state.t == len(gradients)


def assert_close(gradients: Array, h: Settings) -> None:
    """The last of some updates, made from θ = 0 so that θ after it is Δ: within 10 roundings."""
    zero, moved = np.zeros_like(gradients[0]), []
    for kernel in (kernels.textbook, kernels.blocked):
        state = State.before(zero)
        for g in gradients:
            theta = kernel(zero.copy(), g, state, h)
        moved.append(theta.astype(np.longdouble))
    rounding = np.finfo(zero.dtype).eps / 2
    assert (abs(moved[1] - moved[0]) <= 10 * rounding * abs(moved[0])).all()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("size", [1, 2, 7, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17])
def test_all_three_agree(size: int, dtype: type[np.floating]) -> None:
    random = np.random.default_rng(size)
    gradients = random.standard_normal((5, size)).astype(dtype)
    assert_alike(random.standard_normal(size).astype(dtype), gradients, Settings())
    assert_close(gradients, Settings())


@given(
    st.lists(st.integers(-(10**6), 10**6).map(lambda k: k / 1000), min_size=1, max_size=40),
    st.builds(
        Settings,
        st.floats(1e-6, 10),
        st.sampled_from([0, 0.5, 0.9, 0.99]),
        st.sampled_from([0, 0.9, 0.999]),
        st.floats(1e-12, 1),
    ),
    st.sampled_from([np.float64, np.float32]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_settings(row: list[float], h: Settings, dtype: type[np.floating]) -> None:
    gradients = np.array([row, row[::-1], [0.0] * len(row)], dtype)
    assert_alike(np.ones(len(row), dtype), gradients, h)
    assert_close(gradients, h)


def test_the_textbook_is_the_rule_that_the_stepper_steps() -> None:
    gradients = np.random.default_rng(3).standard_normal((50, 3))
    h = Settings(lr=0.1, beta1=0.8, beta2=0.99, eps=1e-4)
    engine = Engine(Plan("adam", settings=h._asdict()).on(replayed(gradients)))
    rows, _ = engine.record(engine.buffers(0, {}), len(gradients))
    start = np.array(engine.run.problem.start, dtype=np.float64)
    theta, state = run(kernels.textbook, start, gradients, h)
    for line, found in (("m", state.m), ("v", state.v), ("theta", theta)):
        assert found.tobytes() == np.ascontiguousarray(rows[-1, engine.columns[line]]).tobytes()


@pytest.mark.parametrize("name", KERNELS)
def test_the_golden_numbers(name: str) -> None:
    x = np.array([1.0])
    state, found = State.before(x), []
    for _ in range(3):
        x = KERNELS[name](x, 2 * x, state, Settings(lr=0.1)).copy()
        found.append(x[0])
    assert found == pytest.approx([0.9000000005, 0.80041222869, 0.70158627295], abs=1e-11)


def test_only_the_textbook_leaves_the_parameters_alone() -> None:
    for name, kernel in KERNELS.items():
        theta = np.ones(3)
        after = kernel(theta, np.ones(3), State.before(theta), Settings())
        assert (after is theta) == (name != "textbook")
        assert (theta == 1).all() == (name == "textbook")


def test_the_gradient_is_nobodys_scratch() -> None:
    for kernel in (*KERNELS.values(), kernels.streamed):
        g = np.arange(1.0, 4.0)
        kernel(np.ones(3), g, State.before(g), Settings())
        assert g.tolist() == [1, 2, 3]


def test_what_is_only_streamed_keeps_its_state() -> None:
    state = State.before(np.ones(4))
    kernels.textbook(np.ones(4), np.arange(4.0), state, Settings())
    m, v = state.m.copy(), state.v.copy()
    kernels.streamed(np.ones(4), np.arange(4.0), state, Settings())
    assert (state.m == m).all()
    assert (state.v == v).all()
