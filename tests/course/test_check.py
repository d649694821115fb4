"""Faults that only show in use, of one lesson and of a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adamtui.course.check import check_file
from adamtui.course.report import report
from adamtui.course.source import SourceError

Course = Callable[..., Path]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Writes lessons, `_10_a="…"` as 10-a.md, and gives their folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')[1:]}.md").write_text(text, "utf-8")
        return tmp_path

    return write


def said(path: Path, name: str = "x.md") -> list[str]:
    return [str(fault) for fault in check_file(path, name)]


def test_live_parts_have_names_of_their_own(course: Course) -> None:
    folder = course(
        _10_a="# T\n\n```{stepper}\n```\n\n```{stepper} a\n```\n\n```{stepper} a\n```\n"
        "\n```{mgf} Two Words\n```\n"
    )
    assert said(folder / "10-a.md") == [
        "x.md:3:4: {stepper} has no name: write one word after the braces",
        "x.md:9:4: the name 'a' is taken by the live part in line 6",
        "x.md:12:10: 'Two Words' is no name: one word of letters, digits, '-' and '_'",
    ]


def test_tex_that_does_not_render_is_reported_where_it_stands(course: Course) -> None:
    text = (
        "# T\n\nGood $x^2$, bad $x + \\nosuch{y}$.\n\n$$\nx\n+ \\nosuch\n$$\n\n"
        "> $$\n> a\n> \\nosuch\n> $$\n\n| $\\nosuch$ |\n|---|\n"
    )
    found = said(course(_10_a=text) / "10-a.md")
    places = [tuple(fault.split(":")[1:3]) for fault in found]
    assert places == [("3", "22"), ("7", "3"), ("12", "3"), ("15", "4")]
    assert all("nosuch" in fault for fault in found)


def test_links_lead_to_files_and_parts_that_are_there(course: Course) -> None:
    text = (
        "# T\n\n[a](20-b.md) [b](20-b.md#part) [c](#t) [d](https://x.org/y#z) [e](20-b.md#go)\n\n"
        "[f](20-c.md) [g](#tt)\n[h](20-b.md#parts) [i](../secret.md) ![j](none.png)\n"
    )
    folder = course(_10_a=text, _20_b="# B\n\n## Part\n\n```{stepper} go\n```\n")
    assert said(folder / "10-a.md") == [
        "x.md:5:5: dead link: there is no '20-c.md'; did you mean '20-b.md'?",
        "x.md:5:18: dead link: this lesson has no heading or live part 'tt'; it has t",
        "x.md:6:5: dead link: '20-b.md' has no heading or live part 'parts'; did you mean 'part'?",
        "x.md:6:24: '../secret.md' leads out of the folder of lessons",
        "x.md:6:43: dead link: there is no 'none.png'",
    ]


def test_a_live_part_leaves_a_heading_its_name(course: Course) -> None:
    folder = course(_10_a="# T\n\n## s1\n\n```{stepper} s1\n```\n\n```{stepper} s2\n```\n")
    assert said(folder / "10-a.md") == [
        "x.md:5:4: the name 's1' is taken by the heading in line 3; give the live part another"
    ]


def test_a_dead_link_brings_the_nearest_three(course: Course) -> None:
    headings = "".join(f"## {name}\n\n" for name in ("Zeroth", "Now", "Here", "Where next"))
    folder = course(_10_a=f"# T\n\n{headings}[a](#nowhere)\n")
    assert said(folder / "10-a.md") == [
        "x.md:11:5: dead link: this lesson has no heading or live part 'nowhere'; "
        "the nearest are here, now, where-next"
    ]


def test_a_folder_reports_all_files_and_numbers_taken_twice(course: Course) -> None:
    folder = course(_10_a="# A", _10_b="no title", _20_a="# C")
    found = [(fault.path, fault.message) for fault in report([str(folder)]).faults]
    assert found == [
        (str(folder / "10-b.md"), "10-a.md has the number '10' already"),
        (str(folder / "10-b.md"), "a lesson needs a # heading"),
        (str(folder / "20-a.md"), "10-a.md has the name 'a' already"),
    ]


def test_a_folder_without_lessons_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        report([str(tmp_path)])
