"""A live part's fence taken apart: its kind and name, its options, its body."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from adamtui.course import tree
from adamtui.course.exercise import EXERCISES
from adamtui.course.fences import LIVE
from adamtui.course.manuscript import Manuscript, Option, Spot
from adamtui.course.model import Directive, Fault
from adamtui.course.reader import TreeReader
from adamtui.course.syntax import markdown

if TYPE_CHECKING:
    from adamtui.course.spec import BodyFault

_NAME = re.compile(r"[A-Za-z0-9][\w-]*")
_OPTION = re.compile(r"([ \t]*:[ \t]*)([\w-]*)([ \t]*:[ \t]*)")
_NEARLY = re.compile(r"([ \t]*(?::[ \t]*)?)([\w-]+)([ \t]*[:=][ \t]*)")
_MARKER = re.compile(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])?(?:[ \t]+\[[ xX]\](?=[ \t]))?")
"""What stands before the text of a list item."""
_FAR = 1000
"""Characters in which a fault's mark is looked for at most, where no blank line ends its block."""
_UNCLOSED = re.compile(r"([ \t]*:[ \t]*)([\w-]+)([ \t]+)")
"""An option with a colon forgotten in front of its name or after it."""


def is_live(token: Token) -> bool:
    """Whether a token is a live part: a fence of the document itself with a name in braces."""
    return token.type == "fence" and token.level == 0 and LIVE.match(token.info.strip()) is not None


def live_part(reader: TreeReader, token: Token, env: Mapping[str, Any]) -> Directive:
    """The live part of a fence; `env` holds the link targets that the lesson defines."""
    # The specs bring the engine with them, which the first screen of a lesson does without.
    from adamtui.course import directives

    manuscript = reader.manuscript
    before = len(manuscript.faults)
    line = reader.line = (token.map or [0])[0] + 1
    reader.check_closed(token)
    name, part_id = _heading(reader, line)
    content = token.content.split("\n")[:-1]
    known = directives.options_of(name)
    told_before = len(manuscript.faults)
    options = _options(manuscript, line, content, known)
    if name not in directives.DIRECTIVES:
        # Of what is no live part here, another program may know how its lines are written.
        del manuscript.faults[told_before:]
    made, wrong = directives.convert(name, options, Spot(line, manuscript.line(line).find("{") + 2))
    for fault in wrong:
        manuscript.fault(fault.message, fault.spot)
    skipped = len(options)
    reader.within = name
    tokens = markdown().parse("\n".join(content[skipped:]), dict(env))
    _check_below(manuscript, tokens, line + skipped, known)
    body = tree.blocks(reader, tokens, line + skipped)
    reader.within = ""
    below = [] if made is None else list(made.body_faults(body))
    told = [
        Fault(manuscript.path, *_spot_of(manuscript, each, line), each.message) for each in below
    ]
    manuscript.faults[before:] = [*_without_warnings(manuscript.faults[before:], told), *told]
    sound = None if wrong or not all(each.harmless for each in below) else made
    faults = tuple(sorted(manuscript.faults[before:]))
    return Directive(name, part_id, sound, tuple(body), line, faults)


def _spot_of(manuscript: Manuscript, fault: BodyFault, own: int) -> Spot:
    """Where a fault stands: its mark, or where the text of its line begins; `own` is the part's."""
    line = fault.line or own
    written = manuscript.line(line)
    start = _MARKER.match(written)
    if fault.mark is not None and start is not None:
        below = manuscript.offset(line) + start.end()
        end = manuscript.text.find("\n\n", below)
        if found := fault.mark.search(manuscript.text, below, end if end >= 0 else below + _FAR):
            return manuscript.spot(found.start())
    return Spot(line, len(written) - len(written.lstrip()) + 1)


def _without_warnings(faults: Sequence[Fault], told: Sequence[Fault]) -> list[Fault]:
    """The faults but for warnings in lines of which more is told."""
    lines = {each.line for each in told}
    return [each for each in faults if each.severity != "warning" or each.line not in lines]


def written_name(line: str) -> str:
    """What stands for a name in a fence's first line, be it one or not; "" for nothing."""
    found = LIVE.search(line)
    return line[found.end() :].strip() if found else ""


def _heading(reader: TreeReader, line: int) -> tuple[str, str]:
    """Kind and name from a fence's first line; "" for a name that is missing or no word."""
    manuscript = reader.manuscript
    written = manuscript.line(line)
    found = LIVE.search(written)
    if found is None:
        return "", ""
    part_id = written_name(written)
    if part_id and not _NAME.fullmatch(part_id):
        column = written.index(part_id, found.end()) + 1
        message = f"'{part_id}' is no name: one word of letters, digits, '-' and '_'"
        manuscript.fault(message, Spot(line, column))
        part_id = ""
    spot = Spot(line, found.start() + 1)
    kind, _, inside = found[1].strip().partition(" ")
    if inside:
        name = part_id or inside.strip()
        manuscript.fault(f"write {written[: found.start()].strip()}{{{kind}}} {name}", spot)
        part_id = part_id or (name if _NAME.fullmatch(name) else "")
    _check_name(reader, kind, part_id, spot)
    return kind, part_id


def _check_name(reader: TreeReader, kind: str, part_id: str, spot: Spot) -> None:
    """Note a name that another live part has, and an exercise that has none."""
    if part_id:
        first = reader.names.setdefault(part_id, spot.line)
        if first != spot.line:
            message = f"the name '{part_id}' is taken by the live part in line {first}"
            reader.manuscript.fault(message, spot)
    elif kind in EXERCISES and not written_name(reader.manuscript.line(spot.line)):
        reader.manuscript.fault(nameless(kind), spot)


def nameless(kind: str) -> str:
    """What is said of a live part without a name."""
    return f"{{{kind}}} has no name: write one word after the braces"


def _options(
    manuscript: Manuscript, line: int, content: list[str], known: Collection[str]
) -> list[Option]:
    """The `:name: value` lines that follow a fence's first line; `known` names may lack a colon."""
    options: list[Option] = []
    for number, _ in enumerate(content, line + 1):
        written = manuscript.line(number)
        found = _OPTION.match(written)
        if found is None:
            if not written.strip():
                break
            start = Spot(number, len(written) - len(written.lstrip()) + 1)
            found = _NEARLY.match(written) or _UNCLOSED.match(written)
            if found is None or found[2] not in known:
                message = "expected ':name: value', or a blank line before the text"
                manuscript.fault(message, start)
                break
            wanted = f":{found[2]}: {written[found.end() :]}".rstrip()
            manuscript.fault(f"write {wanted}", start)
        name_at, value_at = Spot(number, found.start(2) + 1), Spot(number, found.end() + 1)
        value = written[found.end() :].rstrip()
        options.append(Option(found[2], value, name_at, value_at))
    return options


def _check_below(
    manuscript: Manuscript, tokens: Sequence[Token], before: int, known: Collection[str]
) -> None:
    """Note the lines of the text after line `before` that were meant as options."""
    for token in tokens:
        if token.type != "inline":
            continue
        first, end = token.map or (0, 0)
        for number in range(before + first + 1, before + end + 1):
            written = manuscript.line(number)
            found = _OPTION.match(written)
            if found and found[2] in known:
                message = (
                    f"'{written.strip()}' stands below the options, so it is text; "
                    "options come first, without a blank line between"
                )
                manuscript.fault(message, Spot(number, found.start(2)))
