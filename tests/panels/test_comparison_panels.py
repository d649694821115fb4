"""The table, the buffers and the pictures of several runs."""

from __future__ import annotations

import re

import pytest

from adamtui.charts.series import INKS
from adamtui.core.plan import Plan
from adamtui.ink import plain
from adamtui.panels import comparison_pictures
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.panels.numbers import aligned
from tests.panels.comparisons import (
    LARGE,
    LESSON,
    REDDI,
    SCENES,
    SCREEN,
    fork,
    painted,
    runs,
    scene,
    text,
)


class TestTable:
    def row(self, shown: ComparisonScene, i: int) -> str:
        return plain(painted(shown, SCREEN)[2 + i])

    def test_tells_where_each_stands(self) -> None:
        comparison = runs("adam sgd")
        comparison.extend_to(8)
        shown = scene(comparison, 7)
        step = comparison.traces[1].step(7)
        words = self.row(shown, 1).split()
        numbers = [float(word) for word in words if re.fullmatch(r"-?\d[\d.e+-]*", word)]
        rate, loss, x, y, gap, _ = numbers
        assert rate == comparison.traces[1].run.hyper["lr"]
        assert loss == pytest.approx(comparison.traces[1].step(8).loss, rel=1e-3)
        assert loss == pytest.approx(x**2 + 10 * y**2, rel=1e-3)
        assert [x, y] == pytest.approx(list(step.values["theta"]), abs=1e-3)
        assert gap == pytest.approx((x**2 + y**2) ** 0.5, rel=1e-3)

    def test_within_an_update_theta_and_its_loss_are_where_they_were(self) -> None:
        comparison = runs("adam sgd")
        before, within = (self.row(scene(comparison, *at), 0) for at in ((3, "theta"), (4, "m")))
        assert before.split()[:-1] == within.split()[:-1]
        assert self.row(scene(comparison, 0), 0).split()[4:7] == ["56", "-4", "2"]

    @pytest.mark.parametrize("dtype", ["float16", "float32"])
    def test_the_loss_is_the_one_that_the_next_update_records(self, dtype: str) -> None:
        comparison = runs(f"adam sgd dtype={dtype}", Plan(problem="rosenbrock"))
        comparison.extend_to(41)
        expected = [aligned(trace.step(41).loss, 11, 4).strip() for trace in comparison.traces]
        shown = [self.row(scene(comparison, 40), i) for i in (0, 1)]
        assert all(f" {loss}" in row for loss, row in zip(expected, shown, strict=True))

    def test_marks_the_best_and_no_one_where_all_are_alike(self) -> None:
        comparison = runs("adam sgd")
        assert text(painted(scene(comparison, 0), SCREEN)).count("◂") == 0
        shown = text(painted(scene(comparison, 9), SCREEN))
        assert shown.count("◂") == 1

    def test_an_accuracy_is_best_where_it_is_highest(self) -> None:
        rows = painted(SCENES["digits"](), SCREEN)
        values = [float(plain(row).split()[4]) for row in rows[2:4]]
        marked = ["◂" in plain(row) for row in rows[2:4]]
        assert marked == [value == max(values) for value in values]

    def test_of_an_online_problem_the_average_regret_is_told(self) -> None:
        shown = SCENES["reddi"]()
        regret = shown.comparison.traces[0].step(600).regret / 600
        assert f"{regret:.4f}" in self.row(shown, 0)
        assert "regret / t" in plain(painted(shown, SCREEN)[1])

    @pytest.mark.parametrize("fn", ["1e-9*x", "1e9*x", "-1e5*x"])
    def test_no_two_numbers_touch_however_large_or_small(self, fn: str) -> None:
        base = Plan(fn=fn, start=(0.0,), settings={"lr": 0.9})
        for comparison in (
            runs("sgd momentum adam adam lr=1e4 convention=keras", base),
            fork(base, 10, "convention=keras"),
        ):
            comparison.extend_to(11)
            shown = scene(comparison, 11)
            rows = [plain(row).replace("◂", " ") for row in painted(shown, LESSON, turned=True)]
            comparison.extend_to(12)
            steps = [trace.step(11) for trace in comparison.traces]
            for row, trace in zip(rows[2:], comparison.traces, strict=False):
                told = [trace.step(12).loss, trace.step(11).values["theta"][0]]
                loss, theta, _ = map(float, row.split()[-3:])
                assert [loss, theta] == pytest.approx(told, rel=0.1)
            row = next(row for row in rows if row[2:].startswith("g "))
            expected = [step.values["g"][0] for step in steps]
            assert [float(word) for word in row.split()[1:]] == pytest.approx(expected, rel=0.1)

    def test_a_run_that_diverged_says_so_in_words_from_there_on(self) -> None:
        comparison = runs("adam sgd lr=0.3")
        comparison.extend_to(300)
        found = comparison.traces[1].divergence
        assert found is not None
        assert "diverged" not in text(painted(scene(comparison, found.t - 1), SCREEN))
        assert f"diverged at t = {found.t}: loss is inf" in self.row(scene(comparison, found.t), 1)

    def test_without_epsilon_nothing_by_nothing_is_told_at_once(self) -> None:
        comparison = runs("adam amsgrad convention=paper", Plan(problem="sparse"))
        assert "diverged at t = 1: Δ is nan" in self.row(scene(comparison, 1), 1)
        assert "diverged" not in self.row(scene(comparison, 0), 1)

    def test_a_row_says_what_was_given_it_before_it_has_columns(self) -> None:
        comparison = runs("sgd adam beta2=0.5 correction=none convention=keras", Plan())
        for size in (SCREEN, LARGE):
            row = plain(painted(scene(comparison, 3), size)[3])
            assert row.startswith("■ Adam Keras β₂ 0.5 correction none  η 0.1 ")

    @pytest.mark.parametrize("name", ["w1", "w10", "w200"])
    def test_a_coordinate_is_named_whole(self, name: str) -> None:
        comparison = runs("adam sgd", Plan(problem="sparse"))
        rows = painted(scene(comparison, 1, coordinate=int(name[1:]) - 1), LARGE)
        assert re.search(f"rate (of )?{name} *$", plain(rows[1]))
        assert f"of {name} " in plain(rows[4])


class TestBuffers:
    def test_heads_tell_columns_apart_that_have_no_room_for_labels(self) -> None:
        line = "adam adam beta1=.2 adam beta1=.5 adam beta1=.9 adam beta2=.999 amsgrad"
        rows = painted(scene(runs(line, REDDI), 1), LESSON, turned=True)
        head = plain(rows[8])
        for words in ("■ β₁ 0.2 ", "▲ β₁ 0.5 ", "◆ β₁ 0.9 ", "▼ β₂ 0.999 ", "★ AMSGrad"):
            assert words in head

    def test_every_number_is_the_runs_own(self) -> None:
        comparison = runs("adam amsgrad")
        shown = scene(comparison, 5, coordinate=1)
        rows = [plain(row) for row in painted(shown, LESSON)]
        for name, sign in (("v", "v "), ("m_hat", "m̂"), ("theta", "θ ")):
            row = next(row for row in rows[5:] if row[2:].startswith(sign))
            for word, trace in zip(row.split()[-2:], comparison.traces, strict=True):
                assert float(word) == pytest.approx(trace.step(5).values[name][1], rel=1e-9)

    def test_a_line_that_one_lacks_is_a_dash(self) -> None:
        rows = [plain(row) for row in painted(scene(runs("adam amsgrad"), 5), LESSON)]
        row = next(row for row in rows if row[2:].startswith("vₘₐₓ"))
        assert row.split()[1] == "–"

    def test_what_was_just_computed_is_lit_wherever_it_was(self) -> None:
        comparison = runs("amsgrad amsgrad convention=optax")
        rows = painted(scene(comparison, 5, "v_hat"), LARGE)
        lit = {
            plain(row)[2:6].strip(): len(
                "".join(r.text for r in row if r.ink.fg == "changed").split()
            )
            for row in rows
        }
        assert {name: count for name, count in lit.items() if count} == {"vₘₐₓ": 1, "v̂": 2}


class TestPictures:
    def test_every_path_has_its_ink_and_sign(self) -> None:
        shown = scene(runs("sgd momentum adagrad rmsprop adam lion"), 12)
        inks = {run.ink.fg for row in painted(shown, LARGE, turned=True)[8:] for run in row}
        assert set(INKS) <= inks

    def test_a_run_that_runs_away_keeps_the_others_on_scale(self) -> None:
        alone = scene(runs("adam momentum"), 30)
        comparison = runs("adam momentum sgd lr=0.3")
        for t in (15, 30, 300):
            shown = scene(comparison, t)
            view, paths = comparison_pictures.drawn(shown)
            assert list(paths) == [0, 1]
            assert view == comparison_pictures.drawn(alone)[0]
        assert "not in sight: SGD" in text(painted(scene(comparison, 30), SCREEN))

    @pytest.mark.parametrize("t", [10, 30, 300])
    def test_its_curve_leaves_the_chart_and_the_axes_are_the_others(self, t: int) -> None:
        scales = []
        for line in ("adam momentum", "adam momentum sgd lr=0.3"):
            shown = scene(runs(line), t, coordinate=1)
            charts = comparison_pictures.charts(shown)
            drawn = [comparison_pictures.chart(shown, charts[k], (60, 14)) for k in (0, 2, 3, 4)]
            scales.append([[plain(row)[:7] for row in rows] for rows in drawn])
        assert scales[0] == scales[1]

    @pytest.mark.filterwarnings("error")
    @pytest.mark.parametrize("fn", ["1e300*x**4", "-1e300*x**3", "1e-300*x", "exp(x**2)"])
    def test_no_number_is_too_large_to_be_drawn(self, fn: str) -> None:
        base = Plan(fn=fn, start=(3.0,))
        comparison = runs("sgd lr=1e6 momentum adam lr=1e5 adagrad", base)
        for t in (1, 2, 3, 30):
            for chart in range(5):
                painted(scene(comparison, t), LARGE, chart=chart)

    @pytest.mark.parametrize(
        ("problem", "title"),
        [("bowl", "loss before each update"), ("sparse", "average regret"), ("digits", "accuracy")],
    )
    def test_at_the_start_it_says_what_will_be_charted(self, problem: str, title: str) -> None:
        shown = scene(runs("adam sgd", Plan(problem=problem)), 0)
        drawn = text(painted(shown, (118, 22), turned=problem != "bowl"))
        assert title in drawn
        assert "from the first update on" in drawn

    def test_charts_go_round(self) -> None:
        shown = SCENES["diverged"]()
        titles = [chart.title for chart in comparison_pictures.charts(shown)]
        assert titles == [
            "loss before each update",
            "effective rate of x",
            "θ of x",
            "the step Δ of x",
            "distance to the nearest best",
        ]
        for chart, title in enumerate([*titles, titles[0]]):
            assert title in text(painted(shown, SCREEN, chart=chart))

    def test_a_problem_that_cannot_be_drawn_has_a_chart_alone(self) -> None:
        drawn = text(painted(SCENES["digits"](), SCREEN, turned=True))
        assert "accuracy after each update" in drawn
        assert "▀" not in drawn
