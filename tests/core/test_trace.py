"""A run is recorded once, and reading it anywhere gives the same bits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.plan import Plan
from adamtui.core.problem import Problem
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace


def run(rule: str = "adam", where: Problem | None = None, steps: int = 0, **options: Any) -> Trace:
    plan = Plan(rule=rule, **options)
    trace = Trace(plan.resolve() if where is None else plan.on(where))
    trace.extend_to(steps)
    return trace


def bits(trace: Trace, t: int) -> dict[str, bytes]:
    step = trace.step(t)
    values = {k: np.asarray(v).tobytes() for k, v in step.values.items()}
    return {"loss": np.float64(step.loss).tobytes(), **values}


def test_step_0_is_the_start() -> None:
    start = run("amsgrad", steps=3).step(0)
    assert start.t == 0
    assert np.isnan(start.loss)
    assert set(start.values) == {"t", "theta", "m", "v", "v_max"}
    assert start.values["theta"].tolist() == [-4.0, 2.0]
    assert start.values["m"].tolist() == [0.0, 0.0]


def test_the_loss_is_the_one_before_the_update() -> None:
    trace = run(fn="x**2", start=(3.0,), steps=2)
    assert trace.step(1).loss == 9.0
    assert trace.step(2).loss == trace.step(1).values["theta"][0] ** 2


@pytest.mark.parametrize("rule", ["adam", "adamw", "momentum", "adagrad"])
def test_stepping_back_reads_the_same_bits(rule: str) -> None:
    trace = run(rule, steps=40)
    forward = [bits(trace, t) for t in range(41)]
    assert [bits(trace, t) for t in reversed(range(41))] == forward[::-1]
    trace.extend_to(5000)
    assert [bits(trace, t) for t in range(41)] == forward


@given(st.lists(st.integers(0, 40), max_size=8))
@settings(max_examples=25)
def test_recording_in_any_slices_gives_the_same_bits(slices: list[int]) -> None:
    whole, sliced = run("amsgrad", steps=40), run("amsgrad")
    for t in [*slices, 40]:
        sliced.extend_to(t)
    assert sliced.last == whole.last == 40
    assert [bits(sliced, t) for t in range(41)] == [bits(whole, t) for t in range(41)]


def test_what_is_recorded_cannot_be_changed() -> None:
    trace = run(steps=3)
    for t in (0, 2):
        for name, value in trace.step(t).values.items():
            if name != "t":
                with pytest.raises(ValueError, match="read-only"):
                    value[0] = 1.0
    with pytest.raises(TypeError):
        trace.step(2).values["m"] = 1.0  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        trace.series("theta", 0, 0, 3)[1][0] = 1.0


@pytest.mark.parametrize("t", [-1, 4])
def test_what_is_not_recorded_cannot_be_read(t: int) -> None:
    with pytest.raises(IndexError, match=f"update {t} is not recorded; 0 to 3 are"):
        run(steps=3).step(t)


@pytest.mark.parametrize("n", [1, 2, 5])
@pytest.mark.parametrize("rule", ["adam", "sgdw", "nesterov"])
def test_any_number_of_parameters_each_on_its_own(rule: str, n: int) -> None:
    gradients = np.random.default_rng(n).normal(size=(20, n))
    start = np.linspace(-1, 1, n)
    trace = run(rule, replayed(gradients).at(start), 20)
    assert trace.dimension == n
    for i in range(n):
        alone = run(rule, replayed(gradients[:, [i]]).at(start[[i]]), 20)
        for t in range(21):
            theta, one = trace.step(t).values["theta"], alone.step(t).values["theta"]
            assert theta.shape == (n,)
            assert theta[i] == one[0]


def test_series_has_one_value_for_each_update() -> None:
    trace = run(steps=30)
    ts, values = trace.series("m", 1, 0, 30)
    assert ts.tolist() == list(range(1, 31))
    assert values.tolist() == [trace.step(t).values["m"][1] for t in range(1, 31)]
    ts, values = trace.series("theta", 0, 0, 10)
    assert ts.tolist() == list(range(11))
    assert values[0] == trace.run.problem.start[0]
    assert trace.series("loss", 0, 5, 6)[1].tolist() == [trace.step(t).loss for t in (5, 6)]


def boxed(feasible: tuple[float, float]) -> Problem:
    """A loss that pulls to the left for ever, and stays in a box."""
    start = np.array([0.95])
    start.setflags(write=False)
    return Problem(
        "slide",
        "x",
        start,
        {"sgd": 0.3},
        lambda theta, t: float(theta[0]),
        lambda theta, t: np.ones(1),
        (feasible,),
        ("x",),
        feasible=feasible,
    )


def test_where_there_is_a_feasible_set_theta_is_the_projection() -> None:
    trace = run("sgd", boxed((0.5, 1.0)), 3)
    assert trace.lines == ("t", "g", "delta", "theta_raw", "theta")
    raw = [trace.step(t).values["theta_raw"][0] for t in (1, 2, 3)]
    theta = [trace.step(t).values["theta"][0] for t in (1, 2, 3)]
    assert raw == pytest.approx([0.65, 0.35, 0.2])
    assert theta == pytest.approx([0.65, 0.5, 0.5])
    known = trace.known(2)
    for equation in trace.equations:
        assert np.array_equal(equation.term.value(known), known[equation.name])


class TestFork:
    def test_shares_everything_up_to_the_fork(self) -> None:
        trace = run("adam", steps=20)
        other = trace.fork(8, Plan(rule="amsgrad").resolve())
        assert (other.first, other.last) == (8, 8)
        shared = other.step(8).values
        assert set(shared) == {"t", "theta", "m", "v", "v_max"}
        for name in ("theta", "m", "v"):
            assert shared[name].tobytes() == trace.step(8).values[name].tobytes()
        assert shared["v_max"].tolist() == [0.0, 0.0]

    def test_goes_on_with_the_next_update(self) -> None:
        trace = run("adam", steps=20)
        other = trace.fork(8, trace.run)
        other.extend_to(20)
        assert [bits(other, t) for t in range(9, 21)] == [bits(trace, t) for t in range(9, 21)]
        with pytest.raises(IndexError):
            other.step(7)

    @pytest.mark.parametrize(
        ("changed", "parts_at"),
        [
            ({"settings": {"beta1": 0.5}}, "m"),
            ({"settings": {"beta2": 0.5}}, "v"),
            ({"settings": {"correction": "v"}}, "m_hat"),
            ({"settings": {"lr": 0.5}}, "delta"),
            ({"settings": {"eps": 0.5}}, "delta"),
            ({"convention": "optax"}, None),
        ],
    )
    def test_parts_at_the_first_line_that_differs(
        self, changed: dict[str, Any], parts_at: str | None
    ) -> None:
        trace = run("adam", steps=10)
        other = trace.fork(5, Plan(rule="adam", **changed).resolve())
        other.extend_to(6)
        ours, theirs = bits(trace, 6), bits(other, 6)
        differing = [name for name in trace.lines if ours[name] != theirs[name]]
        assert (differing[0] if differing else None) == parts_at

    def test_of_a_diverged_run_is_finite_again_from_before(self) -> None:
        trace = run("sgd", fn="x**4", start=(1.0,), settings={"lr": 10.0}, steps=20)
        other = trace.fork(0, Plan("sgd", fn="x**4", settings={"lr": 0.01}).resolve())
        other.extend_to(20)
        assert other.divergence is None
        assert other.step(0).values["theta"].tolist() == [1.0]


class TestDivergence:
    def test_names_the_update_and_the_line(self) -> None:
        trace = run("sgd", fn="x**4", start=(1.0,), settings={"lr": 10.0}, steps=30)
        assert trace.divergence is not None
        t, line, value = trace.divergence
        first = next(t for t in range(1, 31) if not np.isfinite(trace.step(t).values["theta"]))
        assert (t, line) == (first, "g")
        assert np.isinf(value)
        assert np.isfinite(trace.step(t - 1).values["theta"]).all()
        assert trace.last == 30
        assert np.isnan(trace.step(30).values["theta"]).all()

    def test_is_the_same_however_the_run_is_sliced(self) -> None:
        whole = run("sgd", fn="x**4", start=(1.0,), settings={"lr": 10.0}, steps=30)
        sliced = run("sgd", fn="x**4", start=(1.0,), settings={"lr": 10.0})
        for t in range(31):
            sliced.extend_to(t)
        assert sliced.divergence == whole.divergence

    def test_a_square_may_overflow_while_theta_is_finite(self) -> None:
        trace = run("adam", replayed(np.array([[1.0], [1e200]])), 2)
        assert trace.divergence is not None
        assert trace.divergence[:2] == (2, "v")
        assert np.isfinite(trace.step(2).values["theta"]).all()

    def test_a_loss_that_is_not_defined(self) -> None:
        problem = replace(boxed((-9.0, 9.0)), loss=lambda theta, t: float("nan"))
        assert run("sgd", problem, 1).divergence is not None
        assert run("sgd", replace(problem, loss=None), 1).divergence is None


def test_given_gradients_end() -> None:
    trace = run("sgd", replayed(np.ones((3, 2))), 3)
    with pytest.raises(IndexError, match="3 gradients are given, none for update 4"):
        trace.extend_to(4)
    assert trace.last == 3
    assert trace.step(3).values["theta"].tolist() == [-0.003, -0.003]
