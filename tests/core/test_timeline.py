"""The decisions about a timeline, without a screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.timeline import Edit, Insertion, Removal, RowFinder, edits, next_where

ORDERS = st.lists(st.integers(0, 30), unique=True)


def apply(old: list[int], steps: list[Edit]) -> list[int]:
    rows = list(old)
    for step in steps:
        if isinstance(step, Removal):
            del rows[step.first : step.last + 1]
        else:
            rows[step.row : step.row] = step.ids
    return rows


@given(ORDERS, ORDERS)
def test_edits_turn_the_old_order_into_the_new(old: list[int], new: list[int]) -> None:
    assert apply(old, edits(old, new)) == new


@given(ORDERS)
def test_nothing_is_edited_where_nothing_changed(order: list[int]) -> None:
    assert edits(order, order) == []


@given(ORDERS, st.data())
def test_a_removed_row_leaves_the_others_where_they_are(order: list[int], data: st.DataObject) -> None:
    if order:
        gone = data.draw(st.sampled_from(order))
        row = order.index(gone)
        assert edits(order, [id_ for id_ in order if id_ != gone]) == [Removal(row, row)]


def test_neighbouring_rows_come_in_one_edit() -> None:
    assert edits([1, 4], [1, 2, 3, 4, 5]) == [Insertion(1, (2, 3)), Insertion(4, (5,))]


def test_next_unread_does_not_wrap() -> None:
    ids, unread = [1, 2, 3, 4], {1, 3}
    assert next_where(ids, 1, unread.__contains__) == 3
    assert next_where(ids, 3, unread.__contains__) is None
    assert next_where(ids, 1, unread.__contains__, -1) == 1
    assert next_where(ids, -1, unread.__contains__, -1) is None
    assert next_where([], 0, unread.__contains__) is None


def test_within_reach_only_so_many_rows_are_looked_at() -> None:
    assert next_where([1, 2, 3, 4], 1, lambda id_: id_ == 4, reach=2) is None
    assert next_where([1, 2, 3, 4], 1, lambda id_: id_ == 4, reach=3) == 4
    assert next_where([1, 2, 3, 4], 2, lambda id_: id_ == 1, -1, reach=2) is None
    assert next_where([1, 2, 3, 4], 2, lambda id_: id_ == 1, -1, reach=3) == 1


@given(ORDERS, st.lists(st.integers(0, 30)))
def test_rows_are_found_wherever_one_looked_before(ids: list[int], wanted: list[int]) -> None:
    finder = RowFinder()
    for id_ in wanted:
        assert finder.row_of(ids, id_) == (ids.index(id_) if id_ in ids else None)
