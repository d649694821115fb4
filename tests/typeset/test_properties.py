"""Whatever is typed, the result is a rectangle of text or a TexError inside the source."""

import re
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.typeset import TexError, cells, display, inline

Formulas: TypeAlias = st.SearchStrategy[str]

COMMANDS = [
    r"\frac",
    r"\tfrac",
    r"\binom",
    r"\sqrt",
    r"\hat",
    r"\overline",
    r"\underline",
    r"\vec",
    r"\underbrace",
    r"\overbrace",
    r"\sum",
    r"\int",
    r"\lim",
    r"\log",
    r"\left(",
    r"\right)",
    r"\left.",
    r"\right|",
    r"\left\{",
    r"\right\}",
    r"\middle|",
    r"\bigl(",
    r"\bigr)",
    r"\begin{cases}",
    r"\end{cases}",
    r"\begin{aligned}",
    r"\end{aligned}",
    r"\begin{pmatrix}",
    r"\end{pmatrix}",
    r"\begin{array}{lr}",
    r"\end{array}",
    r"\substack",
    r"\text{a$b$}",
    r"\text{",
    r"\operatorname*",
    r"\mathbb",
    r"\mathbf",
    r"\overset",
    r"\xrightarrow",
    r"\tag{1}",
    r"\pmod",
    r"\not",
    r"\limits",
    r"\quad",
    r"\,",
    r"\!",
    r"\alpha",
    r"\cdot",
    r"\leq",
    r"\to",
    r"\infty",
    r"\prime",
    r"\newcommand{\a}[1]{#1#1}",
    r"\def\b#1",
    r"\a",
    r"\b",
    r"\let\a",
    r"\over",
    r"\choose",
    r"\boxed",
    r"\cancel",
    r"\overrightarrow",
    r"\mathop",
    r"\operatorname{a b}",
    r"\color{red}",
    r"\hspace{1em}",
    r"\kern1em",
    r"\phantom",
    r"\begin{array}{|c|r|}",
    r"\hline",
    r"\genfrac()",
    r"\rm",
    r"\char65",
    r"\big",
    r"\ket",
    "%\n",
    r"\\",
    r"\{",
    r"\}",
    r"\|",
]
CHARACTERS = "{}{}[]()_^'&$%~|/<,.!:x12+-=ε∇勾 \u0302"
soup = st.lists(st.sampled_from([*COMMANDS, *CHARACTERS]), max_size=30).map("".join)

leaves = st.sampled_from(
    ["x", "1.5", r"\alpha ", "+", "=", "-", ",", "|", r"\log ", r"\quad ", "(", ")", "!", "勾", ""]
)


def grown(inner: Formulas) -> Formulas:
    def form(template: str, count: int) -> Formulas:
        return st.tuples(*[inner] * count).map(lambda parts: template % parts)

    return st.one_of(
        st.lists(inner, max_size=4).map("".join),
        form(r"\frac{%s}{%s}", 2),
        form(r"{%s}_{%s}^{%s}", 3),
        form(r"\sum_{%s}^{%s}", 2),
        form(r"\sqrt[3]{%s}\sqrt{%s}", 2),
        form(r"\left(%s\middle|%s\right]", 2),
        form(r"\left\{%s\right.", 1),
        form(r"\widehat{%s}\underline{%s}", 2),
        form(r"\underbrace{%s}_{%s}\overbrace{%s}^{%s}", 4),
        form(r"\begin{cases}%s & %s \\ %s\end{cases}", 3),
        form(r"\begin{bmatrix}%s & %s \\ %s\end{bmatrix}", 3),
        form(r"\begin{aligned}%s & %s \\ %s &\end{aligned}", 3),
        form(r"\sum_{\substack{%s\\%s}}\binom{%s}{%s}", 4),
        form(r"\text{a $%s$}\overset{%s}{%s}", 3),
        form(r"{%s \over %s}\boxed{%s}", 3),
        form(r"\begin{array}{|c|c|} \hline %s & %s \\ \hline %s \end{array}", 3),
        form(r"\xrightarrow[%s]{%s}\overrightarrow{%s}", 3),
        form(r"\begin{align} %s &= %s \tag{1} \\ %s \end{align}", 3),
        form(r"\mathop{%s}_{%s}\textcolor{red}{%s}", 3),
    )


NAMES = re.compile(r"\\(?:begin|end)\{\w+\}|\\[A-Za-z]+")
formulas = st.recursive(leaves, grown, max_leaves=12)


def fault_of(tex: str, width: int) -> TexError | None:
    """The fault of a formula; without one it is set as a rectangle."""
    try:
        box = display(tex, width)
        line = inline(tex)
    except TexError as fault:
        return fault
    assert {cells(row) for row in box.rows} == {box.width}
    assert box.width <= max(width, 2)
    assert 0 <= box.baseline < box.height
    assert "\n" not in line
    return None


@settings(deadline=None, max_examples=300)
@given(soup | st.text(max_size=40), st.integers(0, 80))
def test_anything_is_a_rectangle_or_a_fault(tex: str, width: int) -> None:
    fault = fault_of(tex, width)
    assert fault is None or (fault.message and 0 <= fault.offset <= len(tex))


@settings(deadline=None, max_examples=200)
@given(formulas, st.sampled_from([9, 40, 76]))
def test_well_formed_formulas_are_rectangles(tex: str, width: int) -> None:
    fault = fault_of(tex, width)
    assert fault is None or "accents" in fault.message


@settings(deadline=None, max_examples=100)
@given(formulas)
def test_breaking_never_makes_a_formula_wider(tex: str) -> None:
    if fault_of(tex, 30) is None:
        assert display(tex, 30).width <= display(tex, 10_000).width


@settings(deadline=None, max_examples=200)
@given(formulas, st.sampled_from([5, 20, 76]))
def test_no_letter_or_number_is_lost_at_any_width(tex: str, width: int) -> None:
    kept = tex.replace(r"\text{a ", r"\text{").replace(r"\tag{1}", "").replace("[3]", "")
    if fault_of(kept, width) is not None:
        return
    drawn = "".join(display(kept, width).rows)
    bare = NAMES.sub(" ", kept.replace(r"\alpha", "α"))
    for letter, forms in (("勾", "勾"), ("x", "xₓˣ"), ("α", "αᵅ"), ("1", "1₁¹")):
        assert sum(map(drawn.count, forms)) >= bare.count(letter)


MACROS = r"\newcommand \def \let \a \b {\a} {\b} { } [1] [ #1 # x %"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(MACROS.split())))
def test_macros_end_in_a_formula_or_a_fault(pieces: list[str]) -> None:
    tex = "".join(pieces)
    fault = fault_of(tex, 40)
    assert fault is None or (fault.message and 0 <= fault.offset <= len(tex))
