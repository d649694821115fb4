"""Every fault names what is wrong and where."""

from collections.abc import Callable

import pytest

from adamtui.typeset import TexError, display, inline

CD = r"\begin{CD} cannot be set in a terminal; write it in a code block"
FAULTS = [
    (r"a + \alphx", 4, r"unknown command \alphx; did you mean \alpha?"),
    (r"\colr{red}", 0, r"unknown command \colr; did you mean \color?"),
    (r"\zzz", 0, r"unknown command \zzz"),
    (r"\begin{algn} a \end{algn}", 0, "unknown environment algn; did you mean align?"),
    ("x + {a", 4, "{ is never closed"),
    ("x}", 1, "this } closes nothing"),
    (r"1 + \frac{a}", 4, r"\frac needs an argument"),
    (r"\frac{a}{b", 8, "{ is never closed"),
    ("x^", 1, "^ needs an argument"),
    ("x_1_2", 3, "double subscript; put braces around one"),
    ("x^1^2", 3, "double superscript; put braces around one"),
    ("x^1'", 3, "double superscript; put braces around one"),
    (r"\left( a", 0, r"\left without \right"),
    (r"a \right)", 2, r"\right without \left"),
    (r"a \middle| b", 2, r"\middle without \left"),
    (r"\left x", 0, r"\left needs a delimiter"),
    (r"\begin{cases} a", 0, r"\begin{cases} is never closed"),
    (r"\begin{pmatrix} a \end{bmatrix}", 18, r"\begin{pmatrix} is closed by \end{bmatrix}"),
    (r"a \end{cases}", 2, r"\end without \begin"),
    ("a & b", 2, "& only means something in an aligned environment or a matrix"),
    (r"\sqrt[a \\ b]{c}", 8, r"\\ cannot break a line here"),
    ("50%", 2, r"a bare % would start a comment; write \%"),
    ("x%\n50 % of all", 6, r"a bare % would start a comment; write \%"),
    ("a $ b", 2, r"a $ within a formula; write \$"),
    (r"\text{ab", 5, "{ is never closed"),
    (r"\text", 0, r"\text needs an argument in braces"),
    (r"a \) b", 2, r"\) closes nothing"),
    (r"\text{a \frac b}", 8, r"\frac has no meaning among words"),
    (r"\sqrt[3", 5, "[ is never closed"),
    (r"\not", 0, r"\not needs an argument"),
    ("x\x1b[0m", 1, "character U+001B cannot be shown"),
    ("x\u202e", 1, "character U+202E cannot be shown"),
    ("\u0302x", 0, "a combining mark needs a letter before it"),
    ("x\\", 1, "a lone \\ at the end"),
    (r"\begin{array}{q} a \end{array}", 0, "an array needs its columns, such as {lcr}"),
    ("x" * 10_001, 10_000, "a formula may have 10000 characters at most"),
    (r"a \over b \over c", 10, r"a second \over in one group; use braces"),
    (r"\hspace{wide}", 0, r"\hspace needs a length, such as {1em}"),
    (r"\kern a", 0, r"\kern needs a length, such as 1em"),
    (r"\char", 0, r"\char needs the number of a character"),
    (r"\char27", 0, "character U+001B cannot be shown"),
    (r"\begin{CD} A \end{CD}", 0, CD),
    (r"x + \ce{H2O}", 4, r"\ce cannot be set in a terminal; write the formula with \mathrm{…}"),
    (r"\newcommand{\a}{\frac{1}} 2 + \a", 30, r"\frac needs an argument"),
    (r"\newcommand{\a}[1]{#1 + \zzz} \a{x}", 30, r"unknown command \zzz"),
    (r"\newcommand{a}{b}", 0, r"\newcommand needs a command to define, such as \E"),
    (r"\newcommand{\a}[12]{b}", 0, r"\newcommand takes 0 to 9 parameters"),
    (r"\newcommand{\a}{#1} \a", 20, r"\a has no parameter #1"),
    (r"\newcommand{\a}[1]{#1} x \a", 25, r"\a needs an argument"),
    (r"\newcommand{\a}{b", 15, "{ is never closed"),
    (r"\def\a(#1){b}", 0, r"\def takes parameters like #1#2 and a body in braces"),
    (r"x + \def\a{\a\a}\a", 16, r"\a expands to more than 20000 characters"),
    ("{" * 41 + "x" + "}" * 41, 40, "nested deeper than 40 levels"),
    (r"\hat" * 5 + " x", 16, "more than 4 accents over one letter"),
]


@pytest.mark.parametrize(("tex", "offset", "message"), FAULTS)
@pytest.mark.parametrize("set_formula", [inline, display])
def test_fault_has_message_and_place(
    set_formula: Callable[[str], object], tex: str, offset: int, message: str
) -> None:
    with pytest.raises(TexError) as caught:
        set_formula(tex)
    assert (caught.value.message, caught.value.offset) == (message, offset)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "tex",
    ["{" * 40 + "x" + "}" * 40, r"\frac{1}{1+" * 40 + "x" + "}" * 40, "x_{" * 40 + "x" + "}" * 40],
)
def test_forty_levels_are_fine(tex: str) -> None:
    assert display(tex).height > 0
    assert inline(tex)


LONG = 100_000
HOSTILE = [
    "{" * LONG,
    r"\frac" * LONG,
    "x^" * LONG,
    "x_{" * LONG,
    r"\left(" * LONG,
    r"\hat" * 2000,
    r"\frac{" * 1600,
    r"a \over " * 1000,
    r"\begin{matrix}" * 700,
    r"\text{$" * 1400,
    r"\def\a{xx}"
    + "".join(rf"\def\{chr(98 + i)}{{\{chr(97 + i)}\{chr(97 + i)}}}" for i in range(20))
    + r"\u",
    r"\begin{array}{" + r"*{99}{c}" * 900 + r"} a \end{array}",
]


@pytest.mark.parametrize("tex", HOSTILE, ids=lambda tex: tex[:12])
def test_what_nests_or_grows_without_end_is_a_fault(tex: str) -> None:
    with pytest.raises(TexError) as caught:
        display(tex)
    assert 0 <= caught.value.offset <= len(tex)
