"""JSON that anything may have written: decoded within bounds, then read field by field.

Nothing is believed of it. What cannot be decoded at all is a `CorruptError`; a field of a wrong
type is named among the faults and takes its usual value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard, TypeVar

from adamtui.progress.characters import REFUSED

_T = TypeVar("_T")
Holder: TypeAlias = dict[str, Any] | list[Any]
DEEPEST = 8
"""Objects and arrays within each other."""


class CorruptError(ValueError):
    """Text that is no JSON object, or none that can be kept; the message says why and where."""


def decoded(data: bytes, faults: list[str]) -> dict[str, Any]:
    """The object that `data` is, as UTF-8; what it holds but JSON or float64 cannot is a fault."""

    def no_number(text: str) -> None:
        faults.append(f"{text[:20]} is no number")

    def finite(text: str) -> float | None:
        number = float(text)
        if math.isfinite(number):
            return number
        no_number(text)
        return None

    def single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            faults.append("a name stands twice in an object")
        return found

    try:
        text = data.decode("utf-8-sig")
        found = json.loads(
            text, parse_constant=no_number, parse_float=finite, object_pairs_hook=single
        )
    except UnicodeDecodeError as error:
        raise CorruptError(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        what = f"not JSON at line {error.lineno}, column {error.colno}"
        raise CorruptError(what if text.strip() else "empty") from None
    except RecursionError:
        raise CorruptError("nested too deeply") from None
    except ValueError:
        # Python refuses to read whole numbers of more than some thousand digits.
        raise CorruptError("a number in it is too long") from None
    if not isinstance(found, dict):
        raise CorruptError("no JSON object")
    return found


def require_shallow(found: Holder) -> None:
    """Raises CorruptError for what cannot be encoded again without recursing deeply."""
    level = [found]
    for _ in range(DEEPEST):
        level = [each for holder in level for each in _held(holder)]
    if level:
        raise CorruptError(f"nested more than {DEEPEST} deep")


def _held(holder: Holder) -> list[Holder]:
    """The objects and arrays directly in one."""
    values = holder.values() if isinstance(holder, dict) else holder
    return [each for each in values if isinstance(each, dict | list)]


class Fields:
    """A JSON object's fields by name; a wrong one is noted and read as if it were not there."""

    def __init__(self, found: Mapping[str, Any], where: str, faults: list[str]) -> None:
        """`where` names the object in faults, "" for the outermost; `faults` is added to."""
        self._found = found
        self._where = where
        self._faults = faults

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._found.get(name, False)
        return value if isinstance(value, bool) else self._wrong(name, "true or false", False)

    def whole(self, name: str, usual: int, most: int) -> int:
        """A whole number from `usual` to `most`."""
        value = self._found.get(name, usual)
        if type(value) is int and usual <= value <= most:
            return value
        return self._wrong(name, f"a whole number from {usual} to {most}", usual)

    def number(self, name: str, most: float) -> float:
        """A number from 0 to `most`."""
        value = self._found.get(name, 0.0)
        if type(value) in (int, float) and 0 <= value <= most:
            return float(value)
        return self._wrong(name, f"a number from 0 to {most:.9g}", 0.0)

    def text(self, name: str, longest: int) -> str:
        """A text that is fit to be shown."""
        value = self._found.get(name, "")
        return value if self._fit(value, longest) else self._wrong(name, "a plain text", "")

    def child(self, name: str) -> Fields | None:
        """An object; None where there is none."""
        if name not in self._found:
            return None
        value = self._found[name]
        if isinstance(value, dict):
            return Fields(value, self._path(name), self._faults)
        self._wrong(name, "an object", None)
        return None

    def children(self, name: str, longest: int) -> Iterator[tuple[str, Fields]]:
        """The objects in an object, by their names."""
        holder = self.child(name)
        for key in () if holder is None else holder._found:
            if not (key and self._fit(key, longest)):
                self._wrong(name, "all plain names", None)
            elif holder is not None and (held := holder.child(key)) is not None:
                yield key, held

    @staticmethod
    def _fit(value: object, longest: int) -> TypeGuard[str]:
        return isinstance(value, str) and len(value) <= longest and not REFUSED.search(value)

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def _wrong(self, name: str, wanted: str, usual: _T) -> _T:
        self._faults.append(f"{self._path(name)} is not {wanted}")
        return usual
