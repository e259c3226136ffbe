"""Merging facts: the same state whatever the order, repetition and grouping (product.md, "Identity and state")."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.facts import BadLine, Fact, Facts, Value, fact_of, line_of
from newsreader.store.many import Texts

clocks = st.builds("2026-08-22T09:38:00.{:03d}Z-{:04d}".format, st.integers(0, 3), st.integers(0, 2))
values: st.SearchStrategy[Value] = st.one_of(st.booleans(), st.none(), st.just([3, 0, 0.5]), st.text(max_size=3))
facts = st.builds(
    Fact,
    st.lists(st.sampled_from(["u:a", "u:b", "t:c"]), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(["read", "starred", "unknown to this version"]),
    values,
    clocks,
    st.sampled_from(["aa", "bb"]),
)
several = st.lists(facts, max_size=8)


@given(several, st.randoms())
def test_merging_is_commutative_and_idempotent(said: list[Fact], random: object) -> None:
    shuffled = [*said, *said]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Facts(shuffled) == Facts(said)


@given(several, several, several)
def test_merging_is_associative(one: list[Fact], two: list[Fact], three: list[Fact]) -> None:
    left = Facts([*Facts([*one, *two]).facts(), *three])
    right = Facts([*one, *Facts([*two, *three]).facts()])
    assert left == right


@given(several)
def test_facts_said_again_in_few_lines_say_the_same(said: list[Fact]) -> None:
    assert Facts(Facts(said).facts()) == Facts(said)


def test_half_a_surrogate_survives_a_line() -> None:
    fact = Fact(("t:\udcff",), "read", True, "2026-08-22T09:38:00.000Z-0000", "aa")
    assert fact_of(line_of(fact)) == fact


def test_the_newest_wins_and_ties_go_to_the_greater_device() -> None:
    early, late = "2026-08-22T09:38:00.000Z-0000", "2026-08-22T09:38:00.000Z-0001"
    known = Facts([Fact(("a",), "read", False, late, "aa"), Fact(("a",), "read", True, early, "zz")])
    assert known.value("read", "a") is False
    known.absorb(Fact(("a",), "read", True, late, "bb"))
    assert known.value("read", "a") is True
    assert known.value("read", "b") is None
    assert known.knows("read", "a")
    assert not known.knows("read", "b")


@given(several)
def test_many_are_heard_as_one_by_one(said: list[Fact]) -> None:
    known, ids = Facts(said), ["u:a", "u:b", "t:c", "t:d"]
    elders = {"u:b": "u:a", "t:d": "t:c"}
    for field in ("read", "starred"):
        one_by_one = [known.heard(field, id_, lambda id_: elders.get(id_, id_)) for id_ in ids]
        assert known.heard_of_all(field, ids, elders) == one_by_one


@given(several, several, st.randoms())
def test_what_is_kept_in_little_room_says_the_same(one: list[Fact], two: list[Fact], random: object) -> None:
    crowd = [f"u:{number}" for number in range(1200)]
    many = [Fact((*crowd[: 1000 + 20 * number], *fact.ids), *_rest(fact)) for number, fact in enumerate(one)]
    known, plain = Facts(), Facts()
    for fact in [*many, *two, *many[:1]]:
        parts = [Fact(fact.ids[start : start + 500], *_rest(fact)) for start in range(0, len(fact.ids), 500)]
        assert list(known.absorb(fact)) == [id_ for part in parts for id_ in plain.absorb(part)]
        if random.random() < 0.5:  # type: ignore[attr-defined]
            known.condense()
    known.condense()
    ids = ["u:a", "u:b", "t:c", "u:7", "u:1100", "none"]
    elders = {"u:b": "u:a", "none": "u:7"}
    assert known == plain
    assert Facts(known.facts()) == plain
    for field in ("read", "starred", "unknown to this version"):
        assert [known.value(field, id_) for id_ in ids] == [plain.value(field, id_) for id_ in ids]
        assert [known.knows(field, id_) for id_ in ids] == [plain.knows(field, id_) for id_ in ids]
        assert known.heard_of_all(field, ids, elders) == plain.heard_of_all(field, ids, elders)
        assert known.heard_of_all(field, [*crowd, *ids], elders) == plain.heard_of_all(field, [*crowd, *ids], elders)
        assert [known.heard(field, id_, lambda id_: elders.get(id_, id_)) for id_ in ids] == [
            plain.heard(field, id_, lambda id_: elders.get(id_, id_)) for id_ in ids
        ]
        assert dict(known.values(field)) == dict(plain.values(field))
    assert all(known.says(fact, id_) == plain.says(fact, id_) for fact in [*many, *two] for id_ in ids)


def test_an_id_that_is_there_twice_is_there_once() -> None:
    ids = (*(f"u:{number}\n" for number in range(2000)), "u:7\n")
    known = Facts([Fact(ids, "read", True, "2026-08-22T09:38:00.000Z-0000", "aa")])
    known.condense()
    assert known.value("read", ids[7]) is True
    assert dict(known.values("read")) == dict.fromkeys(ids, True)


@pytest.mark.parametrize("count", [999, 1000, 1125, 1126])
def test_many_of_many_more_are_said_as_many_of_all_are(count: int) -> None:
    ids = tuple(f"u:{number}" for number in range(9000))
    known = Facts([Fact(ids, "read", True, "2026-08-22T09:38:00.000Z-0000", "aa")])
    some = (*ids[: count - 2], "u:new", "u:other")
    assert tuple(known.absorb(Fact(some, "read", False, "2026-08-22T09:38:00.001Z-0000", "aa"))) == some
    assert list(known.absorb(Fact(ids, "read", None, "2026-08-22T09:37:00.000Z-0000", "aa"))) == []
    for _ in range(2):
        assert dict(known.values("read")) == dict.fromkeys(ids, True) | dict.fromkeys(some, False)
        known.condense()


def test_what_is_said_of_many_holds_none_of_their_texts() -> None:
    names = Texts(f"u:example.org/2026/a-title-{number}" for number in range(20_000))
    tracemalloc.start()
    full = [*names]
    size = tracemalloc.get_traced_memory()[0]
    del full
    known = Facts([Fact(names, "read", True, "2026-08-22T09:38:00.000Z-0000", "aa")])
    assert tracemalloc.get_traced_memory()[0] < size / 2
    tracemalloc.stop()
    assert known.value("read", "u:example.org/2026/a-title-19999") is True


def _rest(fact: Fact) -> tuple[str, Value, str, str]:
    return fact.field, fact.value, fact.clock, fact.device


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"ids":["a"],"field":"read","value":true,"clock":"yesterday","device":"aa"}',
        b'{"ids":"a","field":"read","value":true,"clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
        b'{"ids":[1],"field":"read","value":true,"clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
        b'{"ids":["a"],"field":"read","clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
        b"\xff\xfe",
        b'{"ids":["a"],"field":"read","value":NaN,"clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
        b'{"ids":["a"],"field":"read","value":{"a":1},"clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
        b'{"ids":["a"],"field":"read","value":[[[[1]]]],"clock":"2026-08-22T09:38:00.000Z-0000","device":"aa"}',
    ],
)
def test_what_is_no_fact_is_told(line: bytes) -> None:
    with pytest.raises(BadLine):
        fact_of(line)
