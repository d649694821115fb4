"""Numbers in words: read from what was typed, and written as people write them in a message."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = (1e-8, 1e10)
"""Numbers of these sizes are written without an exponent."""
_MINUSES = str.maketrans("−–", "--")
_TYPED = re.compile(r"([-+]?[0-9]{1,20}(?:[.,][0-9]{1,20})?)(?:(e[-+]?[0-9]{1,3})| ?(%))?", re.I)
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_BRACKETS = "()[]{} \t"
_COUNTED = ("no number", "a number", "two numbers", "three numbers", "four numbers")


class NumbersError(ValueError):
    """A list of numbers that cannot be read; `offset` counts its characters from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def plain(value: float) -> str:
    """A finite number with every digit of it: 0.000001, 1,000,000, 1e12."""
    value = float(value)
    if value.is_integer() and abs(value) < _PLAIN[1]:
        return f"{int(value):,}"
    if _PLAIN[0] <= abs(value) < _PLAIN[1]:
        return f"{Decimal(repr(value)):,f}"
    return short_exponent(f"{Decimal(repr(value)).normalize():e}")


def short_exponent(text: str) -> str:
    """The same number without a plus sign or zeros before its exponent: 1e-5 for 1e-05."""
    return re.sub(r"e([-+])0*", lambda sign: "e" + sign[1].strip("+"), text)


def number(text: str) -> float:
    """The number that is written; ValueError, with how to write it, where it is none."""
    try:
        if not text.isascii() or "_" in text:
            raise ValueError(text)
        return float(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a number{_meant(text)}") from None


def numbers(text: str) -> tuple[float, ...]:
    """The numbers that are written with commas between them.

    Raises NumbersError, with how to write them, where one is missing or is none.
    """
    found: list[float] = []
    offset = 0
    for part in text.split(","):
        at = offset + len(part) - len(part.lstrip())
        word = part.strip()
        if not word and "," in text:
            where = "after" if offset else "before"
            raise NumbersError(f"a number is missing {where} the comma", at)
        try:
            found.append(number(word))
        except ValueError as error:
            raise NumbersError(f"{error}{_without_commas(word)}", at) from None
        offset += len(part) + 1
    return tuple(found)


def _without_commas(text: str) -> str:
    """`; write two numbers with a comma between: 1, 50`, for numbers with spaces between."""
    words = re.split(r"[\s;]+", text.strip(_BRACKETS))
    if not 1 < len(words) < len(_COUNTED) or not all(map(_is_number, words)):
        return ""
    return f"; write {_COUNTED[len(words)]} with a comma between: {', '.join(words)}"


def _is_number(text: str) -> bool:
    try:
        number(text)
    except ValueError:
        return False
    return True


def _meant(text: str) -> str:
    """`; write 0.5` for a decimal comma, a percent sign, a typographic minus or brackets."""
    bare = text.strip(_BRACKETS)
    if bare != text and _is_number(bare):
        return f"; write {bare}, without brackets"
    straight = text.translate(_MINUSES)
    hyphen = ", with a plain hyphen" if straight != text else ""
    if _GROUPED.fullmatch(straight):
        # 1,000 is a thousand to some and one to others.
        others = f" or {straight.replace(',', '.')}" if straight.count(",") == 1 else ""
        return f"; write {straight.replace(',', '')}{others}{hyphen}"
    typed = _TYPED.fullmatch(straight)
    if typed is None:
        return ""
    digits, power, percent = typed[1].replace(",", "."), typed[2] or "", typed[3]
    told = f"{(Decimal(digits) / 100).normalize():f}" if percent else digits + power
    return f"; write {told}{hyphen}"
