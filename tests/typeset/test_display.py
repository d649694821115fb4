"""What a reader sees besides the drawn examples: baselines, broken lines, inline details."""

import subprocess
import sys

import pytest

from adamtui.typeset import cells, display, inline


def rows(tex: str, width: int = 76) -> list[str]:
    return [row.rstrip() for row in display(tex, width).rows]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"x_{t-1}", "xₜ₋₁"),
        (r"\theta_{\text{new}}", "θ_new"),
        (r"x^{(i,j)}", "x^(i,j)"),
        (r"\frac{a+b}{cd}", "(a + b)/(cd)"),
        (r"a/\frac{b}{c}", "a/(b/c)"),
        (r"\frac{d}{dx}f", "d/dx f"),
        (r"\frac{1}{n!}", "1/n!"),
        (r"\frac{\sin^{2}{\left(x \right)}}{x}", "sin²(x)/x"),
        (r"\frac{\log x}{x}", "(log x)/x"),
        (r"2\pi r", "2πr"),
        (r"f(x)g(x)", "f(x) g(x)"),
        (r"\mathcal{L}\mathbb{R}\mathbf{x}\boldsymbol\theta\mathfrak{g}", "ℒℝ𝐱𝛉𝔤"),
        (r"a\quad b\,c\!d", "a   b cd"),
        (r"{a+b}^2", "(a + b)²"),
        (r"a \equiv b \pmod{n}", "a ≡ b (mod n)"),
        (r"\text{a -- ``b''}", "a – “b”"),
        (r"\underbrace{x}_{y}", "x [y]"),
        (r"\hat a", "\u00e2"),
        ("", ""),
        ("{}", ""),
        (r"a \\ b", "a; b"),
        (r"\displaystyle x \nonumber \label{eq:1}", "x"),
    ],
)
def test_inline(tex: str, expected: str) -> None:
    assert inline(tex) == expected


@pytest.mark.parametrize(
    ("tex", "row"),
    [
        (r"x = \frac{a}{b}", "x = ─"),
        (r"x = \sqrt{a+b}", "x = √a + b"),
        (r"e^{-x^2}", "e"),
        (r"\sum_{i=1}^t x_i", " ∑  xᵢ"),
        (r"\underbrace{x+y}_{z}", "x + y"),
    ],
)
def test_baseline_is_the_row_the_formula_sits_on(tex: str, row: str) -> None:
    box = display(tex)
    assert box.rows[box.baseline].rstrip() == row


def test_letters_with_marks_take_one_cell_and_wide_letters_two() -> None:
    assert cells("m̂ₜ") == 2
    assert cells("𝔼[x]") == 4
    assert cells("勾配") == 4
    assert display(r"\hat m_t").width == 2


def test_a_wide_formula_breaks_before_relations_and_aligns_them() -> None:
    assert rows("y = a + b = c + d = e + f", 18) == ["y = a + b = c + d", "  = e + f"]
    assert rows("y = a + b = c + d = e + f", 12) == ["y = a + b", "  = c + d", "  = e + f"]


def test_a_wide_sum_goes_on_after_the_relation() -> None:
    assert rows(r"y = a + b + c + d + e + f + g", 20) == ["y = a + b + c + d", "    + e + f + g"]


def test_parts_set_apart_break_there_first() -> None:
    tex = r"\beta_1 = 0.9,\quad \beta_2 = 0.999,\quad \epsilon = 10^{-8}"
    assert rows(tex, 30) == ["β₁ = 0.9,   β₂ = 0.999,", "ε = 10⁻⁸"]


def test_the_last_column_of_aligned_equations_breaks() -> None:
    tex = r"\begin{aligned} y &= a + b + c + d + e \\ z &= 1 \end{aligned}"
    assert rows(tex, 14) == ["y = a + b + c", "    + d + e", "", "z = 1"]


def test_what_cannot_break_is_folded_at_its_blanks() -> None:
    assert rows(r"\text{one long run of words}", 10) == ["one long", "run of", "words"]
    assert rows(r"x = \left(\frac{a}{b} + cccc\right)", 12) == ["x = (a/b +", "  cccc)"]


def test_a_word_wider_than_the_page_is_cut_between_letters() -> None:
    assert rows(r"\hat a\hat b\hat c\hat d\hat e", 3) == ["âb̂ĉ", "d̂ê"]


def test_aligned_rows_stand_alone_where_their_columns_do_not_fit() -> None:
    tex = r"\begin{aligned} aaaa + bbbb &= c \tag{1} \\ x &= yyyy + zzzz \end{aligned}"
    assert rows(tex, 14) == [
        "aaaa",
        "    + bbbb = c",
        "           (1)",
        "",
        "x = yyyy",
        "    + zzzz",
    ]


def test_a_tag_without_room_goes_below() -> None:
    assert rows(r"x = aaaa \tag{1}", 9) == ["x = aaaa", "      (1)"]


def test_a_tag_stands_at_the_right_edge() -> None:
    assert display(r"x = 1 \tag{2}", 20).rows == ("x = 1            (2)",)


def test_importing_the_package_leaves_the_engine_for_the_first_formula() -> None:
    code = "import sys, adamtui.typeset; print('adamtui.typeset.layout' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
