"""Every fault names what is wrong and where."""

from collections.abc import Callable

import pytest

from adamtui.typeset import TexError, display, inline

FAULTS = [
    (r"a + \alphx", 4, r"unknown command \alphx; did you mean \alpha?"),
    (r"\color{red}", 0, r"unknown command \color; did you mean \colon?"),
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
    (r"{a \\ b}", 3, r"\\ cannot break a line here"),
    ("50%", 2, r"a bare % would start a comment; write \%"),
    ("a $ b", 2, r"a $ within a formula; write \$"),
    (r"\text{ab", 5, "{ is never closed"),
    (r"\text ab", 0, r"\text needs an argument in braces"),
    (r"\text{a \frac b}", 8, r"\frac has no meaning among words"),
    (r"\sqrt[3", 5, "[ is never closed"),
    (r"\not x", 0, r"\not needs one of = < > \in \leq \geq \equiv \sim"),
    ("x\x1b[0m", 1, "character U+001B cannot be shown"),
    ("x\u202e", 1, "character U+202E cannot be shown"),
    ("\u0302x", 0, "a combining mark needs a letter before it"),
    ("x\\", 1, "a lone \\ at the end"),
    (r"\begin{array}{q} a \end{array}", 0, "an array needs its columns, such as {lcr}"),
    ("x" * 4001, 4000, "a formula may have 4000 characters at most"),
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
