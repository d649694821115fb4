"""The engine without a screen: how fast it records, and how it compares with PyTorch's."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from tests.bench.probe import ROOT, MeasureError
from tests.bench.report import Budget, Row

UPDATES = 100_000
RECORDING = "recording 100,000 updates in 2-D", "s", Budget("most", 3)
GOING_TO = "going to any of them, worst of 200", "ms", Budget("most", 1000 / 60)
STEP = "a step, all lines recorded, over torch's", "µs", Budget("times", 0.3)

TYPED = "x**2+10*y**2"

RECORD = """
import json, sys, time
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace
updates = int(sys.argv[1])
typed = sys.argv[2:] or [None]
trace = Trace(Plan(rule="adam", fn=typed[0]).resolve())
begin = time.perf_counter()
trace.extend_to(updates)
recorded = time.perf_counter() - begin
worst = 0.0
for i in range(200):
    begin = time.perf_counter()
    trace.step(1 + i * 7919 % updates)
    worst = max(worst, time.perf_counter() - begin)
json.dump([recorded, worst], sys.stdout)
"""

TORCH = """
import json, sys, time
import torch
torch.set_num_threads(1)
theta = torch.nn.Parameter(torch.tensor([-4.0, 2.0], dtype=torch.float64))
theta.grad = torch.tensor([1.0, -1.0], dtype=torch.float64)
adam = torch.optim.Adam([theta], fused=True)
for _ in range(1000):
    adam.step()
begin = time.perf_counter()
for _ in range(10_000):
    adam.step()
json.dump([(time.perf_counter() - begin) / 10_000], sys.stdout)
"""


def record_command(updates: int, *typed: str) -> list[str]:
    """A process that prints the seconds to record so many updates, and of the slowest look-up.

    On a function as `typed`, or on the bowl, whose gradient is written by hand.
    """
    return [sys.executable, "-c", RECORD, str(updates), *typed]


def figures(argv: list[str]) -> list[float]:
    """The numbers the process prints; MeasureError where it fails."""
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasureError(done.stderr.strip().rpartition("\n")[2])
    return [float(number) for number in json.loads(done.stdout)]


def recording() -> list[Row]:
    """A long run, recorded and read."""
    try:
        recorded, worst = figures(record_command(UPDATES, TYPED))
    except MeasureError as error:
        return [Row(*kind, note=str(error)) for kind in (RECORDING, GOING_TO)]
    return [Row(*RECORDING, recorded), Row(*GOING_TO, worst * 1000)]


def against_torch() -> list[Row]:
    """One update on the bowl, gradient, loss and lines, against torch's fused step alone."""
    if find_spec("torch") is None:
        return [Row(*STEP, note="skipped: torch is not installed")]
    try:
        recorded, _ = figures(record_command(UPDATES // 10))
        (step,) = figures([sys.executable, "-c", TORCH])
    except MeasureError as error:
        return [Row(*STEP, note=str(error))]
    return [Row(*STEP, recorded / (UPDATES // 10) * 1e6, step * 1e6)]
