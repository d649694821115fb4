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
INSIDE_TEXTUAL = {"adamtui/widgets/inside_textual.py", "adamtui/terminal/frugal.py"}
OF_NAMED_TUPLES = {"_replace", "_asdict"}

LOAD = """
import importlib, json, pkgutil, sys
extent, *names = sys.argv[1:]
loaded = {}
for name in names:
    package = importlib.import_module(name)
    if extent == "all":
        for module in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
            importlib.import_module(module.name)
    loaded[name] = sorted(module for module in sys.modules if "." not in module)
json.dump(loaded, sys.stdout)
"""


def loaded_by(*modules: str, whole: bool) -> dict[str, set[str]]:
    """The top-level packages that a fresh process has loaded, after each module that it imports."""
    argv = [sys.executable, "-c", LOAD, "all" if whole else "alone", *modules]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return {module: set(loaded) for module, loaded in json.loads(done.stdout).items()}


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


def test_headless_packages_load_no_terminal_toolkit() -> None:
    toolkits = {"textual", "rich"}
    loaded = loaded_by(*headless(), whole=True)
    assert list(loaded) == headless()
    assert {
        package: toolkits & found for package, found in loaded.items() if toolkits & found
    } == {}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("cli", {"textual", "rich", "sympy", "plotext", "numpy"}),
        ("app", {"sympy", "plotext"}),
    ],
)
def test_the_start_loads_only_what_it_needs(module: str, unwanted: set[str]) -> None:
    (loaded,) = loaded_by(f"adamtui.{module}", whole=False).values()
    assert not unwanted & loaded


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


def test_two_modules_alone_take_private_names_of_textual() -> None:
    ours = OF_NAMED_TUPLES | {name for _, node in nodes(ast.AST) for name in defined(node)}
    parts = ("widgets", "screens", "terminal", "app.py", "travel.py", "course_app.py", "library.py")
    taken = {
        f"{place} {name}"
        for place, node in nodes(ast.Attribute | ast.ImportFrom)
        if place.removeprefix("adamtui/").startswith(parts)
        for name in private_names(node) - ours
    }
    assert {each.partition(":")[0] for each in taken} == INSIDE_TEXTUAL, taken


def private_names(node: ast.Attribute | ast.ImportFrom) -> set[str]:
    """The private names that are taken from an object, or from a module of Textual."""
    if isinstance(node, ast.Attribute):
        names = {node.attr}
    elif node.module is not None and node.module.startswith("textual"):
        names = {*node.module.split("."), *(each.name for each in node.names)}
    else:
        names = set()
    return {name for name in names if name.startswith("_") and not name.endswith("__")}


def defined(node: ast.AST) -> list[str]:
    """The names that a node defines, be it as an attribute of one's own."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.name]
        case ast.Attribute(value=ast.Name(id="self"), ctx=ast.Store()):
            return [node.attr]
        case ast.Assign() | ast.AnnAssign():
            return assigned(node)
    return []


def assigned(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """The plain names that an assignment sets."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]
