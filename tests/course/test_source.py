"""Finding, listing and reading the files of a course."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from adamtui.course import source
from adamtui.course.parse import load, parse
from adamtui.course.source import SourceError
from adamtui.course.titles import first_title


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "20-layer-1-moving-averages.md": "```\n# not this\n```\n\n# Layer 1: *moving* averages #\n",
        "00-history.md": "Before it.\n\n# History\n",
        "100-end.md": "no heading",
        "README.md": "# For authors",
        ".30-hidden.md": "# Hidden",
        "40-draft.md~": "# Backup",
        "50-.md": "# No slug",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "60-folder.md").mkdir()
    return tmp_path


def test_lessons_are_listed_by_number_with_their_titles(folder: Path) -> None:
    listed = [(f.number, f.slug, f.title) for f in source.lessons(source.find(folder))]
    assert listed == [
        ("00", "history", "History"),
        ("20", "layer-1-moving-averages", "Layer 1: moving averages"),
        ("100", "end", "100-end"),
    ]


@pytest.mark.parametrize(
    "wanted", ["20", "layer-1-moving-averages", "20-layer-1-moving-averages", "20#a-part"]
)
def test_a_lesson_is_found_by_number_slug_and_both(folder: Path, wanted: str) -> None:
    found = source.resolve(folder, wanted)
    assert found.path.name == "20-layer-1-moving-averages.md"
    assert found.part == wanted.partition("#")[2]


def test_a_lesson_is_found_by_its_path(folder: Path) -> None:
    path = folder / "README.md"
    assert source.resolve(folder, f"{path}#x") == (path, "x")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("histry", "no lesson 'histry'; did you mean 'history'?"),
        ("020", "no lesson '020'; did you mean '20'?"),
        ("qqqq", "there are 00-history, 20-layer-1-moving-averages, 100-end"),
        ("nowhere/x.md", "nowhere/x.md: no such Markdown file"),
    ],
)
def test_an_unknown_lesson_is_refused_with_the_nearest(
    folder: Path, wanted: str, said: str
) -> None:
    with pytest.raises(SourceError) as refused:
        source.resolve(folder, wanted)
    assert said in str(refused.value)


def test_a_folder_that_is_none_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        source.find(tmp_path / "none")
    with pytest.raises(SourceError, match="no lesson in it"):
        source.find(tmp_path)


def test_a_folder_that_can_be_listed_but_not_entered_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    # Whoever runs the tests may be one whom no permission stops.
    monkeypatch.setattr(Path, "is_file", refuses)
    with pytest.raises(SourceError, match=r": Permission denied\Z"):
        source.lessons(folder)


def test_wrong_bytes_are_shown_and_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "10-x.md"
    path.write_bytes(b"\xef\xbb\xbf# T\r\n\r\ncaf\xe9 au lait\r\nx\x00y\r\n")
    lesson = load(path, "10-x.md")
    assert [str(fault) for fault in lesson.faults] == [
        "10-x.md:3:4: byte 0xe9 is not UTF-8",
        "10-x.md:4:2: U+0000 (control character) is not allowed in a lesson",
    ]
    texts = [node.text for node in lesson.nodes() if node.type == "text"]
    assert texts == ["T", "caf\ufffd au lait", "x\ufffdy"]


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "10-large.md"
    large.write_bytes(b"a" * (source.LARGEST + 1))
    pipe = tmp_path / "20-pipe.md"
    os.mkfifo(pipe)
    refused = (
        (large, "larger than"),
        (pipe, "not a regular file"),
        (tmp_path, "a folder, not a file"),
        (tmp_path / "30-none.md", "no such file"),
    )
    for path, said in refused:
        with pytest.raises(SourceError, match=said):
            source.read(path)


@pytest.mark.parametrize(
    "heading",
    [
        "Plain",
        "Layer 1: *moving* **averages**",
        "A `code` and $\\beta_1$ [link](x.md) ~~no~~ ##",
        "snake_case and 2 \\* 3 <!-- note -->",
    ],
)
def test_the_cheap_title_is_the_title(heading: str) -> None:
    text = f"# {heading}\n"
    assert first_title(text.split("\n")) == parse(text, "x.md").title


def test_a_heading_without_end_has_a_short_title() -> None:
    title = first_title(["# a" + " " * 60_000 + "[" * 4_000])
    assert title == "a"


def test_number_and_slug_come_from_the_name() -> None:
    lesson = parse("# T", "lessons/30-layer-2-adagrad.md")
    assert (lesson.number, lesson.slug, lesson.path) == (
        "30",
        "layer-2-adagrad",
        Path("lessons/30-layer-2-adagrad.md"),
    )
