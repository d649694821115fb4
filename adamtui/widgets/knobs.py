"""A column of knobs, one row each: the hyperparameters of a rule, or what else can be adjusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from adamtui.core.hyper import Knob, Words
from adamtui.widgets.choice import Choice
from adamtui.widgets.knob_row import KnobRow
from adamtui.widgets.slider import Slider

Values: TypeAlias = Mapping[str, Any]
"""By knob: a number, or the word of a choice."""

Check: TypeAlias = Callable[[str, float], str | None]
"""Why a knob, by its name, cannot have a value as the others stand, or None."""


class Knobs(Vertical):
    """A column of knobs; its parent owns the values and answers `Changed`, with `show` for others.

    The parent, because it is told at once: what it paints in answer comes in the row's own frame.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "row", key_display="↑↓", tooltip="row above"),
        Binding("down", "move(1)", "row below", show=False),
    ]

    Changed: TypeAlias = KnobRow.Changed

    def __init__(
        self,
        knobs: Sequence[Knob | Words],
        values: Values,
        defaults: Values,
        *,
        check: Check | None = None,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        """`check` may look at `values`: they are what the rows show when it is called."""
        super().__init__(id=id, classes=classes)
        self._check = check
        self._knobs, self._values, self._defaults = tuple(knobs), dict(values), dict(defaults)
        self._rows: dict[str, KnobRow[Any, Any]] = {}

    @property
    def values(self) -> dict[str, Any]:
        """What the knobs stand at, turns that their owner has not yet heard of among them."""
        return self._values | {name: row.value for name, row in self._rows.items()}

    def compose(self) -> ComposeResult:
        """A row for each knob, in order."""
        self._rows = {knob.name: self._row(knob) for knob in self._knobs}
        self._fill()
        yield from self._rows.values()

    def show(self, knobs: Sequence[Knob | Words], values: Values, defaults: Values) -> None:
        """Show other knobs or values; a knob that was there keeps its row, and its focus."""
        self._knobs, self._values, self._defaults = tuple(knobs), dict(values), dict(defaults)
        if [self._kept(knob) for knob in knobs] == list(self._rows.values()):
            self._fill()
        else:
            self.refresh(recompose=True)

    async def recompose(self) -> None:
        """Make the missing rows; where the row with the focus goes, the first one takes it."""
        if not self.is_attached:
            return
        held, before = self._held(), self._rows
        rows = {knob.name: self._kept(knob) or self._row(knob) for knob in self._knobs}
        kept = set(rows.values()) & set(before.values())
        async with self.batch():
            self._rows = rows
            self._fill()
            await self.remove_children([row for row in before.values() if row not in kept])
            await self.mount_all([row for row in rows.values() if row not in kept])
            places: dict[Widget, int] = {row: at for at, row in enumerate(rows.values())}
            self.sort_children(key=places.__getitem__)
        if held is not None and before[held] not in kept and rows and not self._elsewhere():
            self.screen.set_focus(rows.get(held, next(iter(rows.values()))))

    def action_move(self, by: int) -> None:
        """Go `by` rows down; stays at the ends."""
        names = list(self._rows)
        held = self._held()
        if held is not None:
            at = names.index(held) + by
            self.screen.set_focus(self._rows[names[min(max(at, 0), len(names) - 1)]])

    def lead_to(self, letter: str) -> bool:
        """Go to the row that a letter labels; whether there is one."""
        row = next((each for each in self._rows.values() if each.head.symbol == letter), None)
        if row is None or not (letter.isascii() and letter.isalpha()):
            return False
        self.screen.set_focus(row)
        return True

    def _held(self) -> str | None:
        """The knob whose row has the focus."""
        focused = self.screen.focused
        return next((name for name, row in self._rows.items() if row is focused), None)

    def _elsewhere(self) -> bool:
        """Whether the focus has been taken somewhere else."""
        focused = self.screen.focused
        return focused is not None and focused.is_attached and self not in focused.ancestors

    def _kept(self, knob: Knob | Words) -> KnobRow[Any, Any] | None:
        """The row that shows a knob of this name and kind already."""
        row = self._rows.get(knob.name)
        return row if row is not None and type(row.knob) is type(knob) else None

    def _row(self, knob: Knob | Words) -> KnobRow[Any, Any]:
        value, default = self._values[knob.name], self._defaults[knob.name]
        if isinstance(knob, Words):
            return Choice(knob, value, default)
        check = self._check and partial(self._check, knob.name)
        return Slider(knob, value, default, check=check)

    def _fill(self) -> None:
        """Have every row show its knob, value and default, with the heads in line."""
        for knob in self._knobs:
            row = self._rows[knob.name]
            row.owner, row.knob, row.lead_to = self.parent, knob, self.lead_to
            row.default, row.value = self._defaults[knob.name], self._values[knob.name]
        legend = max((row.head.needed for row in self._rows.values()), default=0)
        for row in self._rows.values():
            row.legend = legend
