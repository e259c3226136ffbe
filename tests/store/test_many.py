"""Thousands of texts in little room say what they said."""

from __future__ import annotations

import json
import tracemalloc
import weakref
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.many import MANY, Alike, Laid, Table, Texts, json_of, pieces

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
    assert list(table.items()) == list(rows.items())
    asked = [*rows, other, "never said\n"]
    wanted = [rows.get(text) for text in asked]
    assert [table.get(text) for text in asked] == wanted
    assert table.get_all(asked) == wanted
    assert len(table) == len(rows)


def test_few_are_found_in_a_large_table_as_all_are() -> None:
    rows = {f"u:example.org/{number}": number % 3 for number in range(2000)}
    assert Table(rows).get_all(["u:example.org/7", "u:example.org/none"]) == [1, None]


@given(st.dictionaries(lines, st.integers(0, 3), max_size=40), st.dictionaries(lines, st.integers(0, 3), max_size=40))
def test_a_table_takes_more_in(rows: dict[str, int], more: dict[str, int]) -> None:
    table = Table(rows)
    other = table.copy()
    has_it = other.put_all(tuple(more), more.values())
    assert (dict(other.items()), dict(table.items())) == (rows | more, rows)
    assert (bytes(has_it), len(other)) == (b"\1" * len(more), len(rows | more))
    assert other.get_all([*rows, *more]) == [(rows | more)[text] for text in (*rows, *more)]


@given(st.dictionaries(lines, st.integers(0, 3), max_size=40), several)
def test_what_is_not_to_be_beaten_stays(rows: dict[str, int], texts: list[str]) -> None:
    table = Table(rows)
    has_it = table.put_all(texts, repeat(9), lambda value: value < 2)
    assert list(map(bool, has_it)) == [rows.get(text, 0) < 2 for text in texts]
    assert dict(table.items()) == rows | {text: 9 for text in texts if rows.get(text, 0) < 2}


def test_a_table_takes_in_thousands_again_and_again() -> None:
    names = [f"u:example.org/{number}" for number in range(7000)]
    table: Table[int] = Table()
    for times in range(80):
        has_it = table.put_all(Texts(names[times * 50 :]), repeat(times))
        assert all(has_it)
    assert table.get_all(names) == [min(at // 50, 79) for at in range(7000)]
    assert [name for name, _ in table.items()] == names


def test_values_that_no_text_has_any_more_go() -> None:
    class Entry:
        pass

    table: Table[Entry] = Table()
    entries = [Entry() for _ in range(3)]
    gone = [weakref.ref(entry) for entry in entries]
    for entry in entries:
        table.put_all(["a", "b"], repeat(entry))
    table.put_all(["b"], repeat(entries[0]))
    del entry, entries
    assert [one() is None for one in gone] == [False, True, False]
    assert (table.get("a"), table.get("b")) == (gone[2](), gone[0]())


def test_what_stands_between_texts_is_none_of_them() -> None:
    assert "," not in Texts(["a", "b"])
    assert "," in Texts(["a", ",", "b"])
    assert None not in Texts(["null"])


def test_a_text_that_is_new_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="number"):
        Table[int]().put_all(["a", "b", "a"], repeat(1))


@given(several)
def test_texts_that_are_laid_out_are_what_they_were(texts: list[str]) -> None:
    laid = Laid(iter(texts))
    assert ([*laid], len(laid), laid[-1]) == (texts, len(texts), texts[-1])
    with pytest.raises(IndexError):
        laid[len(texts)]


@pytest.mark.parametrize("count", [0, 1, 2499, 2500, 2501, 5000, 7007])
def test_many_texts_come_some_thousand_at_a_time(count: int) -> None:
    names = [f"u:example.org/\N{LATIN SMALL LETTER E WITH ACUTE}\ud83d\n{number}" for number in range(count)]
    for texts in (Texts(names), names):
        some = list(pieces(texts))
        assert [one for piece in some for one in piece] == names
        assert max(map(len, some), default=0) <= 2500
    kept = Texts(names)
    assert [kept[at] for at in range(0, count, 1249)] == names[::1249]
    assert "u:example.org/" not in kept
    with pytest.raises(IndexError):
        kept[count]


def test_the_same_value_for_many_is_what_a_dictionary_says() -> None:
    names = ("a", "b", "c")
    alike = Alike(names, True)
    assert alike == dict.fromkeys(names, True)
    assert dict.fromkeys(names, True) == alike
    assert alike != dict.fromkeys(names, False)
    assert (list(alike), list(alike.items()), len(alike)) == (["a", "b", "c"], [(name, True) for name in names], 3)
    assert (alike["b"], "b" in alike, "d" in alike, alike.get("d")) == (True, True, False, None)
    with pytest.raises(KeyError, match="d"):
        alike["d"]


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
