"""Playing: a step every moment, until there is none or somebody stops it."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

SECONDS = 0.15


class Player:
    """Makes steps on behalf of a widget, while its screen is the one looked at."""

    def __init__(self, owner: Widget, step: Callable[[], bool]) -> None:
        """`step` says whether there was one to make."""
        self._owner = owner
        self._step = step
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether it plays."""
        return self._timer is not None

    def toggle(self) -> None:
        """Play, or stop."""
        if self._timer is not None:
            self.stop()
        else:
            self._timer = self._owner.set_interval(SECONDS, self._on)
            self._owner.refresh_bindings()

    def stop(self) -> None:
        """Stop, if it plays."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._owner.refresh_bindings()

    def _on(self) -> None:
        if self._owner.screen.is_active and not self._step():
            self.stop()
