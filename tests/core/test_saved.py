"""The file of saved searches: what is read of it, and that changing one search leaves the rest as it is."""

from __future__ import annotations

import pytest

from newsreader.core.saved import SavedSearch
from newsreader.core.saved_file import MOST, read_searches, with_search, without_search

BY_HAND = """# mine
[[search]]
name = "Rust"   # the language
query = "rust is:unread"

# about trains
[[search]]
query = 'title:"night train"'
name = "Trains"
extra = 1
"""
RUST, TRAINS = SavedSearch("Rust", "rust is:unread"), SavedSearch("Trains", 'title:"night train"')


def test_a_file_written_by_hand() -> None:
    assert read_searches(BY_HAND) == ((RUST, TRAINS), "")
    assert read_searches("") == ((), "")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[[search]", 0),
        ("search = 1", 0),
        ('[[search]]\nname = ""\nquery = "a"\n', 0),
        ('[[search]]\nname = "a"\nquery = 3\n', 0),
        ('[[search]]\nname = "a"\nquery = "a"\n[[search]]\nname = "b"\n', 1),
        ('[[search]]\nname = "a"\nquery = "' + "x" * 300 + '"\n', 0),
        ("[" * 5000, 0),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, count: int) -> None:
    searches, trouble = read_searches(text)
    assert len(searches) == count
    assert "understood" in trouble


def test_names_are_harmless_and_there_is_an_end() -> None:
    text = "".join(f'[[search]]\nname = "n{n}\\u202e"\nquery = "a"\n' for n in range(MOST + 50))
    searches, _ = read_searches(text)
    assert len(searches) == MOST
    assert searches[0].name == "n0"


def test_adding_changing_and_removing_leave_the_rest_alone() -> None:
    more = with_search(BY_HAND, SavedSearch("New", "a"))
    assert more.startswith(BY_HAND)
    assert read_searches(more)[0] == (RUST, TRAINS, SavedSearch("New", "a"))
    other = with_search(BY_HAND, SavedSearch("Rust", "rust"))
    assert read_searches(other)[0] == (SavedSearch("Rust", "rust"), TRAINS)
    assert "# about trains" in other
    assert "extra = 1" in other
    less = without_search(BY_HAND, "Rust")
    assert read_searches(less)[0] == (TRAINS,)
    assert less.startswith("# mine\n")
    assert "# about trains" in less
    assert without_search(BY_HAND, "Absent") == BY_HAND


def test_signs_that_end_lines_elsewhere_stand_within_lines() -> None:
    text = '# one\u2028[[search]]\u0085name = "Rust"\n\n[[search]]\nname = "Rust"\nquery = "old"\n'
    after = with_search(text, SavedSearch("Rust", "new"))
    assert after.startswith("# one\u2028[[search]]")
    assert read_searches(after)[0] == (SavedSearch("Rust", "new"),)
    assert read_searches(without_search(text, "Rust"))[0] == ()
