"""What the index says of marks may be damaged where no check of SQLite's sees it (security.md G01, G23): the journals
are asked then, and nothing is raised.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from newsreader.core.own import NOTE, Own
from newsreader.core.page import Place
from newsreader.core.query import Query
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from newsreader.store.index.opening import make_index
from newsreader.store.index.packing import exact
from newsreader.store.index.reader import DamagedError, Reader, check_index
from tests.fakes import NOON
from tests.store.test_index_failing_disk import scan

ONE = "u:x.example/1"


def opened(folder: Path) -> Library:
    return Library(folder / "library", folder / "data", Renderer(["false"]), lambda: NOON)


def test_a_number_that_is_none_is_damage_to_whoever_has_the_index_open(tmp_path: Path) -> None:
    connection = make_index(tmp_path / "index.db")
    reader = Reader(tmp_path / "index.db")
    connection.execute("INSERT INTO meta VALUES('round', x'ff')")
    with pytest.raises(DamagedError):
        reader.round()
    reader.close()
    connection.close()


@pytest.mark.parametrize("damage", ["mark SET stamp = 'late'", "meta SET value = x'ff'", "meta SET value = 'x'"])
def test_numbers_that_are_none_end_no_lane(tmp_path: Path, damage: str) -> None:
    (tmp_path / "library").mkdir()
    library = opened(tmp_path)
    library.scan_now()
    library.marks.change(Field.READ, [ONE], True)
    library.catalogue.restate((ONE,))
    library.mirror()()
    library.close()
    connection = apsw.Connection(str(library.index))
    connection.execute(f"UPDATE {damage}")
    connection.close()
    again = opened(tmp_path)
    again.marks.change(Field.STARRED, [ONE], True)
    again.catalogue.restate((ONE,))
    again.mirror()()
    assert again.scan_now().outcome is Outcome.DONE
    again.catalogue.restate((ONE,))
    again.mirror()()
    assert again.marks.is_read(ONE)
    assert again.marks.is_starred(ONE)
    again.close()


@pytest.mark.parametrize(
    "damage",
    [
        """own = '[["Slow"], "A no'""",
        """own = '3'""",
        """own = '[1, 2, 3]'""",
        "own = x'ff00'",
        "own = CAST(x'ff' AS TEXT)",
        "flags = 'many'",
        "flags = 1.5",
        "place = '[1, 2'",
        "place = 7",
    ],
)
def test_marks_that_make_no_sense_come_from_the_journals(tmp_path: Path, damage: str) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "one.md").write_text("---\ntitle: One\nurl: https://x.example/1\n---\n\nText.\n")
    library = opened(tmp_path)
    assert scan(library.root, library.index) == ""
    library.settle()
    library.marks.change(Field.READ, [ONE], True)
    library.marks.write(NOTE, {ONE: "A note"}, "Note kept")
    library.catalogue.restate((ONE,))
    library.catalogue.mirrored(library.mirror()())
    library._prepare()  # which notes that the index knows the journals
    library.close()
    connection = apsw.Connection(str(library.index))
    connection.execute(f"UPDATE mark SET {damage}")  # noqa: S608 - the words stand above
    connection.close()
    again = opened(tmp_path)
    assert not again.marks._is_loaded
    assert again.marks.is_read(ONE)
    assert again.marks.own(ONE).note == "A note"
    assert again.marks.place(ONE) is None
    assert again.catalogue.is_closed
    again.close()


TWO = "u:x.example/2"
"""Nothing is ever said of it."""
OTHERS = {
    "another key": "UPDATE mark SET exact = exact + 1 WHERE exact = :one",
    "a key far away": "UPDATE mark SET exact = ~exact WHERE exact = :one",
    "the key of another article": "UPDATE mark SET exact = :two WHERE exact = :one",
    "unread": "UPDATE mark SET flags = flags & ~1 WHERE exact = :one",
    "starred": "UPDATE mark SET flags = flags | 2 WHERE exact = :one",
    "never marked": "UPDATE mark SET flags = NULL WHERE exact = :one",
    "of other rows": "UPDATE mark SET kin = kin + 4 WHERE exact = :one",
    "marked later": "UPDATE mark SET stamp = stamp + 64 WHERE exact = :one",
    "another note": "UPDATE mark SET own = replace(own, 'A note', 'A nose') WHERE exact = :one",
    "no note": "UPDATE mark SET own = NULL WHERE exact = :one",
    "another place": "UPDATE mark SET place = '[5, 0, 0.5]' WHERE exact = :one",
    "gone": "DELETE FROM mark WHERE exact = :one",
    "another sum": "UPDATE mark_sum SET total = total + 8",
    "no sum": "DELETE FROM mark_sum",
}
"""Damage that makes another valid mark of one, or none."""
FLAGS = "UPDATE listing SET ids = CAST(replace(ids, x'09', x'08') AS BLOB) WHERE id = 4"
"""What lists and counts show of the marks: whatever is read (`PRESENT | READ`) is unread."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with an article that was marked and one that was not, and its data as they should be, in "good"."""
    folder = tmp_path_factory.mktemp("marked")
    (folder / "library").mkdir()
    for number in (1, 2):
        head = f"title: T{number}\nurl: https://x.example/{number}"
        (folder / "library" / f"{number}.md").write_text(f"---\n{head}\n---\n\nText.\n")
    library = opened(folder)
    library.scan_now()
    library.restate(library.marks.change(Field.READ, [ONE], True))
    library.restate(library.marks.write(NOTE, {ONE: "A note"}, "Note kept"))
    library.restate(library.marks.keep_place(ONE, Place(3, 0, 0.5)))
    library.scan_now()
    library.scan_now()  # which notes that the index knows the journals
    library.close()
    library.searcher.close()
    (folder / "data").rename(folder / "good")
    return folder


def damage(folder: Path, name: str) -> None:
    """Have data with this damage to the index."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    shutil.copytree(folder / "good", folder / "data")
    connection = apsw.Connection(str(next((folder / "data" / "index").glob("*.db"))))
    connection.execute({**OTHERS, "flags": FLAGS}[name], {"one": exact(ONE), "two": exact(TWO)})
    assert connection.changes()
    connection.close()


def check_marks(library: Library) -> None:
    """What is said of both articles is what was made of them."""
    marks = library.marks
    assert (marks.is_read(TWO), marks.is_starred(TWO), marks.own(TWO), marks.place(TWO)) == (False, False, Own(), None)
    assert (marks.is_read(ONE), marks.is_starred(ONE), marks.own(ONE).note) == (True, False, "A note")
    assert marks.place(ONE) == Place(3, 0, 0.5)


@pytest.mark.parametrize("name", OTHERS)
def test_marks_that_are_not_those_that_were_made_are_never_shown(marked: Path, name: str) -> None:
    damage(marked, name)
    library = opened(marked)
    assert not library.marks._is_loaded
    check_marks(library)
    library.close()
    assert check_index(library.index) == "The index is damaged. It is made again at the next start."


@pytest.mark.parametrize("name", ["another key", "unread", "another note", "gone", "flags"])
def test_an_index_with_such_marks_is_set_aside_and_made_again(marked: Path, name: str) -> None:
    damage(marked, name)
    library = opened(marked)
    assert library.scan_now().outcome is Outcome.DONE
    assert [complaint.file for complaint in library.complaints] == ["index"]
    assert len(list(library.index.parent.glob("*.bad-*"))) == 1
    library.close()
    again = opened(marked)
    check_marks(again)
    assert not again.marks._is_loaded, "the index knows it all"
    rows = list_articles(again, "", None, By.PUBLISHED, NOON.date())
    assert {row["path"]: row["read"] for row in rows} == {"1.md": True, "2.md": False}
    assert again.complaints == []
    again.close()
    again.searcher.close()


def keep(library: Library, identity: str) -> None:
    """Star an article, in the index as well."""
    library.marks.change(Field.STARRED, [identity], True)
    library.catalogue.restate((identity,))
    library.mirror()()


@pytest.mark.parametrize("stays_open", [True, False], ids=["while it is open", "between two starts"])
def test_an_index_of_yesterday_does_not_say_that_it_knows_today(tmp_path: Path, *, stays_open: bool) -> None:
    (tmp_path / "library").mkdir()
    library = opened(tmp_path)
    library.scan_now()
    connection = apsw.Connection(str(library.index))
    yesterday = connection.serialize("main")
    connection.close()
    keep(library, "u:x.example/today")
    if not stays_open:
        library.close()
    for end in ("-wal", "-shm"):
        library.index.with_name(library.index.name + end).unlink(missing_ok=True)
    library.index.unlink()
    library.index.write_bytes(yesterday)
    if not stays_open:
        library = opened(tmp_path)
    keep(library, "u:x.example/later")  # before a scan looks at it
    library.close()
    again = opened(tmp_path)
    assert again.marks.is_starred("u:x.example/later")
    assert again.marks.is_starred("u:x.example/today")
    again.close()


def test_a_stamp_that_is_no_number_is_told_by_a_search(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "one.md").write_text("# One\n\nA word: zirconium.\n")
    library = opened(tmp_path)
    library.scan_now()
    keep(library, ONE)
    asked = Query.parse("zirconium", NOON.date())
    assert library.searcher.every(asked) is not None
    connection = apsw.Connection(str(library.index))
    connection.execute("UPDATE mark SET stamp = 'late'")
    connection.close()
    told: list[str] = []
    library.catalogue.on_damage = told.append
    with pytest.raises(DamagedError):
        library.searcher.every(asked)
    assert len(told) == 1
    library.close()
    library.searcher.close()


def test_words_that_are_damaged_are_told_and_made_again(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "one.md").write_text("# One\n\nA word: zirconium.\n")
    library = opened(tmp_path)
    library.scan_now()
    connection = apsw.Connection(str(library.index))
    connection.execute("UPDATE search_data SET block = x'ff' WHERE id > 10")
    connection.close()
    told: list[str] = []
    library.catalogue.on_damage = told.append
    asked = Query.parse("zirconium", NOON.date())
    with pytest.raises(DamagedError):
        library.searcher.every(asked)
    assert len(told) == 1
    rows = list_articles(library, "zirconium", None, By.PUBLISHED, NOON.date())
    assert [row["path"] for row in rows] == ["one.md"]
    library.close()
    library.searcher.close()
