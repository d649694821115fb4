"""What each library chose where they part, in one sentence a rule and convention.

The words tell what a formula alone does not say at a glance; every number in a sentence is the
rulebook's, put in when it is asked for. What is no default of the library, `Rule.assumed`, is told
apart from what is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from adamtui.core.formula import short, symbol
from adamtui.core.rulebook import PYTORCH, Rule, rule_for


class Choice(NamedTuple):
    """One sentence, and the paper's section or the library's public name that it is from."""

    sentence: str
    source: str


_SAME = "as in PyTorch"
_OUTSIDE = "ε stands outside the root"
_INSIDE = "ε stands inside the root"
_DECOUPLED = "Loshchilov & Hutter 2019"
_FOLDED = (
    "both corrections are folded into the step size, and ε stands beside the root of the "
    "uncorrected {v}, the paper's ε̂"
)

_WORDS: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("sgd", "pytorch"): ("η times the gradient, and nothing else", "torch.optim.SGD"),
        ("sgd", "paper"): (_SAME, "Robbins & Monro 1951"),
        ("sgd", "optax"): (_SAME, "optax.sgd"),
        ("sgd", "keras"): ("the same lines", "keras.optimizers.SGD"),
        ("momentum", "pytorch"): (
            "the velocity is a sum, no average: each gradient enters it whole, and η comes after",
            "torch.optim.SGD(momentum=…)",
        ),
        ("momentum", "paper"): (
            f"{_SAME}: Polyak adds μ times the last step, which is the same while η is constant",
            "Polyak 1964",
        ),
        ("momentum", "optax"): (_SAME, "optax.sgd(momentum=…), optax.trace"),
        ("momentum", "keras"): (
            "η stands inside the velocity, so that b is the step itself",
            "keras.optimizers.SGD(momentum=…)",
        ),
        ("nesterov", "pytorch"): (
            "the gradient is taken at θ, and the look ahead is g + μ·b with the new b",
            "torch.optim.SGD(nesterov=True); Sutskever et al. 2013",
        ),
        ("nesterov", "optax"): (_SAME, "optax.sgd(nesterov=True), optax.trace"),
        ("nesterov", "keras"): (
            "η stands inside the velocity, and the step looks ahead of it",
            "keras.optimizers.SGD(nesterov=True)",
        ),
        ("adagrad", "pytorch"): (f"{_OUTSIDE}, and s starts at {{s}}", "torch.optim.Adagrad"),
        ("adagrad", "paper"): (
            f"{_SAME}, where the paper's δ is called ε",
            "Duchi, Hazan & Singer 2011, figure 1",
        ),
        ("adagrad", "optax"): (_INSIDE, "optax.adagrad, optax.scale_by_rss"),
        ("adagrad", "keras"): (_INSIDE, "keras.optimizers.Adagrad"),
        ("rmsprop", "pytorch"): (f"{_OUTSIDE}, and v is not corrected", "torch.optim.RMSprop"),
        ("rmsprop", "optax"): (_INSIDE, "optax.rmsprop(eps_in_sqrt=True)"),
        ("rmsprop", "keras"): (_INSIDE, "keras.optimizers.RMSprop"),
        ("adam", "pytorch"): (
            f"both moments are corrected, and {_OUTSIDE} of the corrected v",
            "torch.optim.Adam",
        ),
        ("adam", "paper"): (_SAME, "Kingma & Ba 2015, Algorithm 1"),
        ("adam", "optax"): (
            f"{_SAME}; a second ε inside the root, eps_root, is 0",
            "optax.adam, optax.scale_by_adam",
        ),
        ("adam", "keras"): (
            _FOLDED.format(v="v"),
            "keras.optimizers.Adam; Kingma & Ba 2015, end of section 2",
        ),
        ("amsgrad", "pytorch"): (
            "the maximum is taken of the raw v, and corrected afterwards",
            "torch.optim.Adam(amsgrad=True)",
        ),
        ("amsgrad", "paper"): (
            "no correction and no ε; the step size falls as η/√t",
            "Reddi, Kale & Kumar 2018, Algorithm 2",
        ),
        ("amsgrad", "optax"): (
            "the maximum is taken of the corrected v",
            "optax.amsgrad, optax.scale_by_amsgrad",
        ),
        ("amsgrad", "keras"): (_FOLDED.format(v="vₘₐₓ"), "keras.optimizers.Adam(amsgrad=True)"),
        ("adam_l2", "pytorch"): (
            "λθ is added to the gradient and goes through both moments; λ is 0 there unless one "
            "gives it, and {weight_decay} here",
            "torch.optim.Adam(weight_decay=…)",
        ),
        ("adam_l2", "paper"): (_SAME, f"{_DECOUPLED}, Algorithm 2, L2 regularization"),
        ("adam_l2", "optax"): (
            "the same lines, made by adding the decay before scale_by_adam, with adamw's λ",
            "optax.add_decayed_weights",
        ),
        ("adamw", "pytorch"): (
            "θ shrinks by ηλθ before the step, so that the decay follows the learning rate",
            "torch.optim.AdamW",
        ),
        ("adamw", "paper"): (
            "λ is multiplied by the schedule alone, not by η, so that it is what ηλ is in PyTorch",
            f"{_DECOUPLED}, Algorithm 2",
        ),
        ("adamw", "optax"): ("the same lines", "optax.adamw"),
        ("adamw", "keras"): (
            f"the decay is PyTorch's, the step is Keras' Adam: {_FOLDED.format(v='v')}",
            "keras.optimizers.AdamW",
        ),
        ("sgd_l2", "pytorch"): (
            "λθ is added to the gradient; λ is 0 there unless one gives it, and {weight_decay} "
            "here",
            "torch.optim.SGD(weight_decay=…)",
        ),
        ("sgd_l2", "paper"): (_SAME, f"{_DECOUPLED}, Algorithm 1, L2 regularization"),
        ("sgd_l2", "optax"): (
            "the same lines, made by adding the decay before sgd, with adamw's λ",
            "optax.add_decayed_weights",
        ),
        ("sgdw", "pytorch"): (
            "PyTorch has no SGDW: this is the decay of its AdamW, then its SGD",
            "torch.optim.AdamW, torch.optim.SGD",
        ),
        ("sgdw", "paper"): (
            "λ is multiplied by the schedule alone, not by η, so that it is what ηλ is in PyTorch",
            f"{_DECOUPLED}, Algorithm 1",
        ),
        ("sgdw", "optax"): (
            "the decay is added before η multiplies, without momentum the same as L2; λ is adamw's",
            "optax.add_decayed_weights",
        ),
        ("adamax", "pytorch"): (
            "ε is added to |g| within the maximum, where the paper has none",
            "torch.optim.Adamax; Kingma & Ba 2015, Algorithm 2",
        ),
        ("nadam", "pytorch"): (
            "the momenta grow by the paper's schedule, and their product is kept to correct with, "
            "in single precision whatever the parameters are in",
            "torch.optim.NAdam; Dozat 2016",
        ),
        ("adabelief", "pytorch"): (
            "PyTorch has no AdaBelief: this is the paper's, with ε = {eps} as in its authors' code",
            "Zhuang et al. 2020, Algorithm 2",
        ),
        ("lion", "pytorch"): (
            "PyTorch has no Lion: this is the paper's, without its decoupled decay",
            "Chen et al. 2023, Algorithm 2",
        ),
    }
)
"""What is chosen, without the differences in numbers, and where that can be looked up."""


def choice(rule: str, convention: str = PYTORCH) -> Choice:
    """What `convention` chose for `rule`; RuleError for a pair that does not exist."""
    found, ours = rule_for(rule, convention), rule_for(rule)
    words, source = _WORDS[rule, convention]
    values = {**found.hyper, **found.state}
    told = words.format(**{name: _number(value) for name, value in values.items()})
    sentence = "; ".join([told, *_first_buffers(found, ours), *_defaults(found, ours)])
    # A sign keeps its size: Η is not η.
    first = sentence[0].upper() if sentence[0].isascii() else sentence[0]
    return Choice(f"{first}{sentence[1:]}.", source)


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else short(value)


def _first_buffers(found: Rule, ours: Rule) -> Iterator[str]:
    """`s starts at 0.1, not 0`, for each buffer that starts elsewhere than PyTorch's."""
    for name, value in found.state.items():
        if value != ours.state[name]:
            yield f"{symbol(name)} starts at {short(value)}, not {short(ours.state[name])}"


def _defaults(found: Rule, ours: Rule) -> Iterator[str]:
    """`by default ε = 1e−7 (PyTorch: 1e−8)`, for the hyperparameters that differ from PyTorch's.

    `here` stands in place of `by default` for what is adamtui's own.
    """
    for where, own in (("by default", False), ("here", True)):
        shown = ", ".join(
            f"{symbol(f'h.{name}')} = {_number(value)} ({_theirs(name, ours)})"
            for name, value in found.hyper.items()
            if value != ours.hyper[name] and (name in found.assumed) is own
        )
        if shown:
            yield f"{where} {shown}"


def _theirs(name: str, ours: Rule) -> str:
    """What stands for it by PyTorch's convention, and whether that is adamtui's."""
    whose = "in PyTorch's convention" if name in ours.assumed else "PyTorch"
    return f"{whose}: {_number(ours.hyper[name])}"
