"""Which names a few letters mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.fuzzy import Names, fit

NAMES = (
    "Mark all as read",
    "Mark as read",
    "Menu",
    "Open original",
    "Normal text size",
    "Theme",
    "Next theme",
    "École",
)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("mall", "Mark all as read"),
        ("men", "Menu"),
        ("oo", "Open original"),
        ("the", "Theme"),
        ("next th", "Next theme"),
        ("ecole", "École"),
        ("tsize", "Normal text size"),
    ],
)
def test_the_best_fit(typed: str, best: str) -> None:
    assert max(NAMES, key=lambda name: fit(typed, name)) == best


@pytest.mark.parametrize("typed", ["zz", "markx", "ema"])
def test_letters_that_are_not_there_in_order_fit_nothing(typed: str) -> None:
    assert fit(typed, "Mark") == 0


letters = st.text("abcde fgh", max_size=12)


@given(letters, letters)
def test_an_exact_beginning_is_better_than_anything_else(typed: str, rest: str) -> None:
    assert fit(typed, typed + rest) > 0
    typed = " ".join(typed.split())
    if typed:
        assert fit(typed, typed) >= fit(typed, f"{typed} a") >= fit(typed, f"z {typed}")


@given(letters, letters)
def test_letters_that_stand_there_in_their_order_are_found(typed: str, name: str) -> None:
    rest = iter(name)
    assert bool(fit(typed, name)) == all(letter in rest for letter in "".join(typed.split()))


def test_what_comes_first_leaves_room_for_what_follows() -> None:
    assert fit("aa a", "aa a a")
    assert fit("abc", "a b abc b")


@given(letters, st.lists(letters, max_size=8))
def test_names_are_given_in_the_order_of_their_fit(typed: str, names: list[str]) -> None:
    expected = sorted((name for name in names if fit(typed, name)), key=lambda name: -fit(typed, name))
    assert Names(names, str).best(typed) == expected
