"""Which declared name a reader means, however it is spelled: β₁, beta_1 and beta1; η and lr; m̂.

Invariant: two spellings mean one name only where they differ in signs, never in letters or numbers
that would tell two names apart; m_t is m, but m_{t−1} is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from adamtui.core.hyper import KNOBS
from adamtui.core.written import GREEK

LETTERS = {letter: name for name, letter in GREEK.items()} | {
    "δ": "delta",
    "∆": "delta",
    "ϵ": "epsilon",
    "ϑ": "theta",
    "ϕ": "phi",
    "ϱ": "rho",
}
"""Greek letters, and what they are called."""
MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
"""Combining signs above a letter, and what they are called."""
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₜₘₐₓₙᵢₖ", "0123456789+-tmaxnik", strict=True))
"""Letters and digits below the line."""

_ALIASES = {
    **{LETTERS[knob.symbol]: name for name, knob in KNOBS.items() if knob.symbol in LETTERS},
    "epsilon": "eps",
    "varepsilon": "eps",
    "learningrate": "lr",
    "wd": "weightdecay",
    "lam": "weightdecay",
    "lambda": "weightdecay",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
}
"""Keys that mean the same as others."""
_INDICES = {"t": "t", "t-1": "prev", "t+1": "next"}
_BEFORE = ("prev", "old", "last", "before")


def spelled(typed: str) -> str:
    """A name with signs spelled in letters: `β₁` beta1, `m̂ₜ` m_hat_t, `v_{\\max}` v_max."""
    text = unicodedata.normalize("NFD", typed)
    for mark, word in MARKS.items():
        text = text.replace(mark, f"_{word}")
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    text = re.sub(f"[{''.join(LOWERED)}]+", _lowered, text)
    return re.sub(r"_?_\{([^{}]*)\}", lambda index: indexed(index[1]), text)


def indexed(below: str) -> str:
    """What stands below a name, as its end: `1` 1, `max` _max, `t−1` _prev."""
    index = re.sub(r"[\s\\]", "", below.replace("−", "-"))
    return index if index.isdigit() else f"_{_INDICES.get(index, index)}"


def _lowered(signs: re.Match[str]) -> str:
    return f"_{{{''.join(LOWERED[sign] for sign in signs[0])}}}"


class Meanings:
    """The declared names, by all of their spellings."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._by_key: dict[str, set[str]] = {}
        for name in self._names:
            self._by_key.setdefault(_key(name), set()).add(name)

    def of(self, word: str) -> str:
        """The declared name that `word`, spelled in letters, means; `word` itself for none."""
        if word in self._names:
            return word
        for way in _ways(word):
            found = self._by_key.get(_key(way), set())
            if len(found) == 1:
                return next(iter(found))
        return word


def _ways(word: str) -> Iterable[str]:
    """Spellings that mean the same, the nearest first."""
    yield word
    stem = word.removesuffix("_prev")
    if stem != word:
        yield from (f"{stem}_{each}" for each in _BEFORE)
        yield from (f"{each}_{stem}" for each in _BEFORE)
    # Below all names of one update stands its t; it tells nothing.
    if word.endswith("_t"):
        yield word.removesuffix("_t")


def _key(name: str) -> str:
    bare = name.replace("_", "")
    return _ALIASES.get(bare, bare)
