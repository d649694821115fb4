"""Every ink can be read in every theme, and no two series look the same."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from adamtui.ink import HEAT_LEVELS, SERIES, Ink
from adamtui.widgets.contrast import contrast
from adamtui.widgets.palette import Palette

CODE = ("code", "code-word", "code-name", "code-text", "code-value", "code-note")
WORDS = ("accent", "changed", "good", "warn", "bad", "title", "math", "link", *CODE)
HEAT = tuple(f"heat-{level}" for level in range(HEAT_LEVELS))
FULL_COLOR = [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi]


def palette(name: str, **options: bool) -> Palette:
    theme = BUILTIN_THEMES[name]
    return Palette(theme.to_color_system().generate(), theme.dark, **options)


def shown(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    assert style.bgcolor is not None
    return Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


@pytest.mark.parametrize("name", FULL_COLOR)
def test_text_is_readable_in_every_theme(name: str) -> None:
    colors = palette(name)
    assert all(contrast(*shown(colors.style(Ink(role)))) >= 4.4 for role in WORDS)
    assert contrast(*shown(colors.style(Ink("muted")))) >= 2.9


@pytest.mark.parametrize("name", FULL_COLOR)
def test_what_is_drawn_on_a_heat_map_stands_out(name: str) -> None:
    colors = palette(name)
    for heat in HEAT:
        assert contrast(*shown(colors.style(Ink("", heat)))) >= 4.4
        for role in ("path", "mark", "series-3"):
            assert contrast(*shown(colors.style(Ink(role, heat)))) >= 2.9


@pytest.mark.parametrize("name", FULL_COLOR)
def test_heat_moves_steadily_away_from_the_background(name: str) -> None:
    colors = palette(name)
    behind = shown(colors.base)[1]
    ratios = [contrast(shown(colors.style(Ink("", heat)))[1], behind) for heat in HEAT]
    assert ratios[0] == 1
    assert ratios == sorted(ratios)
    assert ratios[-1] > 1.2


@pytest.mark.parametrize("name", FULL_COLOR)
def test_series_differ(name: str) -> None:
    colors = palette(name)
    series = [shown(colors.style(Ink(f"series-{i}")))[0] for i in range(SERIES)]
    for one, other in combinations(series, 2):
        assert sum(abs(a - b) for a, b in zip(one.rgb, other.rgb, strict=True)) > 60


@pytest.mark.parametrize("name", BUILTIN_THEMES)
def test_roles_survive_on_a_terminal_of_sixteen_colors(name: str) -> None:
    def on_terminal(ink: Ink) -> tuple[int | None, int | None]:
        style = palette(name, system="standard").style(ink)
        assert style.color is not None
        assert style.bgcolor is not None
        fore, back = (c.downgrade(ColorSystem.STANDARD) for c in (style.color, style.bgcolor))
        return fore.number, back.number

    plain = on_terminal(Ink())
    for role in ("accent", "changed", "good", "bad", "title", "link", "path", "series-5"):
        assert on_terminal(Ink(role))[0] != plain[0]
        assert on_terminal(Ink(role))[1] == plain[1]
    assert on_terminal(Ink("", HEAT[0])) == plain
    fore, back = on_terminal(Ink("path", HEAT[-1]))
    assert back not in (fore, plain[1])


def test_emphasis_is_kept() -> None:
    style = palette("nord").style(Ink("accent", bold=True, italic=True, underline=True))
    assert (style.bold, style.italic, style.underline) == (True, True, True)
    assert palette("nord").style(Ink("accent")).bold is None


def test_a_role_that_ink_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        palette("nord").style(Ink("mauve"))
