"""Find the slip: a rule with one wrong line, stepped beside the right one until it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from adamtui.core.comparison import Comparison
from adamtui.core.hunt import LOOKED_AT, Hunt
from adamtui.core.position import Position
from adamtui.course.model import Node
from adamtui.page.layout import layout
from adamtui.panels.hunt_scene import HuntScene
from adamtui.panels.hunt_words import HuntWords, words_rows
from adamtui.progress.record import Entry
from adamtui.widgets.hunt_keys import KEYS
from adamtui.widgets.hunt_stage import HunterStage, HunterWords
from adamtui.widgets.walker import Walker


class Hunter(Walker[Comparison]):
    """Steps both runs by the stepper's keys; `enter` names the line one stands on."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(
        self,
        hunt: Hunt,
        *,
        steps: int = 0,
        hints: Sequence[Sequence[Node]] = (),
        reason: Sequence[Node] = (),
    ) -> None:
        """Opens after update `steps`; `reason` is shown once the line is known."""
        stage = HunterStage()
        walk = hunt.comparison.walk
        until = max(LOOKED_AT, steps)
        super().__init__(hunt.comparison, stage, opening=walk.end(steps), until=until)
        self.stage: HunterStage = stage
        self._hunt = hunt
        self._hints = tuple(hints)
        self._reason = reason
        self._remarks = HunterWords()
        self._coordinate = 0
        self._worked = False
        self._wrong = 0
        """Wrong guesses so far."""
        self._words = self._none_said

    def compose(self) -> ComposeResult:
        """The stage, and what is said below it."""
        yield from super().compose()
        yield self._remarks

    def scene(self, at: Position) -> HuntScene:
        """The runs, where one stands, and what is shown of them."""
        return HuntScene(self._hunt, at, self._coordinate, self._worked, self._words.solved)

    def watch_at(self, at: Position) -> None:
        """There is a line to name everywhere but at the start."""
        super().watch_at(at)
        if self._words.said and not self._words.solved:
            # It was about the line left.
            self._say(replace(self._words, said=""))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no line to name, no more to be said or no other coordinate, no key."""
        if action == "name":
            return not self._words.solved and self.at != self.record.walk.start
        if action == "hint":
            return not self._words.solved
        if action == "coordinate":
            return self._dimension > 1
        return super().check_action(action, parameters)

    def action_coordinate(self) -> None:
        """Show the numbers of the next coordinate."""
        self._coordinate = (self._coordinate + 1) % self._dimension
        self.stage.show_otherwise(coordinate=self._coordinate)

    def action_work_out(self) -> None:
        """Put this run's own numbers into the formula one stands on, or no longer."""
        self._worked = not self._worked
        self.stage.show_otherwise(worked=self._worked)

    def action_name(self) -> None:
        """The line one stands on is said to be wrong; while something runs, stop that first."""
        if self.busy:
            self.action_stop()
            return
        line = self._hunt.lines[self.at.line - 1]
        directed = self._wrong > 0
        verdict = self._hunt.judge(line, self.at.t, self._coordinate, directed=directed)
        self._wrong += not verdict.right
        if verdict.right:
            self._say(replace(self._words, found=True, said=""))
        else:
            self._say(replace(self._words, said=verdict.sentence))
        self._answered(line, right=verdict.right)

    def action_hint(self) -> None:
        """The next hint; after the last one the answer."""
        seen = len(self._words.hints)
        if seen < len(self._hints):
            self._say(replace(self._words, hints=self._hints[: seen + 1], said=""))
        else:
            self._say(replace(self._words, shown=True, said=""))
            self._answered("", right=False)

    def restore(self, entry: Entry) -> None:
        """As it was left: found, given up, or with the hints that were asked for."""
        self._wrong = max(entry.tries - entry.done, 0)
        hints, done = self._hints[: entry.hints], entry.done and not entry.shown
        self._say(replace(self._none_said, hints=hints, found=done, shown=entry.shown))

    def as_opened(self) -> None:
        """Nothing said, nothing named."""
        super().as_opened()
        self._coordinate, self._worked, self._wrong = 0, False, 0
        self._say(self._none_said)

    @property
    def _none_said(self) -> HuntWords:
        return HuntWords(of=len(self._hints))

    @property
    def _dimension(self) -> int:
        return self._hunt.right.dimension

    def _say(self, words: HuntWords) -> None:
        self._words = words
        self._remarks.say(partial(words_rows, words, self._hunt, self._reason, layout))
        self.stage.show_otherwise(solved=words.solved)
        self.refresh_bindings()
        self.post_message(self.Grown())

    def _answered(self, line: str, *, right: bool) -> None:
        hints, shown = len(self._words.hints), self._words.shown
        self.post_message(self.Answered(line, right=right, hints=hints, shown=shown))
