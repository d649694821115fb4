"""The valid name that a wrong one is a slip of, for the end of a message.

Only what someone may have meant is proposed: a wrong proposal costs more than a list. Case never
counts, nor do hyphens and underscores, and `beta2` is no slip of `beta1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

_NEAR = 0.75
"""The share of letters that a slip has in common with the name."""
_ABBREVIATED = 3
"""Letters from which the beginning of a name stands for it."""
_MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "gaussian": ("normal",),
        "gauss": ("normal",),
        "exp": ("exponential",),
        "bernoulli": ("twopoint",),
        "t": ("studentt",),
        "lambda": ("rate", "weightdecay"),
        "tex": ("latex",),
        "learningrate": ("lr",),
        "stepsize": ("lr",),
        "eta": ("lr",),
        # RMSProp's memory is alpha in PyTorch, and the paper's learning rate is α.
        "alpha": ("lr", "rho"),
        "momentum": ("mu",),
        "epsilon": ("eps",),
        "wd": ("weightdecay",),
        "l2": ("weightdecay",),
        "optimizer": ("rule", "rules"),
        "optimiser": ("rule", "rules"),
        "algorithm": ("rule", "rules"),
        "function": ("fn",),
        "func": ("fn",),
        "expression": ("fn",),
        "x0": ("start",),
        "theta0": ("start",),
        "initial": ("start",),
        "iterations": ("steps",),
        "updates": ("steps",),
        "distribution": ("dist",),
        "library": ("convention",),
        "range": ("over",),
        "xlim": ("over",),
        "legend": ("labels",),
    }
)
"""What something is called elsewhere, and here; without hyphens and underscores."""


def nearest(word: str, valid: Iterable[str], otherwise: str | None = None) -> str:
    """`; did you mean 'x'?` for what `word` is a slip of; else `otherwise`, or the whole list."""
    names = list(dict.fromkeys(valid))
    if close := _close(word, names):
        proposed = " or ".join(f"'{name}'" for name in close)
        return f"; did you mean {proposed}?"
    if otherwise is not None:
        return otherwise
    return f"; there {'is' if len(names) == 1 else 'are'} {', '.join(names) or 'none'}"


def most_alike(word: str, names: Iterable[str], most: int) -> list[str]:
    """The `most` names that have most letters in common with `word`, the most alike first."""
    import difflib

    return difflib.get_close_matches(word, dict.fromkeys(names), n=most, cutoff=0)


def _close(written: str, names: Sequence[str]) -> Sequence[str]:
    """The names that may be meant, each as likely; most often one or none."""
    word, bare = written.casefold(), _bare(written)
    if same := [name for name in names if name.casefold() == word]:
        return same[:1]
    if same := [name for name in names if bare and _bare(name) == bare]:
        return same[:1]
    if meant := [name for name in names if _bare(name) in _MEANT.get(bare, ())]:
        return meant
    begun = [name for name in names if name.casefold().startswith(word)]
    if len(word) >= _ABBREVIATED and len(begun) == 1:
        return begun
    near = [(_likeness(word, name.casefold()), name) for name in names]
    best = max(near, default=(0.0, ""))[0]
    return [name for likeness, name in near if likeness == best] if best else []


def _bare(name: str) -> str:
    """A name without case, hyphens and underscores."""
    return name.casefold().replace("-", "").replace("_", "")


def _likeness(word: str, name: str) -> float:
    """The share of letters in common, order apart where they are all the same.

    0 for a name that is not near, or only numbered otherwise.
    """
    import difflib

    if word[-1:].isdigit() and name[-1:].isdigit() and word[:-1] == name[:-1]:
        return 0.0
    if sorted(word) == sorted(name):
        return 1.0
    matcher = difflib.SequenceMatcher(None, word, name)
    if matcher.real_quick_ratio() < _NEAR:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _NEAR else 0.0
