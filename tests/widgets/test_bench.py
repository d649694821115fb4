"""The bench by its keys and its screen, timed by nobody: what is measured is made up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from adamtui.timing.kernels import CONTESTANTS, SIZES, Progress, Timing
from adamtui.widgets.bench import Bench
from tests.widgets.parts import shown


def progress(sizes: int, share: float) -> Progress:
    timings = tuple(Timing(n, dict.fromkeys(CONTESTANTS, 4.0)) for n in SIZES[:sizes])
    return Progress(share, timings)


def quick() -> Iterator[Progress]:
    for k in range(1, len(SIZES) + 1):
        yield progress(k, k / len(SIZES))


class Held:
    """Measures three sizes, and the rest once it is let go."""

    def __init__(self) -> None:
        self.go, self.begun = threading.Event(), 0

    def __call__(self) -> Iterator[Progress]:
        self.begun += 1
        time.sleep(0.11)  # as long as is measured without a look at the screen
        yield progress(3, 0.5)
        self.go.wait(10)
        yield progress(6, 1.0)


async def test_it_asks_before_it_measures() -> None:
    def never() -> Iterator[Progress]:
        raise AssertionError

    async with shown(Bench(never)) as bench:
        assert "about 4 seconds" in bench.text
        assert "space starts it" in bench.text
        assert "measure" in bench.rows[-1]
        assert "escape" not in bench.rows[-1]


async def test_space_measures_and_measures_again() -> None:
    async with shown(Bench(quick)) as bench:
        for _ in range(2):
            await bench.press("space")
            await bench.until("space measures again")
            assert bench.row("blocked").split() == ["blocked", *["4.00"] * 4, "1.0"]


async def test_keys_work_while_it_measures() -> None:
    held = Held()
    async with shown(Bench(held)) as bench:
        await bench.press("space")
        assert "escape" in bench.rows[-1]
        await bench.press("c")
        assert "def textbook(" in bench.text
        await bench.press("space")
        held.go.set()
        await bench.press("c", "c", "c")
        await bench.until("space measures again")
        assert held.begun == 1


async def test_escape_stops_and_keeps_what_is_measured() -> None:
    held = Held()
    async with shown(Bench(held)) as bench:
        await bench.press("space")
        await bench.until("n = 1,000  escape stops")
        await bench.press("escape")
        assert "stopped at n = 1,000" in bench.text
        assert "escape" not in bench.rows[-1]
        held.go.set()
        await bench.pilot.pause(0.1)
        assert "stopped at n = 1,000" in bench.text


async def test_c_goes_through_the_code_of_the_three_and_back() -> None:
    async with shown(Bench(quick)) as bench:
        before = bench.text
        for name in ("textbook", "in_place", "blocked"):
            await bench.press("c")
            assert f"def {name}(" in bench.text
        await bench.press("c")
        assert bench.text == before


async def test_no_memory_is_said_in_one_line() -> None:
    def poor() -> Iterator[Progress]:
        yield progress(5, 0.8)
        raise MemoryError

    async with shown(Bench(poor)) as bench:
        await bench.press("space")
        await bench.until("out of memory")


class Counted:
    """Measures without end, and counts how many do at once."""

    def __init__(self) -> None:
        self.rounds, self.begun, self.at_once, self.most = 0, 0, 0, 0

    def __call__(self) -> Iterator[Progress]:
        self.begun += 1
        while True:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            time.sleep(0.03)
            self.at_once -= 1
            self.rounds += 1
            yield progress(3, 0.5)


async def test_leaving_in_the_middle_measures_no_further() -> None:
    counted = Counted()
    async with shown(Bench(counted)) as bench:
        await bench.press("space")
        await bench.until("n = 1,000  escape stops")
        await bench.part.remove()
        await bench.pilot.pause(0.1)
        stood = counted.rounds
        await bench.pilot.pause(0.15)
        assert counted.rounds == stood


async def test_a_new_run_waits_for_the_one_that_was_stopped() -> None:
    counted = Counted()
    async with shown(Bench(counted)) as bench:
        for _ in range(3):
            await bench.press("space")
            await bench.until("n = 1,000  escape stops")
            await bench.press("escape")
        bench.strike("space", "escape", "space")
        await bench.until("n = 1,000  escape stops")
        assert counted.most == 1
        await bench.press("escape")


async def test_started_and_stopped_in_one_burst_leaves_nothing_over() -> None:
    counted = Counted()
    async with shown(Bench(counted)) as bench:
        bench.strike("space", "escape")
        await bench.pilot.pause(0.15)
        assert "escape" not in bench.rows[-1]
        assert counted.rounds == 0


async def test_a_new_run_begins_with_nothing_of_the_old() -> None:
    held = Held()
    runs = iter([quick(), held()])
    async with shown(Bench(runs.__next__)) as bench:
        await bench.press("space")
        await bench.until("space measures again")
        await bench.press("space")
        await bench.until("n = 1,000  escape stops")
        assert "A million take" not in bench.text
        held.go.set()
