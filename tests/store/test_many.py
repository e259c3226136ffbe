"""Thousands of texts in little room say what they said."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.many import MANY, Table, Texts, json_of

lines = st.text(st.characters(exclude_characters="\n"), max_size=9)
several = st.lists(lines, min_size=1, max_size=40, unique=True)


@given(several, lines)
def test_texts_are_what_they_were(texts: list[str], other: str) -> None:
    kept = Texts(texts)
    assert (list(kept), len(kept), kept[-1]) == (texts, len(texts), texts[-1])
    assert all(text in kept for text in texts)
    assert (other in kept) is (other in texts)


@given(st.dictionaries(lines, st.sampled_from(["one", "other"]), min_size=1, max_size=40), lines)
def test_a_table_says_what_a_dictionary_says(rows: dict[str, str], other: str) -> None:
    table = Table(rows)
    assert list(table.rows().items()) == list(rows.items())
    asked = [*rows, other, "never said\n"]
    wanted = [rows.get(text) for text in asked]
    assert [table.get(text) for text in asked] == wanted
    assert table.get_all(asked) == wanted
    assert len(table) == len(rows)


def test_few_are_found_in_a_large_table_as_all_are() -> None:
    rows = {f"u:example.org/{number}": number % 3 for number in range(2000)}
    assert Table(rows).get_all(["u:example.org/7", "u:example.org/none"]) == [1, None]


@pytest.mark.parametrize("texts", [[], ["two\nlines"], ["", "\n"]])
def test_what_cannot_be_told_apart_is_refused(texts: list[str]) -> None:
    with pytest.raises(ValueError, match="line"):
        Texts(texts)
    with pytest.raises(ValueError, match="line"):
        Table(dict.fromkeys(texts, 1))


def test_they_take_little_more_than_half_of_the_room_at_most() -> None:
    def held(make: object) -> int:
        assert callable(make)
        tracemalloc.start()
        kept = make()
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert kept
        return size

    def names() -> list[str]:
        return [f"u:example{number % 100}.org/2026/a-title-{number}" for number in range(20_000)]

    full = held(lambda: dict.fromkeys(names(), True))
    assert held(lambda: Table(dict.fromkeys(names(), True))) < full * 0.6  # whose texts are smaller from Python 3.12 on
    assert held(lambda: Texts(names())) < full / 10


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values, st.sampled_from((0, 1, MANY - 1, MANY, MANY + 1, 5000, 5007)))
def test_json_is_what_json_writes(value: object, number: int) -> None:
    row = {"ids": [f"u:{at}\udc80\N{LATIN SMALL LETTER E WITH ACUTE}\n" for at in range(number)], "value": value}
    for one in (value, row, [row, [True, False, row["ids"]]], [*row["ids"], value]):  # type: ignore[misc]
        plain = json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
        assert json_of(one) == plain


def test_json_of_many_texts_needs_little_room() -> None:
    texts = [f"u:example{number % 100}.org/2026/a-title-{number}" for number in range(50_000)]
    tracemalloc.start()
    size = len(json_of({"ids": texts}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * size
