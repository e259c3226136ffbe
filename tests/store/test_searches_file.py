"""Saved searches on disk: inside the library, never through a link, never over a file that is not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.saved import SavedSearch
from newsreader.core.saved_file import MOST
from newsreader.store.searches_file import SEARCHES, SearchesFile

RUST = SavedSearch("Rust", "rust")


def test_nothing_is_there_before_something_is_saved(tmp_path: Path) -> None:
    file = SearchesFile(tmp_path)
    assert file.load() == ((), "")
    assert list(tmp_path.iterdir()) == []
    file.save(RUST)
    assert file.load() == ((RUST,), "")
    assert [path.name for path in (tmp_path / ".newsreader").iterdir()] == ["searches.toml"]
    file.remove("Rust")
    assert file.load() == ((), "")


def test_a_file_that_is_not_understood_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / SEARCHES
    place.parent.mkdir()
    place.write_text("[[search\n")
    file = SearchesFile(tmp_path)
    assert "understood" in file.load()[1]
    with pytest.raises(ValueError, match="understood"):
        file.save(RUST)
    assert place.read_text() == "[[search\n"


def test_a_search_for_which_there_is_no_room_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / SEARCHES
    place.parent.mkdir()
    place.write_text("\n".join(f'[[search]]\nname = "{number}"\nquery = "x"' for number in range(MOST)))
    before = place.read_bytes()
    with pytest.raises(ValueError, match="no room"):
        SearchesFile(tmp_path).save(RUST)
    assert place.read_bytes() == before


@pytest.mark.parametrize("kind", ["link", "folder", "large", "not text"])
def test_what_is_no_plain_text_file_is_said(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "library" / SEARCHES
    place.parent.mkdir(parents=True)
    if kind == "link":
        (tmp_path / "secret").write_text('[[search]]\nname = "a"\nquery = "b"\n')
        place.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        place.mkdir()
    else:
        place.write_bytes(b"#" * 300_000 if kind == "large" else b"\xff\xfe\x00\xd8")
    searches, trouble = SearchesFile(tmp_path / "library").load()
    assert searches == ()
    assert trouble.startswith("The saved searches could not be read")


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / ".newsreader").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="not a folder"):
        SearchesFile(tmp_path / "library").save(RUST)
    assert list((tmp_path / "elsewhere").iterdir()) == []
