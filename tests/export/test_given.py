"""A record says where an answer that was right is so no longer, since the question has changed."""

from __future__ import annotations

import pytest

from adamtui.export.lesson_record import markdown
from adamtui.progress.record import Entry
from tests.export.records import NOW
from tests.export.test_lesson_record import chosen, lesson, record, section

CHANGED = "(right when it was answered; the question has changed since)"


@pytest.mark.parametrize(
    ("name", "right", "not_now"),
    [
        ("corrected-m", "m/(1-β₁^t)", ["m/(1-β₂^t)", "m *", "v / (1 - beta2**t)"]),
        ("first-step", "the learning rate", ["the gradient", "what was a choice once"]),
        ("third-mean", "0.483", ["0.1", "m(2"]),
        ("find-it", "m_hat", ["v_hat", "w"]),
        ("both-means", chosen({0, 1}), [chosen({0}), chosen({0, 1, 2})]),
    ],
)
def test_an_answer_that_is_not_right_any_more(name: str, right: str, not_now: list[str]) -> None:
    def told(entry: Entry) -> str:
        return section(markdown(lesson(), record(**{name: entry}), NOW), name)

    assert "last answer" in told(Entry(True, right, tries=1))
    assert CHANGED not in told(Entry(True, right, tries=1))
    for answer in not_now:
        assert f"{CHANGED}\n" in told(Entry(True, answer, tries=1))
        assert CHANGED not in told(Entry(False, answer, tries=1))
