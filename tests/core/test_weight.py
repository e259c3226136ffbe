"""What a text costs to lay out, and how it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.weight import pieces, weight

_TEXT = st.text(st.sampled_from("ab \u4e2d\u05d0\u202e\u200d\ufffd\U00012000"), max_size=400)


@pytest.mark.parametrize("text", ["", "The boats came back.", "Die Boote kamen zurück.", "天文台在山上。"])
def test_prose_costs_its_letters(text: str) -> None:
    assert weight(text) == len(text)


def test_a_line_of_hebrew_turns_once() -> None:
    assert weight("שלום עולם טוב") < 2 * len("שלום עולם טוב")


@pytest.mark.parametrize("text", ["aא" * 50, "\U00012000" * 50, "\u200d" * 50, "\ue000" * 50, "aж" * 50, "កཀ" * 50])
def test_what_qt_is_slow_at_costs_more(text: str) -> None:
    assert weight(text) > 3.9 * len(text)


@pytest.mark.parametrize(
    "text", ["Никто не ожидал, что канал заилится.", "배들은 돌아왔다.", "नावें लौट आईं।", "“L’été” — où"]
)
def test_prose_of_other_scripts_costs_little_more(text: str) -> None:
    assert weight(text) < 1.5 * len(text)


@given(_TEXT, st.integers(1, 90))
def test_pieces_are_the_text_and_none_costs_too_much(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert "".join(cut) == text
    assert all(weight(piece) <= most or len(piece) == 1 for piece in cut)
    assert all(cut) or not text


def test_pieces_end_behind_a_blank_where_one_is_near() -> None:
    assert list(pieces("one two three four", 10)) == ["one two ", "three four"]
