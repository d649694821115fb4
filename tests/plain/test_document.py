"""The order and the look of a printed lesson: a golden, links, headings, and parts of it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from adamtui.plain.colours import coloured
from adamtui.plain.excerpt import excerpt
from adamtui.plain.lesson import lesson_rows
from tests.plain.lessons import printed, written

GOLDEN = Path(__file__).parent / "goldens" / "small.txt"
SMALL = """\
# A small lesson

Adam keeps **two** averages, $m$ and $v$. See [the paper](https://arxiv.org/abs/1412.6980),
[Layer 1](20-layer-1.md) and <https://example.org>.[^1]

$$\\hat m_t = \\frac{m_t}{1 - \\beta_1^t}$$

## Try it

![a bowl](bowl.png)

```{stepper} run
:fn: x**2
:start: 1
:lr: 0.1

What is the **first** step?
```

### In short

It is the learning rate.

```{quiz} first
:kind: choice
:hint: Divide.

How long is the first step?

- [x] the learning rate
- [ ] the gradient — that is SGD

> [!ANSWER]
> $\\hat m/\\sqrt{\\hat v}$ is 1.
```

## The end

> [!NOTE]
> Well done.

[^1]: A note.
"""


def test_a_small_lesson() -> None:
    text = printed(written(SMALL), 72) + "\n"
    assert text == GOLDEN.read_text("utf-8")


def test_no_two_blank_rows_and_none_at_the_ends() -> None:
    rows = printed(written(SMALL)).split("\n")
    assert rows[0]
    assert rows[-1]
    assert all(a or b for a, b in pairwise(rows))


def test_what_lies_elsewhere_has_its_address() -> None:
    text = " ".join(printed(written(SMALL)).split())
    assert "the paper <https://arxiv.org/abs/1412.6980>," in text
    assert "20-layer-1" not in text
    assert text.count("https://example.org") == 1
    assert "a bowl" in text


def test_what_comes_first_is_there_before_the_rest_is_drawn() -> None:
    lesson = written("# Mine\n\nText.\n\n```{stepper} a\n:steps: 100000\n```\n")
    rows = lesson_rows(lesson, 80)
    assert any("Mine" in run.text for run in next(rows))
    rows.close()


@pytest.mark.parametrize(
    ("part", "has", "lacks"),
    [
        ("try-it", ("Try it", "a bowl", "In short", "first]"), ("averages", "The end")),
        (
            "in-short",
            ("In short", "[Question: first]", "Answers"),
            ("Try it", "The end", "Stepper"),
        ),
        ("run", ("[Stepper: run]", "first"), ("Try it", "In short", "Answers")),
        ("first", ("[Question: first]", "Answers", "is 1."), ("[Stepper", "The end")),
        ("the-end", ("The end", "Well done."), ("Answers", "A note")),
        ("a-small-lesson", ("averages", "The end", "A note"), ()),
    ],
)
def test_a_part_goes_as_far_as_it_goes(
    part: str, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    text = printed(excerpt(written(SMALL), part))
    for each in has:
        assert each in text
    for each in lacks:
        assert each not in text


def test_colours_are_the_terminals_own_and_end_where_they_should() -> None:
    rows = [coloured(row) for row in lesson_rows(written(SMALL), 80)]
    assert any("\x1b[36;1m" in row for row in rows)
    assert all(row.count("\x1b[") % 2 == 0 for row in rows)
    assert not any("38;" in row or "48;" in row for row in rows)
