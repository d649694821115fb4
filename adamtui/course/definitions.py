"""Definitions of links, `[label]: target "title"`: those that nothing refers to are kept.

The parser leaves a `definition` token where each stands; `kept` takes out those that a link or an
image was made with, so that the rest can be shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

OPTIONS = {"inline_definitions": True, "store_labels": True}
"""What the parser must be told for `kept` to know."""
_BRACKETED = re.compile(r"\[([^\[\]]{1,999})\]")


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule: a definition, with its source in its token."""
    known = len(state.env.get("references", ()))
    if not reference(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.content = state.getLines(start, state.line, state.blkIndent, False)
        token.meta["first"] = len(state.env["references"]) > known
    return True


def kept(tokens: Iterable[Token], live: re.Pattern[str]) -> list[Token]:
    """The tokens without definitions in use; adjacent ones that are kept become one.

    The body of a live part, a fence whose info matches `live`, is read later: what it has in
    brackets counts as in use.
    """
    tokens = list(tokens)
    if not any(token.type == "definition" for token in tokens):
        return tokens
    used = set(_used(tokens, live))
    made: list[Token] = []
    run: list[Token] = []
    for token in tokens:
        if token.type != "definition":
            made += [*_joined(run), token]
            run = []
        elif not (token.meta["first"] and token.meta["id"] in used):
            run.append(token)
    return [*made, *_joined(run)]


def _joined(run: Sequence[Token]) -> list[Token]:
    """Definitions with nothing else between them, as one token."""
    for token in run[:1]:
        token.content = "\n".join(each.content for each in run)
    return list(run[:1])


def _used(tokens: Sequence[Token], live: re.Pattern[str]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("link_open", "image") and "label" in token.meta:
            yield normalizeReference(token.meta["label"])
        elif token.type == "fence" and live.match(token.info.strip()):
            yield from map(normalizeReference, _BRACKETED.findall(token.content))
        yield from _used(token.children or (), live)
