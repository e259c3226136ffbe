"""One step that can be taken back, and what it remembers of many articles."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from newsreader.reader.steps import Alike, Change, Step, Value, condensed, row_of, step_of
from newsreader.store.many import Texts, json_of

NAMES = ("a", "b", "c")


def step(before: Mapping[str, Value], after: Mapping[str, Value]) -> Step:
    return Step(Change("read", before, after, "Marked"), is_deliberate=True)


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


def test_a_step_on_many_is_kept_in_little_room() -> None:
    names = tuple(f"u:{number}" for number in range(2000))
    before, after = condensed(dict.fromkeys(names, None), dict.fromkeys(names, "two\nlines"))
    change = Change("note", before, after, "Marked", "No room")
    assert isinstance(change.identities, Texts)
    assert change.after == dict.fromkeys(names, "two\nlines")
    kept = step_of(json.loads(json_of(row_of(Step(change, is_deliberate=True)))), lambda _label, _kept: None)
    assert kept is not None
    assert kept.change.after == change.after
    assert isinstance(kept.change.identities, Texts)
