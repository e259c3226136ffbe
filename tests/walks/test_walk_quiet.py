"""Walks after which the program has said nothing it should not: in its log, and on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from newsreader.app.desktop import Desktop
from newsreader.app.log import start_log
from newsreader.core.own import NOTE, tag_field
from newsreader.store.places import Places
from newsreader.ui.opener import Opener
from tests.fakes import Desk, FixedClock
from tests.hostile.pictures import packed_wrongly, pictures
from tests.walks.program import newsreader
from tests.walks.stories import STORIES, write, write_library
from tests.walks.walker import Walker

SEARCHED = "zebrafinch"
TAG, NOTED = "privatetag", "A privatenote on this"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log of a session at the level a reader has."""
    logger = logging.getLogger("newsreader")
    before, level = logger.handlers[:], logger.level
    logger.handlers = []
    path = tmp_path / "data" / "newsreader.log"
    assert start_log(path, "info") == ""
    yield path
    for handler in logger.handlers:
        handler.close()
    logger.handlers = before
    logger.setLevel(level)


def secrets(root: Path) -> set[str]:
    """Everything of the reader's that is in the library, or was typed."""
    words = {SEARCHED, TAG, "privatenote", "brokenword", "broken.md", str(root), str(root.parent), "privatefolder"}
    for story in STORIES:
        words |= {story.title, story.source, story.author, story.url, story.mark, story.path, Path(story.path).name}
        words |= {story.url.partition("://")[2].partition("/")[0], *story.tags}
    return words - {""}


def fail(walk: Walker, error: Exception) -> None:
    """Have an error in a slot of the window, one that names an article."""

    def slot() -> None:
        raise error

    QTimer.singleShot(0, slot)
    walk.rest(20)


def test_the_log_of_a_session_names_nothing_of_the_readers(
    qapp: QApplication, tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, search, tag, note, star, meet a broken file, a fault of ours in window and lane, and a disk that fails."""
    qapp.setStyle("Fusion")
    root = write_library(tmp_path / "privatefolder" / "library")
    write(root, "broken.md", "brokenword \udcff".encode("utf-8", "surrogatepass") + bytes(range(256)))
    write(root, "deep.md", "---\ntitle: x\n---\n\n" + ">" * 4_000 + " brokenword")
    data = tmp_path / "data"
    (data / "settings.toml").write_text('[appearance]\ntheme = "privatetheme"\n[[[', encoding="utf-8")
    desktop = Desktop(Places(data), "", Opener(Desk()), FixedClock())
    shell = desktop.put_together(qapp)
    walk = Walker(shell)
    scanned: list[object] = []
    shell.desk.scanned.connect(scanned.append)
    desktop.show(shell, root)
    shell.faults.watch()
    walk.window.activateWindow()
    walk.until(lambda: bool(scanned), "the scan has ended")
    walk.settle()

    walk.press("J", "J", "S", "Space", "End", "K", "Home")
    walk.settle()
    walk.press("/")
    walk.type(SEARCHED)
    walk.rest(200)
    walk.settle()
    walk.press("Esc", "Esc")
    library = shell.desk.library
    assert library is not None
    identity = library.catalogue.article(1).identity
    library.marks.write(tag_field(TAG), {identity: TAG}, "Tagged")
    library.marks.write(NOTE, {identity: NOTED}, "Note kept")
    library.catalogue.restate((identity,))
    library.mirror()()

    secret = f"{STORIES[0].title} {STORIES[0].url} {root / STORIES[0].path} {SEARCHED}"
    fail(walk, ValueError(secret))
    fail(walk, FileNotFoundError(2, secret, str(root / STORIES[0].path)))
    failing = FileNotFoundError(2, "No such file", str(root / STORIES[1].path))
    shell.lanes["pages"].submit(lambda: (_ for _ in ()).throw(failing))
    walk.settle()
    with monkeypatch.context() as broken:

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", str(root / STORIES[2].path))

        broken.setattr("newsreader.store.session.write_atomic", refuse)
        broken.setattr("newsreader.store.steps_file.os.open", refuse)
        walk.press("S")
        walk.settle()
        walk.press("Ctrl+Q")
    desktop.close(shell)
    walk.close()

    said = "".join(path.read_text(encoding="utf-8") for path in log.parent.glob("newsreader.log*"))
    for word in ("ValueError in the window", "FileNotFoundError ENOENT in pages", "the session was not kept"):
        assert word in said
    assert {word for word in secrets(root) if word.lower() in said.lower()} == set()
    assert "privatetheme" not in said


@pytest.mark.parametrize("kind", ["damaged", "packed wrongly"])
def test_no_picture_makes_the_program_talk(project: Path, tmp_path: Path, kind: str) -> None:
    """Of PNGs that are whole and packed wrongly libpng itself writes to descriptor 2, one line each, where no handler
    of Qt's hears of it: the names of what it did not like, and nothing of the article's.
    """
    found = pictures() if kind == "damaged" else packed_wrongly()
    root = tmp_path / "library"
    write(root, "one.md", "# Pictures\n\n" + "\n\n".join(f"![{name}]({name})" for name in found))
    for name, data in found.items():
        write(root, name, data)
    words = (str(root), "--data-dir", str(tmp_path / "data"), "--screenshot", str(tmp_path / "window.png"))
    run = newsreader(*words, "--size", "900x4000", project=project, DISPLAY="")
    assert run.returncode == 0
    lines = run.stderr.decode("ascii").splitlines()
    assert all(line.startswith("libpng error: ") and len(line) < 80 for line in lines), lines
    assert bool(lines) is (kind == "packed wrongly")
