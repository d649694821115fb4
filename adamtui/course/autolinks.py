"""GitHub's extended autolinks: `www.…`, `https://…` and `a@b.c` in running text.

Which places of a text are links is found in one pass over it; the parser then only looks there. A
link never takes an unmatched square bracket, so that a bare address in the words of a link stays in
them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from markdown_it.rules_inline import StateInline

_HINT = re.compile(r"://|www\.|@", re.IGNORECASE)
_REST = re.compile(r"\w(?:[^\s<\[\]\u3000-\u303f\uff00-\uffef]|\[[^\s<\[\]]*\])*")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_MAIL_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_SCHEMES = ("https", "http", "ftp")
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_STARTING = _ALPHABET | frozenset("0123456789")
_LOCAL = _STARTING | frozenset(".+-_")
_MARK = re.compile(r"[]\n!$&*<\\_`~[]")
"""What may begin or end markup."""
_TRAILING = "?!.,:*_~'\""


class Found(NamedTuple):
    """The links of a text."""

    ends: Mapping[int, int]
    """Where each link ends, by where it starts."""
    starts: tuple[int, ...]
    """In order."""


@lru_cache(maxsize=8)
def found_in(text: str) -> Found:
    """The extended autolinks that a text has if nothing else in it comes first."""
    ends = dict(_links(text))
    return Found(ends, tuple(ends))


def autolink(state: StateInline, silent: bool) -> bool:
    """The inline rule: a link where `found_in` says so, but not within another link."""
    start = state.pos
    end = found_in(state.src).ends.get(start)
    if end is None or end > state.posMax or state.linkLevel:
        return False
    if not silent:
        written = state.src[start:end]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": _target(written)}
        state.push("text", "", 0).content = written
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def text(state: StateInline, silent: bool) -> bool:
    """Running text up to what may be markup, or to a link."""
    mark = _MARK.search(state.src, state.pos)
    end = min(mark.start(), state.posMax) if mark else state.posMax
    starts = found_in(state.src).starts
    following = bisect_right(starts, state.pos)
    if following < len(starts):
        end = min(end, starts[following])
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _links(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for hint in _HINT.finditer(text):
        if hint.start() < done:
            continue
        take = _mail if hint[0] == "@" else _address
        if span := take(text, hint, done):
            done = span[1]
            yield span


def _mail(text: str, hint: re.Match[str], done: int) -> tuple[int, int] | None:
    """The e-mail address around an `@`."""
    at = start = hint.start()
    while start > done and text[start - 1] in _LOCAL:
        start -= 1
    while start < at and text[start] not in _STARTING:
        start += 1
    host = _MAIL_HOST.match(text, hint.end())
    if start == at or host is None or host[0][-1] in "-_":
        return None
    if text[max(start - 7, done) : start].lower() == "mailto:":
        start -= 7
    return start, host.end()


def _address(text: str, hint: re.Match[str], done: int) -> tuple[int, int] | None:
    """The web address that begins with, or just before, `www.` or `://`."""
    start = hint.start()
    if hint[0] == "://":
        before = text[max(start - 5, done) : start].lower()
        scheme = next((each for each in _SCHEMES if before.endswith(each)), "")
        start -= len(scheme)
        fits = bool(scheme) and (not start or text[start - 1] not in _ALPHABET)
    else:
        fits = not start or text[start - 1] in "*_~(" or text[start - 1].isspace()
    rest = _REST.match(text, hint.end()) if fits else None
    if rest is None:
        return None
    end = _without_trailing(text, start, rest.end())
    host = _HOST.match(text, hint.end() if hint[0] == "://" else start, end)
    if host is None or any("_" in part for part in host[0].rsplit(".", 2)[-2:]):
        return None
    return start, end


def _without_trailing(text: str, start: int, end: int) -> int:
    """Where a link ends that is followed by punctuation, parentheses or a character reference."""
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        elif last == ";":
            end = _before_entity(text, start, end)
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end


def _before_entity(text: str, start: int, end: int) -> int:
    """Where `&name;` begins that ends at `end`, or the semicolon if it is none."""
    at = end - 2
    while at > start and text[at].isalnum():
        at -= 1
    return at if at < end - 2 and text[at] == "&" else end - 1


def _target(written: str) -> str:
    lowered = written.lower()
    if lowered.startswith("www."):
        return f"http://{written}"
    named = lowered.startswith(("http://", "https://", "ftp://", "mailto:"))
    return written if named else f"mailto:{written}"
