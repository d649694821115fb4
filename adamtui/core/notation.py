"""What each line and hyperparameter is called: by the papers, by three libraries, by one book.

The lines' own names (`m`, `v_hat`) never change; a `Notation` says what stands for them on screen.
A library renames its buffers and what it makes of them; what it has no name for keeps the paper's
sign.

Sources: `torch.optim` (the keys of an optimizer's state); optax (the fields of `ScaleByAdamState`,
`ScaleByAmsgradState`, `ScaleByRssState`, `TraceState`); Keras 3 (the variables made in `build`);
Zhang, Lipton, Li & Smola, *Dive into Deep Learning*, chapter 12.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from adamtui.core.hyper import KNOBS
from adamtui.core.libraries import LIBRARIES


@dataclass(frozen=True, eq=False, slots=True)
class Notation:
    """Signs by key: a line's name, or `h.` and a hyperparameter's. Hashed by identity."""

    name: str
    title: str
    signs: Mapping[str, str]
    """On screen, one line of text each."""
    tex: Mapping[str, str]
    """In TeX, without the update's index."""
    by_rule: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Signs that are other ones under one rule, by the rule's name."""


_LETTERS: tuple[tuple[str, str, str], ...] = (
    ("t", "t", "t"),
    ("g", "g", "g"),
    ("g_l2", "g̃", r"\tilde g"),
    ("theta_decayed", "θ′", r"\theta'"),
    ("m", "m", "m"),
    ("v", "v", "v"),
    ("m_hat", "m̂", r"\hat m"),
    ("v_hat", "v̂", r"\hat v"),
    ("v_max", "vₘₐₓ", r"v^{\max}"),
    ("s", "s", "s"),
    ("b", "b", "b"),
    ("alpha", "α", r"\alpha"),
    ("u", "u", "u"),
    ("mu_t", "μ", r"\mu"),
    ("mu_next", "μ′", r"\mu'"),
    ("mu_product", "P", "P"),
    ("m_bar", "m̄", r"\bar m"),
    ("spread", "sₘ", "s^{m}"),
    ("spread_hat", "ŝₘ", r"\hat s^{m}"),
    ("c", "c", "c"),
    ("delta", "Δ", r"\Delta"),
    ("theta_raw", "θ*", r"\theta^{*}"),
    ("theta", "θ", r"\theta"),
    ("h.lr", KNOBS["lr"].symbol, r"\eta"),
    ("h.beta1", KNOBS["beta1"].symbol, r"\beta_1"),
    ("h.beta2", KNOBS["beta2"].symbol, r"\beta_2"),
    ("h.eps", KNOBS["eps"].symbol, r"\epsilon"),
    ("h.mu", KNOBS["mu"].symbol, r"\mu"),
    ("h.rho", KNOBS["rho"].symbol, r"\rho"),
    ("h.weight_decay", KNOBS["weight_decay"].symbol, r"\lambda"),
)
"""Key, sign on screen, sign in TeX."""

PAPER = Notation(
    "paper",
    "the papers",
    MappingProxyType({key: sign for key, sign, _ in _LETTERS}),
    MappingProxyType({key: tex for key, _, tex in _LETTERS}),
)
"""The papers' letters, as the lessons use them."""


def _in_words(signs: Mapping[str, str]) -> Mapping[str, str]:
    """Names of variables in TeX: upright, so that they read as one word."""
    return {key: rf"\mathrm{{{sign.replace('_', chr(92) + '_')}}}" for key, sign in signs.items()}


def _library(
    name: str,
    words: Mapping[str, str],
    by_rule: Mapping[str, Mapping[str, str]] | None = None,
) -> Notation:
    """The papers' letters with a library's own words in place of some."""
    return Notation(
        name,
        LIBRARIES[name],
        MappingProxyType({**PAPER.signs, **words}),
        MappingProxyType({**PAPER.tex, **_in_words(words)}),
        by_rule or {},
    )


TORCH = _library(
    "pytorch",
    {
        "m": "exp_avg",
        "v": "exp_avg_sq",
        "v_max": "max_exp_avg_sq",
        "m_hat": "exp_avg_hat",
        "v_hat": "exp_avg_sq_hat",
        "b": "momentum_buffer",
        "s": "sum",
        "u": "exp_inf",
        "mu_product": "mu_product",
    },
    {"rmsprop": {"v": "square_avg"}},
)
OPTAX = _library(
    "optax",
    {
        "m": "mu",
        "v": "nu",
        "v_max": "nu_max",
        "m_hat": "mu_hat",
        "v_hat": "nu_hat",
        "b": "trace",
        "s": "sum_of_squares",
    },
    {"adamax": {"u": "nu"}, "adabelief": {"spread": "nu", "spread_hat": "nu_hat"}},
)
KERAS = _library(
    "keras",
    {
        "m": "momentums",
        "v": "velocities",
        "v_max": "velocity_hats",
        "m_hat": "momentums_hat",
        "v_hat": "velocities_hat",
        "b": "momentums",
        "s": "accumulators",
        "mu_product": "u_product",
    },
)
_BOOK: tuple[tuple[str, str, str], ...] = (
    ("m", "v", "v"),
    ("v", "s", "s"),
    ("m_hat", "v̂", r"\hat v"),
    ("v_hat", "ŝ", r"\hat s"),
    ("v_max", "sₘₐₓ", r"s^{\max}"),
    ("m_bar", "v̄", r"\bar v"),
    ("b", "v", "v"),
)
D2L = Notation(
    "d2l",
    "Dive into Deep Learning",
    MappingProxyType({**PAPER.signs, **{key: sign for key, sign, _ in _BOOK}}),
    MappingProxyType({**PAPER.tex, **{key: tex for key, _, tex in _BOOK}}),
)

NOTATIONS: Mapping[str, Notation] = MappingProxyType(
    {each.name: each for each in (PAPER, TORCH, OPTAX, KERAS, D2L)}
)
"""All of them by name, in the order they are offered."""


@lru_cache(maxsize=128)
def under(names: Notation, rule: str) -> Notation:
    """The notation as one rule has it: PyTorch's v is `square_avg` under RMSprop alone."""
    words = names.by_rule.get(rule)
    if words is None:
        return names
    return replace(
        names,
        signs=MappingProxyType({**names.signs, **words}),
        tex=MappingProxyType({**names.tex, **_in_words(words)}),
    )


_SPELLED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "step": ("t",),
        "count": ("t",),
        "iterations": ("t",),
        "grad": ("g",),
        "param": ("theta",),
        "params": ("theta",),
        "momentum": ("m", "b"),
        "velocity": ("v",),
        "velocity_hat": ("v_max",),
        "accumulator": ("s",),
        "exp_avg_var": ("spread",),
    }
)
"""Words in use for lines that no notation shows: counters, gradients, single Keras variables."""


def _listed() -> tuple[Mapping[str, set[str]], ...]:
    """The lines that a word may mean; first as it is usually meant, then under single rules."""
    usual: dict[str, set[str]] = {word: set(lines) for word, lines in _SPELLED.items()}
    special: dict[str, set[str]] = {}
    for names in (PAPER, TORCH, OPTAX, KERAS):
        for key, sign in names.signs.items():
            if not key.startswith("h.") and (names is PAPER or sign != PAPER.signs[key]):
                usual.setdefault(sign, set()).add(key)
        for words in names.by_rule.values():
            for key, sign in words.items():
                special.setdefault(sign, set()).add(key)
    return usual, special


_MEANT = _listed()


def canonical(word: str, lines: Collection[str] | None = None) -> str | None:
    """The line that a library's name for a buffer means, `exp_avg` m; None where that is unclear.

    Our own names mean themselves. `lines`, a rule's, help where a word is used for two things:
    Keras' `momentums` is m in Adam and b in SGD.
    """
    bare = word.strip().removeprefix("_")
    known = set(PAPER.signs if lines is None else lines)
    if bare in known:
        return bare
    for meant in _MEANT:
        found = meant.get(bare, set()) & known
        if found:
            return found.pop() if len(found) == 1 else None
    return None
