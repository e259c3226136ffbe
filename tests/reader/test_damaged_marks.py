"""What the index says of marks may be damaged where no check of SQLite's sees it (security.md G01, G23): the journals
are asked then, and nothing is raised.
"""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from newsreader.core.own import NOTE
from newsreader.core.query import Query
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from newsreader.store.index.opening import make_index
from newsreader.store.index.reader import DamagedError, Reader
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
    library.mirror((ONE,))()
    library.close()
    connection = apsw.Connection(str(library.index))
    connection.execute(f"UPDATE {damage}")
    connection.close()
    again = opened(tmp_path)
    again.marks.change(Field.STARRED, [ONE], True)
    again.mirror((ONE,))()
    assert again.scan_now().outcome is Outcome.DONE
    again.mirror((ONE,))()
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
    library.catalogue.mirrored(library.mirror((ONE,))())
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


def keep(library: Library, identity: str) -> None:
    """Star an article, in the index as well."""
    library.marks.change(Field.STARRED, [identity], True)
    library.mirror((identity,))()


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
