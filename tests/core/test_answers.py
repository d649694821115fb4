"""What a reader types as a number or a formula: read as meant, or told what would do."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.answers import AnswerError, Within, typed_formula, typed_number
from adamtui.core.commands import COMMANDS
from adamtui.core.generous import tex_so_far
from adamtui.core.grammar import FUNCTIONS
from adamtui.core.written import Ascii

NAMES = (
    *("m", "v", "g", "t", "theta", "m_hat", "v_hat", "v_max", "m_prev"),
    *("beta1", "beta2", "lr", "eps", "weight_decay"),
)
QUICK = settings(deadline=None, max_examples=200, derandomize=True)


def meaning(typed: str, names: tuple[str, ...] = NAMES) -> str:
    return Ascii().write(typed_formula(typed, names).tree)


def error_of(typed: str) -> AnswerError:
    with pytest.raises(AnswerError) as caught:
        typed_formula(typed, NAMES)
    return caught.value


@pytest.mark.parametrize(
    "typed",
    [
        "m/(1-beta1**t)",
        "m/(1 - beta1^t)",
        "m ÷ (1 − β₁ᵗ)",
        "m/(1-β1^t)",
        "m_t/(1-beta_1^t)",
        "mₜ/(1-β_1^{t})",
        "m/[1-{beta1}^t]",
        r"\frac{m}{1-\beta_1^t}",
        r"\dfrac{m_t}{1-\beta_{1}^{t}}",
        r"$\frac{m_{t}}{\left(1 - \beta_1^{t}\right)}$",
        r"m / (1 \, - \, \beta_1 ^ t)",
    ],
)
def test_one_formula_in_many_hands(typed: str) -> None:
    assert meaning(typed) == "m/(1 - beta1**t)"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("m̂", "m_hat"),
        ("v̂ₜ", "v_hat"),
        ("mhat", "m_hat"),
        (r"\hat m", "m_hat"),
        (r"\hat{m}_t", "m_hat"),
        (r"\hat m_{t}", "m_hat"),
        ("vₘₐₓ", "v_max"),
        (r"v_{\max}", "v_max"),
        ("m_{t-1}", "m_prev"),
        ("mₜ₋₁", "m_prev"),
        (r"\theta_t", "theta"),
        ("η", "lr"),
        (r"\eta", "lr"),
        ("eta", "lr"),
        ("ε", "eps"),
        (r"\varepsilon", "eps"),
        ("epsilon", "eps"),
        ("λ", "weight_decay"),
        (r"\mathrm{lr}", "lr"),
        ("π", "pi"),
        ("√v", "sqrt(v)"),
        ("√(v)·2", "sqrt(v)*2"),
        ("√√v", "sqrt(sqrt(v))"),
        (r"\sqrt{v_t}+ε", "sqrt(v) + eps"),
        (r"\sqrt v", "sqrt(v)"),
        ("m²", "m**2"),
        ("m⁻¹⁰", "m**(-10)"),
        ("βᵗ⁻¹".replace("β", "β₂"), "beta2**(t - 1)"),
        ("|m|·|v|", "abs(m)*abs(v)"),
        ("||m|-v|", "abs(abs(m) - v)"),
        (r"\left|g\right|", "abs(g)"),
        ("ln(v)", "log(v)"),
        (r"\exp(-v)", "exp(-v)"),
        ("2·10⁻³", "2*10**(-3)"),
        ("2e−3", "0.002"),
        (r"\frac{\frac{m}{2}}{3}*4", "m/2/3*4"),
        (r"\{m + v\} \cdot 2", "(m + v)*2"),
    ],
)
def test_signs_and_tex(typed: str, expected: str) -> None:
    assert meaning(typed) == meaning(expected)


def test_declared_names_mean_themselves() -> None:
    names = ("m_t", "m", "eta", "e", "ln", "_x")
    for name in names:
        assert meaning(name, names) == name
    assert meaning("lr", names) == "eta"
    assert meaning("m_t-m", names) == "m_t - m"


@pytest.mark.parametrize(
    ("typed", "column", "says"),
    [
        ("", 1, "empty"),
        ("2m", 2, "write 2*m"),
        ("m t", 3, "write m*t"),
        ("mt", 1, "write m*t"),
        ("ηm", 2, "write lr*m"),
        ("β₁ m̂", 4, "write beta1*m_hat"),
        ("(1-β₁)g", 7, "write (…)*g"),
        ("2√v", 2, "write 2*sqrt(…)"),
        ("2|m|", 2, "write 2*abs(…)"),
        ("0,5*m", 1, "write 0.5"),
        ("m + 27 %", 5, "write 0.27"),
        ("m/(1-betta1)", 6, "did you mean 'beta1'?"),
        ("m̂ + β", 6, "unknown name 'β'"),
        (r"1 + \hat{g}", 5, r"unknown name '\hat{g}'"),
        (r"\fraq{m}{2}", 1, "'frac'"),
        (r"m + \hat\hat m", 5, r"write \hat m"),
        ("1," * 100, 1, "without commas"),
        (r"\sqrt[3]{m}", 6, "**(1/n)"),
        (r"\frac{m}", 9, "missing at the end"),
        ("m̂ = m", 4, "right of the '='"),
        ("(m + v]", 7, "']' does not close '('"),
        ("{m + v", 1, "'{' is never closed"),
        ("m]", 2, "']' closes nothing"),
        ("√" * 40 + "m", 21, "20 deep"),
        ("m₃", 1, "unknown name 'm₃'"),
        ("m + v_{t-1}", 5, "unknown name"),
        ("9**9**9**9", 4, "not a finite number"),
        ("m" * 301, 301, "at most 300"),
        ("m + √−1", 6, "missing"),
        ("sin²(m)", 1, "sin(…)"),
    ],
)
def test_what_cannot_be_read_says_what_would_and_where(typed: str, column: int, says: str) -> None:
    error = error_of(typed)
    assert error.column == column
    assert says in error.message


TOKENS = st.sampled_from(
    [
        *(*NAMES, *FUNCTIONS, "**", "0", "2", "1e9", "m̂", "_{t}", "9**9"),
        *(rf"\{name}" for name in (*COMMANDS, "hat", "mathrm", "left")),
        *"()[]{}|+-*/^_√²ᵗ⁻⁽β₁ₜε·−,.%= \\\u0302",
    ]
)
SOUP = st.lists(TOKENS, max_size=40).map("".join)


def refused(read: Callable[[], object]) -> AnswerError | None:
    try:
        read()
    except AnswerError as error:
        return error
    return None


@QUICK
@given(st.one_of(st.text(max_size=40), SOUP))
def test_whatever_is_typed_is_read_or_refused_in_its_own_columns(typed: str) -> None:
    assert isinstance(tex_so_far(typed, NAMES), str)
    for error in (
        refused(lambda: typed_formula(typed, NAMES)),
        refused(lambda: typed_number(typed, {"m": 0.5})),
    ):
        if error is not None:
            assert 1 <= error.column <= len(typed) + 1
            assert error.message.isprintable()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3", 1 / 3),
        (" 2e-3 ", 0.002),
        ("−0.5", -0.5),
        ("sqrt(0.001)", math.sqrt(0.001)),
        ("√0.25", 0.5),
        ("-inf", -math.inf),
        ("−∞", -math.inf),
        ("+Infinity", math.inf),
        ("1-β₁²", 1 - 0.9**2),
        ("2·10^-3", 0.002),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert typed_number(text, {"beta1": 0.9}) == pytest.approx(value, rel=1e-15)


def test_numbers_that_are_none() -> None:
    assert math.isnan(typed_number("nan"))
    for text in ("", "--inf", "1/(beta1-0.9)", "infinite", "m", "0,5", "1e999"):
        with pytest.raises(AnswerError):
            typed_number(text, {"beta1": 0.9})


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        (Within(2.0), (2.0, 2.01, 1.99), (2.011, 1.989, -2.0, math.nan, math.inf)),
        (Within(0.0), (0.0, 1e-9, -1e-9), (1e-8, 0.005)),
        (Within(0.1, tolerance=0.01), (0.11, 0.09), (0.1101, 0.0899)),
        (Within(3.0, tolerance=0.0), (3.0,), (3.0001, 2.9999)),
        (Within(0.27067, digits=3), (0.271, 0.2707, 0.27067), (0.27, 0.272, 0.28, -0.271)),
        (Within(0.99996, digits=3), (1.0, 0.99996, 1.0004), (0.999, 1.001)),
        (Within(12345.0, digits=2), (12000.0, 12345.0), (11000.0, 13000.0)),
        (Within(-1e-8, digits=1), (-1e-8,), (0.0, 1e-8, -2e-8)),
        (Within(0.0, digits=3), (0.0,), (1e-3,)),
        (Within(math.inf), (math.inf,), (-math.inf, 1e308, math.nan)),
        (Within(-math.inf, digits=3), (-math.inf,), (math.inf,)),
        (Within(math.nan), (math.nan,), (0.0, math.inf)),
        (Within(1e308), (1e308, 0.999e308), (-1e308,)),
    ],
)
def test_which_numbers_are_right(
    key: Within, right: tuple[float, ...], wrong: tuple[float, ...]
) -> None:
    assert [key.accepts(value) for value in right] == [True] * len(right)
    assert [key.accepts(value) for value in wrong] == [False] * len(wrong)


@pytest.mark.parametrize("digits", range(1, 8))
def test_the_answer_rounded_to_its_digits_is_right(digits: int) -> None:
    for answer in (math.pi, -1 / 7, 2.5e-9, 99999.5, 6.02214076e23):
        assert Within(answer, digits=digits).accepts(float(f"{answer:.{digits - 1}e}"))


@pytest.mark.parametrize(
    ("typed", "tex"),
    [
        ("", ""),
        (" ", ""),
        ("=", ""),
        ("m", "m"),
        ("m/", r"\frac{m}{\square}"),
        ("m/(1", r"\frac{m}{1}"),
        ("m/(1-", r"\frac{m}{1 - \square}"),
        ("m/(1-be", r"\frac{m}{1 - \mathrm{be}}"),
        ("m/(1-beta1", r"\frac{m}{1 - \beta_{1}}"),
        ("m/(1-beta1^t)", r"\frac{m}{1 - \beta_{1}^{t}}"),
        (r"\frac{m}{", r"\frac{m}{\square}"),
        ("β₁*m_{t-1}", r"\beta_{1} \cdot m_{t-1}"),
        ("√", r"\sqrt{\square}"),
        ("sqrt(v_hat", r"\sqrt{\hat{v}}"),
        ("|m", r"\left|m\right|"),
        ("1/0", r"\frac{1}{0}"),
        ("m + v?", "m + v"),
        ("2m", "2"),
        ("m + 0,5", r"m + \square"),
        ("m" * 301, rf"\mathrm{{{'m' * 300}}}"),
    ],
)
def test_a_formula_is_set_as_it_is_typed(typed: str, tex: str) -> None:
    assert tex_so_far(typed, NAMES) == tex
