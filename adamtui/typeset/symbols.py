"""Which Unicode character each TeX name stands for, and what it is to its neighbours."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from adamtui.typeset import ams
from adamtui.typeset.nodes import Atom, Kind

_GREEK = """
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
Upsilon Υ Phi Φ Psi Ψ Omega Ω
"""
_ORD = """
infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ forall ∀ exists ∃
nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ angle ∠ triangle △ square □ blacksquare ■ qed ∎
prime ′ top ⊤ bot ⊥ degree ° checkmark ✓ surd √ backslash \\ vdots ⋮ % % _ _ # # $ $ & &
"""
_BIN = """
cdot · times × pm ± mp ∓ div ÷ ast * star ⋆ circ ∘ bullet • odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗
oslash ⊘ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ dagger †
ddagger ‡ diamond ⋄ bmod mod
"""
_REL = """
leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ lt < gt > neq ≠ ne ≠ approx ≈ equiv ≡ propto ∝ sim ∼
simeq ≃ cong ≅ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ prec ≺ succ ≻
preceq ⪯ succeq ⪰ nleq ≰ ngeq ≱ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ mid |
parallel ∥ perp ⊥ vdash ⊢ models ⊨ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔
longrightarrow ⟶ longleftarrow ⟵ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸
iff ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ nearrow ↗ searrow ↘
therefore ∴ because ∵
"""
_OPEN = "{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖"
_CLOSE = "} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖"
_BAR = "vert | Vert ‖ | ‖"
_INNER = "ldots … dots … dotsc … cdots ⋯ dotsb ⋯ ddots ⋱"
_PUNCT = "colon :"
_OP = """
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀
bigoplus ⨁ bigotimes ⨂ bigodot ⨀
"""
_FN = """
sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan log ln lg exp arg deg dim hom
ker
"""
_FN_LIMITS = "max min sup inf lim limsup liminf det gcd Pr argmax argmin"


def _named(pairs: str, kind: Kind, limits: bool = False) -> dict[str, Atom]:
    words = pairs.split()
    return {
        name: Atom(char.replace("_", " ") if len(char) > 1 else char, kind, limits)
        for name, char in zip(words[::2], words[1::2], strict=True)
    }


SYMBOLS: Mapping[str, Atom] = {
    **_named(ams.ORD, "ord"),
    **_named(ams.BIN, "bin"),
    **_named(ams.REL + ams.ARROWS, "rel"),
    **_named(ams.OPEN, "open"),
    **_named(ams.CLOSE, "close"),
    **_named(ams.PUNCT, "punct"),
    **_named(ams.INNER, "inner"),
    **_named(ams.OP, "op", limits=True),
    **{name: Atom(name, "fn") for name in ams.NAMES.split()},
    **_named(_GREEK, "ord"),
    **_named(_ORD, "ord"),
    **_named(_BIN, "bin"),
    **_named(_REL, "rel"),
    **_named(_OPEN, "open"),
    **_named(_CLOSE, "close"),
    **_named(_BAR, "bar"),
    **_named(_INNER, "inner"),
    **_named(_PUNCT, "punct"),
    **_named(_OP, "op", limits=True),
    **{name: Atom(name, "fn") for name in _FN.split()},
    **{name: Atom(name, "fn", limits=True) for name in _FN_LIMITS.split()},
    **_named(ams.NAMES_WITH_LIMITS, "fn", limits=True),
    "limsup": Atom("lim sup", "fn", limits=True),
    "liminf": Atom("lim inf", "fn", limits=True),
    "argmax": Atom("arg max", "fn", limits=True),
    "argmin": Atom("arg min", "fn", limits=True),
}
"""Commands without arguments, by name without the backslash."""

CHARACTERS: Mapping[str, Atom] = {
    **{atom.text: atom for atom in SYMBOLS.values() if not atom.text.isascii()},
    **{char: Atom(char, "bin") for char in "+*"},
    **{char: Atom("−", "bin") for char in "-−"},
    **{char: Atom(char, "rel") for char in "=<>:"},
    **{char: Atom(char, "open") for char in "(["},
    **{char: Atom(char, "close") for char in ")]!?"},
    **{char: Atom(char, "punct") for char in ",;"},
    **{char: Atom(char, "bar") for char in "|‖"},
    "⊥": Atom("⊥"),
}
"""Characters typed as themselves that are more than ordinary letters."""

SPACES: Mapping[str, int] = {
    **dict.fromkeys(
        (",", ":", ";", ">", " ", "\n", "thinspace", "medspace", "thickspace", "enspace", "enskip",
         "space", "nobreakspace"), 1,
    ),
    **dict.fromkeys(("!", "/", "negthinspace", "negmedspace", "negthickspace", "-"), 0),
    "quad": 3,
    "qquad": 6,
}  # fmt: skip
"""Cells of the spacing commands."""

ACCENTS: Mapping[str, str] = {
    "hat": "\u0302", "widehat": "\u0302", "^": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "bar": "\u0304", "overline": "\u0305", "overlinesegment": "\u0305", "overgroup": "\u0305",
    "breve": "\u0306", "u": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a",
    "check": "\u030c", "widecheck": "\u030c", "acute": "\u0301", "grave": "\u0300",
    "vec": "\u20d7", "overrightarrow": "\u20d7", "Overrightarrow": "\u20d7",
    "overrightharpoon": "\u20d1", "overleftarrow": "\u20d6", "overleftharpoon": "\u20d0",
    "overleftrightarrow": "\u20e1", "dddot": "\u20db", "ddddot": "\u20dc",
    "underline": "\u0332", "underbar": "\u0332", "underlinesegment": "\u0332",
    "undergroup": "\u0332", "utilde": "\u0330", "underrightarrow": "\u20ef",
    "underleftarrow": "\u20ee", "underleftrightarrow": "\u034d",
    "'": "\u0301", "`": "\u0300", "~": "\u0303", "=": "\u0304", ".": "\u0307", '"': "\u0308",
    "v": "\u030c", "H": "\u030b", "r": "\u030a",
    "wideparen": "\u0311", "overparen": "\u0311", "overarc": "\u0311", "underparen": "\u032f",
    "cancel": "\u0338", "bcancel": "\u20e5", "xcancel": "\u0338", "sout": "\u0336",
}  # fmt: skip
"""The combining mark of each accent, above, below or through its letters."""

DELIMITERS = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉/\\⎰⎱⟮⟯⌜⌝⌞⌟⟦⟧⦃⦄↑↓↕⇑⇓⇕")
"""What may follow \\left and \\right, besides the dot for none."""

_BOLD = ("MATHEMATICAL BOLD",)
_SCRIPT = ("MATHEMATICAL SCRIPT", "SCRIPT")
_FRAKTUR = ("MATHEMATICAL FRAKTUR", "BLACK-LETTER")
_DOUBLE = ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK")
ALPHABETS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("mathbf", "boldsymbol", "bm", "pmb", "bold", "bf", "symbf"), _BOLD),
    **dict.fromkeys(("mathbb", "Bbb", "mathbbm", "mathds"), _DOUBLE),
    **dict.fromkeys(("mathcal", "mathscr", "cal", "scr"), _SCRIPT),
    **dict.fromkeys(("mathfrak", "frak"), _FRAKTUR),
    **dict.fromkeys(
        ("mathrm", "mathit", "mathsf", "mathsfit", "mathtt", "mathnormal", "mathup", "rm", "it",
         "sf", "tt"), (),
    ),
}  # fmt: skip
"""The beginnings of the Unicode names of each alphabet's letters."""


def styled(text: str, alphabet: str) -> str:
    """`text` in an alphabet of `ALPHABETS`; a letter Unicode does not have stays as it is."""
    return "".join(_styled(char, alphabet) for char in text) if alphabet else text


def _styled(char: str, alphabet: str) -> str:
    name = unicodedata.name(char, "").replace(" LETTER", "").replace("LATIN ", "")
    for prefix in ALPHABETS.get(alphabet, ()):
        try:
            return unicodedata.lookup(f"{prefix} {name.removeprefix('GREEK ')}")
        except KeyError:
            continue
    return char
