"""The floor that budgets are measured from: a Textual app whose one Static counts key presses."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Minimal(App[None]):
    """Shows `pressed 0`; every key but `q` adds one."""

    pressed = 0

    def compose(self) -> ComposeResult:
        yield Static("pressed 0")

    def on_key(self, event: Key) -> None:
        if event.key == "q":
            self.exit()
            return
        self.pressed += 1
        self.query_one(Static).update(f"pressed {self.pressed}")


if __name__ == "__main__":
    Minimal().run()
