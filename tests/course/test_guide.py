"""The README's table of distributions says what stands where nothing is given."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from adamtui.core.moments import FAMILIES
from adamtui.course.ema import Ema

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def told(text: str) -> dict[str, float]:
    """The names of a text with the number in brackets after each."""
    return {name: float(value) for name, value in re.findall(r"`(\w+)` \((-?[\d.]+)", text)}


def test_the_defaults_of_every_distribution() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", README, re.MULTILINE))
    for family in FAMILIES.values():
        assert told(rows[family.name]) == dict(family.defaults)


def test_the_defaults_of_a_moving_average() -> None:
    fields = {field.name: field.default for field in msgspec.structs.fields(Ema)}
    sentence = README[README.index("`ema` also") :].partition("| `dist` (`normal`)")[0]
    assert told(sentence) == {name: fields[name] for name in ("beta1", "steps", "seed")}
    assert fields["dist"] == "normal"
