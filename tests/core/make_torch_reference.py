"""Writes torch_reference.json: what PyTorch's own optimizers make of given gradients, in float64.

    pip install torch==2.13.0
    python tests/core/make_torch_reference.py

The tests need the file alone, not PyTorch. The optimizers see the same 25 gradients: three
parameters, magnitudes from 1e-6 to 1e3, zeros among them, the first parameter's gradient zero at
first. Kept are the parameters and every buffer after the updates in `KEPT`; JSON holds a float64
exactly.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

STEPS = 25
KEPT = (1, 2, 3, 5, 8, 13, 20, 25)
START = (1.5, -0.75, 0.02)
SETTINGS: dict[str, list[dict[str, float]]] = {
    "sgd": [{"lr": 0.1}, {"lr": 1e-3}],
    "momentum": [{"lr": 0.01, "mu": 0.9}, {"lr": 0.1, "mu": 0.5}],
    "nesterov": [{"lr": 0.01, "mu": 0.9}, {"lr": 0.1, "mu": 0.5}],
    "adagrad": [
        {"lr": 0.01, "eps": 1e-10},
        {"lr": 0.5, "eps": 1e-10},
        {"lr": 0.1, "eps": 1e-3},
    ],
    "rmsprop": [
        {"lr": 0.01, "rho": 0.99, "eps": 1e-8},
        {"lr": 0.1, "rho": 0.9, "eps": 1e-8},
        {"lr": 0.1, "rho": 0.99, "eps": 1e-3},
    ],
}
MOMENTS: list[dict[str, float]] = [
    {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
    {"lr": 0.1, "beta1": 0.5, "beta2": 0.9, "eps": 1e-3},
    {"lr": 0.1, "beta1": 0.9, "beta2": 0.999999, "eps": 1e-3},
    {"lr": 0.1, "beta1": 0.0, "beta2": 0.5, "eps": 1e-8},
]
for name in ("adam", "amsgrad"):
    SETTINGS[name] = MOMENTS
for name in ("adam_l2", "adamw"):
    SETTINGS[name] = [
        {**hyper, "weight_decay": decay}
        for hyper, decay in zip(MOMENTS, (0.01, 0.3, 0.1, 0.3), strict=True)
    ]
for name in ("sgd_l2", "sgdw"):
    SETTINGS[name] = [{"lr": 0.1, "weight_decay": 0.05}, {"lr": 1e-3, "weight_decay": 0.5}]

for name in ("adamax", "nadam"):
    SETTINGS[name] = MOMENTS

Parameters = list[torch.Tensor]
Make = Callable[[Parameters, dict[str, float]], torch.optim.Optimizer]


def _betas(h: dict[str, float]) -> dict[str, Any]:
    return {"lr": h["lr"], "betas": (h["beta1"], h["beta2"]), "eps": h["eps"]}


OPTIMIZERS: dict[str, Make] = {
    "sgd": lambda p, h: torch.optim.SGD(p, lr=h["lr"]),
    "momentum": lambda p, h: torch.optim.SGD(p, lr=h["lr"], momentum=h["mu"]),
    "nesterov": lambda p, h: torch.optim.SGD(p, lr=h["lr"], momentum=h["mu"], nesterov=True),
    "adagrad": lambda p, h: torch.optim.Adagrad(p, lr=h["lr"], eps=h["eps"]),
    "rmsprop": lambda p, h: torch.optim.RMSprop(p, lr=h["lr"], alpha=h["rho"], eps=h["eps"]),
    "adam": lambda p, h: torch.optim.Adam(p, **_betas(h)),
    "amsgrad": lambda p, h: torch.optim.Adam(p, amsgrad=True, **_betas(h)),
    "adam_l2": lambda p, h: torch.optim.Adam(p, weight_decay=h["weight_decay"], **_betas(h)),
    "adamw": lambda p, h: torch.optim.AdamW(p, weight_decay=h["weight_decay"], **_betas(h)),
    "sgd_l2": lambda p, h: torch.optim.SGD(p, lr=h["lr"], weight_decay=h["weight_decay"]),
    # PyTorch has no SGDW: AdamW's decay, then its SGD.
    "sgdw": lambda p, h: torch.optim.SGD(p, lr=h["lr"]),
    "adamax": lambda p, h: torch.optim.Adamax(p, **_betas(h)),
    "nadam": lambda p, h: torch.optim.NAdam(p, **_betas(h)),
}


def gradients() -> list[list[float]]:
    """The gradients that every optimizer is given, `STEPS` rows of one a parameter."""
    draw = random.Random(7)
    rows = [
        [draw.gauss(0, 1) * 10 ** draw.choice((-6, -2, 0, 0, 1, 3)) for _ in START]
        for _ in range(STEPS)
    ]
    for row, column in ((0, 0), (1, 0), (4, 1), (9, 2), (10, 2), (17, 0), (24, 1)):
        rows[row][column] = 0.0
    return rows


def run(rule: str, hyper: dict[str, float], rows: list[list[float]]) -> dict[str, Any]:
    """θ and PyTorch's buffers after each update in `KEPT`: a list of lists by name."""
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = OPTIMIZERS[rule]([theta], hyper)
    found: dict[str, Any] = {}
    for t, row in enumerate(rows, 1):
        theta.grad = torch.tensor(row, dtype=torch.float64)
        if rule == "sgdw":
            with torch.no_grad():
                theta.mul_(1 - hyper["lr"] * hyper["weight_decay"])
        optimizer.step()
        if t in KEPT:
            buffers = {k: v for k, v in optimizer.state[theta].items() if k != "step"}
            for name, value in {"theta": theta.detach(), **buffers}.items():
                if value is not None:
                    found.setdefault(name, []).append(value.tolist())
    return found


def main() -> None:
    """Write the file beside this script."""
    # NAdam keeps the product of its momenta in the default type.
    torch.set_default_dtype(torch.float64)
    rows = gradients()
    cases = [
        {"rule": rule, "hyper": hyper, "buffers": run(rule, hyper, rows)}
        for rule, settings in SETTINGS.items()
        for hyper in settings
    ]
    head = {"torch": torch.__version__.split("+")[0], "start": START, "kept": KEPT}
    parts = [f" {json.dumps(k)}: {json.dumps(v)}" for k, v in {**head, "gradients": rows}.items()]
    listed = ",\n  ".join(json.dumps(case) for case in cases)
    path = Path(__file__).with_name("torch_reference.json")
    path.write_text("{\n" + ",\n".join(parts) + f',\n "cases": [\n  {listed}\n ]\n}}\n')


if __name__ == "__main__":
    main()
