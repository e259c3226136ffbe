"""Whatever the system's mask allows, what the program keeps is the reader's alone (security.md H12, row 23)."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.app.log import start_log
from newsreader.core.own import NOTE
from newsreader.core.saved import SavedSearch
from newsreader.core.settings import Settings
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.claim import claim
from newsreader.store.places import Places
from newsreader.store.session import Session, save_session
from newsreader.store.settings_file import SettingsFile
from tests.fakes import NOON
from tests.walks.stories import write_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")


@pytest.fixture
def no_mask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def use(root: Path, data: Path) -> None:
    """Have the program write one of each of its files."""
    held = claim(data, root)
    assert held is not None
    logger = logging.getLogger("newsreader")
    before = logger.handlers[:]
    assert start_log(Places(data).log, "info") == ""
    logger.info("started")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.handlers = before
    SettingsFile(Places(data).settings).save(Settings({"appearance.theme": "dark"}))
    save_session(data / "session.json", Session())
    renderer = Renderer()
    library = Library(root, data, renderer, lambda: NOON, keeps_state_inside=True)
    library.scan_now()
    article = library.catalogue.article(library.catalogue.find("orbit/signal.md") or 0)
    library.marks.write(NOTE, {article.identity: "A note"}, "Note kept")
    library.pages.page(article)
    library.pages.keep(article)
    library.searches.save(SavedSearch("One", "rust"))
    library.trash.put("harbour/tides.md", 1)
    library.catalogue.restate((article.identity,))
    library.mirror()()
    library.close()
    renderer.close()
    held.release()


def test_every_file_is_private(tmp_path: Path, no_mask: None) -> None:
    os.umask(0o022)
    root = write_library(tmp_path / "library")
    os.umask(0)
    use(root, tmp_path / "kept" / "data")
    ours = [tmp_path / "kept", *(tmp_path / "kept").rglob("*")]
    ours += [path for path in root.rglob("*") if ".newsreader" in path.parts and not path.name.endswith(".md")]
    assert len(ours) > 15
    for path in ours:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.lstat().st_mode) == wanted, path.relative_to(tmp_path)


def test_folders_above_the_data_folder_are_private_too(tmp_path: Path, no_mask: None) -> None:
    claimed = claim(tmp_path / "share" / "newsreader", tmp_path)
    assert claimed is not None
    claimed.release()
    for path in (tmp_path / "share", tmp_path / "share" / "newsreader", tmp_path / "share" / "newsreader" / "instance"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path.name
