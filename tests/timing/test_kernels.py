"""Timing by a clock that the test winds up: nothing here depends on the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adamtui.timing.kernels import CONTESTANTS, FEWEST, FLOOR, Progress, Timing, measured


class Clock:
    """Every look at it takes `tick` seconds."""

    def __init__(self, tick: float) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


def run(tick: float, seconds: float = 4.0) -> list[Progress]:
    return list(measured((10, 100), seconds, Clock(tick)))


def test_every_size_is_timed_for_every_contestant() -> None:
    last = run(0.01)[-1]
    assert [timing.size for timing in last.timings] == [10, 100]
    for timing in last.timings:
        assert set(timing.nanoseconds) == set(CONTESTANTS) == {*CONTESTANTS, FLOOR}


def test_a_figure_is_nanoseconds_for_each_parameter() -> None:
    small, large = run(0.01)[-1].timings
    for name in CONTESTANTS:
        assert small.nanoseconds[name] == pytest.approx(0.01 / 10 * 1e9)
        assert small.update(name) == pytest.approx(0.01 * 1e9)
        assert large.update(name) == pytest.approx(0.01 * 1e9)
        assert small.ratio(name, FLOOR) == pytest.approx(1)


def test_small_updates_are_timed_many_at_a_time() -> None:
    (timing,) = list(measured((10,), 1.0, Clock(1e-4)))[-1].timings
    # A look takes 0.1 ms, so about ten updates share one.
    assert timing.update("textbook") == pytest.approx(1e-5 * 1e9, rel=0.1)


def test_the_share_rises_to_one_with_the_last_round_alone() -> None:
    shares = [progress.share for progress in run(0.01)]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert max(shares[:-1]) < 1


def test_a_slow_machine_still_makes_a_few_rounds() -> None:
    assert len(run(100.0)) == 2 * FEWEST


def test_it_ends_in_time_on_a_machine_that_keeps_up() -> None:
    clock = Clock(1e-3)
    assert len(list(measured((10, 100), 1.0, clock))) > 2 * FEWEST
    assert clock.now < 1.2


def test_no_figure_is_0_on_a_coarse_clock() -> None:
    class Coarse(Clock):
        def __call__(self) -> float:
            return round(super().__call__(), 1)

    (timing,) = list(measured((10,), 1.0, Coarse(0.004)))[-1].timings
    assert all(value > 0 for value in timing.nanoseconds.values())


def test_stopping_loses_nothing() -> None:
    rounds: Iterator[Progress] = measured((10, 100), 4.0, Clock(0.01))
    seen = [next(rounds) for _ in range(3)]
    assert [len(progress.timings) for progress in seen] == [1, 1, 1]
    assert isinstance(seen[0].timings[0], Timing)
