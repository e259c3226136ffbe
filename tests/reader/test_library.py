"""An open library end to end: real folder, real child processes, state that outlives everything else."""

from __future__ import annotations

import hashlib
import json
import os
import tracemalloc
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.core.own import tag_field
from newsreader.core.page import Page
from newsreader.core.query import Query
from newsreader.core.timeline import ListKey, ListKind, Sort
from newsreader.reader.forms import By, Form
from newsreader.reader.headless import list_articles, show_article
from newsreader.reader.library import Library, News, Outcome, Report
from newsreader.reader.marks import Field
from newsreader.reader.pages import KEPT, Unreadable
from newsreader.reader.search import Found
from newsreader.render.client import Renderer
from newsreader.store.index.mark_table import Mark
from newsreader.store.many import Texts
from tests.reader.makers import NOON, TODAY

SEED = """
# A title of the base format

Published at: **2019-11-01T10:26:04+00:00**

Author: **Some Body**

Original: [The Site](https://www.site.example/a/b/?utm_source=x)

The first paragraph speaks of économie.
The second names 中国 and a [link](https://hidden.example/).
"""


def put(root: Path, path: str, text: str) -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    put(folder, "seed.txt", SEED)
    put(folder, "notes/plain.md", "# A note\n\nWithout an address.\n")
    put(
        folder,
        "dated.md",
        "---\ntitle: Dated\ndate: 2026-08-21\nurl: https://site.example/d\ntags: [Rust]\n---\n\nText.\n",
    )
    return folder


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


Open = Callable[..., Library]


@pytest.fixture
def open_library(root: Path, tmp_path: Path, renderer: Renderer) -> Iterator[Open]:
    opened: list[Library] = []

    def open_it(now: datetime = NOON, *, complaints: bool = False) -> Library:
        library = Library(root, tmp_path / "data", renderer, lambda: now)
        opened.append(library)
        assert library.complaints == []
        assert library.scan_now().outcome is Outcome.DONE
        assert bool(library.complaints) == complaints
        return library

    yield open_it
    for library in opened:
        library.close()


def paths(library: Library, kind: ListKind = ListKind.ALL) -> list[str]:
    ids = library.catalogue.ids(ListKey(kind), Sort.NEWEST, TODAY)
    return [library.catalogue.article(id_).path for id_ in ids]


def row(library: Library, path: str) -> int:
    id_ = library.catalogue.find(path)
    assert id_ is not None
    return id_


def identity(library: Library, path: str) -> str:
    return library.catalogue.article(row(library, path)).identity


def test_a_folder_opens_without_an_import(open_library: Open) -> None:
    library = open_library()
    assert paths(library) == ["dated.md", "seed.txt", "notes/plain.md"]
    seed = library.catalogue.article(row(library, "seed.txt"))
    assert (seed.source, seed.author, seed.identity) == ("The Site", "Some Body", "u:site.example/a/b")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("economie", ["seed.txt"]),
        ("中国", ["seed.txt"]),
        ("hidden", []),
        ("some body", ["seed.txt"]),
        ("rust", ["dated.md"]),
        ("note address", ["notes/plain.md"]),
        ("", ["dated.md", "seed.txt", "notes/plain.md"]),
    ],
)
def test_search_looks_through_titles_sources_authors_tags_and_text(
    open_library: Open, typed: str, found: list[str]
) -> None:
    library = open_library()
    rows = list_articles(library, typed, None, By.PUBLISHED, TODAY)
    assert [fields["path"] for fields in rows] == found


def test_a_snippet_starts_shortly_before_the_hit(open_library: Open) -> None:
    library = open_library()
    text = library.searcher.snippet("seed.txt", Query.parse("économie", TODAY))
    assert text == "…paragraph speaks of économie. The second names 中国 and a link."
    assert library.searcher.snippet("seed.txt", Query.parse("title", TODAY)) == ""


def test_state_survives_a_restart_a_move_a_new_name_and_an_edit(open_library: Open, root: Path) -> None:
    library = open_library()
    for path in ("seed.txt", "notes/plain.md"):
        library.marks.change(Field.STARRED, [identity(library, path)], True)
    (root / "elsewhere").mkdir()
    (root / "seed.txt").rename(root / "elsewhere" / "renamed.md")
    put(root, "elsewhere/renamed.md", SEED.replace("first paragraph", "edited paragraph").replace("www.", ""))
    put(root, "notes/plain.md", "# A note\n\nEdited while the program was closed.\n")
    again = open_library()
    assert set(paths(again, ListKind.STARRED)) == {"elsewhere/renamed.md", "notes/plain.md"}
    put(root, "notes/plain.md", "# A note\n\nEdited while it was open.\n")
    assert again.scan_now().outcome is Outcome.DONE
    assert "notes/plain.md" in paths(again, ListKind.STARRED)
    (root / "notes" / "plain.md").rename(root / "notes" / "moved.md")
    assert again.scan_now().outcome is Outcome.DONE
    assert "notes/moved.md" in paths(again, ListKind.STARRED)
    assert set(paths(open_library(), ListKind.STARRED)) == {"elsewhere/renamed.md", "notes/moved.md"}


def tag(library: Library, path: str) -> None:
    library.marks.write(tag_field("Slow"), {identity(library, path): "Slow"}, "Tagged")


def tagged(library: Library) -> list[str]:
    return [fields["path"] for fields in list_articles(library, "tag:slow", None, By.PUBLISHED, TODAY)]


def test_a_tag_is_found_where_its_file_was_renamed_before_the_next_scan(open_library: Open, root: Path) -> None:
    library = open_library()
    tag(library, "seed.txt")
    (root / "seed.txt").rename(root / "renamed.md")
    library.scan_now()
    assert tagged(library) == ["renamed.md"]


def test_a_tag_is_found_where_a_scan_of_another_file_met_it_first(open_library: Open, root: Path) -> None:
    library = open_library()
    tag(library, "seed.txt")
    library.catalogue.restate((identity(library, "seed.txt"),))
    library.mirror()()
    (root / "seed.txt").rename(root / "renamed.md")
    put(root, "dated.md", "# Dated anew\n")
    library.look_at(("dated.md",), library.take)  # type: ignore[arg-type]
    library.scan_now()
    assert tagged(library) == ["renamed.md"]


def test_a_tag_is_found_at_once_where_the_text_was_edited(open_library: Open, root: Path) -> None:
    library = open_library()
    tag(library, "notes/plain.md")
    put(root, "notes/plain.md", "# A note\n\nEdited before the tag was in the index.\n")
    library.scan_now()
    assert tagged(library) == ["notes/plain.md"]


def test_a_star_is_found_at_once_where_the_text_was_edited_before(open_library: Open, root: Path) -> None:
    library = open_library()
    put(root, "notes/plain.md", "# A note\n\nEdited while the old text was on the page.\n")
    library.marks.change(Field.STARRED, [identity(library, "notes/plain.md")], True)
    library.scan_now()
    rows = list_articles(library, "is:starred", None, By.PUBLISHED, TODAY)
    assert [fields["path"] for fields in rows] == ["notes/plain.md"]


def test_one_article_can_be_had_ahead_of_all_others(root: Path, tmp_path: Path, renderer: Renderer) -> None:
    for number in range(200):
        put(root, f"more/{number}.md", f"# More {number}\n")
    library = Library(root, tmp_path / "data", renderer, lambda: NOON)
    told: list[News] = []

    def take(report: Report) -> None:
        if isinstance(report, News):
            library.take(report)
            told.append(report)

    assert library.scan(take, "seed.txt").outcome is Outcome.DONE
    assert told[0].came == (row(library, "seed.txt"),)
    assert len(paths(library)) == 203
    library.close()


@pytest.mark.parametrize("path", ["gone.md", "../data/device", ".hidden.md", "notes", ""])
def test_what_is_no_article_is_not_looked_at(open_library: Open, path: str) -> None:
    library = open_library()
    news: list[Report] = []
    assert library.look_at((path,), news.append).outcome is Outcome.DONE
    assert news == []


def test_the_second_start_shows_everything_before_the_folder_is_looked_at(
    open_library: Open, root: Path, tmp_path: Path, renderer: Renderer
) -> None:
    library = open_library()
    library.catalogue.restate(library.marks.change(Field.READ, [identity(library, "seed.txt")], True).identities)
    library.mirror()()
    before = paths(library)
    library.close()
    root.rename(root.with_name("away"))
    again = Library(root, tmp_path / "data", renderer, lambda: NOON)
    assert paths(again) == before
    assert again.catalogue.counts(TODAY).unread == 2
    assert again.marks.is_read(identity(again, "seed.txt"))
    again.close()


def test_marks_that_only_the_journal_knows_are_there_after_the_next_scan(
    open_library: Open, tmp_path: Path, renderer: Renderer
) -> None:
    library = open_library()
    library.marks.change(Field.STARRED, [identity(library, "seed.txt")], True)
    library.close()
    again = Library(library.root, tmp_path / "data", renderer, lambda: NOON)
    assert again.marks.is_starred(identity(again, "seed.txt"))
    again.scan_now()
    assert paths(again, ListKind.STARRED) == ["seed.txt"]
    again.close()


def test_marks_made_while_a_scan_goes_on_hold(open_library: Open, root: Path) -> None:
    library = open_library()
    for number in range(100):
        put(root, f"more/{number}.md", f"# More {number}\n")
    marked: list[str] = []

    def take(report: Report) -> None:
        if isinstance(report, News):
            library.take(report)
            if not marked:
                marked.append(identity(library, "seed.txt"))
                library.restate(library.marks.change(Field.READ, marked, True))

    library.scan(take)
    assert library.catalogue.is_read(row(library, "seed.txt"))
    assert library.catalogue.counts(TODAY).unread == 102


def test_marks_on_many_take_little_room_from_the_first_moment(open_library: Open) -> None:
    library = open_library()
    names = [f"u:example.org/2026/a-title-{number}" for number in range(20_000)]
    tracemalloc.start()
    texts = list(map(str.upper, names))
    full = tracemalloc.get_traced_memory()[0]
    del texts
    packed = Texts(names)
    before = tracemalloc.get_traced_memory()[0]
    change = library.marks.change(Field.READ, packed, True)
    library.catalogue.restate(change.identities)
    assert tracemalloc.get_traced_memory()[0] - before < full / 2  # nobody holds as many texts
    library.catalogue.mirrored(library.mirror()())
    assert not library.catalogue.unmirrored
    assert tracemalloc.get_traced_memory()[0] - before < full / 2
    tracemalloc.stop()
    assert library.marks.is_read("u:example.org/2026/a-title-4999")
    undone = library.marks.undo()
    assert undone is not None
    assert len(undone.identities) == 20_000
    assert not library.marks.is_read("u:example.org/2026/a-title-4999")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"this is no database, but a text" * 99),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(bytes(4096) + path.read_bytes()[4096:]),
    ],
    ids=["empty", "text", "cut", "no header"],
)
def test_an_index_that_cannot_be_used_is_set_aside_and_made_again(
    open_library: Open, spoil: Callable[[Path], object]
) -> None:
    library = open_library()
    library.marks.change(Field.STARRED, [identity(library, "seed.txt")], True)
    before = paths(library)
    library.close()
    for side in ("-wal", "-shm"):
        library.index.with_name(library.index.name + side).unlink(missing_ok=True)
    spoil(library.index)
    again = open_library(complaints=True)
    assert paths(again) == before
    assert paths(again, ListKind.STARRED) == ["seed.txt"]
    assert list(library.index.parent.glob("*.bad-*"))


def test_what_arrives_later_is_today_until_tomorrow(open_library: Open, root: Path) -> None:
    assert paths(open_library(), ListKind.TODAY) == []
    put(root, "new.md", "# New\n\nWith an old date, or none.\n")
    assert paths(open_library(), ListKind.TODAY) == ["new.md"]
    tomorrow = open_library(NOON + timedelta(days=1))
    assert tomorrow.catalogue.counts(TODAY + timedelta(days=1)).today == 0


def test_a_library_that_vanishes_keeps_its_rows_and_its_state(open_library: Open, root: Path) -> None:
    library = open_library()
    library.marks.change(Field.READ, [identity(library, "seed.txt")], True)
    root.rename(root.with_name("away"))
    assert library.scan_now().outcome is Outcome.GONE
    assert len(paths(library)) == 3
    with pytest.raises(Unreadable):
        library.pages.page(library.catalogue.article(row(library, "dated.md")))
    root.with_name("away").rename(root)
    assert library.scan_now().outcome is Outcome.DONE
    assert library.marks.is_read(identity(library, "seed.txt"))


def test_files_that_go_leave_rows_search_and_nothing_else(open_library: Open, root: Path) -> None:
    library = open_library()
    (root / "seed.txt").unlink()
    library.scan_now()
    assert paths(library) == ["dated.md", "notes/plain.md"]
    assert library.searcher.every(Query.parse("economie", TODAY)) == Found(array("I"), is_complete=True)


def test_the_library_is_as_it_was_byte_for_byte(open_library: Open, root: Path) -> None:
    def state() -> dict[str, tuple[str, int, int, int]]:
        return {
            os.fspath(path): (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
                path.stat().st_mtime_ns,
                path.stat().st_mode,
                path.stat().st_ino,
            )
            for path in [root, *root.rglob("*")]
        }

    before = state()
    library = open_library()
    for path in paths(library):
        article = library.catalogue.article(row(library, path))
        library.pages.page(article)
        library.marks.change(Field.READ, [article.identity], True)
        library.searcher.snippet(path, Query.parse("text", TODAY))
    library.scan_now()
    assert state() == before


@pytest.mark.parametrize(
    "place",
    [
        "data",
        "data/state",
        "data/seen",
        "data/history",
        "data/index",
        "library/.newsreader",
        "library/.newsreader/state",
    ],
)
def test_what_a_killed_writer_left_is_swept_at_the_start(open_library: Open, tmp_path: Path, place: str) -> None:
    left = tmp_path / place / ".device.1.newsreader-part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    open_library()
    assert not left.exists()


def test_nothing_is_swept_through_a_link_in_the_library(open_library: Open, root: Path, tmp_path: Path) -> None:
    left = tmp_path / "elsewhere" / ".file.1.newsreader-part"
    left.parent.mkdir()
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    (root / ".newsreader").symlink_to(left.parent)
    open_library()
    assert left.exists()


def test_without_a_place_for_state_marks_hold_in_memory_and_say_so(
    root: Path, tmp_path: Path, renderer: Renderer
) -> None:
    (tmp_path / "data").write_bytes(b"a file where the folder should be")
    library = Library(root, tmp_path / "data", renderer, lambda: NOON)
    assert library.scan_now().outcome is Outcome.DONE
    assert [complaint.file for complaint in library.complaints] == ["device", "index"]
    assert len(paths(library)) == 3
    change = library.marks.change(Field.READ, [identity(library, "seed.txt")], True)
    assert change.trouble
    assert library.marks.is_read(identity(library, "seed.txt"))
    library.close()


def test_the_fields_of_the_command_line(open_library: Open) -> None:
    library = open_library()
    library.restate(library.marks.change(Field.READ, [identity(library, "seed.txt")], True))
    (fields,) = list_articles(library, "economie", None, By.PUBLISHED, TODAY)
    assert fields == {
        "path": "seed.txt",
        "title": "A title of the base format",
        "authors": ["Some Body"],
        "published": "2019-11-01T10:26:04+00:00",
        "source": "The Site",
        "url": "https://www.site.example/a/b/?utm_source=x",
        "tags": [],
        "language": None,
        "words": fields["words"],
        "read": True,
        "starred": False,
        "problem": None,
    }
    assert fields["words"] == 14
    assert len(list(list_articles(library, "", 2, By.PUBLISHED, TODAY))) == 2
    titles = [fields["title"] for fields in list_articles(library, "", None, By.TITLE, TODAY)]
    assert titles == ["A note", "A title of the base format", "Dated"]


def test_newly_added_come_first_where_that_is_asked(open_library: Open, root: Path) -> None:
    open_library()
    put(root, "new.md", "# New\n\nUndated.\n")
    rows = list_articles(open_library(), "", 1, By.ADDED, TODAY)
    assert [fields["path"] for fields in rows] == ["new.md"]


def test_show_in_every_form(root: Path, renderer: Renderer) -> None:
    file = root / "seed.txt"
    text = show_article(file, Form.TEXT, renderer)
    assert text.startswith(
        "A title of the base format\n\nThe Site · Some Body · 1 November 2019\nhttps://www.site.example/"
    )
    assert "économie.\n\nThe second" in text
    html = show_article(file, Form.HTML, renderer)
    assert html.startswith("<h1>A title of the base format</h1>\n<p>The Site")
    assert '<a href="https://hidden.example/">link</a>' in html
    markdown = show_article(file, Form.MARKDOWN, renderer)
    assert markdown.startswith("# A title of the base format\n\nSome Body · [The Site](<https://")
    fields = json.loads(show_article(file, Form.JSON, renderer))
    assert fields["title"] == "A title of the base format"
    assert "économie.\n\nThe second" in fields["markdown"]
    with pytest.raises(Unreadable):
        show_article(root / "gone.md", Form.TEXT, renderer)


def test_pages_are_kept_until_the_file_changes(
    open_library: Open, root: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library()
    asked: list[str] = []
    real = renderer.page

    def page(data: bytes, path: str) -> Page:
        asked.append(path)
        return real(data, path)

    monkeypatch.setattr(renderer, "page", page)
    for _ in range(2):
        library.pages.page(library.catalogue.article(row(library, "seed.txt")))
    assert asked == ["seed.txt"]
    put(root, "seed.txt", SEED + "\nA third.\n")
    library.scan_now()
    changed = library.pages.page(library.catalogue.article(row(library, "seed.txt")))
    assert asked == ["seed.txt", "seed.txt"]
    assert "A third." in "".join(run.text for block in changed.blocks for run in block.runs)
    for number in range(KEPT):
        put(root, f"{number}.md", f"# {number}\n")
    library.scan_now()
    for number in range(KEPT):
        library.pages.page(library.catalogue.article(row(library, f"{number}.md")))
    library.pages.page(library.catalogue.article(row(library, "seed.txt")))
    assert asked.count("seed.txt") == 3


def test_a_file_over_four_megabytes_is_shown_plain_and_cut(open_library: Open, root: Path) -> None:
    put(root, "large.md", "# Large\n\n" + "word **bold** " * 350_000)
    library = open_library()
    page = library.pages.page(library.catalogue.article(row(library, "large.md")))
    assert page.plain
    assert page.notices
    shown = sum(len(run.text) for block in page.blocks for run in block.runs)
    assert 390_000 < shown <= 401_000


def test_times_are_local_to_the_reader(open_library: Open) -> None:
    library = open_library(datetime(2026, 8, 22, 1, tzinfo=UTC))
    assert library.catalogue.counts(datetime(2026, 8, 21, tzinfo=UTC).date()).today == 1


@pytest.mark.parametrize("days", [1, -1, 20 * 365, -20 * 365])
def test_a_clock_that_jumps_loses_nothing(open_library: Open, root: Path, days: int) -> None:
    """The clock was wrong for one session, in either direction (security.md H19): what is marked last holds."""
    library = open_library()
    library.marks.change(Field.READ, [identity(library, "dated.md"), identity(library, "seed.txt")], True)
    before = paths(library)
    library.close()
    library = open_library(NOON + timedelta(days=days))
    assert paths(library) == before
    assert library.marks.is_read(identity(library, "dated.md"))
    library.marks.change(Field.READ, [identity(library, "dated.md")], False)
    put(root, "late.md", "# Came late\n")
    library.scan_now()
    library.close()
    library = open_library()
    assert sorted(paths(library)) == sorted([*before, "late.md"])
    assert [library.marks.is_read(identity(library, path)) for path in ("dated.md", "seed.txt")] == [False, True]
    library.marks.change(Field.READ, [identity(library, "dated.md")], True)
    library.close()
    library = open_library(NOON + timedelta(days=days))
    assert library.marks.is_read(identity(library, "dated.md"))


def test_an_index_deleted_under_the_open_library_is_made_again_and_looked_at(open_library: Open, root: Path) -> None:
    library = open_library()
    assert library.searcher.first(Query.parse("rust", TODAY)) is not None
    for _ in range(2):
        for end in ("", "-wal", "-shm"):
            library.index.with_name(library.index.name + end).unlink(missing_ok=True)
        assert library.scan_now().outcome is Outcome.DONE
    put(root, "later.md", "# Later\n\nA word: zirconium.\n")
    assert library.scan_now().outcome is Outcome.DONE
    assert "later.md" in paths(library)
    found = library.searcher.first(Query.parse("zirconium", TODAY))
    assert isinstance(found, Found)
    assert len(found.ids) == 1


@pytest.mark.parametrize("scanned", [False, True])
def test_an_edited_article_keeps_its_marks_over_a_restart(open_library: Open, root: Path, *, scanned: bool) -> None:
    library = open_library()
    before = identity(library, "notes/plain.md")
    change = library.marks.change(Field.READ, [before], True)
    library.restate(change)
    library.catalogue.mirrored(library.mirror()())
    put(root, "notes/plain.md", "# A note\n\nWithout an address, but with more words.\n")
    library.scan_now()
    assert identity(library, "notes/plain.md") != before
    if scanned:  # another mark is kept afterwards: the index then says that it knows all journals
        other = library.marks.change(Field.STARRED, [identity(library, "dated.md")], True)
        library.restate(other)
        library.catalogue.mirrored(library.mirror()())
    library.close()
    again = Library(root, library.index.parent.parent, Renderer(["false"]), lambda: NOON)
    assert again.catalogue.is_read(row(again, "notes/plain.md"))
    assert again.marks.is_read(identity(again, "notes/plain.md"))
    again.close()


def test_marks_that_could_not_be_kept_in_the_index_are_there_with_the_next(
    open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library()
    one, other = identity(library, "seed.txt"), identity(library, "dated.md")

    def mark() -> Callable[[], int]:
        change = library.marks.undo() if library.marks.is_read(one) else library.marks.change(Field.READ, [one], True)
        assert change is not None
        library.restate(change)
        return library.mirror()

    first = mark()()
    assert first > 0
    second = mark()  # given to the lane before the answer to the first is here
    library.catalogue.mirrored(first)
    with monkeypatch.context() as broken:
        broken.setattr("newsreader.store.index.mark_table.open_index", refuse)
        assert second() == 0
    assert list(library.catalogue.unmirrored.values()) == [(one,)]
    library.restate(library.marks.change(Field.STARRED, [other], True))
    library.catalogue.mirrored(library.mirror()())
    assert not library.catalogue.unmirrored
    library.close()
    again = Library(library.root, library.index.parent.parent, Renderer(["false"]), lambda: NOON)
    assert not again.marks.is_loaded
    assert not again.catalogue.is_read(row(again, "seed.txt"))
    assert again.catalogue.is_starred(row(again, "dated.md"))
    again.close()


def test_marks_that_no_index_takes_need_no_more_room_each_time(
    open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library()
    monkeypatch.setattr("newsreader.store.index.mark_table.open_index", refuse)
    ones = [f"u:example.org/{number}" for number in range(1500)]
    for times in range(150):
        library.restate(library.marks.change(Field.READ, ones[times % 7 :], times % 2 == 0))
        assert library.mirror()() == 0
        assert len(library.catalogue.unmirrored) <= 65
    monkeypatch.undo()
    asked: list[str] = []
    mirrored = library.marks.mirrored

    def ask(one: str) -> Mark:
        asked.append(one)
        return mirrored(one)

    monkeypatch.setattr(library.marks, "mirrored", ask)
    library.catalogue.mirrored(library.mirror()())
    assert not library.catalogue.unmirrored
    assert sorted(asked) == sorted(ones)


def refuse(*_words: object, **_named: object) -> None:
    raise OSError(28, "No space left on device")
