"""A fork: from some update on, the same gradients under another rule.

The gradients are those that the first run has recorded, or records when they are asked for; they do
not follow the fork's own parameters. So whatever differs afterwards is the rule's doing.
"""

from __future__ import annotations

from dataclasses import replace

from adamtui.core.comparison import Comparison, told_apart
from adamtui.core.engine import Run
from adamtui.core.parting import Parting, Search
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.problem import Array, Problem
from adamtui.core.trace import Step, Trace


def forked(trace: Trace, t: int, plan: Plan) -> Trace:
    """The plan's rule on the gradients of `trace`, from its state after update t.

    Buffers that the rule has and the run had go on; others, and all at the run's start, begin as
    usual. PlanError where the plan's rule does not take its settings; IndexError where update t is
    not recorded.
    """
    run = replace(plan.fitting(), start=None).on(same_gradients(trace))
    return Trace(run, limit=trace.limit, origin=_handed_over(trace.step(t), trace.run, run))


def same_gradients(trace: Trace) -> Problem:
    """The problem of `trace`, except that update t is given what g was there in update t."""
    problem = trace.run.problem

    def gradient(_theta: Array, t: int) -> Array:
        trace.extend_to(t)
        recorded: Array = trace.step(t).values["g"]
        return recorded

    return replace(problem, gradient=gradient, rebuilt=None)


class Fork(Comparison):
    """A run and its fork, stepped together from where the fork begins."""

    def __init__(self, trace: Trace, t: int, plan: Plan) -> None:
        """PlanError and IndexError as for `forked`."""
        fork = forked(trace, t, plan)
        first, second = told_apart((trace, fork))
        super().__init__((trace, fork), (first, f"fork: {second}"))
        kept = _kept(trace.step(t), trace.run, fork.run)
        self.anew = tuple(name for name in fork.run.rule.state if name not in kept)
        """The buffers of the fork that it does not take over from the run."""
        self._search = Search(trace, fork)

    def parting(self, at: Position) -> Parting | None:
        """The first difference of the two, where it is computed already as they stand at `at`."""
        found = self._search.up_to(min(at.t, self.last))
        if found is None or (found.t, self.lines.index(found.line)) >= (at.t, at.line):
            return None
        return found


def _handed_over(step: Step, before: Run, after: Run) -> Step:
    kept = _kept(step, before, after) | {"theta"}
    return replace(step, values={k: v for k, v in step.values.items() if k in kept})


def _kept(step: Step, before: Run, after: Run) -> set[str]:
    """The buffers that mean the same in both; none at the start, where each begins as it does."""
    if step.t == 0:
        return set()
    names = before.rule.state.keys() & after.rule.state.keys()
    if before.rule.convention == after.rule.convention:
        return names
    return names - before.rule.own - after.rule.own
