"""Finding words in lessons, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.course.folding import fold, found_in, words_of
from adamtui.course.parse import parse
from adamtui.course.search import Index, Place, excerpt, index_lines

TEXT = """# Layer 1: café

## What averaging buys

The *learning
rate*, and $\\hat m_t = m_t / (1 - \\beta_1^t)$, of `exp_avg`.

- first **item** here

$$E[g^2] = \\sqrt{v}$$

| knob | default |
|---|---|
| β₂ | 0.999 |

```python
theta = theta - lr * m_hat
```

```{stepper} one
:rule: adam

**Do:** press space.
```
"""


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(index_lines(parse(TEXT, "20-layer-1.md")))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("learning rate", "The learning rate"),
        ("RATE learn", "The learning rate"),
        ("cafe", "Layer 1: café"),
        ("CAFÉ", "Layer 1: café"),
        ("β₁", "The learning rate"),
        ("beta1", "The learning rate"),
        ("beta_1", "The learning rate"),
        (r"\beta_1", "The learning rate"),
        ("beta2", "β₂"),
        (r"\beta_2", "β₂"),
        ("m̂", "The learning rate"),
        (r"\hat m", "The learning rate"),
        (r"\hat{m}", "The learning rate"),
        ("m_hat", "The learning rate"),
        ("m_hat theta", "theta = theta"),
        ("θ", "theta = theta"),
        ("exp_avg", "The learning rate"),
        ("avg", "The learning rate"),
        ("E[g^2]", "E[g²]"),
        ("g**2", "E[g²]"),
        (r"\sqrt", "E[g²]"),
        ("√v", "E[g²]"),
        ("item", "first item here"),
        ("0.999", "β₂"),
        ("press", "Do: press space."),
    ],
)
def test_a_query_finds_its_line(index: Index, query: str, text: str) -> None:
    found = [line.text for line in index.find(query).lines]
    assert any(line.startswith(text) for line in found), found


@pytest.mark.parametrize("query", ["", "  ", "earning", "rate zebra", "adam", "rate item"])
def test_what_does_not_stand_in_one_block_is_not_found(index: Index, query: str) -> None:
    assert index.find(query) == ((), 0)


def test_headings_come_first_and_lines_know_where_they_stand(index: Index) -> None:
    found = index.find("a").lines
    assert [line.place for line in found] == sorted(line.place for line in found)
    code = index.find("theta").lines[-1]
    assert (code.place, code.number, code.section, code.line) == (
        Place.CODE,
        "20",
        "What averaging buys",
        16,
    )
    assert index.find("press").lines[0].section == "What averaging buys"


def test_no_more_than_wanted_are_given_and_all_are_counted() -> None:
    text = "# T\n\n" + "word\n\n" * 30
    found = Index(index_lines(parse(text, "x.md"))).find("word", most=10)
    assert (len(found.lines), found.total) == (10, 30)


@pytest.mark.parametrize(
    ("text", "query", "lit"),
    [
        ("The learning rate η", "rate eta", ["rate", "η"]),
        ("so β₁ᵗ and β₂", "beta1", ["β₁"]),
        ("√v̂ + ε", "v_hat", ["v̂"]),
        ("Straße", "strasse", ["Straße"]),
        ("unbiased bias", "bias", ["bias"]),
        ("学習率", "習", ["習"]),
    ],
)
def test_the_words_found_are_lit(text: str, query: str, lit: list[str]) -> None:
    assert [text[a:b] for a, b in found_in(text, words_of(query))] == lit


def test_an_excerpt_begins_a_little_before_the_first_word() -> None:
    shown, spans = excerpt("one two three four five six seven eight nine ten", "eight", 24)
    assert shown == "…six seven eight nine t…"
    assert [shown[a:b] for a, b in spans] == ["eight"]
    assert excerpt("one two three", "two", 40) == ("one two three", [(4, 7)])


@given(st.text(max_size=60), st.text(max_size=12), st.integers(1, 40))
@settings(deadline=None, max_examples=150)
def test_any_text_and_any_query_are_harmless(text: str, query: str, room: int) -> None:
    shown, spans = excerpt(text, query, room)
    assert len(shown) <= room
    assert all(0 <= a < b <= len(shown) for a, b in spans)
    assert bool(found_in(text, words_of(query))) <= bool(text)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
@settings(deadline=None, max_examples=150)
def test_a_word_is_found_by_itself(word: str) -> None:
    assert words_of(word).all_in(fold(f"before {word} after"))
