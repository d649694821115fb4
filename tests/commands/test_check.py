"""`adamtui check`: what is printed, in each form, and the exit status."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.commands.conftest import Run

CLEAN = "# A\n\nText with $x^2$.\n"
WRONG = "# B\n\nSee [a](10-aa.md).\n\n> [!NOTES]\n> x\n\n```{stepper} s\n:betta1: 0.9\n```\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "10-a.md").write_text(CLEAN, "utf-8")
    (tmp_path / "20-b.md").write_text(WRONG, "utf-8")
    return tmp_path


def test_the_lessons_that_come_with_the_program_are_clean(run: Run) -> None:
    status, out, err = run("check")
    assert (status, out) == (0, "")
    assert re.fullmatch(r"no faults in \d+ lessons\n", err)


def test_faults_are_lines_by_path_and_place(run: Run, folder: Path) -> None:
    status, out, err = run("check", str(folder))
    path = f"{folder}/20-b.md"
    assert out.splitlines() == [
        f"{path}:3:9: dead link: there is no '10-aa.md'; did you mean '10-a.md'?",
        f"{path}:5:3: warning: unknown callout '[!NOTES]'; "
        "there are NOTE, TIP, IMPORTANT, WARNING, CAUTION, ANSWER",
        f"{path}:9:2: unknown option 'betta1' for {{stepper}}; did you mean 'beta1'?",
    ]
    assert (status, err) == (1, "2 errors and 1 warning in 1 of 2 lessons\n")


def test_the_folder_of_lessons_is_checked_where_nothing_is_named(run: Run, folder: Path) -> None:
    assert run("--lessons", str(folder), "check") == run("check", str(folder))


def test_a_file_is_checked_whatever_its_name_and_once(run: Run, folder: Path) -> None:
    file = folder / "notes.txt"
    file.write_text("no heading", "utf-8")
    status, out, err = run("check", str(file), str(file), f"{folder}/./notes.txt")
    assert out == f"{file}:1:1: a lesson needs a # heading\n"
    assert (status, err) == (1, "1 error in 1 of 1 lesson\n")


def test_a_link_that_leads_to_itself_is_a_fault(run: Run, folder: Path) -> None:
    (folder / "20-b.md").unlink()
    (folder / "30-loop.md").symlink_to("30-loop.md")
    status, out, _ = run("check", str(folder))
    assert (status, out) == (1, f"{folder}/30-loop.md:1:1: no such file\n")


def test_the_home_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--folder=~/x` and a quoted path come, which no shell has seen."""
    monkeypatch.setenv("HOME", str(folder))
    assert run("check", "~/20-b.md") == run("check", f"{folder}/20-b.md")
    status, _, err = run("check", "~nobody-at-all/x.md")
    assert (status, err) == (2, "adamtui: ~nobody-at-all/x.md: no such file\n")


def test_warnings_alone_are_no_failure(run: Run, folder: Path) -> None:
    (folder / "20-b.md").rename(folder / "later.md")
    status, out, err = run("check", str(folder))
    assert (
        out
        == f"{folder}/later.md:1:1: warning: not a lesson: a lesson's file is named NN-slug.md\n"
    )
    assert (status, err) == (0, "1 warning in 1 of 2 files\n")


def test_json_is_an_array_of_faults(run: Run, folder: Path) -> None:
    found = json.loads(run("check", str(folder), "--format", "json").out)
    assert [(each["line"], each["column"], each["severity"]) for each in found] == [
        (3, 9, "error"),
        (5, 3, "warning"),
        (9, 2, "error"),
    ]
    assert {each["path"] for each in found} == {f"{folder}/20-b.md"}
    assert set(found[0]) == {"path", "line", "column", "severity", "message"}
    assert json.loads(run("check", f"{folder}/10-a.md", "--format", "json").out) == []


def test_annotations_are_escaped_as_github_reads_them(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "10-a,b:c%.md"
    file.write_text("# T\n\n[x](100%25.md)\n\n> [!NOTES]\n", "utf-8")
    lines = run("check", str(file), "--format", "github").out.splitlines()
    shown = f"{tmp_path}/10-a%2Cb%3Ac%25.md"
    assert lines[0].startswith(
        f"::error file={shown},line=3,col=5::dead link: there is no '100%25.md'"
    )
    assert lines[1].startswith(f"::warning file={shown},line=5,col=3::unknown callout")


def test_what_is_not_there_is_told_in_one_line(run: Run, folder: Path) -> None:
    status, _, _ = outcome = run("check", f"{folder}/10-aa.md")
    assert status == 2
    assert outcome.fault == f"{folder}/10-aa.md: no such file; did you mean '10-a.md'?"
    empty = folder / "empty"
    empty.mkdir()
    assert "no lesson in it" in run("check", str(empty)).fault


def test_large_lessons_pass_without_the_limits(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "10-a.md"
    file.write_text("# T\n" + "\nx\n" * 300, "utf-8")
    status, out, _ = run("check", str(file))
    assert status == 1
    assert out.startswith(f"{file}:601:1: 301 blocks are too many")
    assert run("check", str(file), "--no-limits")[:2] == (0, "")


def test_what_cannot_be_read_is_a_fault_and_no_wait(run: Run, folder: Path) -> None:
    (folder / "30-c.md").mkdir()
    os.mkfifo(folder / "40-d.md")
    (folder / "50-e.md").symlink_to(__file__)
    (folder / "20-b.md").write_bytes(b"# B\n\nb\xe4r\n")
    assert run("check", str(folder)).out.splitlines() == [
        f"{folder}/20-b.md:3:2: byte 0xe4 is not UTF-8",
        f"{folder}/30-c.md:1:1: a folder, not a file",
        f"{folder}/40-d.md:1:1: not a regular file",
        f"{folder}/50-e.md:1:1: it is a link to a file outside the folder of lessons",
    ]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_nothing_that_steers_a_terminal_is_printed(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / "10-\x1b[31m\u202e.md"
    file.write_text(
        "# T\n\n\x1b]0;x\x07 [a](\x1b[2J.md) [b](a%1b)\n\n```{\x1b} x\n:\x9b: 3\n```\n", "utf-8"
    )
    status, out, err = run("check", str(file), "--format", form)
    assert status == 1
    assert all(c == "\n" or c.isprintable() for c in out + err)


HOSTILE = {
    "a long line": "x" * 990_000,
    "quotes": ">" * 10_000 + " x",
    "a long fence": "`" * 100_000 + "\nx",
    "nul": "\0" * 100_000,
    "zalgo": "a" + "\u0301" * 50_000,
    "open comments": "<!-- " * 100_000,
    "open parts": "```{stepper} a\n" * 20_000,
    "formulas": "\n\n".join(f"$\\x{i}$" for i in range(3000)),
    "links": "\n\n".join(f"[a](x{i}.md) [b](#p{i})" for i in range(3000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_text_has_an_answer(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "10-a.md"
    file.write_text(f"# T\n\n{text}\n", "utf-8")
    status, out, _ = run("check", str(file))
    assert status == 1
    assert max(map(len, out.splitlines())) < 1000 + len(str(file))
