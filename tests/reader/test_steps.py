"""One step that can be taken back, and what it remembers of many articles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from newsreader.reader.steps import Alike, Change, Step, Value, as_kept, as_made, condensed, row_of, step_of

NAMES = ("a", "b", "c")


def step(before: Mapping[str, Value], after: Mapping[str, Value]) -> Step:
    return Step(Change("read", before, after, "Marked"), is_deliberate=True)


def test_the_same_value_for_many_is_what_a_dictionary_says() -> None:
    alike = Alike(NAMES, True)
    assert alike == dict.fromkeys(NAMES, True)
    assert dict.fromkeys(NAMES, True) == alike
    assert alike != dict.fromkeys(NAMES, False)
    assert (list(alike), list(alike.items()), len(alike)) == (["a", "b", "c"], [(name, True) for name in NAMES], 3)
    assert (alike["b"], "b" in alike, "d" in alike, alike.get("d")) == (True, True, False, None)
    with pytest.raises(KeyError, match="d"):
        alike["d"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Alike(NAMES, False), Alike(NAMES, True)),
        (dict.fromkeys(NAMES, False), Alike(NAMES, True)),
        (Alike(("a", "b"), False), Alike(NAMES, True)),
        ({"a": None, "b": [1, 2], "c": None}, {"a": True, "b": [2, 2], "c": True}),
    ],
    ids=["all alike", "alike after", "of others", "different ones"],
)
def test_a_step_is_remembered_as_it_was(before: Mapping[str, Value], after: Mapping[str, Value]) -> None:
    kept = step_of(row_of(step(before, after)), lambda _label, _kept: None)
    assert kept is not None
    assert kept.change.after == after
    assert kept.change.before == {name: before.get(name) for name in after}


def test_values_are_condensed_where_they_are_one_value() -> None:
    before, after = condensed(dict.fromkeys(NAMES, None), dict.fromkeys(NAMES, "slow"))
    assert isinstance(before, Alike)
    assert isinstance(after, Alike)
    assert dict(before) == dict.fromkeys(NAMES, None)
    assert dict(after) == dict.fromkeys(NAMES, "slow")
    others: list[dict[str, Value]] = [{"a": True, "b": 1}, {"a": [1], "b": [2]}]
    for values in others:
        assert condensed(dict.fromkeys(values, None), values)[1] is values
    assert condensed({}, {}) == ({}, {})


def test_an_article_written_down_twice_is_there_once() -> None:
    row = row_of(step(Alike(NAMES, False), Alike(NAMES, True)))
    row["changed"][0][2].append("a")
    kept = step_of(row, lambda _label, _kept: None)
    assert kept is not None
    assert kept.weight == 3


@pytest.mark.parametrize(("one", "does"), [(("b",), True), (("d",), False), ((), False), ((*NAMES, "d"), True)])
def test_steps_concern_each_other_where_they_share_an_article(one: tuple[str, ...], does: bool) -> None:
    first, other = step(Alike(NAMES, False), Alike(NAMES, True)), step({}, dict.fromkeys(one, True))
    assert first.concerns(other) is other.concerns(first) is does


def test_a_step_on_many_is_kept_in_little_room_and_made_as_it_was() -> None:
    names = tuple(f"u:{number}" for number in range(2000))
    change = Change("read", Alike(names, False), Alike(names, True), "Marked", "No room")
    kept = as_kept(change)
    assert kept == change
    assert kept.after is not change.after
    assert row_of(Step(kept, is_deliberate=True)) == row_of(Step(change, is_deliberate=True))
    assert as_made(kept) == change
    assert as_kept(kept) == change
    few = Change("read", Alike(NAMES, False), Alike(NAMES, True))
    assert as_kept(few) is few
    torn = Change("read", Alike(names_ := (*names, "two\nlines"), False), Alike(names_, True))
    assert as_kept(torn) is torn
    mixed = Change("read", {"a": True}, {"a": False})
    assert as_made(mixed) is mixed
