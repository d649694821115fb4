"""A reader's record of a lesson: what was asked, what was answered, and no more than was seen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adamtui.course import source
from adamtui.course.characters import without_controls
from adamtui.course.exercise import choices_in
from adamtui.course.model import Lesson
from adamtui.course.parse import load, parse
from adamtui.export.lesson_record import markdown, markdown_of_all, stem, stem_of_all
from adamtui.progress.record import Entry, LessonRecord
from adamtui.widgets.chosen_try import Choosing
from tests.export.records import NOW

TEXT = r"""# Layer 1: *averages*

```{stepper} first-run
:fn: x**2
```

```{quiz} corrected-m
:kind: expr
:names: m, beta1, t
:answer: m / (1 - beta1**t)
:hint: What do the weights sum to?

Write the bias-corrected first moment $\hat m_t$.

> [!ANSWER]
> The weights sum to $1-\beta_1^t$.
```

```{quiz} first-step
:kind: choice

How large is Adam's first step?

- [x] the learning rate — by construction
- [ ] the gradient
```

```{quiz} third-mean
:kind: number
:fn: x**2
:start: 1
:lr: 0.1
:answer: m(3)

What is $m_3$?
```

```{bug} find-it
:fn: x**2
:slip: m-uncorrected

Which line is wrong?

> [!ANSWER]
> Because of the start at zero.
```

```{quiz} both-means
:kind: choice

Which are *means*?

- [x] $m_t$ — of gradients; or nearly
- [x] the mean; $\hat v_t$ too
- [ ] $\beta_1^t$
```

```{predict} by-hand
:fn: x**2
:updates: 1
```
"""


@cache
def lesson() -> Lesson:
    found = parse(TEXT, Path("20-layer-1-averages.md"))
    assert not found.faults
    return found


def record(share: float = 0.5, **parts: Entry) -> LessonRecord:
    return LessonRecord({k.replace("_", "-"): v for k, v in parts.items()}, None, share)


def section(text: str, name: str) -> str:
    return text.split(f": {name}\n", 1)[1].split("\n## ", 1)[0]


def test_what_was_done_is_told() -> None:
    done = record(
        0.834,
        first_run=Entry(done=True),
        corrected_m=Entry(True, "m/(1-β1^t)", tries=3, hints=1),
        first_step=Entry(False, "the gradient", tries=1),
    )
    text = markdown(lesson(), done, NOW, ["-first-run.csv"])
    assert text.startswith("# 20 · Layer 1: averages\n")
    assert "2026-11-24 17:12" in text
    assert "Read to 83%. Exercises solved: 1 of 6. Live parts used: 1 of 1." in text
    solved = section(text, "corrected-m")
    assert "Write the bias-corrected first moment m̂" in solved
    assert "- solved in 3 tries\n- last answer: `m/(1-β1^t)`\n- hints seen: 1\n" in solved
    assert "- right: `m / (1 - beta1**t)`" in solved
    assert "The weights sum to 1" in solved
    tried = section(text, "first-step")
    assert "- the learning rate\n- the gradient" in tried
    assert "- not solved yet, after 1 try\n- last answer: `the gradient`" in tried
    assert "not tried yet" in section(text, "third-mean")
    assert "- [x] first-run (stepper)" in text
    assert "- `-first-run.csv`" in text


def test_exercises_stand_in_the_order_of_the_lesson() -> None:
    rows = [row for row in markdown(lesson(), record(), NOW).splitlines() if "Exercise " in row]
    assert rows == [
        "## Exercise 1: corrected-m",
        "## Exercise 2: first-step",
        "## Exercise 3: third-mean",
        "## Exercise 4: find-it",
        "## Exercise 5: both-means",
        "## Exercise 6: by-hand",
    ]


ANSWERS = [
    ("corrected-m", "m / (1 - beta1**t)", "weights sum"),
    ("first-step", "- right: `the learning rate`", "by construction"),
    ("third-mean", "m(3) = ", ""),
    ("find-it", "- right: `m_hat`", "start at zero"),
]


@pytest.mark.parametrize(("name", "answer", "reason"), ANSWERS)
def test_right_answers_are_told_only_once_they_are_known(
    name: str, answer: str, reason: str
) -> None:
    for entry, told in (
        (Entry(), False),
        (Entry(answer="x", tries=9, hints=9), False),
        (Entry(done=True, answer="x", tries=1), True),
        (Entry(answer="x", tries=1, shown=True), True),
    ):
        text = section(markdown(lesson(), record(**{name: entry}), NOW), name)
        assert (answer in text) == told
        assert (reason in text) == told or not reason
        assert ("- right:" in text) == told


def test_an_answer_that_was_shown_is_not_called_found() -> None:
    shown = record(corrected_m=Entry(shown=True, tries=2, answer="m"))
    text = section(markdown(lesson(), shown, NOW), "corrected-m")
    assert "- not solved: its answer was shown after 2 tries" in text
    later = record(corrected_m=Entry(done=True, shown=True, tries=3, answer="m"))
    text = section(markdown(lesson(), later, NOW), "corrected-m")
    assert "- solved in 3 tries, after its answer was shown" in text


def test_where_no_answer_was_given_none_is_told() -> None:
    text = section(
        markdown(lesson(), record(corrected_m=Entry(shown=True, tries=1)), NOW), "corrected-m"
    )
    assert "last answer" not in text


def chosen(taken: set[int]) -> str:
    """What is recorded of these choices."""
    directive = next(each for each in lesson().directives() if each.id == "both-means")
    question = Choosing(choices_in(directive.body), marked=frozenset(taken))
    pressed = question.pressed("enter", None)
    assert pressed is not None
    assert pressed[1] is not None
    return pressed[1].answer


def test_choices_are_told_as_they_are_read() -> None:
    entry = Entry(False, chosen({1, 2}), tries=1)
    text = section(markdown(lesson(), record(both_means=entry), NOW), "both-means")
    assert "- last answer: `the mean; v̂ₜ too; β₁ᵗ`" in text
    entry = Entry(True, chosen({0, 1}), tries=1)
    text = section(markdown(lesson(), record(both_means=entry), NOW), "both-means")
    assert "- last answer: `mₜ; the mean; v̂ₜ too`\n" in text
    assert "- right: `mₜ`\n- right: `the mean; v̂ₜ too`" in text


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            Entry(False, "5 of 9 lines", 1, shown=True),
            "not solved: 5 of 9 lines predicted, the rest shown",
        ),
        (Entry(False, "", 1, shown=True), "not solved: the rest shown"),
        (Entry(True, "9 of 9 lines", 1), "solved in 1 try"),
        (
            Entry(True, "9 of 9 lines", 2, shown=True),
            "solved in 2 tries, after lines of it were shown",
        ),
    ],
)
def test_a_prediction(entry: Entry, told: str) -> None:
    text = section(markdown(lesson(), record(by_hand=entry), NOW), "by-hand")
    assert f"- {told}\n" in text
    assert "last answer" not in text


@given(st.text(max_size=200), st.integers(0, 10**9), st.floats())
def test_no_answer_breaks_the_page(answer: str, tries: int, share: float) -> None:
    done = record(share, first_step=Entry(True, answer, tries=tries))
    text = markdown(lesson(), done, NOW)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    plain = markdown(lesson(), record(0.5, first_step=Entry(True, "x", tries=1)), NOW)
    usual = MarkdownIt("gfm-like", {"linkify": False}).parse(plain)
    kinds = [t.type for t in tokens]
    assert kinds == [t.type for t in usual] or not answer
    assert not {"html_block", "html_inline"} & {c.type for t in tokens for c in t.children or ()}
    assert without_controls(text) == text


def test_all_lessons_in_one() -> None:
    other = parse("# Another\n\nOnly prose.\n", Path("30-another.md"))
    text = markdown_of_all([(lesson(), record(1.0)), (other, record(0.2))], NOW)
    assert [row for row in text.splitlines() if row.startswith("## ")] == [
        "## 20 · Layer 1: averages",
        "## 30 · Another",
    ]
    assert "### Exercise 1: corrected-m" in text
    assert "Read to 20%." in text


def test_names_of_files() -> None:
    assert stem(lesson(), NOW) == "adamtui-layer-1-averages-20261124-1712"
    assert stem(parse("# X", Path("/x/My Notes ü.md")), NOW) == "adamtui-my-notes-20261124-1712"
    assert stem_of_all(NOW) == "adamtui-all-lessons-20261124-1712"


def test_every_lesson_of_the_course_has_a_record() -> None:
    for file in source.lessons(source.find()):
        shipped = load(file.path)
        parts = {each.id: Entry(True, "x", 1) for each in shipped.directives()}
        text = markdown(shipped, LessonRecord(parts, None, 1.0), NOW)
        assert text.startswith(f"# {file.number} · ")
        assert all(c.isprintable() or c == "\n" for c in text)
