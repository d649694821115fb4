"""Every budget of the tutorial, measured in one run against a minimal Textual app.

    python -m tests.bench                     from the checkout's root; about two minutes
    python -m tests.bench --json bench.json   and the figures as JSON
    python -m tests.bench --size 200x60       in a larger window
    python -m tests.bench --runs 3 --steps 20 quick and rough
    python -m tests.bench --strict            exit status 1 when a budget is not kept

What is compared runs in turn (A B A B) on the same pty, so that a busy machine slows both; look at
the ratios. Times are taken when bytes arrive, before anything is drawn. A change counts once it is
visible: inside a synchronized update, at its end. Needs Linux: memory and wake-ups are read from
/proc.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.bench import engine, kernels, peers, starts, stepping
from tests.bench.report import FAILURES, Row, peer_table, table


def main() -> int:
    """Measure, print, and say by the exit status whether `--strict` is satisfied."""
    options = arguments()
    rows: list[Row] = []
    for some in measured(options):
        rows += some
        print(f"measured: {', '.join(row.what for row in some)}", file=sys.stderr)
    others = peers.measure(options.runs, options.size)
    print(table(rows), peer_table(others), sep="\n\n")
    if options.json:
        about = {"size": options.size, "python": platform.python_version()}
        figures = {
            **about,
            "budgets": [{**asdict(row), "verdict": row.verdict} for row in rows],
            "peers": [asdict(peer) for peer in others],
        }
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return int(options.strict and any(row.verdict in FAILURES for row in rows))


def measured(options: argparse.Namespace) -> Iterator[list[Row]]:
    """The rows of one measurement after the other."""
    yield starts.first_text(options.runs, options.size)
    yield stepping.stepper(options.steps, options.size)
    yield stepping.laboratory(options.steps, options.size)
    yield stepping.with_sympy(options.steps, options.size)
    yield stepping.whole_lesson(options.size)
    yield engine.recording()
    yield starts.long_lesson(options.runs, options.size)
    yield starts.specification(options.runs, options.size)
    yield engine.against_torch()
    yield kernels.against_torch()


def arguments() -> argparse.Namespace:
    """The command line's options."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--runs", type=int, default=7, help="starts of each program")
    parser.add_argument("--steps", type=int, default=100, help="keys pressed in each program")
    parser.add_argument("--size", type=window, default=(80, 24), metavar="80x24")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a budget is not kept")
    return parser.parse_args()


def window(text: str) -> tuple[int, int]:
    """`80x24` as columns and rows."""
    columns, rows = text.split("x")
    return int(columns), int(rows)


if __name__ == "__main__":
    sys.exit(main())
