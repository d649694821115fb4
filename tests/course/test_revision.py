"""What becomes of the blocks on screen: kept where they are equal, whatever else is edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.course.model import Block, Directive, Fault, Node, Prose
from adamtui.course.parse import parse
from adamtui.course.revision import Fate, Standing, line_after, revised


def words(text: str, line: int = 1) -> Node:
    return Node("paragraph", children=(Node("text", text, line=line),), line=line)


PROSE = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(
    lambda texts: Prose(tuple(map(words, texts)))
)
(SOUND,) = parse("```{stepper}\n:fn: x**2\n```\n", "a.md").directives()
WRONG = Fault("a.md", 1, 1, "wrong")
PART = st.builds(
    lambda name, broken: replace(
        SOUND, id=name, options=None if broken else SOUND.options, faults=(WRONG,) * broken
    ),
    st.sampled_from(["", "p", "q", "r"]),
    st.booleans(),
)
BLOCKS = st.lists(PROSE | PART, max_size=8)


def standing(blocks: Sequence[Block]) -> list[Standing]:
    return [Standing(block, block) for block in blocks]


def after(fates: Sequence[Fate]) -> list[Standing]:
    """What is on screen once it has been made so."""
    return [Standing(fate.read, fate.used) for fate in fates]


def sound(block: Block) -> bool:
    return isinstance(block, Directive) and block.options is not None


@given(st.lists(BLOCKS, min_size=2, max_size=5), BLOCKS)
@settings(max_examples=100)
def test_order_is_the_new_one_and_widgets_of_live_parts_are_of_equal_ones(
    readings: list[list[Block]], aside: list[Block]
) -> None:
    shown = standing(readings[0])
    put_aside = standing([each for each in aside if isinstance(each, Directive)])
    for reading in readings[1:]:
        fates = revised(shown, reading, put_aside)
        assert [fate.read for fate in fates] == reading
        taken = [fate.of for fate in fates if fate.of is not None]
        assert len(taken) == len(set(taken))
        before = [*shown, *put_aside]
        for fate in fates:
            if isinstance(fate.read, Prose):
                assert fate.used == fate.read
            elif fate.used != fate.read:
                assert sound(fate.used)
                assert not sound(fate.read)
                assert fate.of is not None
            if fate.of is not None:
                assert before[fate.of].used == fate.used
        shown = after(fates)


@given(BLOCKS, BLOCKS)
@settings(max_examples=100)
def test_every_live_part_that_is_still_there_keeps_its_widget(
    old: list[Block], new: list[Block]
) -> None:
    fates = revised(standing(old), new)
    kept = Counter(fate.read for fate in fates if fate.of is not None and fate.used == fate.read)
    for block, count in (Counter(old) & Counter(new)).items():
        assert isinstance(block, Prose) or kept[block] == count


@given(BLOCKS)
def test_the_same_blocks_keep_all_their_widgets(blocks: list[Block]) -> None:
    fates = revised(standing(blocks), blocks)
    assert [fate.of for fate in fates] == list(range(len(blocks)))


@given(BLOCKS, BLOCKS, BLOCKS)
def test_what_is_before_and_after_an_edit_keeps_its_widgets(
    head: list[Block], middle: list[Block], tail: list[Block]
) -> None:
    fates = revised(standing([*head, *tail]), [*head, *middle, *tail])
    assert sum(fate.of is not None and fate.used == fate.read for fate in fates) >= len(
        [*head, *tail]
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    return parse(text, "10-a.md").blocks


def test_a_part_that_breaks_is_used_as_it_was_until_it_is_sound_again() -> None:
    good = blocks_of("# A\n\n```{stepper} one\n:fn: x**2\n```\n")
    bad = blocks_of("# A\n\nMore.\n\n```{stepper} one\n:fm: x**2\n:lr: 0.2\n```\n")
    broken = revised(standing(good), bad)
    assert broken[1] == Fate(bad[1], good[1], 1)
    worse = blocks_of("# A\n\n```{steper} one\n:fm: x**2\n```\n")
    still = revised(after(broken), worse)
    assert still[1] == Fate(worse[1], good[1], 1)
    assert revised(after(still), good)[1] == Fate(good[1], good[1], 1)
    other = blocks_of("# A\n\n```{stepper} one\n:fn: x**4\n```\n")
    assert revised(after(still), other)[1] == Fate(other[1], other[1], None)


def test_a_part_without_a_name_that_breaks_is_found_by_its_place() -> None:
    good = blocks_of("```{stepper}\n:fn: x**2\n```\n\nA.\n\n```{stepper}\n:fn: x**4\n```\n")
    bad = blocks_of("```{stepper}\n:fn: x**2\n```\n\nA.\n\n```{stepper}\n:fn: x**\n```\n")
    assert [fate.of for fate in revised(standing(good), bad)] == [0, 1, 2]


def test_a_part_that_is_moved_or_comes_back_keeps_its_widget() -> None:
    both = blocks_of("```{stepper} a\n:fn: x**2\n```\n\nA.\n\n```{stepper} b\n:fn: x**4\n```\n")
    moved = (both[2], both[1], both[0])
    assert {fate.of for fate in revised(standing(both), moved)} >= {0, 2}
    (back,) = revised([], both[:1], standing(both))
    assert back.of == 0


TEXTS = st.lists(st.sampled_from(["one", "two", "three", "four"]), min_size=1, max_size=6)


@given(TEXTS, TEXTS, st.data())
def test_lines_go_with_what_stands_on_them(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    before, now = (blocks_of("\n\n".join(each)) for each in (old, new))
    line = data.draw(st.integers(1, 2 * len(old)))
    found = line_after(before, now, line)
    assert 1 <= found <= 2 * len(new)
    assert line_after(before, before, line) == line
    if old == new[-len(old) :]:
        assert found >= line
    longer = blocks_of("\n\n".join(["before", *old]))
    assert line_after(before, longer, line) in (line + 2, line)


def test_a_line_of_what_changed_stays_where_the_change_begins() -> None:
    before = blocks_of("# A\n\nOne.\n\nTwo.\n\nThree.\n")
    assert line_after(before, blocks_of("# A\n\nOne.\n\nTwo and a half.\n\nThree.\n"), 5) == 5
    assert line_after(before, blocks_of("# A\n\nNew.\n\nOne.\n\nTwo.\n\nThree.\n"), 5) == 7
    assert line_after(before, blocks_of("# A\n\nOne.\n\nThree.\n"), 5) == 5
    assert line_after(before, blocks_of("# A\n"), 5) == 1
    assert line_after(before, (), 5) == 5
