"""Highlights survive edits (issue "Find and keep", point 5)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.highlights import CONTEXT, LONGEST_QUOTE, Highlight, Squeezed, highlight_of, marked, place_of
from newsreader.store.facts import Value

TEXT = (
    "The harbour was rebuilt twice.\nThe second time,  it took nine years.\u2029"
    "The second time, nobody came to the opening, and the mayor\u2060's speech was read to gulls."
)


def mark(text: str, part: str, number: int = 0) -> Highlight:
    """The highlight of the `number`-th occurrence of `part`."""
    start = -1
    for _ in range(number + 1):
        start = text.index(part, start + 1)
    made = marked(Squeezed(text), start, start + len(part))
    assert made is not None
    return made


def found(text: str, highlight: Highlight) -> str:
    """The words the highlight stands on, in the text as it is."""
    place = place_of(Squeezed(text), highlight)
    return "" if place is None else text[slice(*place)]


@given(st.text(alphabet="ab \n\u2060\u3000中é😀", max_size=60), st.data())
def test_what_is_marked_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    text = text.replace("b ", "b\u180e ")  # the sign of a page that is set to both edges
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    highlight = marked(Squeezed(text), start, end)
    inside = "".join(sign for sign in text[start:end] if sign not in " \n\u2060\u180e\u3000")
    if not inside:
        assert highlight is None
        return
    assert highlight is not None
    place = place_of(Squeezed(text), highlight)
    assert place is not None
    assert "".join(sign for sign in text[slice(*place)] if sign not in " \n\u2060\u180e\u3000") == inside


def test_of_equal_words_the_ones_among_the_same_words_are_meant() -> None:
    second = mark(TEXT, "The second time,", 1)
    shuffled = "The second time, nobody came to the opening.\nElsewhere: The second time, it took nine years."
    assert place_of(Squeezed(TEXT), second) == (TEXT.rindex("The second"), TEXT.rindex("The second") + 16)
    place = place_of(Squeezed(shuffled), second)
    assert place is not None
    assert place[0] == 0


def test_words_that_were_edited_a_little_are_found_by_what_is_left() -> None:
    highlight = mark(TEXT, "nobody came to the opening, and the mayor")
    edited = TEXT.replace("nobody came to the opening", "almost nobody came to the grand opening")
    assert found(edited, highlight) == "nobody came to the grand opening, and the mayor"
    assert found("x" * 5000 + edited, highlight) == "nobody came to the grand opening, and the mayor"


def test_words_that_are_gone_are_not_found() -> None:
    highlight = mark(TEXT, "nobody came to the opening, and the mayor")
    assert found("The harbour was rebuilt twice. Something else altogether is told here now.", highlight) == ""
    assert found("", highlight) == ""


def test_a_long_passage_is_known_by_its_ends() -> None:
    words = [f"word{number}" for number in range(900)]
    text = " ".join(words)
    highlight = mark(text, " ".join(words[100:800]))
    edited = text.replace("word400 word401", "something new")
    assert found(edited, highlight) == edited[edited.index("word100") : edited.index("word800") - 1]


def test_nothing_and_too_much_are_no_highlights() -> None:
    assert marked(Squeezed("a \n b"), 1, 4) is None
    assert marked(Squeezed("x" * (LONGEST_QUOTE + 1)), 0, LONGEST_QUOTE + 1) is None


@pytest.mark.parametrize(
    "value", [False, None, "x", [], ["q", "b", "a"], ["", "b", "a", 1], ["q", 1, "a", 1], [1, 2, 3, 4]]
)
def test_a_value_that_makes_no_sense_is_no_highlight(value: Value) -> None:
    assert highlight_of(value) is None


def test_two_devices_that_mark_the_same_words_make_the_same_highlight() -> None:
    one, other = mark(TEXT, "nine years"), mark(TEXT, "nine years")
    assert one.field == other.field
    assert highlight_of(one.value) == one
    assert len(one.before) <= CONTEXT
    assert mark(TEXT, "The second time,").field != mark(TEXT, "The second time,", 1).field


def test_an_edited_passage_is_looked_for_in_bounded_time() -> None:
    text = "".join("ab "[number * number % 11 % 3] for number in range(300_000))
    quote = "".join("ab "[number * number % 13 % 3] for number in range(1400)).strip()
    begin = time.process_time()
    place_of(Squeezed(text), Highlight(quote, text[:20], text[100:120], 150_000))
    assert time.process_time() - begin < 2.0
