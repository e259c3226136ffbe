"""What the index says of marks may be damaged where no check of SQLite's sees it (security.md G01, G23): the journals
are asked then, and nothing is raised.
"""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from newsreader.core.own import NOTE
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from tests.fakes import NOON
from tests.store.test_index_failing_disk import scan

ONE = "u:x.example/1"


def opened(folder: Path) -> Library:
    return Library(folder / "library", folder / "data", Renderer(["false"]), lambda: NOON)


@pytest.mark.parametrize("damage", ["mark SET stamp = 'late'", "meta SET value = x'ff'", "meta SET value = 'x'"])
def test_numbers_that_are_none_end_no_lane(tmp_path: Path, damage: str) -> None:
    (tmp_path / "library").mkdir()
    library = opened(tmp_path)
    library.scan_now()
    library.marks.change(Field.READ, [ONE], True)
    library.mirror((ONE,))()
    library.close()
    connection = apsw.Connection(str(library.index))
    connection.execute(f"UPDATE {damage}")  # noqa: S608 - the words stand above
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
    assert scan(library.root, library.index) == ""  # which notes that the index knows the journals
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
