"""What could not be read once is no article that cannot be read (security.md H11): the next scan looks again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.core.article import Article, Problem
from newsreader.store import intake, survey
from newsreader.store.folder import Unreadable
from newsreader.store.index.reader import NEWEST, Reader
from newsreader.store.walk import Found, read_at
from tests.store.test_index_failing_disk import scan


def articles(index: Path) -> dict[str, Article]:
    reader = Reader(index)
    rows = {article.path: article for _, article, _ in reader.rows(reader.order(NEWEST).ids)}
    reader.close()
    return rows


def problems(index: Path) -> dict[str, Problem | None]:
    return {path: article.problem for path, article in articles(index).items()}


def before_reading(monkeypatch: pytest.MonkeyPatch, path: str, act: Callable[[], object]) -> None:
    """Do something once, after the walk and before this file is read."""
    done: list[str] = []

    def read_after(root: Path, wanted: str, *rest: int) -> tuple[Found, bytes]:
        if wanted == path and not done:
            done.append(path)
            act()
        return read_at(root, wanted, *rest)

    monkeypatch.setattr(intake, "read_at", read_after)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    for name in ("one", "two"):
        (tmp_path / "library" / f"{name}.md").write_text(f"# {name}\n\nText.\n")
    return tmp_path / "library"


@pytest.mark.parametrize("again", [False, True], ids=["at its first sight", "when it has changed"])
def test_a_file_that_was_renamed_before_it_was_read_is_read_where_it_is(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    if again:
        assert scan(root, tmp_path / "index.db") == ""
        (root / "one.md").write_text("# one, edited\n\nMore text.\n")
    before_reading(monkeypatch, "one.md", lambda: (root / "one.md").rename(root / "uno.md"))
    assert scan(root, tmp_path / "index.db") == ""
    assert problems(tmp_path / "index.db") == {"one.md": Problem.GONE, "two.md": None}
    assert scan(root, tmp_path / "index.db") == ""
    assert problems(tmp_path / "index.db") == {"uno.md": None, "two.md": None}


def test_a_file_that_another_replaced_before_it_was_read_does_not_take_its_text_along(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace() -> None:
        (root / "one.md").rename(root / "uno.md")
        (root / "one.md").write_text("# eno\n\nText.\n")

    monkeypatch.setattr(survey, "_TICK_NS", 0)  # the files were written long ago
    before_reading(monkeypatch, "one.md", replace)
    assert scan(root, tmp_path / "index.db") == ""
    (root / "one.md").unlink()
    assert scan(root, tmp_path / "index.db") == ""
    titles = {path: article.title for path, article in articles(tmp_path / "index.db").items()}
    assert titles == {"uno.md": "one", "two.md": "two"}


def test_a_disk_that_failed_once_is_asked_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise Unreadable(Problem.UNREADABLE) from OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(survey, "_TICK_NS", 0)  # the files were written long ago
    before_reading(monkeypatch, "two.md", fail)
    assert scan(root, tmp_path / "index.db") == ""
    assert problems(tmp_path / "index.db") == {"one.md": None, "two.md": Problem.UNREADABLE}
    assert scan(root, tmp_path / "index.db") == ""
    assert problems(tmp_path / "index.db") == {"one.md": None, "two.md": None}
