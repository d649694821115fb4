"""What the papers, optax and Keras change of a rule as PyTorch has it: lines, defaults, buffers.

By rule and convention, the fields of `adamtui.core.rule.Rule` that are otherwise, each to be merged
into what is there; `drop` are hyperparameters that go. `assumed` is said anew for each, because
PyTorch's defaults say nothing of another library's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from adamtui.core import conventions as other

_LR = frozenset({"lr"})
_MU = frozenset({"mu"})
_EPS = frozenset({"eps"})
_BETAS = frozenset({"beta1", "beta2"})
_DECAY = frozenset({"weight_decay"})

CHANGES: Mapping[tuple[str, str], Mapping[str, Any]] = MappingProxyType(
    {
        ("sgd", "paper"): {"assumed": _LR},
        ("sgd", "optax"): {"assumed": _LR},
        ("sgd", "keras"): {"hyper": {"lr": 1e-2}},
        ("momentum", "paper"): {"assumed": _LR | _MU},
        ("momentum", "optax"): {"assumed": _LR | _MU},
        ("momentum", "keras"): {
            "assumed": _MU,
            "lines": other.momentum_keras,
            "hyper": {"lr": 1e-2},
            "own": frozenset({"b"}),
        },
        ("nesterov", "optax"): {"assumed": _LR | _MU},
        ("nesterov", "keras"): {
            "assumed": _MU,
            "lines": other.nesterov_keras,
            "hyper": {"lr": 1e-2},
            "own": frozenset({"b"}),
        },
        ("adagrad", "paper"): {"assumed": _LR | _EPS},
        ("adagrad", "optax"): {
            "assumed": _LR,
            "lines": other.adagrad_inside,
            "hyper": {"eps": 1e-7},
            "state": {"s": 0.1},
        },
        ("adagrad", "keras"): {
            "lines": other.adagrad_inside,
            "hyper": {"lr": 1e-3, "eps": 1e-7},
            "state": {"s": 0.1},
        },
        ("rmsprop", "optax"): {
            "lines": other.rmsprop_inside,
            "hyper": {"rho": 0.9},
            "assumed": _LR,
        },
        ("rmsprop", "keras"): {
            "lines": other.rmsprop_inside,
            "hyper": {"lr": 1e-3, "rho": 0.9, "eps": 1e-7},
        },
        ("adam", "paper"): {},
        ("adam", "optax"): {"assumed": _LR},
        ("adam", "keras"): {"lines": other.adam_folded, "hyper": {"eps": 1e-7}},
        ("amsgrad", "paper"): {
            "assumed": _LR | _BETAS,
            "lines": other.amsgrad_paper,
            "drop": ("eps", "correction"),
        },
        ("amsgrad", "optax"): {
            "lines": other.amsgrad_optax,
            "own": frozenset({"v_max"}),
            "assumed": _LR,
        },
        ("amsgrad", "keras"): {"lines": other.amsgrad_folded, "hyper": {"eps": 1e-7}},
        ("adam_l2", "paper"): {"assumed": _DECAY},
        ("adam_l2", "optax"): {"hyper": {"weight_decay": 1e-4}, "assumed": _LR | _DECAY},
        ("adamw", "paper"): {
            "lines": other.adamw_paper,
            "hyper": {"weight_decay": 1e-5},
            "assumed": _DECAY,
        },
        ("adamw", "optax"): {"hyper": {"weight_decay": 1e-4}, "assumed": _LR},
        ("adamw", "keras"): {
            "lines": other.adamw_keras,
            "hyper": {"eps": 1e-7, "weight_decay": 4e-3},
        },
        ("sgd_l2", "paper"): {"assumed": _LR | _DECAY},
        ("sgd_l2", "optax"): {"hyper": {"weight_decay": 1e-4}, "assumed": _LR | _DECAY},
        ("sgdw", "paper"): {
            "lines": other.sgdw_paper,
            "hyper": {"weight_decay": 1e-5},
            "assumed": _LR | _DECAY,
        },
        ("sgdw", "optax"): {"hyper": {"weight_decay": 1e-4}, "assumed": _LR | _DECAY},
    }
)
