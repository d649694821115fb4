"""Questions answered by keys, and what is to be seen of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.binding import Binding
from textual.events import Paste

from adamtui.app import Tutorial
from adamtui.course.parse import parse
from adamtui.course.quiz import Quiz as Options
from adamtui.ink import plain
from adamtui.progress.record import Entry
from adamtui.screens import lesson_keys
from adamtui.widgets import registry
from adamtui.widgets.answer_line import LONGEST, AnswerLine
from adamtui.widgets.attempt import Attempt, Question
from adamtui.widgets.part import Part
from adamtui.widgets.quiz import Quiz, asked
from adamtui.widgets.typed_try import COMMANDS
from tests.widgets.parts import Shown, shown

NUMBER = """:kind: number
:answer: 0.19
:hint: It is $1-\\beta_1^2$.

> [!ANSWER]
> $1 - 0.81$.
"""
FORMULA = """:kind: expr
:names: m, beta1, t
:answer: m / (1 - beta1**t)
:hint: first
:hint: second

> [!ANSWER]
> The weights sum to less than one.
"""
CHOICE = """:kind: choice
:hint: Look at the first line.

- [ ] the gradient — that is plain SGD
- [x] the learning rate — whatever the slope
- [ ] nothing
"""
SEVERAL = """:kind: choice

- [x] AdaGrad — a sum
- [ ] Adam — an average
- [x] AMSGrad — a maximum
"""
NAMED = {"\n": "enter", " ": "space", "\x1b": "escape", "\x7f": "backspace"}


def question(text: str) -> Question:
    options, _, body = text.partition("\n\n")
    text = f"{options}\n\nWhat?\n\n{body}"
    (directive,) = parse(f"# T\n\n```{{quiz}} q\n{text}\n```\n", "l.md").directives()
    assert directive.faults == ()
    assert isinstance(directive.options, Options)
    return asked(directive.options, directive.body)


def after(asked: Question, keys: str) -> tuple[Question, list[Attempt]]:
    """What has become of a question, and the tries made, after some keys."""
    tries = []
    for key in keys:
        pressed = asked.pressed(NAMED.get(key, key), key if key.isprintable() else None)
        if pressed is not None:
            asked, attempt = pressed
            tries += [attempt] if attempt else []
    return asked, tries


def seen(asked: Question, width: int = 76) -> str:
    return "\n".join(plain(row).rstrip() for row in asked.rows(width, focused=True))


class Told(Quiz):
    """Keeps what it tells of tries."""

    def __init__(self, asked: Question) -> None:
        super().__init__(asked)
        self.told: list[tuple[str, bool, int, bool]] = []

    def on_part_answered(self, message: Part.Answered) -> None:
        self.told.append((message.answer, message.right, message.hints, message.shown))


async def burst(quiz: Shown, keys: str) -> None:
    quiz.strike(*(NAMED.get(key, key) for key in keys))
    await quiz.pilot.pause()
    await quiz.pilot.pause()


# -- a number ----------------------------------------------------------------------------------


async def test_a_number_in_one_burst_is_right_and_says_why() -> None:
    part = Told(question(NUMBER))
    async with shown(part) as quiz:
        await burst(quiz, "0.19\n")
        assert "✓ right" in quiz.text
        assert "1 − 0.81" in quiz.text
        assert part.told == [("0.19", True, 0, False)]
        await burst(quiz, "\n")
        assert part.told == [("0.19", True, 0, False)]


def test_what_a_formula_comes_to_is_shown_while_it_is_typed() -> None:
    asked, _ = after(question(NUMBER), "1-0.9**2")
    assert "▸ 1-0.9**2   = 0.19" in seen(asked)
    asked, _ = after(question(NUMBER), "0.19")
    assert "=" not in seen(asked).splitlines()[0]


def test_a_wrong_number_stays_and_can_be_mended() -> None:
    asked, tries = after(question(NUMBER), "-0.19\n")
    assert "✗ -0.19 is not right: only the sign is wrong" in seen(asked)
    moved = asked.pressed("home", None)
    assert moved is not None
    gone = moved[0].pressed("delete", None)
    assert gone is not None
    asked, more = after(gone[0], "\n")
    assert [each.right for each in (*tries, *more)] == [False, True]


def test_what_cannot_be_read_is_told_with_its_place_and_is_not_a_try() -> None:
    asked, tries = after(question(NUMBER), "0.1 9\n")
    assert tries == []
    row = seen(asked).splitlines()[1]
    assert row.index("^") == 2 + len("0.1 ")
    assert "▸ 0.1 9" in seen(asked)
    assert "^" not in seen(after(asked, "\x7f")[0])


def test_hints_come_one_by_one_and_then_the_answer() -> None:
    asked = question(FORMULA)
    assert "on an empty line: a hint (2 left)" in seen(asked)
    asked, tries = after(asked, "\n")
    assert "first" in seen(asked)
    asked, tries = after(asked, "\n")
    assert "second" in seen(asked)
    assert "on an empty line: the answer" in seen(asked)
    assert tries == []
    asked, tries = after(asked, "\n")
    assert tries == [Attempt("", False, 2, True)]
    assert "1 − β₁ᵗ" in seen(asked)
    assert "The weights sum to less than one." in seen(asked)
    assert after(asked, "rm/(1-beta1^t)\n")[1] == [Attempt("m/(1-beta1^t)", True, 2, True)]


async def test_escape_clears_the_line_and_then_leaves_to_the_text() -> None:
    async with shown(Quiz(question(NUMBER))) as quiz:
        await burst(quiz, "0.2")
        await quiz.press("escape")
        assert "0.2" not in quiz.text
        assert quiz.pilot.app.focused is quiz.part


async def test_the_first_line_of_a_pasted_text_is_written() -> None:
    async with shown(Quiz(question(NUMBER))) as quiz:
        quiz.part.post_message(Paste("\n  0.\t1\x079 \nand more"))
        await quiz.pilot.pause()
        assert "0. 19" in quiz.text
        assert "more" not in quiz.text


async def test_letters_are_text_until_it_is_over() -> None:
    async with shown(Quiz(question(NUMBER))) as quiz:
        await quiz.press("q", "question_mark")
        assert "quit" not in quiz.rows[-1]
        await quiz.press("escape", *"0.19", "enter")
        assert "quit" in quiz.rows[-1]
        assert "try again" in quiz.rows[-1]


# -- a formula ---------------------------------------------------------------------------------


async def test_a_formula_is_set_while_it_is_typed() -> None:
    part = Told(question(FORMULA))
    async with shown(part) as quiz:
        await burst(quiz, "m/(1-beta1^t")
        assert "───────" in quiz.text
        await burst(quiz, ")\n")
        assert "✓ right" in quiz.text
        assert part.told == [("m/(1-beta1^t)", True, 0, False)]


def test_a_wrong_formula_is_told_where_it_differs() -> None:
    asked, _ = after(question(FORMULA), "m/(1-beta1)\n")
    assert "at m = 0.2, beta1 = 0.9, t = 2: yours 2, the" in seen(asked)


async def test_typing_on_after_the_end_leads_nowhere() -> None:
    async with shown(Told(question(NUMBER))) as quiz:
        await burst(quiz, "0.19\n0.19+npmq?/ r")
        assert "✓ right" in quiz.text
        assert "esc ends typing: this is answered already" in quiz.text
        await quiz.press("escape")
        assert "r tries again" in quiz.text
        await quiz.press("r")
        assert "✓ right" not in quiz.text


def taken(text: str, solution: str) -> str:
    """The keys that a question takes once it is over."""
    asked, tries = after(question(text), f"{solution}\n")
    assert tries[-1].right
    return "".join(key for key in map(chr, range(32, 127)) if asked.pressed(key, key) is not None)


def test_what_the_key_bar_offers_works_after_the_end() -> None:
    free = set("npmtlxjkgGHLq/? ")
    assert not free & set(taken(NUMBER, "0.19"))
    # A name of the answer's may be what it begins with.
    assert free & set(taken(FORMULA, "m/(1-beta1^t)")) == set("mt")
    assert set("0123456789+-*().=^seb") <= set(taken(NUMBER, "0.19"))


def test_the_commands_left_alone_are_those_of_the_lesson_and_the_program() -> None:
    keys = [
        key
        for binding in (*lesson_keys.KEYS, *Tutorial.BINDINGS)
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    ]
    signs = {"space": " ", "slash": "/", "question_mark": "?"}
    printable = {signs.get(key, key) for key in keys}
    # An e begins a number's exponent, and an editor is not opened by typing on.
    assert {key for key in printable if len(key) == 1} - {"e"} == COMMANDS - {"r"}


def test_what_was_typed_on_is_forgotten_when_the_focus_goes() -> None:
    asked, _ = after(question(NUMBER), "0.19\n5")
    assert asked.writing
    assert not asked.left().writing


# -- choices -----------------------------------------------------------------------------------


async def test_a_letter_moves_and_enter_answers() -> None:
    part = Told(question(CHOICE))
    async with shown(part) as quiz:
        await quiz.press("enter")
        assert "a ✗  the gradient" in quiz.text
        assert "that is plain SGD" in quiz.text
        assert "whatever the slope" not in quiz.text
        await burst(quiz, "b\n")
        assert "b ✓  the learning rate" in quiz.text
        assert "whatever the slope" in quiz.text
        assert part.told == [
            ("the gradient", False, 0, False),
            ("the learning rate", True, 0, False),
        ]


def test_arrows_move_and_come_round() -> None:
    asked = question(CHOICE)
    for _ in range(2):
        pressed = asked.pressed("up", None)
        assert pressed is not None
        asked = pressed[0]
    assert "▸ b" in seen(asked)


def test_the_hint_and_then_the_answer() -> None:
    asked, tries = after(question(CHOICE), "h")
    assert "Look at the first line." in seen(asked)
    assert "h the answer" in seen(asked)
    asked, tries = after(asked, "h")
    assert tries == [Attempt("", False, 1, True)]
    assert "b ✓  the learning rate" in seen(asked)
    assert "✓ right" not in seen(asked)


def test_where_several_are_right_all_of_them_are_marked() -> None:
    asked, tries = after(question(SEVERAL), "\n")
    assert tries == []
    assert "space marks a choice" in seen(asked)
    asked, tries = after(asked, " \n")
    assert "what is marked is right, but there is more" in seen(asked)
    asked, more = after(asked, "b \n")
    assert "b ☑✗  Adam" in seen(asked)
    assert "an average" in seen(asked)
    asked, last = after(asked, " c \n")
    assert "✓ right" in seen(asked)
    assert [each.answer for each in (*tries, *more, *last)] == [
        "AdaGrad",
        "AdaGrad; Adam",
        "AdaGrad; AMSGrad",
    ]


def test_space_says_what_answers_where_one_is_right() -> None:
    assert "enter answers with this one" in seen(after(question(CHOICE), " ")[0])


# -- what is left and taken up again -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answer"), [(NUMBER, "1-0.9^2"), (FORMULA, "m/(1-beta1^t)"), (CHOICE, "the learning")]
)
def test_what_was_solved_is_solved(text: str, answer: str) -> None:
    asked = question(text).restored(Entry(done=True, answer=answer, tries=1))
    assert "✓ right" in seen(asked)
    assert "r tries again" in seen(asked)


def test_what_was_solved_once_is_solved_whatever_was_tried_after() -> None:
    asked = question(NUMBER).restored(Entry(done=True, answer="7", tries=2))
    assert "✓ right, in an earlier session" in seen(asked)
    assert "7" not in seen(asked)


def test_what_was_not_solved_is_as_it_was_left() -> None:
    asked = question(NUMBER).restored(Entry(answer="0.2", tries=1, hints=1))
    assert "▸ 0.2" in seen(asked)
    assert "hint 1" in seen(asked)
    assert after(asked, "\n")[1] == [Attempt("0.2", False, 1, False)]
    asked = question(CHOICE).restored(Entry(answer="the gradient", tries=1))
    assert "a ✗  the gradient" in seen(asked)
    asked = question(SEVERAL).restored(Entry(answer="AdaGrad; Adam", tries=1))
    assert "b ☑" in seen(asked)


@pytest.mark.parametrize("text", [NUMBER, FORMULA, CHOICE, SEVERAL])
@pytest.mark.parametrize("done", [True, False])
def test_a_strange_record_is_taken_up_too(text: str, done: bool) -> None:
    entry = Entry(done=done, answer="\x00\n(((√\u202e" * 90, tries=-1, hints=99)
    asked = question(text).restored(entry)
    assert seen(asked)
    assert all(char.isprintable() or char == "\n" for char in seen(asked))


async def test_it_is_taken_up_right_after_mounting() -> None:
    part = Quiz(question(NUMBER))
    async with shown(part) as quiz:
        part.restore(Entry(done=True, answer="0.19", tries=1))
        await quiz.pilot.pause()
        assert "✓ right" in quiz.text


# -- whatever is typed -------------------------------------------------------------------------

MOVES = ["enter", "escape", "left", "right", "home", "end", "up", "down", "tab", "pagedown"]
CUTS = ["delete", "backspace", "space", "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+a", "ctrl+z", "f5"]
KEYS = st.one_of(
    st.sampled_from([*MOVES, *CUTS]),
    st.characters(),
    st.sampled_from("abcdhr0123456789.+-*/^()√β²mt _e"),
)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([NUMBER, FORMULA, CHOICE, SEVERAL]),
    st.lists(KEYS, max_size=40),
    st.text(max_size=40),
    st.integers(1, 90),
)
def test_nothing_typed_breaks_a_question(
    text: str, keys: list[str], pasted: str, width: int
) -> None:
    asked = question(text)
    for key in [*keys, "", *keys]:
        if not key:
            asked = asked.pasted(pasted)
            continue
        pressed = asked.pressed(key, key if len(key) == 1 else {"space": " "}.get(key))
        asked = asked if pressed is None else pressed[0]
        assert asked.actions
    rows = asked.rows(width, focused=True)
    assert width < 20 or all(cell_len(plain(row)) <= width for row in rows)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.lists(KEYS, max_size=30), st.integers(4, 60))
def test_the_caret_is_in_sight_and_the_line_in_its_room(
    text: str, keys: list[str], room: int
) -> None:
    line = AnswerLine.of(text)
    for key in keys:
        line = line.pressed(key, key if len(key) == 1 else None) or line
        assert 0 <= line.caret <= len(line.text) <= LONGEST
        row = line.row(room, focused=True)
        assert any(run.ink.reverse for run in row)
        assert cell_len(plain(row)) <= room


def part_of(text: str) -> Any:
    (directive,) = parse(f"# T\n\n```{{quiz}} q\n{text}\n```\n", "l.md").directives()
    return registry.make(directive)


async def test_a_key_that_cannot_be_computed_is_told() -> None:
    async with shown(part_of(":kind: number\n:answer: m_hat(0)")) as quiz:
        assert "✗ this question has no answer:" in quiz.text
        await quiz.press("1", "enter", "h", "escape")
