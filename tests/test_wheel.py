"""What is shipped: an archive of the source, a wheel built from it, and the wheel at work.

pip needs the network, or an index on disk, to find the dependencies.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.name for path in (ROOT / "lessons").glob("*.md"))


def run(*argv: str | Path, cwd: Path, **env: str) -> str:
    """What the command printed; AssertionError with all it said when it failed."""
    done = subprocess.run(
        argv,
        cwd=cwd,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{argv}\n{done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Shipped:
    """The built archives, and the commands of an environment that has the wheel installed."""

    sdist: Path
    wheel: Path
    bin: Path


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Tree → sdist → wheel → a clean environment of its own."""
    place = tmp_path_factory.mktemp("shipped")
    dist, commands = place / "dist", place / "venv" / "bin"
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    run(commands / "pip", "install", "-q", "hatchling", cwd=place)
    run(commands / "python", "-m", "hatchling", "build", "-t", "sdist", "-d", dist, cwd=ROOT)
    (sdist,) = dist.glob("*.tar.gz")
    run(commands / "pip", "wheel", "-q", "--no-deps", "-w", dist, sdist, cwd=place)
    (wheel,) = dist.glob("*.whl")
    run(commands / "pip", "install", "-q", wheel, cwd=place)
    return Shipped(sdist, wheel, commands)


def test_the_wheel_holds_the_package_and_the_lessons(shipped: Shipped) -> None:
    names = zipfile.ZipFile(shipped.wheel).namelist()
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "adamtui").rglob("*.py")}
    assert sources | {"adamtui/py.typed", "adamtui/app.tcss"} <= set(names)
    assert {"adamtui/digits/digits.npz", "adamtui/digits/SOURCE.md"} <= set(names)
    assert sorted(Path(name).name for name in names if "/_lessons/" in name) == LESSONS
    assert not [name for name in names if name.startswith("tests/")]


def test_the_source_archive_holds_the_tests(shipped: Shipped) -> None:
    with tarfile.open(shipped.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "tests/test_wheel.py"} <= names
    assert {f"lessons/{name}" for name in LESSONS} <= names


def test_the_wheel_from_the_tree_is_the_same(shipped: Shipped, tmp_path: Path) -> None:
    run(shipped.bin / "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert contents(wheel) == contents(shipped.wheel)


def test_installed_it_lists_its_lessons_from_anywhere(shipped: Shipped, tmp_path: Path) -> None:
    argv = (shipped.bin / "adamtui", "list", "--format", "json")
    listed = json.loads(run(*argv, cwd=tmp_path, HOME=str(tmp_path)))
    numbered = [name for name in LESSONS if name[0].isdigit()]
    assert [Path(lesson["file"]).name for lesson in listed] == numbered


def test_installed_it_trains_on_the_digits_it_brings(shipped: Shipped, tmp_path: Path) -> None:
    words = ("trace", "adam", "--problem", "digits", "--steps", "1", "--format", "json")
    told = json.loads(run(shipped.bin / "adamtui", *words, cwd=tmp_path))
    assert told["steps"][0]["loss"] == pytest.approx(math.log(10))


def test_installed_it_knows_its_version(shipped: Shipped, tmp_path: Path) -> None:
    from adamtui import __version__

    assert __version__ in run(shipped.bin / "adamtui", "--version", cwd=tmp_path)


def contents(wheel: Path) -> dict[str, int]:
    """The checksum of each file in a wheel, by name."""
    return {info.filename: info.CRC for info in zipfile.ZipFile(wheel).infolist()}
