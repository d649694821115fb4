"""A derivation as LaTeX to paste: rows of an align*, the words as comments in ASCII."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from adamtui.algebra.steps import Step
from adamtui.core.moments import Distribution, Family
from adamtui.core.numerals import short_exponent
from adamtui.panels.numbers import written
from adamtui.typeset import display

_NEEDS = r"% needs \usepackage{amsmath}"
_WIDEST = 72
"""Cells of a formula that fits the text of an article, 345 pt: a cell is 4 to 5 pt."""
_LEFT = (r"M'(0) = E[g]", r"M''(0) = E[g^2]", r"M'''(0) = E[g^3]", r"M^{(4)}(0) = E[g^4]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᵏᵗᵍˣ", "0123456789abktgx")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᵏᵗᵍˣ]+")
_SIGNS = str.maketrans(
    {
        "μ": r"\mu",
        "σ": r"\sigma",
        "θ": r"\theta",
        "λ": r"\lambda",
        "ν": r"\nu",
        "Γ": r"\Gamma",
        "∞": r"\infty",
        "≤": r"\le",
        "·": r" \cdot ",
        "−": "-",
        "′": "'",
    }
)


def print_latex(
    kind: Family, distribution: Distribution, steps: Sequence[Step], order: int, out: TextIO
) -> None:
    """Every step below its words; then the first `order` moments in numbers, unless that is 0."""
    out.write(f"{_NEEDS}\n")
    _print_align(((step.words, _equation(step.tex)) for step in steps), out)
    if order:
        _print_align(_numbers(kind, distribution, order), out)


def moments_of(distribution: Distribution, order: int) -> Iterator[tuple[str, float]]:
    """The left-hand side, as TeX, and the value of each moment, and of the variance from two on."""
    for told, value in zip(_LEFT[:order], distribution.moments, strict=False):
        yield (told if distribution.log_mgf else told.rpartition(" = ")[2]), value
    if order > 1:
        yield r"\operatorname{Var}[g]", distribution.variance


def _print_align(blocks: Iterable[tuple[str, Sequence[str]]], out: TextIO) -> None:
    """Comments, each with its rows below it."""
    lines: list[str] = []
    for words, rows in blocks:
        lines += [f"% {_ascii(words)}", *(rf"{row} \\" for row in rows)]
    lines[-1] = lines[-1].removesuffix(r" \\")
    out.writelines(f"{line}\n" for line in (r"\begin{align*}", *lines, r"\end{align*}"))


def _ascii(words: str) -> str:
    r"""The same words, signs as TeX has them: e^{tg} for eᵗᵍ, \mu for μ."""
    return _RAISED_RUN.sub(_power, words).translate(_SIGNS)


def _power(run: re.Match[str]) -> str:
    digits = run[0].translate(_RAISED)
    return f"^{digits}" if len(digits) == 1 else f"^{{{digits}}}"


def _equation(tex: str) -> list[str]:
    """The rows of an equation, aligned at its first =; a long one is broken before + and −."""
    left, _, right = tex.partition(" = ")
    rows = [""]
    for term in _terms(right):
        if rows[-1] and display(f"{left} = {rows[-1]}{term}", 10**4).width > _WIDEST:
            rows.append("")
        rows[-1] += term
    return [f"{left} &= {rows[0]}", *(rf"&\quad{row}" for row in rows[1:])]


def _terms(tex: str) -> Iterator[str]:
    """A sum's terms, each with the sign before it; what stands in brackets is in one term."""
    depth = start = 0
    for at, sign in enumerate(tex):
        depth += (sign in "{([") - (sign in "})]")
        if depth == 0 and at > start and tex[at : at + 3] in (" + ", " - "):
            yield tex[start:at]
            start = at
    yield tex[start:]


def _numbers(
    kind: Family, distribution: Distribution, order: int
) -> Iterator[tuple[str, Sequence[str]]]:
    """What the parameters are, and what the moments are then."""
    values = distribution.values
    given = r",\quad ".join(
        rf"{_symbol(knob.symbol if knob.scale != 'whole' else knob.name)} = "
        rf"{_number(values[knob.name])}"
        for knob in kind.knobs
    )
    yield "With these parameters:", [given.replace(" = ", " &= ", 1)]
    told = [f"{left} &= {_number(value)}" for left, value in moments_of(distribution, order)]
    yield "the moments are:", told


def _symbol(name: str) -> str:
    return rf"\text{{{name}}}" if len(name) > 1 else name.translate(_SIGNS)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return r"\text{undefined}" if math.isnan(value) else r"\infty"
    digits, _, power = short_exponent(written(value)).partition("e")
    return rf"{digits} \times 10^{{{power}}}" if power else digits
