"""What is not set in a terminal, and what would do instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adamtui.typeset.errors import TexError

_BACKSLASH = "\\"
_CODE = "write it in a code block"
_MARKDOWN = "write it in Markdown"
_PHYSICS = "write it with \\frac, \\left and \\right"

ENVIRONMENTS: Mapping[str, str] = {
    **dict.fromkeys(("CD", "tikzcd", "tikzpicture", "picture", "forest", "psmatrix"), _CODE),
    **dict.fromkeys(("algorithm", "algorithmic", "verbatim", "lstlisting", "minted"), _CODE),
    **dict.fromkeys(
        ("itemize", "enumerate", "description", "table", "figure", "center"), _MARKDOWN
    ),
    **dict.fromkeys(("theorem", "lemma", "proof", "definition", "quote"), _MARKDOWN),
    **dict.fromkeys(("document", "empheq", "numcases", "subnumcases"), "leave it out"),
}
COMMANDS: Mapping[str, str] = {
    **dict.fromkeys(("ce", "pu"), "write the formula with \\mathrm{…}"),
    **dict.fromkeys(("qty", "dv", "pdv", "dd", "expval", "mel", "grad", "curl"), _PHYSICS),
    **dict.fromkeys(("SI", "si", "num", "unit"), "write the number and \\text{…}"),
    "includegraphics": "write ![…](…) in Markdown",
    **dict.fromkeys(("cite", "footnote", "item", "section", "caption", "paragraph"), _MARKDOWN),
    **dict.fromkeys(("usepackage", "documentclass", "input", "write", "message"), "leave it out"),
    **dict.fromkeys(("DeclarePairedDelimiter", "newenvironment", "csname"), "use \\newcommand"),
    **dict.fromkeys(("sideset", "prescript"), "put {} before the scripts"),
    **dict.fromkeys(("linebreak", "pagebreak", "par"), "use \\\\"),
}


def unknown_command(name: str, offset: int, known: Iterable[str]) -> TexError:
    """The fault of a command nobody knows, with the nearest one that is known."""
    if instead := COMMANDS.get(name):
        return TexError(f"\\{name} cannot be set in a terminal; {instead}", offset)
    return TexError(f"unknown command \\{name}{_nearest(name, known, _BACKSLASH)}", offset)


def unknown_environment(name: str, offset: int, known: Iterable[str]) -> TexError:
    """The fault of an environment nobody knows, with the nearest one that is known."""
    if instead := ENVIRONMENTS.get(name.rstrip("*")):
        return TexError(f"\\begin{{{name}}} cannot be set in a terminal; {instead}", offset)
    return TexError(f"unknown environment {name}{_nearest(name, known)}", offset)


def _nearest(name: str, known: Iterable[str], sign: str = "") -> str:
    # Not core's: case counts in TeX, and no command is known by another name.
    import difflib

    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f"; did you mean {sign}{near[0]}?" if near else ""
