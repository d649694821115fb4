"""Markdown that was written for other programs: `check` has no errors to tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.course.model import Directive
from adamtui.course.parse import parse
from tests.course.checking import check_text


def _faults(body: str) -> list[str]:
    return [str(fault) for fault in check_text(f"# T\n\n{body}\n", Path("x.md"))]


@pytest.mark.parametrize(
    "body",
    [
        "```{r setup, include=FALSE}\nx <- 1\n```",
        "```{r, echo=FALSE}\nx\n```",
        "```{python}\nprint(1)\n```",
        "- ```{python}\n  print(1)\n  ```",
        "```{code-block} python\n:linenos:\nx = 1\n```",
        "```{code-cell} ipython3\nx = 1\n```",
        "```{mermaid}\ngraph TD\n```",
        "```{math}\n\\alpha + \\beta\n```",
        "```{.python .input #a}\nx = 1\n```",
        "[x](@) [y](!) [z](#) [e]()",
        "[term](@) is explained here, and [there](#term).",
        '<a name="one"></a>\n\n<div id=two>x</div>\n\n[1](#one) [2](#two)',
        '## <a name="there"></a> Here\n\n[1](#here) [2](#there)',
        "## A\n## A\n## A\n\n[1](#a) [2](#a-1) [3](#a-2)",
        "## What's `code` & more: 100%?\n\n[1](#whats-code--more-100)",
        "## Launch \U0001f680 now\n\n[1](#launch--now)",
        "[up](#top)",
        "An array a[i][j], text [in brackets][and more brackets], \\[a][bc].",
        "Used[^1] and [there][defined].\n\n[^1]: Note.\n\n[defined]: https://example.org",
    ],
)
def test_what_others_write_is_no_fault(body: str) -> None:
    assert _faults(body) == []


def test_code_in_braces_is_code_with_its_language() -> None:
    fences = ("{r a, echo=FALSE}\nx", "{code-block} python\ny", "{math}\nz")
    text = "# T\n\n" + "".join(f"```{each}\n```\n\n" for each in fences)
    lesson = parse(text, "x.md")
    assert not any(isinstance(block, Directive) for block in lesson.blocks)
    shown = [(n.type, n.label, n.text) for n in lesson.nodes() if n.type.endswith("_block")]
    assert shown == [
        ("code_block", "r", "x"),
        ("code_block", "python", "y"),
        ("math_block", "", "z"),
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("```{steper} a\n```", ["x.md:3:5: unknown live part 'steper'; did you mean 'stepper'?"]),
        ("```{pythonic} a\n```", ["x.md:3:5: unknown live part 'pythonic'; there are "]),
        ("```{note}\nText\n```", ["x.md:3:5: unknown live part 'note'; there are "]),
        ("[x](..)", ["x.md:3:5: '..' leads out of the folder of lessons"]),
        ("[x](/)", ["x.md:3:5: '/' leads out of the folder of lessons"]),
        ("See [it][nope].", ["x.md:3:5: nothing says where [nope] leads"]),
        ("So it is.[^2]", ["x.md:3:10: nothing says where [^2] leads"]),
        (
            "<details>\n```{stepper} a\n```\n</details>",
            ["x.md:4:4: the live part {stepper} cannot stand in HTML"],
        ),
        (
            "```{stepper} a\n:fn: x**2\n:start: 1, 2\n```",
            ["x.md:5:9: x**2 starts from 1 number (x), not 2"],
        ),
    ],
)
def test_what_is_a_fault_all_the_same(body: str, told: list[str]) -> None:
    found = _faults(body)
    assert [fault[: len(start)] for fault, start in zip(found, told, strict=True)] == told
