"""How well a colour is read on another, by the Web Content Accessibility Guidelines 2."""

from __future__ import annotations

from textual.color import Color


def contrast(one: Color, other: Color) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def readable(color: Color, behind: Color, least: float) -> Color:
    """`color`, moved towards black or white until its contrast to `behind` is at least `least`.

    Where even black or white has less contrast than that, the better of the two.
    """
    far = max(Color(0, 0, 0), Color(255, 255, 255), key=lambda end: contrast(end, behind))
    mixed = (color.blend(far, share / 10) for share in range(11))
    return next((c for c in mixed if contrast(c, behind) >= least), far)


def _luminance(color: Color) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
