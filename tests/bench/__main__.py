"""Benchmarks, run by hand: `python -m tests.bench [ARTICLES] [PRESSES]`; they print, and decide nothing."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from newsreader.app.shell import Services, Shell
from newsreader.core.settings import Settings
from newsreader.core.timeline import ListKey
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces
from tests.bench import key_to_page
from tests.bench.corpus import write_library
from tests.bench.figures import HEADER
from tests.bench.key_to_page import turn_until


def main(articles: int, presses: int) -> None:
    """Make a library of `articles`, open it, and press J `presses` times in each of the measurements."""
    application = QApplication([])
    application.setStyle("Fusion")
    renderer = Renderer()
    with tempfile.TemporaryDirectory() as folder:
        root, data = Path(folder) / "library", Path(folder) / "data"
        write_library(root, articles)
        resources = resource_folder()
        services = Services(lambda path: Library(path, data, renderer, _now), lambda _s: None, Opener(), _now)
        shell = Shell(
            application, Settings(), Icons(resources / "icons"), register_faces(resources / "fonts"), services
        )
        window = shell.widgets.window
        window.resize(1440, 900)
        window.show()
        start = time.perf_counter()
        gaps = _open(application, shell, root)
        print(
            f"{articles} articles: first rows {gaps[0]:.0f} ms, all read {gaps[1]:.0f} ms, longest gap {gaps[2]:.0f} ms"
        )
        print(HEADER)
        floor = key_to_page.bare(application, sorted(root.rglob("*.md")), presses)
        print(floor.line("bare QListView + QTextBrowser.setMarkdown"))
        shell.run("list.first")
        print(key_to_page.reader(application, shell, presses, prepared=True).line("J, neighbours prepared", floor, 60))
        print(key_to_page.reader(application, shell, presses, prepared=False).line("J, nothing prepared", floor, 60))
        shell.run("list.first")
        passed, late, few = key_to_page.held(application, shell, 5)
        print(f"J held for 5 s: {passed} rows, last page {late:.0f} ms after the release, no backlog: {few}")
        print(f"whole run {time.perf_counter() - start:.0f} s")
        shell.close()
    renderer.close()


def _open(application: QApplication, shell: Shell, root: Path) -> tuple[float, float, float]:
    """Milliseconds to the first rows, to the last file, and the longest time the window did not answer."""
    start = last = time.perf_counter()
    longest = first = 0.0
    done: list[object] = []
    shell.desk.scanned.connect(done.append)
    shell.open(root, ListKey(), "", "")
    while not done:
        application.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if not first and shell.browsing.ids:
            first = now - start
    turn_until(application, lambda: shell.reading.article is not None)
    return first * 1000, (time.perf_counter() - start) * 1000, longest * 1000


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["2000", "300"][len(sys.argv) - 1 :])))
