"""What an author writes for `{plot}`, and where a mistake is said to be."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.course.parse import parse
from adamtui.course.plot import Plot


def lesson(*options: str) -> str:
    return "\n".join(["# T", "", "```{plot} a", *(f":{line}" for line in options), "```", ""])


def faults(*options: str) -> list[str]:
    return [str(fault) for fault in parse(lesson(*options), "l.md").faults]


def made(*options: str) -> Plot:
    (part,) = parse(lesson(*options), "l.md").directives()
    assert part.faults == ()
    assert isinstance(part.options, Plot)
    return part.options


def test_functions_with_their_labels_range_and_axes() -> None:
    plot = made(
        "fn: 0.1/sqrt(x); 0.1",
        "labels: AdaGrad; Adam",
        "over: 1, 10000",
        "log: both",
        "at: 100",
        "xlabel: t",
    )
    assert [float(each.function("x")(100.0)) for each in plot.functions()] == [0.01, 0.1]
    assert plot.names() == ("AdaGrad", "Adam")
    assert (plot.range(), plot.logs(), plot.at) == ((1, 10000), (True, True), 100)
    assert plot.counts()


def test_without_labels_functions_are_called_as_written_in_the_name_of_the_axis() -> None:
    plot = made("fn: sqrt(1-0.999^x)/(1-0.9^x); x**2", "over: 1, 5000", "log: x", "xlabel: t")
    assert plot.names() == ("√(1 − 0.999^t)/(1 − 0.9^t)", "t²")
    value = plot.functions()[0].function("x")(1.0)
    assert value == pytest.approx(np.sqrt(0.001) / 0.1)


@pytest.mark.parametrize(
    ("over", "at", "counts"),
    [
        ("1, 10", None, True),
        ("0, 5000", "70", True),
        ("0, 8", None, False),
        ("-10, 10", None, False),
        ("0.5, 100", None, False),
        ("1, 10", "2.5", False),
    ],
)
def test_an_axis_of_counts(over: str, at: str | None, *, counts: bool) -> None:
    assert made("fn: x", f"over: {over}", *([f"at: {at}"] if at else [])).counts() is counts


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["over: 0, 1"], "3:5: {plot} needs ':fn:'"),
        (["fn: x"], "3:5: {plot} needs ':over:'"),
        (
            ["fn: x; sinn(x)", "over: 0, 1"],
            "4:9: unknown function 'sinn'; did you mean 'sin'?",
        ),
        (["fn: x;x*y", "over: 0, 1"], "4:10: unknown name 'y'; allowed: x"),
        (["fn: x;", "over: 0, 1"], "4:8: the expression is empty"),
        (["fn: x; x; x; x;  x", "over: 0, 1"], "4:19: {plot} shows at most 4 functions"),
        (["fn: x; 1", "over: 0, 1", "labels: a"], "6:10: 1 label for 2 functions"),
        (["fn: x", "over: 0, 1", "labels: a; b"], "6:10: 2 labels for 1 function"),
        (["fn: x; 1", "over: 0, 1", "labels: a; "], "6:12: a label is missing"),
        (["fn: x", "over: 1, 0"], "5:8: over must be two numbers, the smaller first"),
        (["fn: x", "over: 1, 1"], "5:8: over must be two numbers, the smaller first"),
        (["fn: x", "over: 1"], "5:8: over must be two numbers, the smaller first"),
        (["fn: x", "over: 1, 2, 3"], "5:8: over must be two numbers, the smaller first"),
        (["fn: x", "over: 1, b"], "5:11: over: 'b' is not a number"),
        (["fn: x", "over: 1, 1.00000001"], "5:8: the two ends of over are too close together"),
        (["fn: x", "over: -1e101, 1"], "5:8: over must be from -1e100 to 1e100"),
        (
            ["fn: x", "over: 0, 1", "log: x"],
            "5:8: a logarithmic axis begins above 0, not at 0",
        ),
        (
            ["fn: x", "over: -2, 1", "log: both"],
            "5:8: a logarithmic axis begins above 0, not at -2",
        ),
        (["fn: x", "over: 0, 1", "at: 2"], "6:6: at must be from 0 to 1, as x is, not 2"),
        (["fn: x", "over: 0, 1", "log: z"], "6:7: unknown log 'z'; there are none, x, y, both"),
        (
            ["fn: x", "over: 0, 1", "xlabel: number of updates"],
            "6:22: the name of the axis has at most 12 characters",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(options: list[str], told: str) -> None:
    assert faults(*options) == [f"l.md:{told}"]


def test_every_mistake_is_told() -> None:
    assert len(faults("fn: x; y", "over: 2, 1", "log: q", "at: b")) == 3
    assert len(faults("fn: x", "over: 2, 1", "log: q", "at: b")) == 3
