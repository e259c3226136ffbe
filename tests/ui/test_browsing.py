"""Which rows the list in view holds, and which of them stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader.search import Found
from newsreader.ui.browsing import Browsing

UNREAD = ListKey(ListKind.UNREAD)
TODAY = date(2026, 8, 22)


class Shelf:
    """Five articles, newest first; `read` are those that were read."""

    def __init__(self) -> None:
        self.all = [1, 2, 3, 4, 5]
        self.read: set[int] = set()

    def ids(
        self, key: ListKey, sort: Sort, today: date, *, hides_read: bool = False, also: Iterable[int] = ()
    ) -> list[int]:
        return [
            id_
            for id_ in self._ordered(sort)
            if self.belongs(id_, key, today, hides_read=hides_read) or (id_ in also and self.holds(id_))
        ]

    def among(self, found: Iterable[int], sort: Sort) -> list[int]:
        return [id_ for id_ in self._ordered(sort) if id_ in set(found)]

    def folded(self, ids: Sequence[int]) -> Sequence[int]:
        return ids

    def belongs(self, id_: int, key: ListKey, today: date, *, hides_read: bool = False) -> bool:
        unread = id_ not in self.read
        return self.holds(id_) and (unread or not (hides_read or key.kind is ListKind.UNREAD))

    def holds(self, id_: int) -> bool:
        return id_ in self.all

    def _ordered(self, sort: Sort) -> list[int]:
        return self.all if sort is Sort.NEWEST else self.all[::-1]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def browsing(shelf: Shelf) -> Browsing:
    browsing = Browsing(lambda: TODAY)
    browsing.open(shelf)
    browsing.refresh()
    return browsing


def test_a_row_that_was_just_read_stays_until_the_list_is_cleared(browsing: Browsing, shelf: Shelf) -> None:
    browsing.choose(UNREAD)
    shelf.read.add(2)
    browsing.note([2])
    browsing.refresh()
    assert browsing.ids == [1, 2, 3, 4, 5]
    browsing.clear()
    assert browsing.ids == [1, 3, 4, 5]


def test_what_becomes_unread_again_comes_into_the_list(browsing: Browsing, shelf: Shelf) -> None:
    shelf.read.update({2, 4})
    browsing.choose(UNREAD)
    told: list[object] = []
    browsing.rows_changed.connect(told.append)
    browsing.note([1, 3])
    assert told == []
    shelf.read.remove(4)
    browsing.note([4])
    assert browsing.ids == [1, 3, 4, 5]


def test_many_marks_at_once_are_taken_in_at_once(browsing: Browsing, shelf: Shelf) -> None:
    shelf.all = list(range(1, 200))
    browsing.choose(UNREAD)
    shelf.read.update(range(1, 150))
    told: list[object] = []
    browsing.rows_changed.connect(told.append)
    browsing.note(range(1, 150))
    assert len(told) == 1
    assert browsing.ids == shelf.all
    browsing.clear()
    assert browsing.ids == list(range(150, 200))


def test_choosing_another_list_lets_it_go_too(browsing: Browsing, shelf: Shelf) -> None:
    browsing.choose(UNREAD)
    shelf.read.add(2)
    browsing.choose(ListKey())
    browsing.choose(UNREAD)
    assert browsing.ids == [1, 3, 4, 5]


def test_new_articles_come_in_and_gone_ones_go_while_others_stay(browsing: Browsing, shelf: Shelf) -> None:
    browsing.choose(UNREAD)
    shelf.read.add(2)
    browsing.note([2])
    shelf.all = [6, 1, 2, 3, 5]
    browsing.refresh()
    assert browsing.ids == [6, 1, 2, 3, 5]


def test_hiding_read_articles_holds_for_every_list(browsing: Browsing, shelf: Shelf) -> None:
    shelf.read.update({1, 5})
    browsing.hide_read(True)
    assert browsing.ids == [2, 3, 4]
    browsing.hide_read(False)
    assert browsing.ids == [1, 2, 3, 4, 5]


def test_another_order_keeps_the_rows(browsing: Browsing) -> None:
    browsing.sort_by(Sort.OLDEST)
    assert browsing.ids == [5, 4, 3, 2, 1]


def test_results_stand_in_for_the_list_and_give_it_back(browsing: Browsing) -> None:
    browsing.show_found(Found((4, 2), is_complete=False))
    assert browsing.is_searching
    counted = [browsing.is_counted]
    assert list(browsing.ids) == [4, 2]
    browsing.sort_by(Sort.OLDEST)
    browsing.show_found(Found((2, 4), is_complete=True))
    counted.append(browsing.is_counted)
    assert counted == [False, True]
    assert browsing.ids == [4, 2]
    browsing.show_found(Found((2, 4), is_complete=True, is_sorted=True))
    assert list(browsing.ids) == [2, 4]
    browsing.sort_by(Sort.NEWEST)
    browsing.show_found(None)
    assert browsing.ids == [1, 2, 3, 4, 5]


def test_the_next_row_is_found_without_wrapping(browsing: Browsing) -> None:
    def anything(_id: int) -> bool:
        return True

    assert browsing.next_where(None, anything) == 1
    assert browsing.next_where(1, anything) == 2
    assert browsing.next_where(5, anything) is None
    assert browsing.next_where(None, anything, -1) == 5


def test_after_its_file_is_gone_the_article_leaves_its_place_to_the_next(browsing: Browsing, shelf: Shelf) -> None:
    shelf.all.remove(3)
    browsing.refresh()
    browsing.note_loss(3)
    assert browsing.next_where(3, lambda _: True) == 4
    assert browsing.next_where(3, lambda _: True, -1) == 2


def test_without_a_library_there_is_nothing(browsing: Browsing) -> None:
    browsing.open(None)
    browsing.choose(UNREAD)
    assert list(browsing.ids) == []
