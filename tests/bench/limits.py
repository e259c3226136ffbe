"""Pages at the limits of an article: how long the window does not answer, when the first screen stands, memory."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.core.page import Page
from newsreader.core.settings import Settings
from newsreader.core.timeline import ListKey
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces
from tests.bench.figures import Figures, Stopwatch
from tests.bench.first_screen import FirstScreen
from tests.bench.limit_articles import at_the_limits, beyond, files
from tests.bench.loop import Heartbeat, rest, turn_until

_DEADLINE_S = 20.0
"""Longer than the program waits: the window is measured, on a machine that may be busy; the child ends at 5 s."""
_REST_MS = 300
_WAIT_MS = 20_000
_HEADER = (
    "| page | first screen | whole | gap | CPU: opening | to its end | narrower | larger | memory | |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def main(names: list[str]) -> None:
    """Measure all articles, or those whose name holds one of `names`."""
    application = QApplication([])
    application.setStyle("Fusion")
    renderer = Renderer(deadline=_DEADLINE_S)
    articles = {**at_the_limits(), **{f"beyond: {name}": text for name, text in beyond().items()}}
    wanted = {name: make for name, make in articles.items() if not names or any(one in name for one in names)}
    with tempfile.TemporaryDirectory() as folder:
        root, data = Path(folder) / "library", Path(folder) / "data"
        root.mkdir()
        for name, content in files().items():
            (root / name).write_bytes(content)
        (root / "0.md").write_text("Nothing yet.", encoding="utf-8")
        for number, make in enumerate(wanted.values(), 1):
            (root / f"{number}.md").write_text(make(), encoding="utf-8")
        shell = _open(application, root, data, renderer)
        print(_HEADER)
        bench = _Bench(application, shell)
        for number, name in enumerate(wanted, 1):
            print(bench.line(name, f"{number}.md"), flush=True)
        shell.close()
    renderer.close()
    sys.stdout.flush()
    os._exit(0)


def _open(application: QApplication, root: Path, data: Path, renderer: Renderer) -> Shell:
    services = Services(lambda path: Library(path, data, renderer, _now), lambda _s: None, Opener(), _now)
    resources = resource_folder()
    shell = Shell(
        application,
        Settings({"appearance.theme": "light"}),
        Icons(resources / "icons"),
        register_faces(resources / "fonts"),
        services,
    )
    shell.widgets.window.resize(1440, 900)
    shell.widgets.window.show()
    done: list[object] = []
    shell.desk.scanned.connect(done.append)
    shell.open(root, ListKey(), "", "")
    turn_until(application, lambda: bool(done))
    turn_until(application, lambda: shell.reading.article is not None)
    return shell


class _Bench:
    """Shows one article after the other in the window."""

    def __init__(self, application: QApplication, shell: Shell) -> None:
        self._application = application
        self._shell = shell
        self._pages: list[Page] = []
        shell.reading.shown.connect(lambda _article, page: self._pages.append(page))
        self._ids = {shell.rows.article(id_).path: id_ for id_ in shell.browsing.ids}
        self._screen = FirstScreen(application, shell)

    def line(self, name: str, path: str) -> str:
        """One row of the table, in milliseconds and megabytes."""
        window, pane = self._shell.widgets.window, self._shell.widgets.pane
        self._select("0.md")
        before = _resident("VmRSS", reset=True)
        figures = Figures()
        watch, clock, beat = Stopwatch(figures), QElapsedTimer(), Heartbeat()
        clock.start()
        self._screen.start(watch)
        self._shell.reading.select(self._ids[path])
        self._screen.wait()
        self._written()
        whole = clock.elapsed()
        rest(_REST_MS)
        phases, gap = [beat.busiest * 1000], beat.stop()
        bar = pane.browser.verticalScrollBar()
        acts: tuple[Callable[[], object], ...] = (
            lambda: bar.setValue(bar.maximum()),
            lambda: window.resize(1240, 900),
            lambda: self._shell.preferences.change("reading.text_size", 111),
        )
        for act in acts:
            beat = Heartbeat()
            act()
            pane.browser.viewport().repaint()
            self._written()
            rest(_REST_MS)
            gap = max(gap, beat.stop())
            phases.append(beat.busiest * 1000)
        memory = _resident("VmHWM") - before
        window.resize(1440, 900)
        self._shell.preferences.change("reading.text_size", 100)
        first = (figures.early or figures.values)[0]
        measured = " | ".join(f"{value:,.0f}" for value in (first, whole, gap, *phases, memory))
        page = self._pages[-1]
        words = "plain; " * page.plain + " ".join(page.notices)
        return f"| {name} | {measured} | {words} |"

    def _select(self, path: str) -> None:
        self._shell.reading.select(self._ids[path])
        turn_until(self._application, lambda: self._shell.reading._on_screen is self._shell.reading.article)
        rest(_REST_MS)
        self._shell.supply.forget_pages()

    def _written(self) -> None:
        turn_until(self._application, lambda: not self._shell.widgets.pane.is_writing)


def _resident(what: str, *, reset: bool = False) -> float:
    """Megabytes of this process in memory, or the most since the last `reset`; 0 outside of Linux."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    if reset:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    found = re.search(rf"{what}:\s+(\d+)", status.read_text(encoding="ascii"))
    return int(found.group(1)) / 1024 if found else 0.0


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
