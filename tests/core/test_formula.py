"""One rule, the third reading: what stands on screen means what the engine computes."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.expression import parse
from adamtui.core.formula import MEANINGS, short, symbol, tex, tex_symbol, text, with_numbers
from adamtui.core.term import Number, Symbol, Term
from adamtui.typeset import display, inline
from tests.core.every_rule import STEPS, VARIANTS, Variant, recorded

GOLDEN = Path(__file__).with_name("formulas.txt")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"


def reread(written: str) -> float:
    """The value of a line with numbers, read by the grammar that learners type in."""
    source = re.sub(f"([{_SUPERSCRIPTS}]+)", lambda m: f"**({_lowered(m[1])})", written)
    source = re.sub(r"√([\d.]+)", r"sqrt(\1)", source).replace("√(", "sqrt(")
    source = re.sub(r"\|(.*)\|", r"abs(\1)", source)
    source = source.replace("−", "-").replace("·", "*").replace("^", "**")
    return float(parse(source).value())


def _lowered(raised: str) -> str:
    return raised.translate(str.maketrans(_SUPERSCRIPTS, "0123456789-"))


def written_out() -> str:
    """Each rule's own lines as text, equal rules together; then each distinct line as TeX."""
    rules: dict[str, list[str]] = {}
    lines: dict[str, str] = {}
    for variant in VARIANTS:
        equations = recorded(variant).equations
        own = {f"{symbol(each.name)} = {text(each.term)}": each for each in equations}
        for line, each in own.items():
            lines[line] = f"{line}\n    {tex_symbol(each.name)} = {tex(each.term)}\n"
        rules.setdefault("\n".join(list(own)[2:]), []).append(str(variant))
    found = (f"# {' '.join(names)}\n{own}\n" for own, names in rules.items())
    return "\n".join(found) + "\n# TeX\n" + "".join(lines.values())


def test_every_formula_stands_as_it_did() -> None:
    """After a change that is meant, write the file anew: python -m tests.core.test_formula."""
    assert written_out() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_line_can_be_set(variant: Variant) -> None:
    for equation in recorded(variant).equations:
        source = f"{tex_symbol(equation.name)} = {tex(equation.term)}"
        assert "=" in inline(source)
        assert display(source).rows
        assert equation.name in MEANINGS


def scalars(known: dict[str, Any], i: int) -> dict[str, Any]:
    return {k: v if callable(v) or np.ndim(v) == 0 else v[i] for k, v in known.items()}


def value_of(written: str) -> float:
    """`reread`, and what the grammar lacks: a maximum around the line, a sign at its end."""
    if (largest := re.fullmatch(r"max\((.*), (.*)\)", written)) is not None:
        return max(map(reread, largest.groups()))
    if (signed := re.fullmatch(r"(.*)·sign\((.*)\)", written)) is not None:
        return reread(signed[1]) * math.copysign(1, reread(signed[2]))
    return reread(written)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_line_with_its_numbers_reads_back_to_its_value(variant: Variant) -> None:
    trace = recorded(variant)
    for t in (1, 2, STEPS):
        known = trace.known(t)
        for name, term in ((each.name, each.term) for each in trace.equations if each.name != "g"):
            for i in range(trace.dimension):
                written = with_numbers(term, scalars(known, i), digits=17)
                assert value_of(written) == pytest.approx(scalars(known, i)[name], 1e-12)


def expressions() -> st.SearchStrategy[Term]:
    numbers = st.sampled_from([0.0, 1.0, 2.0, 3.0, 0.5, -2.0, -0.25, 1e-8, -3e-7, 2e6])
    leaves = st.sampled_from(["a", "b", "c"]).map(Symbol) | numbers.map(np.float64).map(Number)

    def grown(below: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        two = st.sampled_from("+-*/")
        one = st.sampled_from(["neg", "sqrt", "square"])
        return (
            st.builds(Term, two, below, below)
            | st.builds(Term, one, below)
            | st.builds(Term, st.just("**"), below, below)
        )

    return st.recursive(leaves, grown, max_leaves=6)


@given(expressions(), st.tuples(*[st.sampled_from([2.0, -3.0, 0.1, 1.5e-6, -4e-9, 12.0])] * 3))
@settings(max_examples=400)
def test_brackets_stand_where_the_meaning_needs_them(
    term: Term, values: tuple[float, float, float]
) -> None:
    known = dict(zip("abc", map(np.float64, values), strict=True))
    with np.errstate(all="ignore"):
        value = float(term.value(known))
        parts = [float(part.value(known)) for part in term.parts()]
    if all(math.isfinite(v) and (v == 0 or 1e-3 < abs(v) < 1e6) for v in (*parts, value)):
        # Grouping may round differently, and what nearly cancels magnifies that.
        scale = max(map(abs, (value, 1.0, *parts)))
        assert reread(with_numbers(term, known, 17)) == pytest.approx(value, 1e-9, 1e-9 * scale)


def test_numbers_put_in() -> None:
    known = {"h.beta1": 0.9, "prev.m": -0.25, "g": 2.0, "v": 1.25e-8, "h.eps": 1e-8}
    m, g, beta1 = Symbol("prev.m"), Symbol("g"), Symbol("h.beta1")
    assert with_numbers(beta1 * m + (1 - beta1) * g, known) == "0.9·(−0.25) + (1 − 0.9)·2"
    assert with_numbers(-m - m, known) == "−(−0.25) − (−0.25)"
    assert with_numbers(Symbol("v") ** 2, known) == "(1.25e−8)²"
    assert with_numbers(m**2, known) == "(−0.25)²"
    assert with_numbers(np.sqrt(g) + Symbol("h.eps"), known) == "√2 + 1e−8"


@pytest.mark.parametrize(
    ("term", "expected", "expected_tex"),
    [
        (Symbol("m") / (Symbol("v") * 2), "m/(v·2)", r"\frac{m_{t}}{v_{t}\cdot 2}"),
        (Symbol("m") - (Symbol("v") + 1), "m − (v + 1)", r"m_{t} - (v_{t} + 1)"),
        (Symbol("m") * -Symbol("v"), "m·(−v)", r"m_{t}\,(-v_{t})"),
        ((Symbol("m") / 2) ** 2, "(m/2)²", r"(\frac{m_{t}}{2})^{2}"),
        (Symbol("m") ** Symbol("t"), "mᵗ", "m_{t}^{t}"),
        (Symbol("m") ** (Symbol("t") - 1), "m^(t − 1)", "m_{t}^{t - 1}"),
        (Symbol("h.beta1") ** 0.5, "β₁^0.5", r"\beta_1^{0.5}"),
        (np.sqrt(Symbol("m") + 1), "√(m + 1)", r"\sqrt{m_{t} + 1}"),
        (np.abs(Symbol("m") - 1) * 2, "|m − 1|·2", r"\left|m_{t} - 1\right|\cdot 2"),
        (np.sign(Symbol("m")), "sign(m)", r"\operatorname{sign}(m_{t})"),
        (0.5 * 0.96 ** Symbol("t"), "0.5·0.96ᵗ", r"0.5\cdot 0.96^{t}"),
    ],
)
def test_order_and_brackets(term: Term, expected: str, expected_tex: str) -> None:
    assert text(term) == expected
    assert tex(term) == expected_tex


def test_the_status_lines_numbers() -> None:
    assert [short(x) for x in (0.1, -2.5e-9, math.inf, -math.inf, math.nan)] == [
        "0.1",
        "−2.5e−9",
        "inf",
        "−inf",
        "nan",
    ]


if __name__ == "__main__":
    GOLDEN.write_text(written_out(), encoding="utf-8")
