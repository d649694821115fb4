"""A dialogue to choose several things from a list, or to type a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList

from adamtui.screens.choose import Choose, Item, Line
from adamtui.screens.dialogue import Answer


class ChooseSome(Choose[Answer]):
    """Answers what was marked, joined into one answer; without a mark, the line one is on."""

    WAYS: ClassVar[str] = "space marks · enter takes the marked"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", "mark")]

    def __init__(
        self,
        title: str,
        items: Sequence[Item[Answer]],
        line: Line[Answer],
        join: Callable[[Sequence[Answer]], Answer],
        most: int,
    ) -> None:
        """`join` makes one answer of at most `most`, in the order of the list."""
        super().__init__(title, items, line)
        self._join = join
        self._most = most
        self._marked: set[int] = set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is being typed a space is a space."""
        if action == "mark":
            return not (self.typed or isinstance(self.focused, Input))
        return super().check_action(action, parameters)

    def takes(self, key: str) -> bool:
        """Mark with a space."""
        if key == "space":
            self.action_mark()
        return key == "space"

    def action_mark(self) -> None:
        """Mark what one is on, or take the mark away."""
        options = self.query_one(OptionList)
        index = options.highlighted
        if index is None:
            return
        if index not in self._marked and len(self._marked) == self._most:
            self.tell(f"at most {self._most} can be marked")
            return
        self._marked ^= {index}
        self.tell("")
        options.replace_option_prompt_at_index(index, self.row(index))

    def prompt(self, index: int) -> str:
        """A mark, then name and word."""
        return f"{'✓' if index in self._marked else '·'} {super().prompt(index)}"

    def answer_at(self, index: int) -> Answer:
        """Of all that is marked."""
        marked = sorted(self._marked) or [index]
        return self._join([self.items[each].answer for each in marked])
