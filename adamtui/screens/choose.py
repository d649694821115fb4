"""A dialogue: a list to choose from, a line to type in, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from adamtui.screens.dialogue import Answer, Dialogue
from adamtui.widgets.hanging import Hanging
from adamtui.widgets.keybar import KeyBar

MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Item(Generic[Answer]):
    """One choice: what is shown, a word about it, and the answer it gives."""

    name: str
    about: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Line(Generic[Answer]):
    """A line to type in; `read` makes the answer of it, or raises ValueError with one line."""

    prompt: str
    read: Callable[[str], Answer]
    text: str = ""


class _Rows(OptionList):
    """The list. Where none of its rows is lit, enter is for whoever else can answer."""

    class Passed(Message):
        """Enter was pressed, and no row is lit."""

    def action_select(self) -> None:
        """Choose the row that is lit."""
        if self.highlighted is None:
            self.post_message(self.Passed())
        else:
            super().action_select()


class Choose(Dialogue[Answer]):
    """Answers what was chosen or typed, or None when it is left with escape."""

    WAYS: ClassVar[str] = "enter chooses"
    """What the keys of the list do."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "cancel"),
        Binding("tab", "switch", "list or line"),
    ]

    def __init__(
        self,
        title: str,
        items: Sequence[Item[Answer]] = (),
        line: Line[Answer] | None = None,
        *,
        chosen: int = 0,
    ) -> None:
        super().__init__()
        self._title = title
        self.items = items
        """What there is to choose from."""
        self._line = line
        self._chosen = chosen
        self._prefix = ""
        self.typed = False
        """Whether something is typed, which then is the answer."""

    def compose(self) -> ComposeResult:
        """Title, list, line, the fault with what was typed."""
        yield KeyBar()
        with Vertical(classes="dialogue"):
            yield Label(Content(self._title), classes="title")
            if self.items:
                options = _Rows(*(Option(self.row(i)) for i in range(len(self.items))))
                options.highlighted = self._chosen
                yield options
            if self._line is not None:
                yield Label(Content(self._line.prompt), classes="prompt")
                yield Input(self._line.text, max_length=MOST_LETTERS, select_on_focus=False)
                yield Label("", classes="fault", markup=False)
            keys = f"{self.WAYS} · escape cancels"
            yield Label(Content(f"↑ ↓ move · {keys}" if self.items else keys), classes="keys")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With a list alone, or a line alone, there is nothing to go to."""
        return action != "switch" or bool(self.items and self._line is not None)

    def action_switch(self) -> None:
        """From the list to the line, or back."""
        self.focus_next()

    def row(self, index: int) -> Hanging:
        """An item's row, as long as it takes."""
        prompt = self.prompt(index)
        return Hanging(prompt, len(prompt) - len(self.items[index].about))

    def prompt(self, index: int) -> str:
        """What an item's row says; it ends with the word about it."""
        item = self.items[index]
        return f"{item.name.ljust(max(len(each.name) for each in self.items))}  {item.about}"

    def answer_at(self, index: int) -> Answer:
        """The answer that enter gives on an item."""
        return self.items[index].answer

    def tell(self, fault: str) -> None:
        """Say what is wrong, below the line."""
        self.query_one(".fault", Label).update(Content(fault))

    def on_key(self, event: Key) -> None:
        """What is typed goes into the line; without one, to the first item that begins so.

        A key that was meant for the line may still come by way of the list, if it was typed before
        the focus had moved.
        """
        letter = event.character if event.is_printable else None
        if not self.typed and self.takes(event.key):
            event.stop()
        elif self._line is not None and (letter is not None or event.key == "backspace"):
            event.stop()
            self._type(letter)
        elif letter is not None:
            event.stop()
            self._leap(letter.lower())

    def takes(self, key: str) -> bool:
        """Do what a key is for, of those that could be typed as well; False where there is none.

        Here, and not by a binding, because keys come here in the order in which they were typed.
        """
        return False

    def on_paste(self, event: Paste) -> None:
        """The first line that is pasted goes into the line, wherever the focus is."""
        event.stop()
        if self._line is not None and (lines := event.text.splitlines()):
            self._type(lines[0])

    def on_input_changed(self) -> None:
        """Something is typed as long as the line is neither empty nor what stood there."""
        value = self.query_one(Input).value
        opening = self._line.text if self._line is not None else ""
        self._now_typed(bool(value) and (self.typed or value != opening))

    def _now_typed(self, typed: bool) -> None:
        if typed != self.typed:
            self.typed = typed
            self._light(not typed)
            self.refresh_bindings()

    def _light(self, lit: bool) -> None:
        """A row of the list, where there is one: while something is typed that is the answer."""
        if self.items:
            options = self.query_one(OptionList)
            self._chosen = self._chosen if options.highlighted is None else options.highlighted
            options.highlighted = self._chosen if lit else None

    def on__rows_passed(self) -> None:
        """Answer with what is typed; the list had the focus still."""
        self._enter()

    def type_ahead(self, keys: Sequence[Key]) -> Sequence[Key]:
        """See Dialogue: what the focus is needed for is done without it."""
        for i, key in enumerate(keys):
            if self.answered:
                return keys[i:]
            if key.key == "enter":
                self._enter()
            elif key.key == "escape":
                self.action_close()
            elif self.items and key.key in ("up", "down"):
                options = self.query_one(OptionList)
                (options.action_cursor_up if key.key == "up" else options.action_cursor_down)()
            else:
                self.on_key(key)
        return ()

    def _enter(self) -> None:
        """Answer with the line where something is typed, else with the list."""
        if self._line is not None and (self.typed or not self.items):
            self._read(self.query_one(Input).value)
        elif self.items:
            self.close(self.answer_at(self.query_one(OptionList).highlighted or 0))

    def _type(self, letters: str | None) -> None:
        """Into the line: the first letter replaces what stood there, a backspace mends it."""
        typing = self.query_one(Input)
        self.set_focus(typing)
        if letters is None:
            typing.action_delete_left()
        else:
            if not self.typed:
                typing.clear()
            typing.insert_text_at_cursor(letters[: MOST_LETTERS - len(typing.value)])
        self._now_typed(True)

    def _leap(self, letter: str) -> None:
        names = [item.name.lower() for item in self.items]
        for prefix in (self._prefix + letter, letter):
            found = [i for i, name in enumerate(names) if name.startswith(prefix)]
            if found:
                self._prefix = prefix
                self.query_one(OptionList).highlighted = found[0]
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A choice was made from the list; where something is typed, that is the answer."""
        if self._line is not None and isinstance(self.focused, Input):
            self._read(self.query_one(Input).value)
        else:
            self.close(self.answer_at(event.option_index))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line was typed: answer it, or say what is wrong with it."""
        self._read(event.value)

    def _read(self, text: str) -> None:
        if self._line is None:
            return
        try:
            answer = self._line.read(text)
        except ValueError as error:
            self.tell(str(error))
        else:
            self.close(answer)
