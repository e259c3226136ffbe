"""Long articles: when the first screen is there, how long the window does not answer meanwhile, how fast it scrolls."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QTextBrowser

from newsreader.app.shell import Shell
from tests.bench.figures import Figures, Stopwatch
from tests.bench.first_screen import FirstScreen
from tests.bench.loop import Heartbeat, rest, turn_until

_STEPS = 200
_SETTLE_MS = 5000
"""Until the neighbours of the article before have been made."""


def first_screen(application: QApplication, shell: Shell, name: str) -> str:
    """How long it takes from choosing an article to its first screen, and how long the window is silent at most until
    all of it is laid out; in words, on the clock and of processor time. Nothing is prepared: the page is made, too.
    """
    rest(_SETTLE_MS)
    shell.supply.forget_pages()
    screen = FirstScreen(application, shell)
    wanted = next(id_ for id_ in shell.browsing.ids if shell.rows.article(id_).path == name)
    figures = Figures()
    watch = Stopwatch(figures)
    beat = Heartbeat()
    screen.start(watch)
    shell.reading.select(wanted)
    screen.wait()
    turn_until(application, lambda: not shell.widgets.pane.is_writing)
    rest(300)
    first, *again = *figures.early, *figures.values
    words = f"first screen after {first:.0f} ms" + "".join(f", anew after {ms:.0f}" for ms in again)
    silent = f"silent for {beat.stop():.0f} ms at most"
    own = f"CPU {figures.own[0]:.0f} of the window"
    if not again:
        own += f", {figures.children:.0f} of the renderer"
    return f"{words} ({own}), {silent} (CPU {beat.busiest * 1000:.0f})"


def repaints(browser: QTextBrowser) -> Figures:
    """Scrolling by 20 pixels at a time: each repaint of the page that is shown."""
    figures = Figures()
    watch = Stopwatch(figures)
    bar = browser.verticalScrollBar()
    for step in range(_STEPS):
        bar.setValue(step * 20 % max(1, bar.maximum()))
        watch.start()
        browser.viewport().repaint()
        watch.stop()
    return figures


def bare_repaints(file: Path) -> Figures:
    """The same in a bare `QTextBrowser` of the same size."""
    browser = QTextBrowser()
    browser.resize(610, 852)
    browser.show()
    browser.setMarkdown(file.read_text(encoding="utf-8"))
    rest(500)
    return repaints(browser)
