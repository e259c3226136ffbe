"""Recent searches as a value."""

from __future__ import annotations

from newsreader.core.search.recent import MOST, searched, without


def test_the_last_search_stands_first_and_each_stands_once() -> None:
    assert searched(("b", "a"), "c") == ("c", "b", "a")
    assert searched(("b", "a"), "a") == ("a", "b")
    assert searched(("Économie", "a"), "  économie ") == ("économie", "a")


def test_what_is_blank_or_too_long_is_no_search() -> None:
    assert searched(("a",), " \t") == ("a",)
    assert searched(("a",), "x" * 201) == ("a",)


def test_there_is_an_end_to_what_is_remembered() -> None:
    recent: tuple[str, ...] = ()
    for number in range(MOST + 5):
        recent = searched(recent, str(number))
    assert len(recent) == MOST
    assert recent[0] == str(MOST + 4)


def test_one_is_forgotten_in_whatever_case() -> None:
    assert without(("Tide", "b"), "TIDE") == ("b",)
