"""The shape of the house: who loads what, and how large a file or a function may be.

The import contracts in pyproject.toml look at the source; this looks at what is loaded in the end,
in a fresh process, whoever imported it.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "adamtui").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 250, 40

LOAD = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
if sys.argv[2] == "all":
    for module in pkgutil.walk_packages(getattr(package, "__path__", ()), package.__name__ + "."):
        importlib.import_module(module.name)
json.dump(sorted(name for name in sys.modules if "." not in name), sys.stdout)
"""


def loaded_by(module: str, *, whole: bool) -> set[str]:
    """The top-level packages that a fresh process has loaded once it has imported `module`."""
    argv = [sys.executable, "-c", LOAD, module, "all" if whole else "alone"]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def headless() -> list[str]:
    """The packages that the import contract names."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["name"].startswith("Headless"))
    return list(contract["source_modules"])


@cache
def walked() -> list[tuple[Path, list[ast.AST]]]:
    """Every node of every file."""
    return [(path, list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))) for path in FILES]


def nodes(kind: type[Any] | UnionType) -> Iterator[tuple[str, Any]]:
    """Every node of a kind, with the place to name in a failure."""
    for path, found in walked():
        for node in found:
            if isinstance(node, kind):
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


@pytest.mark.parametrize("package", headless())
def test_headless_packages_load_no_terminal_toolkit(package: str) -> None:
    assert not {"textual", "rich"} & loaded_by(package, whole=True)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("cli", {"textual", "rich", "sympy", "plotext", "numpy"}),
        ("app", {"sympy", "plotext"}),
    ],
)
def test_the_start_loads_only_what_it_needs(module: str, unwanted: set[str]) -> None:
    assert not unwanted & loaded_by(f"adamtui.{module}", whole=False)


def test_no_file_is_long() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in FILES}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    lengths = {
        f"{place} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for place, node in nodes(ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_styles_stand_in_the_stylesheet_alone() -> None:
    styles = {"CSS", "DEFAULT_CSS"}
    assignments = nodes(ast.Assign | ast.AnnAssign)
    assert [place for place, node in assignments if styles & set(assigned(node))] == []


def test_nothing_is_evaluated() -> None:
    calls = [
        f"{place} {node.func.id}"
        for place, node in nodes(ast.Call)
        if isinstance(node.func, ast.Name)
        if node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert calls == []


def assigned(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The plain names that an assignment sets."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]
