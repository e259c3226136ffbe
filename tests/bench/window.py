"""The window on a library of some thousand articles: opening it, J, long pages, and the making of pages."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.core.settings import Settings
from newsreader.core.timeline import ListKey
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces
from tests.bench import key_to_page, long_pages, worker
from tests.bench.corpus import write_library, write_long
from tests.bench.figures import HEADER, spin
from tests.bench.loop import Heartbeat, rest, turn_until

_LONG = ((44_000, "44 KB"), (300_000, "300 KB"), (1_000_000, "1 MB"), (1_000_000, "1 MB of text"))


def main(articles: int, presses: int) -> None:
    """Make a library of `articles`, open it, and press J `presses` times in each of the measurements."""
    application = QApplication([])
    application.setStyle("Fusion")
    renderer = Renderer()
    with tempfile.TemporaryDirectory() as folder:
        root, data = Path(folder) / "library", Path(folder) / "data"
        write_library(root, articles)
        for size, name in _LONG:
            write_long(root / f"{name}.md", size, prose=name.endswith("text"))
        resources = resource_folder()
        services = Services(lambda path: Library(path, data, renderer, _now), lambda _s: None, Opener(), _now)
        shell = Shell(
            application, Settings(), Icons(resources / "icons"), register_faces(resources / "fonts"), services
        )
        shell.widgets.window.resize(1440, 900)
        shell.widgets.window.show()
        start = time.perf_counter()
        gaps = _open(application, shell, root)
        print(
            f"{articles} articles: first rows {gaps[0]:.0f} ms, all read {gaps[1]:.0f} ms, longest gap {gaps[2]:.0f} ms"
        )
        files = [root / shell.rows.article(id_).path for id_ in shell.browsing.ids[1 : presses + 1]]
        print(HEADER)
        print(spin().line("the same 5 ms of work, a hundred times"))
        _print_presses(application, shell, files)
        passed, late, few = key_to_page.held(application, shell, 5)
        print(f"J held for 5 s: {passed} rows, last page {late:.0f} ms after the release, no backlog: {few}")
        _print_long(application, shell, root)
        print(f"page maker: {worker.start():.0f} ms from nothing to the first page")
        print(worker.pages(files).line("file to page in the child, warm"))
        print(f"whole run {time.perf_counter() - start:.0f} s")
        shell.close()
    renderer.close()


def _print_presses(application: QApplication, shell: Shell, files: list[Path]) -> None:
    floor = key_to_page.bare(application, files)
    print(floor.line("bare QListView + QTextBrowser.setMarkdown"))
    for prepared, name in ((True, "J, neighbours prepared"), (False, "J, nothing prepared")):
        print(key_to_page.reader(application, shell, len(files), prepared=prepared).line(name, floor, 60))


def _print_long(application: QApplication, shell: Shell, root: Path) -> None:
    for _size, name in _LONG:
        print(f"{name} article: {long_pages.first_screen(application, shell, f'{name}.md')}")
        if name == "44 KB":
            floor = long_pages.bare_repaints(root / f"{name}.md")
            print(floor.line("repaint while scrolling, bare QTextBrowser"))
            print(long_pages.repaints(shell.widgets.pane.browser).line("repaint while scrolling", floor))


def _open(application: QApplication, shell: Shell, root: Path) -> tuple[float, float, float]:
    """Milliseconds to the first rows, to the last file, and the longest time the window did not answer."""
    begun = time.perf_counter()
    first: list[float] = []
    done: list[object] = []
    shell.desk.scanned.connect(done.append)
    shell.browsing.rows_changed.connect(lambda ids: first.append(time.perf_counter()) if ids and not first else None)
    beat = Heartbeat()
    shell.open(root, ListKey(), "", "")
    turn_until(application, lambda: bool(done))
    ended = time.perf_counter()
    turn_until(application, lambda: shell.reading.article is not None)
    longest = beat.stop()
    rest(500)
    return (first[0] - begun) * 1000, (ended - begun) * 1000, longest


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
