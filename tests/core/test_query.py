"""What the search field understands, and what it marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.query import Query, plain_body, searchable

TEXT = "The New-York Times: ÉCONOMIE, AI芯片 und 使用Python開發。 Straße ﬁne U.S. we’ll"


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("econ", ["ÉCON"]),
        ("ECONOMIE", ["ÉCONOMIE"]),
        ("conomie", []),
        ('"new york"', ["New-York"]),
        ('"york new"', []),
        ("芯", ["芯"]),
        ("AI芯片", ["AI芯片"]),
        ("python", ["Python"]),
        ("用", ["用"]),
        ("strasse", ["Straße"]),
        ("fine", ["ﬁne"]),
        ('"u.s. we"', ["U.S. we"]),
        ("new times", ["New", "Times"]),
        ("times absent", []),
    ],
)
def test_words_are_found_and_marked(typed: str, marked: list[str]) -> None:
    query = Query.parse(typed)
    assert query.matches(TEXT) == bool(marked)
    if marked:
        assert [TEXT[start:end] for start, end in query.spans(TEXT)] == marked


def test_spans_that_touch_are_one() -> None:
    assert Query.parse("ab abc abcd").spans("abcd") == [(0, 4)]
    assert Query.parse("中国 国人").spans("中国人") == [(0, 3)]


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "*", "(((( ^ %_%", "-", "\0"])
def test_nothing_to_look_for_matches_everything(typed: str) -> None:
    query = Query.parse(typed)
    assert query.is_empty
    assert query.matches("anything")
    assert query.spans("anything") == []


@pytest.mark.parametrize(
    "typed",
    [
        "a AND",
        'NEAR("a" "b", 5',
        "body:",
        "a\0b",
        "(" * 5000 + "a",
        " OR ".join(["w*"] * 100),
        "x" * 1_000_000,
        "\ud800",
        "\u202eabc",
    ],
)
def test_nothing_typed_is_an_error_and_caps_hold(typed: str) -> None:
    query = Query.parse(typed)
    assert len(query.terms) <= 20
    assert sum(map(len, query.terms)) <= 400
    query.spans("a text with words")
    query.needles()


@given(st.text(max_size=60), st.text(max_size=12))
def test_what_is_marked_and_what_matches_agree(text: str, typed: str) -> None:
    query = Query.parse(typed)
    spans = query.spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    if len(query.terms) == 1:
        assert bool(spans) == query.matches(text)


@given(st.text(max_size=80))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    words = searchable(text).split()
    for word in words[:5]:
        assert Query.parse(f'"{word}"').matches(text)


def test_targets_of_links_and_tags_are_not_text() -> None:
    body = 'A [link](https://hidden.example/x "and a title") and <img src="secret.png"> ![p](q.png)'
    assert searchable(plain_body(body)) == " a link and p"
    assert plain_body("_新的參數，_ and a _quiet_ snake_case __init__") == "新的參數， and a quiet snake_case init"
    assert plain_body("> # A **bo**ld `code` ~~gone~~ 2 < 3") == "A bold code gone 2 < 3"


def test_plain_body_is_quick_on_hostile_text() -> None:
    for piece in ("](", "[", "<a ", "[a](", "![", "*", "> ", "# ", "[x" * 300 + "](" + "y" * 100):
        assert plain_body((piece * 1_000_000)[:1_000_000]) is not None
