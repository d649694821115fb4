"""The one place where an ink becomes a colour.

Roles are looked up in the theme; every colour is then moved just far enough from what lies behind
it to be readable, so that no theme, and no pair of roles, can hide a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import HSL, Color, ColorParseError
from textual.filter import LineFilter
from textual.widget import Widget

from adamtui.ink import HEAT_LEVELS, SERIES, SIXTEEN, Ink
from adamtui.widgets.contrast import contrast, readable

THEME = ("primary", "secondary", "accent", "success", "warning", "error")
"""The theme's variables that inks are mixed from, beside its background and foreground."""

CONTRAST = {"": 0.0, "rule": 1.6, "muted": 3.0, "path": 3.0, "mark": 3.0}
"""The least WCAG contrast of a role to what is behind it; of the theme's own text: its own."""
TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0

HUES = (0, 180, 60, 240, 120, 300)
"""Degrees from the primary colour's hue to that of each series."""

SIXTEEN_SYSTEMS = ("standard", "windows")

VGA = {
    "blue": ("#0000aa", "#5555ff"),
    "cyan": ("#00aaaa", "#55ffff"),
    "green": ("#00aa00", "#55ff55"),
    "magenta": ("#aa00aa", "#ff55ff"),
    "red": ("#aa0000", "#ff5555"),
    "yellow": ("#aa5500", "#ffff55"),
    "black": ("#000000", "#555555"),
}
"""The names, and the values, plain and bright, that rich takes for just these colours."""


class Palette:
    """The styles of inks on one background.

    `variables` are a theme's; `background` and `foreground` those of the widget that paints, by
    default the theme's. `system` is rich's name for the terminal's colours: sixteen are the
    terminal's own, taken in place of the theme's; among 256 only greys make an even gradient.
    `filters` are applied to each style, once, in place of to each line.
    """

    def __init__(
        self,
        variables: Mapping[str, str],
        dark: bool,
        background: Color | None = None,
        foreground: Color | None = None,
        *,
        system: str | None = "truecolor",
        filters: Sequence[LineFilter] = (),
    ) -> None:
        fallback = ("#121212", "#e0e0e0") if dark else ("#efefef", "#1e1e1e")
        behind = background or _parsed(variables, "background", Color.parse(fallback[0]))
        text = foreground or _parsed(variables, "foreground", Color.parse(fallback[1]))
        self._dark = dark
        self._sixteen = system in SIXTEEN_SYSTEMS or behind.ansi is not None
        self._grey = system == "256"
        self._background = behind
        self._foreground = text if self._sixteen else behind + text
        self._theme = {name: _parsed(variables, name, self._foreground) for name in THEME}
        self._heat_top = self._hottest()
        self._filters = filters
        self._styles: dict[Ink, Style] = {}
        self.base = self.style(Ink())
        """The style of blank cells."""

    @classmethod
    def of(cls, widget: Widget) -> Palette:
        """The palette for a mounted widget: its theme, its background; one for all that agree."""
        app = widget.app
        _, _, background, foreground = widget.colors
        variables = app.theme_variables
        return _shared(
            tuple(variables.get(name, "") for name in THEME),
            app.current_theme.dark,
            background,
            foreground,
            app.console.color_system,
            tuple(app.get_line_filters()),
        )

    def style(self, ink: Ink) -> Style:
        """How rich draws an ink, with both its colours given."""
        if (style := self._styles.get(ink)) is None:
            fore, back = self._sixteen_colors(ink) if self._sixteen else self._colors(ink)
            style = Style(
                color=fore,
                bgcolor=back,
                bold=ink.bold or None,
                italic=ink.italic or None,
                underline=ink.underline or None,
                strike=ink.strike or None,
                reverse=ink.reverse or None,
            )
            style = self._styles[ink] = self._filtered(style)
        return style

    def _filtered(self, style: Style) -> Style:
        """What the application's filters, as the one for NO_COLOR, make of a style."""
        segments = [Segment(" ", style)]
        for each in self._filters:
            segments = each.apply(segments, self._background)
        return segments[0].style or style

    def _colors(self, ink: Ink) -> tuple[TerminalColor, TerminalColor]:
        back = self._role(ink.bg) if ink.bg else self._background
        least = GRAPHIC_CONTRAST if ink.fg.startswith("series-") else TEXT_CONTRAST
        least = 0.0 if ink.fg.startswith("heat-") else CONTRAST.get(ink.fg, least)
        if ink.bg and not ink.fg:
            least = TEXT_CONTRAST
        return readable(self._role(ink.fg), back, least).rich_color, back.rich_color

    def _sixteen_colors(self, ink: Ink) -> tuple[TerminalColor, TerminalColor]:
        fore, back = self._foreground.rich_color, self._background.rich_color
        if ink.bg.startswith("heat-"):
            back = self._sixteen_heat(ink.bg)
        elif ink.bg:
            back = TerminalColor.parse(SIXTEEN.get(ink.bg, "bright_black"))
        if ink.fg.startswith("heat-"):
            fore = self._sixteen_heat(ink.fg)
        elif ink.fg in SIXTEEN:
            fore = TerminalColor.parse(SIXTEEN[ink.fg])
        return fore, back

    def _sixteen_heat(self, role: str) -> TerminalColor:
        """The lower half is the background, the upper half one colour."""
        if _number(role) < HEAT_LEVELS // 2:
            return self._background.rich_color
        return TerminalColor.parse("blue" if self._dark else "bright_cyan")

    def _role(self, role: str) -> Color:
        """A role's colour before it is made readable. KeyError for a role that ink has not."""
        if role.startswith("heat-"):
            share = _number(role) / (HEAT_LEVELS - 1)
            return self._background.blend(self._heat_top, share)
        if role.startswith("series-"):
            return self._series(_number(role) % SERIES)
        theme, text, behind = self._theme, self._foreground, self._background
        return {
            "": text,
            "muted": text.blend(behind, 0.45),
            "rule": text.blend(behind, 0.7),
            "accent": theme["accent"],
            "changed": theme["warning"].blend(text, 0.3),
            "good": theme["success"],
            "warn": theme["warning"],
            "bad": theme["error"],
            "title": theme["primary"],
            "code": theme["secondary"].blend(text, 0.4),
            "code-word": theme["primary"].blend(text, 0.3),
            "code-name": theme["accent"].blend(text, 0.3),
            "code-text": theme["success"].blend(text, 0.4),
            "code-value": theme["warning"].blend(text, 0.4),
            "code-note": text.blend(behind, 0.4),
            "math": text.blend(theme["primary"], 0.25),
            "link": theme["primary"].blend(text, 0.15),
            "path": theme["accent"],
            "mark": theme["warning"].blend(theme["error"], 0.5),
        }[role]

    def _series(self, index: int) -> Color:
        hue = self._theme["primary"].hsl.h + HUES[index] / 360
        return Color.from_hsl(*HSL(hue % 1, 0.65, 0.65 if self._dark else 0.38))

    def _hottest(self) -> Color:
        """The strongest background towards the primary colour on which plain text still reads."""
        shares = (share / 20 for share in range(11, 2, -1))
        top = self._foreground if self._grey else self._theme["primary"]
        mixed = [self._background.blend(top, share) for share in shares]
        need = min(TEXT_CONTRAST, 0.75 * contrast(self._foreground, self._background))
        return next((c for c in mixed if contrast(self._foreground, c) >= need), mixed[-1])


def _number(role: str) -> int:
    return int(role.rpartition("-")[2])


def _parsed(variables: Mapping[str, str], name: str, fallback: Color) -> Color:
    try:
        color = Color.parse(variables.get(name, ""))
    except ColorParseError:
        return fallback
    return fallback if color.auto else color


@lru_cache(maxsize=32)
def _shared(
    theme: tuple[str, ...],
    dark: bool,
    background: Color,
    foreground: Color,
    system: str | None,
    filters: tuple[LineFilter, ...],
) -> Palette:
    variables = dict(zip(THEME, theme, strict=True))
    return Palette(variables, dark, background, foreground, system=system, filters=filters)
