"""Faults planted in a lesson that is sound otherwise: each told at its place, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from adamtui.course.check import check_file

BEFORE = "# T\n\n"
AFTER = (
    "\n\nText with $x^2$.\n\n## Next\n\n"
    "```{quiz} last\n:kind: number\n:answer: 3\n\nHow many?\n```\n"
    "\nSee [here](#last) and [there](20-b.md#part).\n"
)


class Planted(NamedTuple):
    text: str
    """From line 3 on."""
    places: tuple[str, ...]
    """`line:column words of the message`."""


def _quiz(*options: str, body: str = "What?") -> str:
    lines = "".join(f":{each}\n" for each in options)
    return f"```{{quiz}} q\n{lines}\n{body}\n```"


def _run(name: str, *options: str, text: str = "") -> str:
    lines = "".join(f":{each}\n" for each in ("fn: x**2", "start: 1", *options))
    return f"```{{{name}}} a\n{lines}\n{text}\n```"


_OFF = ("rule: sgd", "lr: 5")
_OF_RUN = ("kind: number", "rule: adam", "fn: x**2", "start: 1", "lr: 0.1")

PLANTED = {
    "sound": Planted("", ()),
    "unknown live part": Planted("```{steper} a\nx\n```", ("3:5 did you mean 'stepper'?",)),
    "unknown option": Planted("```{stepper} a\n:betta1: 1\n```", ("4:2 did you mean 'beta1'?",)),
    "too large": Planted("```{stepper} a\n:lr: 1e999\n```", ("4:6 lr must be a finite number",)),
    "missing option": Planted("```{plot} p\n:fn: x\n```", ("3:5 needs ':over:'",)),
    "name of a heading": Planted("```{stepper} next\n```", ("3:4 taken by the heading in line 8",)),
    "no name": Planted("```{stepper}\n```", ("3:4 has no name",)),
    "name in the braces": Planted("```{stepper s}\n```", ("3:4 write ```{stepper} s",)),
    "brace forgotten": Planted("```{stepper s\n```", ("3:4 begins no live part",)),
    "two backticks": Planted("``{stepper} s\n``", ("3:1 three backticks",)),
    "part left open": Planted("```{stepper} a\n:fn: x\n", ("3:1 is never closed: line 11 begins",)),
    "code left open": Planted("```python\nx\n", ("3:1 is never closed: line 11 begins",)),
    "code in a part": Planted(
        _quiz("kind: choice", body="What?\n\n```py\nx\n```\n\n- [x] a\n- [ ] b"),
        ("8:1 begin and end that with '````'",),
    ),
    "part in a list": Planted("- ```{stepper} a\n  ```\n\n[x](#a)", ("3:6 in a list or a quote",)),
    "part in a quote": Planted("> ```{stepper} a\n> ```", ("3:6 in a list or a quote",)),
    "formulas": Planted(
        "$x$ and $\\no$\nand `$\\no$` $\\no$", ("3:10 unknown command", "4:14 unknown command")
    ),
    "formula in a table": Planted("| a |\n|---|\n| $\\no$ |", ("5:4 unknown command",)),
    "formula in a list": Planted("- a\n  - b $\\no$", ("4:8 unknown command",)),
    "formula of lines": Planted("> $$\n> a\n> \\no\n> $$", ("5:3 unknown command",)),
    "formulas of a quiz": Planted(
        _quiz("kind: choice", "hint: $\\no$", body="$\\no$\n\n- [x] a\n- [ ] b — $\\no$"),
        ("5:9 unknown command", "7:2 unknown command", "10:12 unknown command"),
    ),
    "math left open": Planted("$$\na\n\nb\n$$", ("3:1 '$$' is never closed",)),
    "no answer": Planted(_quiz("kind: number"), ("3:5 needs ':answer:'",)),
    "answer unread": Planted(_quiz("kind: number", "answer: 3 +"), ("5:13 is missing",)),
    "name undeclared": Planted(
        _quiz("kind: expr", "names: m", "answer: m*t"), ("6:12 unknown name 't'",)
    ),
    "undefined": Planted(
        _quiz("kind: expr", "names: m", "answer: log(-m)", "domain: m 1 2"), ("6:10 too few",)
    ),
    "no such buffer": Planted(_quiz(*_OF_RUN, "answer: v_max(3)"), ("9:10 adam has no v_max",)),
    "too far": Planted(_quiz(*_OF_RUN, "answer: m(10001)"), ("9:10 to 10,000",)),
    "no such coordinate": Planted(_quiz(*_OF_RUN, "answer: m(1, 2)"), ("9:10 coordinates",)),
    "not of the run": Planted(_quiz(*_OF_RUN, "answer: 0.777"), ("9:10 first 20 updates",)),
    "of the run": Planted(_quiz(*_OF_RUN, "answer: 0.2"), ()),
    "none right": Planted(_quiz("kind: choice", body="- [ ] a\n- [ ] b\n\nX?"), ("6:1 none",)),
    "all right": Planted(_quiz("kind: choice", body="- [x] a\n- [x] b\n\nX?"), ("6:1 all",)),
    "diverges": Planted(_run("stepper", *_OFF), ("3:4 diverges",)),
    "source diverges": Planted(_run("source", *_OFF), ("3:4 diverges",)),
    "predict diverges": Planted(_run("predict", *_OFF), ("3:4 diverges",)),
    "compare diverges": Planted(_run("compare", "rules: adam sgd lr=5"), ("3:4 sgd diverges",)),
    "said to diverge": Planted(_run("stepper", *_OFF, text="It diverges."), ()),
    "said before": Planted("Divergence!\n\n" + _run("stepper", *_OFF), ()),
    "links": Planted(
        "[a](no.md) b\n[c](20-b.md#parts) [d](#no) [e](%2e%2e/x) [f](file:///x)\n![g](no.png)",
        (
            "3:5 no 'no.md'",
            "4:5 'parts'",
            "4:24 'no'",
            "4:33 leads out",
            "4:47 leads out",
            "5:6 no",
        ),
    ),
    "a link defined elsewhere": Planted("[a][b]\n\nx\n\n[b]: no.md", ("7:6 no 'no.md'",)),
    "a callout's colon": Planted("> [!TIP]: x\n\n[!NOTE]: y", ("3:3 [!TIP]", "5:1 '[!NOTE]:'")),
    "controls": Planted(
        "a \x1b\n`\u202e` &rlm;\n[a](&#x202e;) [b](https://x 'c&#x202e;')",
        ("3:3 U+001B", "4:2 U+202E", "4:5 '&rlm;'", "5:5 '&#x202e;'", "5:31 '&#x202e;'"),
    ),
    "rows": Planted("| a |\n|---|\n" + "| 1 |\n" * 51, ("55:1 51 rows",)),
    "a line of code": Planted("```\nx\n" + "y" * 2001 + "\n```", ("5:1 2,001 characters",)),
    "nested": Planted(">" * 8 + " x\n\n" + ">" * 9 + " x", ("5:1 nested deeper than 8",)),
    "nested lists": Planted(
        "".join("  " * depth + "- x\n" for depth in range(9)), ("11:1 nested deeper than 8",)
    ),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_told_at_its_place_alone(planted: Planted, tmp_path: Path) -> None:
    (tmp_path / "20-b.md").write_text("# B\n\n## Part\n", "utf-8")
    file = tmp_path / "10-a.md"
    file.write_text(BEFORE + planted.text + AFTER, "utf-8")
    found = check_file(file, "x", limits=True)
    wanted = [each.partition(" ") for each in planted.places]
    assert [f"{fault.line}:{fault.column}" for fault in found] == [
        place for place, _, _ in wanted
    ], found
    assert all(
        words in fault.message for fault, (_, _, words) in zip(found, wanted, strict=True)
    ), found


@pytest.mark.parametrize("matter", ["title: x\n", "title: x\n\nby: y\n", "tags:\n  - a\n"])
def test_front_matter_is_told_of(matter: str, tmp_path: Path) -> None:
    file = tmp_path / "10-a.md"
    file.write_text(f"---\n{matter}---\n\n# T\n", "utf-8")
    assert [str(fault) for fault in check_file(file, "x")] == [
        "x:1:1: front matter is not used: a lesson's title is its # heading"
    ]


def test_a_glossary_needs_no_title_and_no_live_part(tmp_path: Path) -> None:
    file = tmp_path / "glossary.md"
    file.write_text("## a\n\n$\\no$\n\n## b, a\n\n```{stepper} z\n```\n", "utf-8")
    found = [(fault.line, fault.message.split("; ")[0]) for fault in check_file(file)]
    assert found == [
        (3, "unknown command \\no"),
        (5, "'a' is explained in line 1 already"),
        (7, "the live part {stepper} cannot stand in a glossary"),
    ]
