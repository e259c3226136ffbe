"""From a file to an article: what one file's faults cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.core.article import ParsedFile, Problem
from newsreader.core.formats import parse_file
from newsreader.store import intake
from newsreader.store.folder import Unreadable
from newsreader.store.intake import article_of, entry_of
from newsreader.store.walk import found_at


def put(root: Path, text: str) -> None:
    (root / "a.md").write_text(text, encoding="utf-8")


def test_a_fault_of_ours_in_one_file_is_a_row_with_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(data: bytes, path: str) -> ParsedFile:
        if data:
            raise RecursionError("too deep for us")
        return parse_file(data, path)

    put(tmp_path, "# A title\n")
    monkeypatch.setattr(intake, "parse_file", fail)
    row = entry_of(tmp_path, found_at(tmp_path, "a.md")).article
    assert (row.title, row.problem) == ("a", Problem.UNREADABLE)
    assert "too deep for us" in capsys.readouterr().err


def test_a_file_that_goes_between_walk_and_reading_is_a_row_with_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "# A title\n")
    found = found_at(tmp_path, "a.md")
    (tmp_path / "a.md").unlink()
    assert entry_of(tmp_path, found).article.problem is Problem.GONE
    with pytest.raises(Unreadable):
        article_of(tmp_path, "a.md")


def test_a_file_that_another_replaced_between_walk_and_reading_is_known_by_its_own_stamp(tmp_path: Path) -> None:
    """Else what the second says would follow the first to wherever that was moved."""
    put(tmp_path, "# The first\n")
    found = found_at(tmp_path, "a.md")
    (tmp_path / "a.md").rename(tmp_path / "moved.md")
    put(tmp_path, "# The other\n")
    entry = entry_of(tmp_path, found)
    assert entry.article.title == "The other"
    assert entry.found == found_at(tmp_path, "a.md")
    assert entry.found.inode != found_at(tmp_path, "moved.md").inode


def test_an_article_and_what_its_file_says(tmp_path: Path) -> None:
    put(tmp_path, "# A title\n\nText.\n")
    article, parsed = article_of(tmp_path, "a.md")
    assert article.title == parsed.title == "A title"
    assert parsed.body.strip() == "Text."
