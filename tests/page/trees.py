"""Random prose: trees of nodes as the lessons' reader makes them, and stranger ones."""

from __future__ import annotations

from hypothesis import strategies as st

from adamtui.course.model import CALLOUTS, Node
from adamtui.page.glyphs import cells

SAMPLES = (
    "The first moment is well-known",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    "(see https://example.org/a/long/path?with=a&query=string#and-an-anchor).",
    "a — b—c – d … « e » !",
    "学習率、「規則」（三つの読み方）のアルゴリズム。",
    "👨‍👩‍👧‍👦 🇩🇪🇫🇷🇮🇹 ✔️ 1️⃣ 👍🏽👍🏽👍🏽👍🏽👍🏽",
    "e\u0301\u0323 कि 한글 z̸͈̓ȃ̵̼l̴̛͚g̶̰̈o̵̙͐",
    "x",
)
TEXTS = st.one_of(
    st.sampled_from(SAMPLES),
    st.sampled_from(SAMPLES),
    # A mark that combines with nothing before it has no place of its own to be judged by; there are
    # letters too that do, as the vowels of Hangul.
    st.builds(
        str.__add__,
        st.from_regex(r"[^\W\d_]", fullmatch=True).filter(cells),
        st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
    ),
)
TEX = st.sampled_from(
    ["x", r"\hat m_t = \frac{m_t}{1 - \beta_1^t}", r"\sqrt{v} + \epsilon", r"\frac{1", r"\oops{x}"]
)


def _inline(children: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(
            Node,
            st.sampled_from(["emphasis", "strong", "strikethrough", "mystery"]),
            children=children,
        ),
        st.builds(Node, st.just("link"), target=st.just("#there"), text=TEXTS, children=children),
    )


LEAVES = st.one_of(
    st.builds(Node, st.just("text"), text=TEXTS),
    st.builds(Node, st.just("code"), text=TEXTS),
    st.builds(Node, st.sampled_from(["math", "display_math"]), text=TEX),
    st.builds(Node, st.just("image"), text=TEXTS, target=st.just("a.png")),
    st.builds(Node, st.sampled_from(["soft_break", "hard_break"])),
    st.builds(Node, st.just("footnote_ref"), label=st.sampled_from(["1", "23", "kingma"])),
)
INLINES = st.lists(
    st.recursive(LEAVES, lambda some: _inline(st.lists(some, max_size=3).map(tuple)), max_leaves=4),
    min_size=1,
    max_size=4,
).map(tuple)
SPACED = st.just(Node("text", text=" "))

_SIDES = st.sampled_from(["", "left", "center", "right"])
_CELL = st.builds(Node, st.just("table_cell"), children=INLINES)


@st.composite
def tables(draw: st.DrawFn) -> Node:
    columns = draw(st.integers(1, 7))
    row = st.lists(_CELL, min_size=columns, max_size=columns).map(
        lambda drawn: Node("table_row", children=tuple(drawn))
    )
    rows = draw(st.lists(row, min_size=1, max_size=3))
    align = draw(st.lists(_SIDES, min_size=columns, max_size=columns))
    return Node("table", children=tuple(rows), align=tuple(align))


SIMPLE = st.one_of(
    st.builds(Node, st.just("paragraph"), children=INLINES),
    st.builds(Node, st.just("heading"), level=st.integers(1, 6), children=INLINES),
    st.builds(
        Node,
        st.just("code_block"),
        text=st.lists(TEXTS, max_size=3).map("\n".join),
        label=st.sampled_from(["", "python", "json"]),
    ),
    st.builds(Node, st.just("math_block"), text=TEX, label=st.sampled_from(["", "1", "(2.3)"])),
    st.builds(Node, st.just("error"), text=TEXTS),
    st.builds(Node, st.just("mystery"), text=TEXTS, children=INLINES),
    st.just(Node("thematic_break")),
    tables(),
)


def _containers(blocks: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(blocks, max_size=3).map(tuple)
    items = st.lists(
        st.builds(
            Node, st.just("list_item"), children=some, task=st.sampled_from([None, False, True])
        ),
        min_size=1,
        max_size=3,
    ).map(tuple)
    notes = st.lists(
        st.builds(Node, st.just("footnote"), label=st.sampled_from(["1", "kingma"]), children=some),
        min_size=1,
        max_size=2,
    ).map(tuple)
    tight = st.booleans()
    start = st.sampled_from([0, 1, 8, 99, 999_999_999])
    return st.one_of(
        st.builds(Node, st.just("bullet_list"), children=items, tight=tight),
        st.builds(Node, st.just("ordered_list"), children=items, tight=tight, start=start),
        st.builds(Node, st.just("blockquote"), children=some),
        st.builds(Node, st.just("callout"), label=st.sampled_from(CALLOUTS), children=some),
        st.builds(Node, st.just("footnotes"), children=notes),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, _containers, max_leaves=5), max_size=4)
