"""Code in the inks of its language: what is inked, and that nothing but the ink differs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.course.model import Node
from adamtui.ink import plain
from adamtui.page import highlight
from adamtui.page.highlight import CODE, LARGEST, LONGEST, MOST_LINES, code_lines, load, ready
from adamtui.page.layout import paged

PYTHON = '@once\ndef step(x):\n    """One."""\n    return None or "a" * 2.5  # so\n'
LANGUAGES = st.sampled_from(
    ["python", "c", "bash", "json", "html", "diff", "make", "tex", "pycon", "yaml", "no such", ""]
)
WORDS = ("def f(x):", '"""', "'", "/* ", "# a", "<a b='c'>", "$x$", "- a", "{", "0x1F", ">>> 1")
BLANKS = ("\t", "   ", "\n", "\n\n", "\r", "\x0c", "\u2028")
STRANGE = ("数", "e\u0301", "👩\u200d🔬", "x" * 90, r"\begin{x}")
PIECES = st.sampled_from(WORDS + BLANKS + STRANGE)
CODES = st.lists(PIECES, max_size=14).map("".join)


def drawn(text: str, language: str, of: str) -> str:
    """The role that a piece of a block of code is drawn in."""
    runs = (run for line in code_lines(text, language) for run in line)
    return next(run.ink.fg for run in runs if of in run.text)


@pytest.mark.parametrize(
    ("of", "role"),
    [
        ("@once", "code-name"),
        ("def", "code-word"),
        ("step", "code-name"),
        ("One", "code-note"),
        ("None", "code-value"),
        ("or", "code-word"),
        ('"a"', "code-text"),
        ("2.5", "code-value"),
        ("# so", "code-note"),
        ("(x)", "code"),
    ],
)
def test_each_kind_has_its_ink(of: str, role: str) -> None:
    assert drawn(PYTHON, "python", of) == role


@pytest.mark.parametrize("name", ["python", "Python", "py", "PY"])
def test_a_language_goes_by_any_of_its_names(name: str) -> None:
    assert drawn(PYTHON, name, "def") == "code-word"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PYTHON, ""),
        (PYTHON, "nosuchlanguage"),
        (PYTHON + "#" * LARGEST, "python"),
        (PYTHON + "#" * (LONGEST + 1), "python"),
        (PYTHON + "\n" * MOST_LINES, "python"),
        (PYTHON + "\r", "python"),
    ],
    ids=[
        "no language",
        "unknown",
        "large",
        "long line",
        "many lines",
        "text that the lexer changes",
    ],
)
def test_what_cannot_be_inked_has_one_ink(text: str, language: str) -> None:
    assert {run.ink for line in code_lines(text, language) for run in line} == {CODE}


def test_a_lexer_that_raises_leaves_one_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def get_tokens(self, text: str) -> None:
            raise KeyError(text)

    monkeypatch.setitem(highlight._made, "broken", Broken())
    assert {run.ink for line in code_lines("a\nb", "broken") for run in line} == {CODE}


@settings(deadline=None, max_examples=150)
@given(CODES, LANGUAGES, st.integers(8, 100))
def test_only_inks_differ(text: str, language: str, width: int) -> None:
    nodes = [Node("code_block", text, label=language)]
    inked, one = paged(nodes, width), paged(nodes, width, inked=False)
    assert list(map(plain, inked.rows)) == list(map(plain, one.rows))


def test_prose_says_whether_its_code_can_be_inked_at_once() -> None:
    code = Node("code_block", "x = 1", label="Fortran")
    nodes = [Node("blockquote", children=(code,))]
    assert not ready(nodes)
    load(nodes)
    assert ready(nodes)
    assert ready([Node("code_block", "x = 1"), Node("paragraph")])


def test_pygments_is_not_imported_before_there_is_code_with_a_language() -> None:
    program = (
        "import sys; from adamtui.course.model import Node; from adamtui.page.layout import paged\n"
        "paged([Node('code_block', 'x')], 80)\n"
        "paged([Node('code_block', 'x', label='python')], 80, inked=False)\n"
        "sys.exit('pygments' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
