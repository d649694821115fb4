"""The hunt's rows: what stands where, and that nothing but numbers gives the wrong line away."""

from __future__ import annotations

import pytest

from adamtui.core.hunt import Hunt, slip_named
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.rulebook import RULES
from adamtui.course.exercise import spoken
from adamtui.ink import Row, plain
from adamtui.page.layout import layout
from adamtui.panels.hunt import HuntStage
from adamtui.panels.hunt_scene import HuntScene
from adamtui.panels.hunt_words import HuntWords, words_rows
from adamtui.typeset import cells

SIZES = [(57, 16), (77, 22), (118, 38)]


def hunt(slip: str = "m-stored", rule: str = "adam", problem: str = "rosenbrock") -> Hunt:
    run = Plan(rule=rule, problem=problem).resolve()
    return Hunt(run, slip_named(slip, run.rule, run.hyper))


def scene(made: Hunt, t: int, line: str = "theta", **options: bool | int) -> HuntScene:
    made.comparison.extend_to(t)
    at = Position(t, made.lines.index(line) + 1) if t else made.comparison.walk.start
    return HuntScene(made, at, **options)  # type: ignore[arg-type]


def painted(shown: HuntScene, size: tuple[int, int] = (77, 22)) -> list[Row]:
    stage = HuntStage.of(shown, size)
    if stage.too_small:
        return stage.notice()
    return [*stage.numbers(shown, lit=True), *stage.pictures(shown), *stage.time(shown)]


def text(rows: list[Row]) -> str:
    return "\n".join(plain(row).rstrip() for row in rows)


def test_lines_stand_beside_the_numbers_of_both_runs() -> None:
    made = hunt()
    rows = text(painted(scene(made, 2))).splitlines()
    assert rows[0].startswith("Adam · (1 − x)²")
    assert rows[0].endswith("t = 2 · line theta")
    assert "● as it should be" in rows[1]
    assert "■ this one" in rows[1]
    m = next(row for row in rows if row.startswith("   m "))
    assert m.startswith("   m  ← β₁·m + (1 − β₁)·g ")
    right, this = (run.step(2).values["m"][0] for run in made.comparison.traces)
    assert [float(number) for number in m.split()[-2:]] == pytest.approx([right, this])
    assert rows[9].startswith("▸  θ")


def test_what_a_number_is_of_follows_the_coordinate() -> None:
    made = hunt()
    x, y = (painted(scene(made, 1, coordinate=i)) for i in (0, 1))
    assert "numbers of x" in text(x)
    assert "numbers of y" in text(y)
    assert f"{made.this.step(1).values['g'][1]:.6g}" in text(y).splitlines()[3]


@pytest.mark.parametrize("t", [0, 1, 2, 3])
def test_nothing_marks_where_the_two_differ(t: int) -> None:
    """Every row of lines has the inks of any other, and no row tells what only one run keeps."""
    made = hunt()
    shown = scene(made, t)
    rows = painted(shown)[HuntStage.FIRST_LINE : HuntStage.FIRST_LINE + len(made.lines)]
    inks = {tuple(run.ink for run in row if run.text.strip()) for row in rows[:-1]}
    assert len(inks) == 1
    assert "✗" not in text(rows)
    if t == 0:
        assert all(plain(row).rstrip().endswith(("·", "0", "-1.2")) for row in rows)
        assert plain(rows[made.lines.index("m_hat")]).split()[-2:] == ["·", "·"]


def test_the_wrong_formula_is_shown_only_at_the_end() -> None:
    made = hunt("m-uncorrected")
    before = text(painted(scene(made, 2, worked=True)))
    after = text(painted(scene(made, 2, solved=True)))
    assert "✗" not in before
    assert "   m̂  ← m/(1 − β₁ᵗ)" in before
    assert " ✗ m̂  ← m/(1 − β₁ᵗ)" in after
    said = text(words_rows(HuntWords(found=True), made, (), layout, 77))
    assert "m̂ ← m             as it was computed" in said
    assert "m̂ ← m/(1 − β₁ᵗ)   as it should be" in said


def test_the_line_stood_on_is_worked_out_of_its_own_numbers() -> None:
    made = hunt("m-uncorrected")
    rows = text(painted(scene(made, 1, "m_hat", worked=True)))
    assert "m̂ ← −21.56/(1 − 0.9¹)" in rows
    assert "-215.6" in rows[rows.index("m̂ ← −21.56/") :]
    assert "made of its own numbers" in rows
    assert "what it computed" in rows
    assert "w puts its own numbers" in text(painted(scene(made, 1, "m_hat")))


def test_lines_not_reached_yet_say_that_they_are_of_before() -> None:
    made = hunt()
    assert "below ▸" in text(painted(scene(made, 2, "m")))
    assert "below ▸" not in text(painted(scene(made, 2)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rule", RULES)
def test_every_row_fits(rule: str, size: tuple[int, int]) -> None:
    made = hunt("sign", rule)
    for shown in (scene(made, 0), scene(made, 3, worked=True), scene(made, 3, solved=True)):
        stage = HuntStage.of(shown, size)
        rows = painted(shown, size)
        assert len(rows) <= size[1]
        assert all(cells(plain(row)) <= size[0] for row in rows)
        assert stage.too_small == (stage.needed > size[1])


def test_a_screen_with_room_has_a_picture_of_the_loss() -> None:
    shown = scene(hunt(), 5)
    stage = HuntStage.of(shown, (118, 30))
    assert stage.rows_on(24) == stage.needed
    assert stage.rows_on(40) > stage.needed
    assert "loss before each update" in text(painted(shown, (118, stage.rows_on(40))))
    assert "loss" not in text(painted(shown, (118, stage.needed)))


def test_too_small_says_what_is_needed() -> None:
    assert "54×14 cells are needed" in text(painted(scene(hunt(), 1), (50, 22)))


def test_hints_come_one_by_one_and_the_last_says_what_is_next() -> None:
    hints = (spoken("first $m$"), spoken("second"))
    one, two = (
        text(words_rows(HuntWords(hints=hints[:n], of=2), hunt(), (), layout, 57)) for n in (1, 2)
    )
    assert "Hint 1 of 2\n" in one
    assert "again shows the answer" not in one
    assert "Hint 2 of 2 · h again shows the answer" in two
    assert "second" in two


def test_a_wrong_guess_is_answered_below_the_hints() -> None:
    words = HuntWords(said="v is right: 1 = 1.", hints=(spoken("a hint"),), of=1)
    rows = text(words_rows(words, hunt(), (), layout, 57)).splitlines()
    assert rows[-1] == "✗ v is right: 1 = 1."


def test_the_end_says_what_was_wrong_what_it_does_and_why() -> None:
    made = hunt()
    said = text(words_rows(HuntWords(found=True), made, spoken("Because *so*."), layout, 77))
    assert said.startswith(
        "✓ found: m̂ is stored back into m: it is corrected again in every update."
    )
    right, this = made.outcome()
    flat = " ".join(said.split())
    assert (
        f"After 100 updates θ is ({_brief(right[0])}, {_brief(right[1])}) as it should be" in flat
    )
    assert _brief(this[0]) in flat
    assert "The slip shows first in update 2." in flat
    assert said.rstrip().endswith("Because so.")
    assert text(words_rows(HuntWords(shown=True), made, (), layout, 77)).startswith(
        "The slip: m̂ is"
    )


def _brief(value: float) -> str:
    return f"{value:.6g}".replace("-", "−")


@pytest.mark.parametrize("width", [20, 40, 57, 77])
def test_what_is_said_fits(width: int) -> None:
    words = HuntWords(found=True)
    for slip in ("m-stored-first", "t-early", "decay-after"):
        made = hunt(slip, "adamw")
        for row in words_rows(words, made, spoken("Because."), layout, width):
            assert cells(plain(row)) <= width
