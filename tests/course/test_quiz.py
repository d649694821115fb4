"""Questions as lessons write them: what is asked, what is right, and what is wrong with one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.answers import AnswerError
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace
from adamtui.course.check import check_file
from adamtui.course.exercise import choices_in, prompt, reason, spoken
from adamtui.course.model import Directive, text_of
from adamtui.course.parse import parse
from adamtui.course.quiz import Quiz

FORMULA = """:kind: expr
:names: m, beta1, t
:answer: m / (1 - beta1**t)
:hint: What do the weights sum to?
:hint: To $1-\\beta_1^t$.

Write the bias-corrected moment.

> [!ANSWER]
> The weights sum to $1-\\beta_1^t$.
"""
CHOICE = """:kind: choice

How large is the first step?

- [x] the learning rate
- [ ] the gradient — only with
  plain SGD
- [ ] 3.16 times the rate — *without* the correction — a second dash
"""
RUN = ":kind: number\n:answer: m_hat(3)\n:fn: x**2\n:start: 1\n:lr: 0.1\n:digits: 4"


def part(text: str) -> Directive:
    (directive,) = parse(f"# T\n\n```{{quiz}} q\n{text}\n```\n", "l.md").directives()
    return directive


def asking(text: str) -> str:
    """A quiz's text with a question put in below the options."""
    options, _, body = text.partition("\n\n")
    return f"{options}\n\nWhat?\n\n{body}"


def quiz(text: str) -> Quiz:
    directive = part(asking(text))
    assert directive.faults == ()
    assert isinstance(directive.options, Quiz)
    return directive.options


def faults(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "10-l.md"
    path.write_text(f"# T\n\n```{{quiz}} q\n{text}\n```\n", encoding="utf-8")
    found = check_file(path)
    return [f"{fault.line}:{fault.column}: {fault.message}" for fault in found]


def test_what_is_asked_is_shown_without_choices_and_answer() -> None:
    assert [node.type for node in prompt(part(FORMULA))] == ["paragraph"]
    assert [node.type for node in prompt(part(CHOICE))] == ["paragraph"]
    assert text_of(reason(part(FORMULA))[0].children) == "The weights sum to 1-\\beta_1^t."


def test_a_live_part_that_asks_nothing_keeps_all_of_its_text() -> None:
    text = "# T\n\n```{stepper} s\n:fn: x\n\n- [ ] do it\n\n> [!ANSWER]\n> 1\n```\n"
    (directive,) = parse(text, "l.md").directives()
    assert prompt(directive) == directive.body


def test_choices_are_parted_from_their_reasons_at_the_first_dash() -> None:
    first, second, third = choices_in(part(CHOICE).body)
    assert (first.right, first.reason) == (True, ())
    assert text_of(second.words[0].children) == "the gradient"
    assert text_of(second.reason[0].children) == "only with plain SGD"
    assert text_of(third.words[0].children) == "3.16 times the rate"
    assert text_of(third.reason[0].children) == "without the correction — a second dash"
    assert third.reason[0].children[0].type == "emphasis"


def test_hints_are_kept_in_order() -> None:
    assert quiz(FORMULA).hint == ("What do the weights sum to?", "To $1-\\beta_1^t$.")
    assert [node.type for node in spoken("To $1$.")[0].children] == ["text", "math", "text"]


@pytest.mark.parametrize(
    "typed", ["m/(1-beta1^t)", "-m/(beta1**t - 1)", "m · (1 − β₁ᵗ)^(-1)", r"\frac{m}{1-\beta_1^t}"]
)
def test_a_formula_is_right_in_any_form(typed: str) -> None:
    assert quiz(FORMULA).formula_key().mark(typed).right


def test_a_wrong_formula_is_told_where_it_differs() -> None:
    mark = quiz(FORMULA).formula_key().mark("m")
    assert not mark.right
    assert mark.note == "at m = 0.2, beta1 = 0.9, t = 2: yours 0.2, the right one 1.05263"


def test_a_number_follows_the_engine() -> None:
    trace = Trace(Plan(fn="x**2", start=(1.0,), settings={"lr": 0.1}).resolve())
    trace.extend_to(3)
    right = float(trace.step(3).values["m_hat"][0])
    key = quiz(RUN).number_key()
    assert key.right() == right
    assert key.mark(f"{right:.4g}").right
    assert not key.mark(f"{right * 1.001:.6g}").right


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("-0.19", "only the sign is wrong"),
        ("1/0.19", "it is the reciprocal of the answer, one over it"),
        ("19", "it is off by a factor of 100, as percents are"),
        ("0.192", "close, but the answer is wanted to within 0.00095"),
        ("0.3", ""),
    ],
)
def test_how_a_number_is_off_is_told_where_that_is_known(typed: str, note: str) -> None:
    mark = quiz(":kind: number\n:answer: 0.19").number_key().mark(typed)
    assert (mark.right, mark.note) == (False, note)


@pytest.mark.parametrize("typed", ["0.19", "1-0.9**2", "19/100", "1.9e-1", " .19 "])
def test_a_number_may_be_typed_as_what_it_comes_from(typed: str) -> None:
    assert quiz(":kind: number\n:answer: 1 - 0.9**2").number_key().mark(typed).right


def test_a_distribution_is_asked_about() -> None:
    key = quiz(":kind: number\n:dist: uniform\n:a: 0\n:b: 6\n:answer: variance").number_key()
    assert key.mark("3").right
    assert key.mark("(b - a)**2/12").right


def test_mu_is_momentum_or_a_mean() -> None:
    assert quiz(":kind: number\n:rule: momentum\n:mu: 0.5\n:answer: mu").number_key().right() == 0.5
    key = quiz(":kind: number\n:dist: normal\n:mu: -4\n:answer: mean").number_key()
    assert key.right() == -4


WRONG = {
    ":kind: number\n:answer: 1": "3:1: the quiz asks nothing: write its question",
    ":kind: choice\n\nWhat?\n\n- [x] a $b$ — so\n- [ ] c\n- [ ] a $b$": "10:1: the choice in "
    "line 8 says the same",
    ":kind: number\n:answer: mean\n:dist: normal\n:rule: adam": "7:2: give either ':dist:' or "
    "what is run; 'rule' is a run's",
    ":kind: choice\n:rule: adam\n\n- [x] a\n- [ ] b": "5:2: a quiz of kind choice does not use "
    "'rule'",
    ":kind: number\n:answer: 0,271": "5:10: '0,271' is not a number; write 0.271",
    ":kind: number\n:answer: 2 + 1,5*2": "5:14: '1,5' is not a number; write 1.5",
    ":kind: number\n:answer: 10%": "5:10: '10%' is not a number; write 0.1",
    ":kind: number\n:answer: moment(2)": "5:10: 'moment' is a distribution's: it needs ':dist:'",
    ":kind: number\n:answer: v_max(3)": "5:10: adam has no v_max; amsgrad has",
    "": "3:5: {quiz} needs ':kind:'",
    ":kind: choice": "3:1: a quiz of kind choice needs choices: "
    "lines that begin with '- [ ]', and with '- [x]' what is right",
    ":kind: choice\n\n- [ ] a\n- [ ] b": "6:1: none of the choices is right; write [x] for one",
    ":kind: choice\n\n- [x] a\n- [x] b": "6:1: all of the choices are right, "
    "so there is nothing to choose",
    ":kind: choice\n\n- [x] a\n- b": "7:1: a choice begins with [ ], or with [x] where it is right",
    ":kind: choice\n:tolerance: 1\n\n- [x] a\n- [ ] b": "5:2: a quiz of kind choice does not use "
    "'tolerance'",
    ":kind: number": "3:5: a quiz of kind number needs ':answer:'",
    ":kind: number\n:answer: 1\n\n- [x] a": "7:1: a quiz of kind number has no choices",
    ":kind: number\n:answer: 1\n:names: x": "6:2: a quiz of kind number does not use 'names'",
    ":kind: number\n:answer: 1\n:digits: 2\n:tolerance: 1": "6:2: give either ':tolerance:' "
    "or ':digits:', not both",
    ":kind: number\n:answer: 1/0": "5:10: division by zero",
    ":kind: number\n:answer: 1 + m_hat": "5:14: m_hat needs a number: write m_hat(1)",
    ":kind: number\n:dist: student-t\n:nu: 1\n:answer: variance": "7:10: the answer is nan, "
    "not a finite number",
    ":kind: number\n:answer: 1\n:sigma: 2": "6:2: 'sigma' is a distribution's; "
    "give ':dist:' as well",
    ":kind: number\n:answer: mean\n:dist: normal\n:lr: 2": "7:2: give either ':dist:' or what is "
    "run; 'lr' is a run's",
    ":kind: number\n:answer: mean\n:dist: normal\n:sigma: -1": "7:9: sigma must be above 0, not -1",
    ":kind: number\n:rule: momentum\n:answer: mu\n:mu: 2": "7:6: mu must be ≥ 0 and < 1, not 2",
    ":kind: number\n:rule: sgd\n:answer: lr\n:beta1: 0.5": "7:2: sgd has no beta1",
    ":kind: expr\n:names: m": "3:5: a quiz of kind expr needs ':answer:'",
    ":kind: expr\n:answer: m": "3:5: a quiz of kind expr needs ':names:', "
    "what its answer is written in",
    ":kind: expr\n:names: m\n:answer: 2*n": "6:12: unknown name 'n'",
    ":kind: expr\n:names: m, m\n:answer: m": "5:12: the name 'm' is given twice",
    ":kind: expr\n:names: m, 2x\n:answer: m": "5:12: '2x' is no name: letters, digits and '_'",
    ":kind: expr\n:names: m\n:answer: log(m)\n:domain: m -3 -1": "6:10: ",
    ":kind: expr\n:names: m\n:answer: m\n:domain: m 1": "7:10: write a name and where it is drawn "
    "from: t 1 20 whole",
    ":kind: expr\n:names: m\n:answer: m\n:domain: m 0 1; n 0 1": "7:17: 'n' is none of "
    "the names: m",
    ":kind: expr\n:names: m\n:answer: m\n:domain: m 2 1": "7:10: the domain of m must begin",
    ":kind: expr\n:names: m\n:answer: m\n:hint: $x^{$": "7:11: ",
}


REASONS = {
    "> [ANSWER]\n> SECRET": "7:3: write '> [!ANSWER]' on a line of its own",
    "[!ANSWER]\nSECRET\n\nSECRET too": "7:1: write '> [!ANSWER]' on a line of its own",
    "> [!ANSWERS]\n> SECRET": "7:3: write '> [!ANSWER]' on a line of its own",
    "> [!anwser]\n> SECRET": "7:3: write '> [!ANSWER]' on a line of its own",
    "> [!ANSWER] SECRET": "7:3: write '> [!ANSWER]' on a line of its own",
    "> [!answer] SECRET\n> more": "7:3: write '> [!ANSWER]' on a line of its own",
    "and\n[!ANSWER]\nSECRET": "8:1: write '> [!ANSWER]' on a line of its own",
    "> and\n>\n> [!ANSWER]\n> SECRET": "9:3: write '> [!ANSWER]' on a line of its own",
    "- so\n\n  > [!ANSWER]\n  > SECRET": "9:5: write '> [!ANSWER]' on a line of its own, "
    "at the left margin",
    "> [!ANSWER]\n\n> SECRET": "7:3: '[!ANSWER]' has no text: write it in the lines below, "
    "behind '>'",
    "> [!ANSWER]\n> SECRET\n\n> [!ANSWER]\n> SECRET": "10:3: a second '[!ANSWER]': line 7 has one",
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_that_is_written_wrong_is_told_and_not_shown(reason: str, tmp_path: Path) -> None:
    text = f":kind: number\n:answer: 1\n\n{reason}"
    path = tmp_path / "10-l.md"
    path.write_text(f"# T\n\n```{{quiz}} q\n{text}\n```\n", encoding="utf-8")
    told = [f"{each.line}:{each.column}: {each.message}" for each in check_file(path)]
    assert REASONS[reason] in told
    assert sum("ANSWER" in each for each in told) == 1
    shown = [node.text for block in prompt(part(text)) for node in block.walk()]
    if not reason.startswith("- "):
        assert not any("SECRET" in each for each in shown)
    assert part(text).options is not None


@pytest.mark.parametrize("kind", ["bug", "predict"])
def test_the_reason_of_every_exercise_is_told_and_not_shown(kind: str) -> None:
    slip = ":slip: sign\n" if kind == "bug" else ""
    text = f"# T\n\n```{{{kind}}} e\n{slip}:fn: x**2\n\nWhat?\n\n> [ANSWER]\n> Secret\n```\n"
    (directive,) = parse(text, "l.md").directives()
    assert [each.message for each in directive.faults] == [
        "write '> [!ANSWER]' on a line of its own"
    ]
    assert [text_of(node.children) for node in prompt(directive)] == ["What?"]


DASHES = {
    "- [x] a\n- [ ] yes -- it is": "9:11",
    "- [x] a\n- [ ] yes – it is": "9:11",
    "- [x] a\n- [ ] yes—it is": "9:10",
    "- [x] a\n- [ ] yes,\n  $x$— it is": "10:6",
    "- [x] the rate - it is so\n- [ ] b": "8:16",
}


@pytest.mark.parametrize("choices", DASHES)
def test_another_dash_before_a_reason_is_told_in_its_place(choices: str, tmp_path: Path) -> None:
    (found,) = faults(f":kind: choice\n\nWhat?\n\n{choices}", tmp_path)
    assert found == f"{DASHES[choices]}: a reason stands behind ' — ', a long dash between spaces"


@pytest.mark.parametrize(
    "choices",
    [
        "- [x] a - b\n- [ ] theta - lr*m",
        "- [x] the rate - it is so\n- [ ] b — since 1–2",
        "- [x] Kingma–Ba\n- [ ] bias-corrected",
        "- [x] `a -- b`\n- [ ] $x - y$",
        "- [x] a — so -- and so\n- [ ] b —\n  so",
    ],
)
def test_what_is_no_dash_before_a_reason_is_left_alone(choices: str, tmp_path: Path) -> None:
    assert faults(f":kind: choice\n\nWhat?\n\n{choices}", tmp_path) == []


def test_live_parts_are_told_of_their_names_in_place() -> None:
    one = "```{quiz} q\n:kind: number\n:answer: 1\n\nWhat?\n```\n\n"
    text = f"# T\n\n{one}{one}{one.replace(' q', '')}"
    found = [
        [f"{each.line}:{each.column}: {each.message}" for each in directive.faults]
        for directive in parse(text, "l.md").directives()
    ]
    assert found == [
        [],
        ["10:4: the name 'q' is taken by the live part in line 3"],
        ["17:4: {quiz} has no name: write one word after the braces"],
    ]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said_in_its_place(text: str, tmp_path: Path) -> None:
    assert any(line.startswith(WRONG[text]) for line in faults(text, tmp_path)), faults(
        text, tmp_path
    )


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = ":kind: choice\n:tolerance: 1\n:hint: $x^{$\n:hint: $y^{$\n\n- [ ] a"
    found = faults(text, tmp_path)
    assert [line.partition(":")[0] for line in found] == ["3", "5", "6", "7", "9"]


@pytest.mark.parametrize("text", [FORMULA, CHOICE, RUN])
def test_a_sound_question_has_no_faults(text: str, tmp_path: Path) -> None:
    assert faults(asking(text), tmp_path) == []


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="mt01.+-*/^()[]{}√β₁²𝟏∞%, e√xπ\\_\u0302|", max_size=30))
def test_whatever_is_typed_is_marked_or_cannot_be_read(typed: str) -> None:
    for key in (quiz(FORMULA).formula_key(), quiz(RUN).number_key()):
        key.tex(typed)
        key.value(typed)
        with suppress(AnswerError):
            key.mark(typed)
