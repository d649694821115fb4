"""What commands stand for among words, where TeX reads text and not mathematics."""

from __future__ import annotations

from collections.abc import Mapping

ESCAPES: Mapping[str, str] = {
    **{char: char for char in "{}%_#$&"},
    **dict.fromkeys(
        (" ", "\n", "~", ",", ":", ";", ">", "quad", "qquad", "enspace", "enskip", "thinspace",
         "medspace", "thickspace", "space", "nobreakspace", "\\", "newline"), " ",
    ),
    **dict.fromkeys(("!", "-", "/", "relax", "noindent", "protect", "strut", "null",
         "nonumber", "notag", "mathstrut", "negthinspace", "negmedspace", "negthickspace"), ""),
    **dict.fromkeys(("ldots", "dots", "textellipsis"), "…"),
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textless": "<", "textgreater": ">", "textbar": "|", "textbardbl": "‖", "textdollar": "$",
    "textbraceleft": "{", "textbraceright": "}", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotedbl": '"', "textbullet": "•", "textdegree": "°", "textdagger": "†",
    "textdaggerdbl": "‡", "texttimes": "×", "textmu": "µ", "textsterling": "£", "texteuro": "€",
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "TeX": "TeX", "LaTeX": "LaTeX", "KaTeX": "KaTeX",
}  # fmt: skip
"""Commands without arguments."""

_STYLES = """
text textrm textbf textit texttt textsf textnormal textmd textup textsc textsl emph mbox hbox fbox
underline textsuperscript textsubscript mathrm mathbf mathit mathsf mathtt ensuremath operatorname
sout cancel llap rlap clap mathllap mathrlap mathclap underbar pmb boldsymbol bold reflectbox smash
url
"""
STYLES = frozenset(_STYLES.split())
"""Commands whose argument is words as well; how they would look is left out."""

_SWITCHES = """
rm bf it sf tt cal sl sc em bfseries itshape scshape slshape ttfamily sffamily rmfamily mdseries
upshape normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
sixptsize scriptstyle scriptscriptstyle textstyle displaystyle centering
"""
SWITCHES = frozenset(_SWITCHES.split())
"""Commands that change how the rest of their group looks, which is left out."""

LETTER_MARKS: Mapping[str, str] = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331", "textcircled": "\u20dd",
}  # fmt: skip
"""The combining mark that a command puts on the letter after it."""

NAMED = frozenset(("ref", "eqref", "label", "color", "textcolor", "colorbox", "hspace", "vspace"))
"""Commands that take a name, a colour or a length in braces."""

PAIRS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))
"""What is typed, and what is meant by it."""
