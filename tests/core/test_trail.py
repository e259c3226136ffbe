"""The way back through what was read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.trail import MOST, Trail


def way(*paths: str) -> Trail:
    trail = Trail()
    for path in paths:
        trail = trail.visited(path)
    return trail


def everywhere(_path: str) -> bool:
    return True


def test_one_goes_back_and_forward_and_no_further() -> None:
    trail = way("a", "b", "c")
    back = trail.stepped(-1, everywhere)
    first = back.stepped(-1, everywhere)
    assert (back.path, first.path) == ("b", "a")
    assert first.stepped(-1, everywhere) is first
    assert first.stepped(1, everywhere) == back
    assert trail.stepped(1, everywhere) is trail
    assert Trail().stepped(-1, everywhere) == Trail()


def test_another_article_cuts_off_what_lay_ahead() -> None:
    trail = way("a", "b", "c").stepped(-1, everywhere).visited("d")
    assert trail.paths == ("a", "b", "d")
    assert trail.path == "d"


def test_the_same_article_again_is_no_step() -> None:
    trail = way("a", "b").stepped(-1, everywhere)
    assert trail.visited("a") is trail


def test_what_is_gone_is_stepped_over() -> None:
    trail = way("a", "gone", "b", "gone", "b")
    assert trail.stepped(-1, lambda path: path != "gone").path == "a"


@given(st.lists(st.sampled_from("abcdef") | st.sampled_from((-1, 1)), max_size=3 * MOST))
def test_it_is_never_longer_than_it_may_be_and_the_reader_is_on_it(steps: list[str | int]) -> None:
    trail = way(*(str(number) for number in range(MOST - 3)))
    for step in steps:
        trail = trail.visited(step) if isinstance(step, str) else trail.stepped(step, everywhere)
        assert len(trail.paths) <= MOST
        assert 0 <= trail.at < len(trail.paths)
        if isinstance(step, str):
            assert trail.path == step
