"""Several runs as the comparison paints them, for a line of rules, an update and a line."""

from __future__ import annotations

from collections.abc import Callable

from adamtui.core.comparison import Comparison
from adamtui.core.entrants import changed, comparison_of, parse, plans
from adamtui.core.fork import Fork
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.trace import Trace
from adamtui.ink import Row, plain
from adamtui.panels.comparison import ComparisonStage, time_line
from adamtui.panels.comparison_scene import ComparisonScene

LESSON, SCREEN, LARGE = (78, 22), (80, 23), (118, 38)
REDDI = Plan(problem="reddi", settings={"beta1": 0.0, "beta2": 1 / 17})


def runs(line: str, base: Plan | None = None) -> Comparison:
    """The rules of a line, on the plan's problem or the bowl."""
    return comparison_of(plans(parse(line), base or Plan()))


def scene(
    comparison: Comparison, t: int, line: str = "theta", **options: int | None
) -> ComparisonScene:
    comparison.extend_to(t)
    at = Position(t, comparison.lines.index(line) + 1)
    shown = at if t > comparison.first else comparison.walk.start
    return ComparisonScene(comparison, shown, **options)  # type: ignore[arg-type]


def fork(base: Plan, t: int, words: str) -> Fork:
    trace = Trace(base.resolve())
    trace.extend_to(t)
    return Fork(trace, t, changed(words, base)[0])


def painted(
    shown: ComparisonScene, size: tuple[int, int], *, turned: bool = False, chart: int = 0
) -> list[Row]:
    """All rows of the stage, `size` in cells."""
    stage = ComparisonStage.of(shown, size, turned=turned)
    if stage.too_small:
        return stage.notice()[: size[1]]
    numbers = stage.numbers(shown, lit=True)
    below = stage.pictures(shown, chart)
    room = size[1] - len(numbers) - 1
    return [
        *numbers,
        *[*below[:room], *[()] * (room - len(below))],
        *time_line(shown, size[0]),
    ]


def text(rows: list[Row]) -> str:
    return "\n".join(plain(row).rstrip() for row in rows)


SCENES: dict[str, Callable[[], ComparisonScene]] = {
    "reddi": lambda: scene(runs("adam amsgrad", REDDI), 600, until=3000),
    "six-rules": lambda: scene(
        runs("sgd momentum adagrad rmsprop adam amsgrad", Plan(problem="rosenbrock")), 30, "m_hat"
    ),
    "start": lambda: scene(runs("adam adamw sgd"), 0),
    "diverged": lambda: scene(runs("adam sgd lr=0.3 momentum"), 300),
    "noise": lambda: scene(
        runs("adam_l2 adamw", Plan(problem="flat-noise", seed=3)), 200, seed=3, coordinate=1
    ),
    "digits": lambda: scene(runs("adam sgd", Plan(problem="digits")), 20, seed=0),
    "fork": lambda: scene(fork(Plan(), 40, "beta2=0.9"), 60),
    "fork-keras": lambda: scene(fork(Plan(), 10, "convention=keras"), 12, "m"),
}
