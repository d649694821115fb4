"""Each kind of live part as text: its numbers are the engine's, its faults are told."""

from __future__ import annotations

import re

import pytest

from adamtui.core.trace import Trace
from adamtui.course.compare import Compare
from adamtui.course.model import Directive
from adamtui.course.stepper import Stepper
from adamtui.ink import plain
from adamtui.page.glyphs import cells
from adamtui.plain.lesson import lesson_rows
from tests.plain.lessons import printed, written

STEPPER = """# Mine

```{stepper} run
:fn: x**2
:start: 1
:lr: 0.1
```
"""


def only(text: str) -> Directive:
    return next(written(text).directives())


def numbers(text: str) -> list[float]:
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d[\d.]*(?:e[−-]?\d+)?", text)]


@pytest.mark.parametrize("width", [24, 80, 200])
def test_a_stepper_at_its_start_shows_its_first_updates(width: int) -> None:
    options = only(STEPPER).options
    assert isinstance(options, Stepper)
    trace = Trace(options.plan().resolve())
    trace.extend_to(3)
    text = printed(written(STEPPER), width)
    told = numbers(text.partition("Updates 1 to 3:")[2])
    for t in (1, 2, 3):
        for line in ("g", "m", "v", "m_hat", "v_hat", "delta", "theta"):
            value = float(trace.step(t).values[line][0])
            rel = 1e-9 if width > 30 else 1e-3
            assert any(n == pytest.approx(value, rel=rel) for n in told), (t, line)


def test_a_stepper_that_has_begun_shows_where_it_stands() -> None:
    text = printed(written(STEPPER.replace(":lr:", ":steps: 7\n:lr:")))
    options = only(STEPPER).options
    assert isinstance(options, Stepper)
    trace = Trace(options.plan().resolve())
    trace.extend_to(7)
    theta = float(trace.step(7).values["theta"][0])
    row = next(row for row in text.split("\n") if row.startswith("  ▸ θ"))
    assert numbers(row)[-1] == pytest.approx(theta, rel=1e-9)
    assert "t = 7" in text
    assert "Updates" not in text


def test_floats_that_are_narrow_are_told() -> None:
    assert "float16" in printed(written(STEPPER.replace(":lr:", ":dtype: float16\n:lr:")))


COMPARE = """# Mine

```{compare} race
:rules: adam sgd lr=0.01
:fn: x**2 + y**2
:start: 1, 1
:until: 30
```
"""


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_comparison_stands_where_playing_ends(width: int) -> None:
    options = only(COMPARE).options
    assert isinstance(options, Compare)
    text = printed(written(COMPARE), width)
    for plan, sign in zip(options.plans(), "●■", strict=True):
        trace = Trace(plan.resolve())
        trace.extend_to(30)
        x = float(trace.step(30).values["theta"][0])
        told = numbers(text.partition(f"{sign} ")[2])
        assert any(n == pytest.approx(x, rel=1e-3) for n in told)


def test_curves_of_a_comparison_are_told_apart_without_colours() -> None:
    chart = printed(written(COMPARE)).partition("loss before each update")[2]
    assert "•" in chart
    assert "▪" in chart


PLOT = """# Mine

```{plot} two
:fn: x; x**2
:over: 0, 4
:at: 3
```
"""


def test_a_plot_tells_its_values() -> None:
    text = printed(written(PLOT))
    assert "x = 3" in text
    assert "x² = 9" in text


@pytest.mark.parametrize("width", [12, 20, 53, 54, 80, 300])
@pytest.mark.parametrize(
    "part",
    [
        "stepper} a\n:problem: rosenbrock\n:steps: 5",
        "stepper} a\n:problem: digits\n:steps: 1",
        "stepper} a\n:fn: x**2\n:lr: 1e6\n:steps: 9",
        "compare} a\n:rules: adam sgd momentum adamw amsgrad rmsprop\n:until: 5",
        "source} a\n:rule: adamw\n:against: adam\n:steps: 2",
        "mgf} a\n:dist: normal",
        "mgf} a\n:dist: student-t\n:nu: 1",
        "ema} a",
        "plot} a\n:fn: x; x**2; 1/x; sin(x)\n:over: -3, 3",
        "bench} a",
        "predict} a\n:gradients: 1, 2, 3",
        "bug} a\n:problem: bowl\n:slip: m-uncorrected",
    ],
    ids=lambda part: part.replace("\n", " "),
)
def test_every_kind_fits(part: str, width: int) -> None:
    lesson = written(f"# Mine\n\n```{{{part}\n\nSee *what* it does.\n```\n")
    assert not lesson.faults
    rows = [plain(row) for row in lesson_rows(lesson, width)]
    assert "what" in "\n".join(rows)
    assert all(cells(row) <= width for row in rows)
    assert all(row == row.rstrip() for row in rows)


def test_nothing_is_timed() -> None:
    assert "nothing is timed" in printed(written("# Mine\n\n```{bench} a\n```\n"))


def test_faults_stand_in_their_place() -> None:
    text = printed(written("# Mine\n\n```{stepper} a\n:beta3: 1\n```\n\nMore.\n"))
    where = text.index("[Stepper: a]")
    fault = text.index("10-mine.md:4:2: unknown option 'beta3'")
    assert where < fault < text.index("More.")
    assert "{stepper}, has faults:" in text


def test_an_unknown_kind_is_told_too() -> None:
    text = printed(written("# Mine\n\n```{stoper} a\n```\n"))
    assert "[stoper: a]" in text
    assert "did you mean 'stepper'?" in " ".join(text.split())
