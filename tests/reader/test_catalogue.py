"""The catalogue: rows, orders, counts and shared identities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader import restating
from newsreader.reader.catalogue import Catalogue
from newsreader.reader.marks import Field, Marks
from newsreader.reader.tally import Count
from newsreader.store.index import reader as reader_module
from newsreader.store.index.mark_table import MarkTable
from newsreader.store.index.packing import READ, STARRED
from newsreader.store.index.reader import Reader
from tests.reader.makers import TODAY, Shelf, article, marks

ALL = ListKey()


@pytest.fixture
def state(tmp_path: Path) -> Marks:
    return marks(tmp_path)


@pytest.fixture
def shelf(tmp_path: Path, state: Marks) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path, state)
    yield shelf
    shelf.close()


@pytest.fixture
def catalogue(shelf: Shelf) -> Catalogue:
    return shelf.catalogue


def paths(catalogue: Catalogue, key: ListKey = ALL, sort: Sort = Sort.NEWEST, today: date = TODAY) -> list[str]:
    return [catalogue.article(id_).path for id_ in catalogue.ids(key, sort, today)]


def day(year: int, month: int = 1, of_month: int = 1) -> Published:
    return Published(year, month, of_month)


def test_a_batch_says_what_came_changed_and_went(catalogue: Catalogue, shelf: Shelf) -> None:
    first = shelf.put(article("a"), article("b"))
    assert first.added == (1, 2)
    second = shelf.put(article("b", title="new"), article("c"), removed=["a", "never there"])
    assert (second.added, second.changed, second.removed) == ((3,), (2,), (1,))
    assert catalogue.article(2).title == "new"
    assert not catalogue.holds(1)
    assert catalogue.find("a") is None
    assert catalogue.find("c") == 3
    assert not catalogue.renew()


def test_newest_first_undated_last_ties_by_path(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(
        article("undated"),
        article("z same day", published=day(2026, 5)),
        article("a same day", published=day(2026, 5)),
        article("later that day", published=Published(2026, 5, 1, 9, 0, 0)),
        article("earlier, by its zone", published=Published(2026, 5, 1, 1, 0, 0, 120)),
        article("old", published=day(1, 1)),
        article("far future", published=day(9999, 12, 31)),
        article("tomorrow", published=day(2026, 8, 23)),
    )
    newest = [
        "far future",
        "tomorrow",
        "later that day",
        "a same day",
        "z same day",
        "earlier, by its zone",
        "old",
        "undated",
    ]
    assert paths(catalogue) == newest
    oldest = [
        "old",
        "earlier, by its zone",
        "z same day",
        "a same day",
        "later that day",
        "tomorrow",
        "far future",
        "undated",
    ]
    assert paths(catalogue, sort=Sort.OLDEST) == oldest


def test_dates_of_the_future_are_the_end_of_tomorrow(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("b", published=day(2030)), article("a", published=day(2040)))
    assert paths(catalogue) == ["a", "b"]
    shelf.put(article("c", published=Published(2026, 8, 23, 23, 0, 0)))
    assert paths(catalogue)[-1] == "c"


def test_titles_and_sources_sort_without_case_and_accents(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(
        article("1", title="École", source="beta"),
        article("2", title="apple", source="Alpha"),
        article("3", title="Zoo", source=""),
        article("4", title="eagle", source="Beta", published=day(2026)),
    )
    assert paths(catalogue, sort=Sort.TITLE) == ["2", "4", "1", "3"]
    assert paths(catalogue, sort=Sort.SOURCE) == ["2", "4", "1", "3"]


def test_lists_and_counts(catalogue: Catalogue, shelf: Shelf, state: Marks) -> None:
    shelf.put(
        article("a", source="The Site", tags=["Rust", "rust", "Web"], published=Published(2026, 8, 22)),
        article("b", source="the site", tags=["RUST"], published=Published(2026, 8, 21, 23, 30, 0, -60)),
        article("c", source="The Site", problem=Problem.EMPTY),
    )
    change = state.change(Field.READ, [catalogue.article(1).identity], True)
    assert list(catalogue.restate(change.identities).changed) == [1]
    catalogue.restate(state.change(Field.STARRED, [catalogue.article(3).identity], True).identities)
    counts = catalogue.counts(TODAY)
    assert (counts.total, counts.unread, counts.today, counts.today_unread) == (3, 2, 2, 1)
    assert (counts.starred, counts.problems) == (1, 1)
    assert counts.sources == (Count("The Site", 3, 2),)
    assert counts.tags == (Count("RUST", 2, 1), Count("Web", 1, 0))
    lists = {
        ListKey(ListKind.UNREAD): ["b", "c"],
        ListKey(ListKind.TODAY): ["b", "a"],
        ListKey(ListKind.STARRED): ["c"],
        ListKey(ListKind.SOURCE, "THE SITE"): ["b", "a", "c"],
        ListKey(ListKind.TAG, "rust"): ["b", "a"],
        ListKey(ListKind.TAG, "unknown"): [],
    }
    for key, expected in lists.items():
        assert paths(catalogue, key) == expected


def test_a_source_that_came_and_went_again_in_one_scan_has_gone(catalogue: Catalogue, shelf: Shelf) -> None:
    of_a_source, of_none = article("a", source="S", tags=["x"]), article("a")
    shelf.put(of_a_source, article("b", source="S"))
    shelf.put(of_none, of_a_source, of_none)
    assert paths(catalogue, ListKey(ListKind.SOURCE, "S")) == ["b"]
    assert paths(catalogue, ListKey(ListKind.TAG, "x")) == []
    shelf.put(of_a_source, of_none, of_a_source)
    assert paths(catalogue, ListKey(ListKind.SOURCE, "S")) == ["a", "b"]


def test_a_new_day_has_other_articles(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("a", published=Published(2026, 8, 23)))
    assert catalogue.counts(TODAY).today == 0
    assert catalogue.counts(TODAY + timedelta(days=1)).today == 1
    assert catalogue.counts(TODAY + timedelta(days=2)).today == 0


def test_copies_share_their_state(catalogue: Catalogue, shelf: Shelf, state: Marks) -> None:
    shelf.put(article("a", title="T", text="same"), article("b", title="Other", text="same"))
    assert catalogue.article(1).identity == catalogue.article(2).identity
    change = state.change(Field.READ, [catalogue.article(1).identity], True)
    assert list(catalogue.restate(change.identities).changed) == [1, 2]
    assert catalogue.counts(TODAY).unread == 0
    assert catalogue.find_identity(catalogue.article(2).identity) == 1


def test_titles_tell_apart_what_shares_an_address(catalogue: Catalogue, shelf: Shelf, state: Marks) -> None:
    url = "https://example.org/live"
    shelf.put(article("a", title="One", url=url), article("b", title="ONE", url=url))
    alone = catalogue.article(1).identity
    assert catalogue.article(2).identity == alone
    state.change(Field.STARRED, [alone], True)
    changes = shelf.put(article("c", title="Two", url=url))
    assert (changes.added, changes.changed) == ((3,), (1, 2))
    one, two = catalogue.article(1).identity, catalogue.article(3).identity
    assert len({alone, one, two}) == 3
    assert state.is_starred(one)
    assert catalogue.find_identity(alone) is None
    gone = shelf.put(removed=["c"])
    assert (gone.removed, gone.changed) == ((3,), (1, 2))
    assert catalogue.article(1).identity == alone


@pytest.mark.parametrize("share", [0, 10**9])
def test_what_is_heard_of_an_address_holds_for_those_that_share_it(
    catalogue: Catalogue, shelf: Shelf, state: Marks, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    monkeypatch.setattr(restating, "_SHARE", share)
    address = "https://example.org/1"
    shelf.put(article("a", title="One", url=address), article("b", title="Two", url=address), article("c"))
    heard = state.change(Field.READ, ["u:example.org/1"], True)
    assert sorted(catalogue.restate(heard.identities).changed) == [1, 2]
    assert [catalogue.is_read(id_) for id_ in (1, 2, 3)] == [True, True, False]


def test_an_address_that_changes_moves_the_row(catalogue: Catalogue, shelf: Shelf) -> None:
    url = "https://example.org/live"
    shelf.put(article("a", title="One", url=url), article("b", title="Two", url=url))
    changes = shelf.put(article("b", title="Two", url="https://example.org/other"))
    assert list(changes.changed) == [1, 2]
    assert [catalogue.article(id_).identity for id_ in (1, 2)] == ["u:example.org/live", "u:example.org/other"]


def test_dates_of_the_future_come_to_their_place_as_days_pass(tmp_path: Path, state: Marks) -> None:
    first = Shelf(tmp_path, state)
    first.put(article("b", published=day(2030)), article("a", published=day(2040)), article("now", published=day(2026)))
    first.close()
    later = Shelf(tmp_path, state, today=date(2035, 1, 1))
    later.writer.cut_anew()
    later.put(article("c", published=day(2032)))
    assert paths(later.catalogue) == ["a", "c", "b", "now"]
    later.close()


def test_problems_are_rows_and_places(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("b", problem=Problem.EMPTY), troubles=[("a", Problem.TOO_DEEP)])
    assert catalogue.problems() == [("a", Problem.TOO_DEEP), ("b", Problem.EMPTY)]
    assert catalogue.counts(TODAY).problems == 2
    shelf.put(troubles=[])
    assert catalogue.counts(TODAY).problems == 1


@pytest.mark.parametrize("many", [1, 7, 8, 9, 71, 72, 73, 150])
def test_all_of_today_are_found_however_many_they_are(tmp_path: Path, state: Marks, many: int) -> None:
    shelf = Shelf(tmp_path, state)
    shelf.put(article("before"))
    shelf.settle()
    dated = [article(f"dated {number:03}", published=Published(2026, 8, 22)) for number in range(many)]
    older = [article(f"older {number:03}", published=day(2026, 5)) for number in range(100)]
    shelf.put(*dated, *older)
    assert shelf.catalogue.counts(TODAY).today == many + 100  # all were first seen today
    shelf.close()
    again = Shelf(tmp_path, state)
    again.catalogue.renew()
    tomorrow = TODAY + timedelta(days=1)
    assert again.catalogue.counts(tomorrow).today == 0
    again.put(*(article(f"dated {number:03}", published=Published(2026, 8, 23)) for number in range(many)))
    assert again.catalogue.counts(tomorrow).today == many
    again.close()


def test_first_seen_today_is_today_but_not_what_was_there_before(tmp_path: Path, state: Marks) -> None:
    shelf = Shelf(tmp_path, state)
    shelf.put(article("a"))
    assert shelf.catalogue.counts(TODAY).today == 0
    shelf.settle()
    shelf.put(article("b"))
    assert paths(shelf.catalogue, ListKey(ListKind.TODAY)) == ["b"]
    shelf.close()
    again = Shelf(tmp_path, state)
    again.put(article("a"), article("b"), article("c"))
    assert paths(again.catalogue, ListKey(ListKind.TODAY)) == ["b", "c"]
    assert again.catalogue.counts(TODAY + timedelta(days=1)).today == 0
    again.close()


def test_what_was_published_but_not_taken_yet_is_not_counted(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("a", published=day(2020)))
    shelf.settle()
    catalogue.renew()
    news = shelf.publish(article("b"), article("c"))
    assert catalogue.counts(TODAY).today == 0
    assert paths(catalogue, ListKey(ListKind.TODAY)) == []
    catalogue.take(news)
    assert catalogue.counts(TODAY).today == 2
    assert paths(catalogue, ListKey(ListKind.TODAY)) == ["b", "c"]


def test_what_went_and_came_back_is_not_new(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("a", text="same"))
    shelf.settle()
    shelf.put(removed=["a"])
    shelf.put(article("elsewhere", text="same"), article("b"))
    assert paths(catalogue, ListKey(ListKind.TODAY)) == ["b"]


def test_folders_hold_what_lies_below_them(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("a/one"), article("a/b/two"), article("ab/three"), article("four"))
    counts = {count.name: count.total for count in catalogue.counts(TODAY).folders}
    assert counts == {"a": 2, "a/b": 1, "ab": 1}
    assert sorted(paths(catalogue, ListKey(ListKind.FOLDER, "a"))) == ["a/b/two", "a/one"]
    assert paths(catalogue, ListKey(ListKind.FOLDER, "a/b")) == ["a/b/two"]


def test_last_added_first(catalogue: Catalogue, shelf: Shelf) -> None:
    shelf.put(article("b", published=day(2026)))
    shelf.put(article("a", published=day(2020)), article("c"))
    assert paths(catalogue, sort=Sort.ADDED) == ["c", "a", "b"]


def test_a_list_without_read_articles_keeps_those_that_are_to_stay(
    catalogue: Catalogue, shelf: Shelf, state: Marks
) -> None:
    shelf.put(article("a"), article("b", tags=["x"]), article("c", tags=["x"]))
    catalogue.restate(state.change(Field.READ, [catalogue.article(2).identity], True).identities)
    tagged = ListKey(ListKind.TAG, "x")
    assert list(catalogue.ids(ListKey(), Sort.NEWEST, TODAY, hides_read=True)) == [1, 3]
    assert list(catalogue.ids(tagged, Sort.NEWEST, TODAY, hides_read=True)) == [3]
    assert list(catalogue.ids(tagged, Sort.NEWEST, TODAY, hides_read=True, also=[2, 99])) == [2, 3]
    assert not catalogue.belongs(2, tagged, TODAY, hides_read=True)
    assert catalogue.belongs(3, tagged, TODAY, hides_read=True)


def test_a_row_that_has_gone_says_so(catalogue: Catalogue) -> None:
    assert catalogue.article(99).problem is Problem.GONE


def test_an_index_that_tells_nonsense_is_told_once_and_left(catalogue: Catalogue, shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(article("a"), article("b"))
    told: list[str] = []
    catalogue.on_damage = told.append
    shelf.writer._connection.execute("COMMIT")
    spoiled = apsw.Connection(str(shelf.path))
    spoiled.execute("UPDATE article SET authors = CAST(x'ff' AS TEXT), words = 'many', published = 'never'")
    spoiled.close()
    catalogue._kept.clear()
    assert [catalogue.article(id_).problem for id_ in (1, 2)] == [Problem.GONE, Problem.GONE]
    assert len(told) == 1
    assert len(catalogue.ids(ALL, Sort.NEWEST, TODAY)) == 2


@pytest.mark.parametrize("damage", ["tags = x'00'", "source = x'07'", "identity = x'00'"])
def test_texts_that_are_none_are_told_when_marks_change(
    catalogue: Catalogue, shelf: Shelf, state: Marks, damage: str
) -> None:
    shelf.put(*(article(f"{number}", url=f"https://x.example/{number}") for number in range(8)))
    told: list[str] = []
    catalogue.on_damage = told.append
    shelf.writer._connection.execute("COMMIT")
    spoiled = apsw.Connection(str(shelf.path))
    spoiled.execute(f"UPDATE article SET {damage}")  # noqa: S608 - the words stand above
    spoiled.close()
    catalogue.restate(state.change(Field.READ, ["u:x.example/1"], True).identities)
    assert told == ["a text is none"]
    assert catalogue.is_closed


def test_what_was_asked_for_all_is_right_for_other_marks(catalogue: Catalogue, shelf: Shelf, state: Marks) -> None:
    shelf.put(*(article(f"{number}", url=f"https://x.example/{number}") for number in range(8)))
    catalogue.restate(state.change(Field.READ, ["u:x.example/7"], True).identities)
    every = catalogue.ids(ALL, Sort.NEWEST, TODAY)
    assert sorted(catalogue.unread_identities(every)) == [f"u:x.example/{number}" for number in range(7)]
    catalogue.restate(state.change(Field.STARRED, [f"u:x.example/{number}" for number in range(5, 8)], True).identities)
    catalogue.restate(state.change(Field.READ, ["u:x.example/7"], False).identities)
    assert catalogue.counts(TODAY).starred == 3
    check_counts(catalogue, state)


PATHS = ("a", "b", "f/c", "f/g/d")
makers = st.builds(
    article,
    st.sampled_from(PATHS),
    title=st.sampled_from(["One", "Two"]),
    url=st.sampled_from(["", "https://example.org/1", "https://example.org/2"]),
    source=st.sampled_from(["", "S", "s"]),
    tags=st.lists(st.sampled_from(["x", "X", "y"]), max_size=3),
    published=st.sampled_from([None, Published(2026, 8, 22), Published(2020, 1, 1)]),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(makers, min_size=1, max_size=3)),
        st.tuples(st.just("drop"), st.sampled_from(PATHS)),
        st.tuples(st.just("read"), st.sampled_from(PATHS)),
        st.tuples(st.just("read all"), st.booleans()),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(steps=steps, share=st.sampled_from([0, 1, 10**9]))
def test_kept_counts_are_what_counting_gives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]], share: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restating, "_SHARE", share)  # from asking about each row to going through all of them
        _check_kept_counts(tmp_path_factory, steps)


def _check_kept_counts(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]) -> None:
    folder = tmp_path_factory.mktemp("counts")
    state = marks(folder)
    shelf = Shelf(folder, state)
    catalogue = shelf.catalogue
    for what, value in steps:
        if what == "put":
            assert isinstance(value, list)
            shelf.put(*value)
        elif what == "drop":
            shelf.put(removed=[str(value)])
        elif what == "read all":
            every = catalogue.ids(ALL, Sort.NEWEST, TODAY)
            wanted = catalogue.unread_identities(every) if value else [catalogue.article(one).identity for one in every]
            catalogue.restate(state.change(Field.READ, wanted, bool(value)).identities)
        elif (id_ := catalogue.find(str(value))) is not None:
            identity = catalogue.article(id_).identity
            catalogue.restate(state.change(Field.READ, [identity], not state.is_read(identity)).identities)
    check_counts(catalogue, state)
    shelf.close()
    MarkTable(shelf.path).write(state.said(), state.mirrored, {})
    opened = Catalogue(state, TODAY, UTC)
    opened.open(Reader(shelf.path))
    check_counts(opened, state)
    opened.close()
    again = Shelf(folder, state)
    again.writer.remake_lists()
    again.put()
    check_counts(again.catalogue, state)
    again.close()


def check_counts(catalogue: Catalogue, state: Marks) -> None:
    rows: list[Article] = [catalogue.article(id_) for id_ in catalogue.ids(ALL, Sort.NEWEST, TODAY)]
    counts = catalogue.counts(TODAY)
    unread = [row for row in rows if not state.is_read(row.identity)]
    assert (counts.total, counts.unread) == (len(rows), len(unread))
    assert counts.today == sum(row.published == Published(2026, 8, 22) for row in rows)
    assert {count.name.lower(): count.total for count in counts.sources} == Counter(
        row.source.lower() for row in rows if row.source
    )
    assert {count.name.lower(): count.unread for count in counts.sources if count.unread} == Counter(
        row.source.lower() for row in unread if row.source
    )
    for folder in ("f", "f/g"):
        held = sum(row.path.startswith(f"{folder}/") for row in unread)
        assert held == sum(count.unread for count in counts.folders if count.name == folder)
    assert {count.name.lower(): count.unread for count in counts.tags if count.unread} == Counter(
        tag for row in unread for tag in {tag.lower() for tag in row.tags}
    )
    by_url: dict[str, set[str]] = {}
    for row in rows:
        by_url.setdefault(row.url, set()).add(row.title)
    for row in rows:
        if row.url:
            assert (" " in row.identity) == (len(by_url[row.url]) > 1)


@pytest.mark.parametrize("share", [1, 3])
def test_marks_of_thousands_are_on_their_own_rows(catalogue: Catalogue, shelf: Shelf, state: Marks, share: int) -> None:
    shelf.put(*(article(f"{number:04}", url=f"https://example.org/{number}") for number in range(5100)))
    every = list(catalogue.ids(ListKey(), Sort.NEWEST, TODAY))
    chosen = [id_ for id_ in every if id_ % share == 0]
    names = catalogue.identities(chosen)
    assert sorted(names) == sorted(catalogue.article(id_).identity for id_ in chosen)
    changed = catalogue.restate(state.change(Field.STARRED, names, True).identities).changed
    assert sorted(changed) == sorted(chosen)
    assert [id_ for id_ in sorted(every) if catalogue.is_starred(id_)] == sorted(chosen)
    assert catalogue.counts(TODAY).starred == len(chosen)
    few = catalogue.identities(every[:1050])
    catalogue.restate(state.change(Field.READ, few, True).identities)
    assert [id_ for id_ in sorted(every) if catalogue.is_read(id_)] == sorted(every[:1050])
    assert catalogue.counts(TODAY).unread == 5100 - 1050
    assert len(catalogue.unread_identities(every)) == 5100 - 1050


def test_thousands_of_marks_since_a_publication_are_on_their_own_rows(
    tmp_path: Path, state: Marks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks of the address count for each article that shares it, but for one that has a mark of its own."""
    monkeypatch.setattr(reader_module, "_AT_ONCE", 7)
    shelf = Shelf(tmp_path / "many", state)
    twins = [article(f"{number}{twin}", url=f"https://x.example/{number}") for number in range(60) for twin in "ab"]
    shelf.put(*twins, *(article(f"one{number}", url=f"https://y.example/{number}") for number in range(60)))
    every = shelf.catalogue.ids(ALL, Sort.NEWEST, TODAY)
    rows = {one.path: one.identity for one in map(shelf.catalogue.article, every)}
    shelf.close()
    addresses = [f"u:https://x.example/{number}" for number in range(0, 60, 2)]
    state.change(Field.READ, [*addresses, *(rows[f"one{number}"] for number in range(0, 60, 3))], True)
    state.change(Field.STARRED, [rows["0a"]], True)
    state.change(Field.READ, [rows["2b"]], True)
    state.change(Field.READ, [rows["2b"]], False)
    MarkTable(shelf.path).write(state.said(), state.mirrored, {})
    reader = Reader(shelf.path)
    ids, flags = reader.marks_after(0)
    given_to = dict(zip(ids, flags, strict=True))
    found = {one.path: given_to[id_] for id_, one, _ in reader.rows(list(ids))}
    reader.close()
    assert len(found) == len(ids)
    assert {path for path, given in found.items() if given & READ} == {
        path for path, identity in rows.items() if state.is_read(identity)
    }
    assert {path for path, given in found.items() if given & STARRED} == {"0a"}
