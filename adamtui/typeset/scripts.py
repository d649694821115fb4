"""Unicode's small letters: a text as subscript or superscript, where all its letters exist."""

from __future__ import annotations

from collections.abc import Mapping

_SUB: Mapping[str, str] = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_SUP: Mapping[str, str] = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ*′″‴⁗∘⊤†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ*′″‴⁗°ᵀ†",
        strict=True,
    )
)


def _mapped(text: str, table: Mapping[str, str]) -> str | None:
    small = [table.get(char, "") for char in text]
    return "".join(small) if all(small) else None


def subscript(text: str) -> str | None:
    """`text` in subscript letters, or None where one of them does not exist."""
    return _mapped(text, _SUB)


def superscript(text: str) -> str | None:
    """`text` in superscript letters, or None where one of them does not exist."""
    return _mapped(text, _SUP)
