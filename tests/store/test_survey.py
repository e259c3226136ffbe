"""By what a file is known to be unchanged."""

from __future__ import annotations

import pytest

from newsreader.store.survey import Survey, moves, stamp_of
from newsreader.store.walk import Found

MS = 1_000_000
FOUND = Found("a.md", 7, 5_000 * MS, 6_000 * MS, 11)


@pytest.mark.parametrize("passed", [-1, 0, 1, 9, 19])
def test_what_was_written_as_it_was_read_is_looked_at_again(passed: int) -> None:
    assert stamp_of(FOUND, 6_000 * MS + passed * MS) != stamp_of(FOUND)


@pytest.mark.parametrize("passed", [-10_000, 20, 60_000])
def test_what_had_come_to_rest_is_known(passed: int) -> None:
    assert stamp_of(FOUND, 6_000 * MS + passed * MS) == stamp_of(FOUND) == (7, 5_000 * MS, 6_000 * MS, 11)


def test_a_file_elsewhere_with_the_stamp_of_one_that_is_missing_was_moved() -> None:
    seen = Survey(new=[FOUND._replace(path="b.md", changed_ns=9_000 * MS)], missing={3: stamp_of(FOUND)})
    assert moves(seen) == {3: FOUND._replace(path="b.md", changed_ns=9_000 * MS)}
    assert (seen.new, seen.missing) == ([], {})


def test_what_was_written_as_it_was_read_is_not_known_elsewhere() -> None:
    """A system may give the inode of a file that was just deleted to another, made in the same tick."""
    other = FOUND._replace(path="b.md")
    seen = Survey(new=[other], missing={3: stamp_of(FOUND, FOUND.changed_ns)})
    assert moves(seen) == {}
    assert (seen.new, set(seen.missing)) == ([other], {3})
