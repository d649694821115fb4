"""A column of knobs, one row each: the hyperparameters of a rule, or what else can be adjusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from string import ascii_letters
from typing import Any, ClassVar, TypeAlias

from textual import events
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
        *(
            Binding(letter, f"lead('{letter}')", "to its row", show=False)
            for letter in ascii_letters
        ),
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
        self._letters: dict[str, KnobRow[Any, Any]] = {}
        self._unsettled = False
        self._left: str | None = None
        self._kept_keys: list[events.Key] = []

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
            if self._unsettled:
                self.call_later(self._settle)
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
        await self._settle()

    @property
    def entrance(self) -> KnobRow[Any, Any]:
        """The row that was left last, while it is there; else the first."""
        return self._rows.get(self._left or "", next(iter(self._rows.values())))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Remember the row that is left."""
        self._left = next((name for name, row in self._rows.items() if row is event.widget), None)

    def action_move(self, by: int) -> None:
        """Go `by` rows down; stays at the ends."""
        names = list(self._rows)
        held = self._held()
        if held is not None:
            at = names.index(held) + by
            self.screen.set_focus(self._rows[names[min(max(at, 0), len(names) - 1)]])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter that labels no row is not ours."""
        if action == "lead":
            return parameters[0] in self._letters
        return True

    def action_lead(self, letter: str) -> None:
        """Go to the row that a letter labels."""
        self.screen.set_focus(self._letters[letter])

    def hold(self, key: events.Key) -> bool:
        """Keep a key for later, while another word is chosen and the rows are not those for it."""
        if self._unsettled and (self._kept_keys or key.key not in ("left", "right")):
            self._kept_keys.append(key)
            return True
        return False

    def unsettle(self) -> None:
        """Another word is chosen; the owner will say what rows go with it."""
        self._unsettled = True

    async def _settle(self) -> None:
        """Act on the keys kept, in order; those that come meanwhile are kept too."""
        while self._unsettled and self._agreed():
            if not self._kept_keys:
                self._unsettled = False
                return
            key = self._kept_keys.pop(0)
            row = self.app.focused
            if not isinstance(row, KnobRow) or not (
                row.write(key.key, key.character) or await row.act(key.key)
            ):
                self.app.post_message(events.Key(key.key, key.character))

    def _agreed(self) -> bool:
        """Whether the rows are those for the word that was chosen last."""
        return list(self._rows) == [knob.name for knob in self._knobs] and all(
            self._rows[knob.name].value == self._values[knob.name]
            for knob in self._knobs
            if isinstance(knob, Words) and knob.decisive
        )

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
            row.owner, row.knob, row.column = self.parent, knob, self
            row.default = self._defaults[knob.name]
            # A decisive word is the learner's: what the owner knows of it may be a turn behind.
            if not (isinstance(knob, Words) and knob.decisive):
                row.value = self._values[knob.name]
        self._letters = {row.head.symbol: row for row in self._rows.values()}
        legend = max((row.head.needed for row in self._rows.values()), default=0)
        for row in self._rows.values():
            row.legend = legend
