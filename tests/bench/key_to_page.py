"""J to final pixels on 2,000 articles, and the same on the barest window that shows a list and a text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QTextBrowser, QWidget

from newsreader.app.shell import Shell
from tests.bench.figures import Figures, Stopwatch
from tests.bench.first_screen import FirstScreen
from tests.bench.loop import Painted, rest, turn_until


def reader(
    application: QApplication,
    shell: Shell,
    presses: int,
    *,
    prepared: bool,
    goes_on: Callable[[], bool] = lambda: True,
) -> Figures:
    """From J to the painted page, from the first row on, as long as it `goes_on`; with `prepared` the window has made
    the neighbours before.
    """
    screen = FirstScreen(application, shell)
    handle = shell.widgets.window.windowHandle()
    shell.run("list.first")
    rest(500)
    figures = Figures()
    watch = Stopwatch(figures)
    for _ in range(presses):
        rest(150)
        if not goes_on():
            break
        if not prepared:
            shell.supply.forget_pages()
        screen.start(watch)
        QTest.keyClick(handle, Qt.Key.Key_J)
        screen.wait()
    return figures


def bare(application: QApplication, files: list[Path]) -> Figures:
    """The floor: a `QListView` of names beside a `QTextBrowser` that is given each file by `setMarkdown`."""
    window = QWidget()
    window.resize(1440, 900)
    row = QHBoxLayout(window)
    view, text = QListView(), QTextBrowser()
    view.setModel(QStringListModel([file.name for file in files]))
    view.setUniformItemSizes(True)
    row.addWidget(view)
    row.addWidget(text, 1)
    window.show()
    rest(200)
    painted = Painted(text.viewport())
    figures = Figures()
    watch = Stopwatch(figures)
    for number, file in enumerate(files):
        rest(20)
        before = painted.count
        watch.start()
        view.setCurrentIndex(view.model().index(number, 0))
        text.setMarkdown(file.read_text(encoding="utf-8"))
        turn_until(application, lambda before=before: painted.count > before)  # type: ignore[misc]
        watch.stop()
    window.close()
    return figures


def held(application: QApplication, shell: Shell, seconds: float) -> tuple[int, float, bool]:
    """Hold J: rows passed, milliseconds from the release to the last page, and whether nothing else was built."""
    handle = shell.widgets.window.windowHandle()
    shown: list[str] = []
    shell.reading.shown.connect(lambda article, _page: shown.append(article.path))
    passed = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        shell.keys.eventFilter(handle, _press(repeating=passed > 0))
        rest(30)
        passed += 1
    released = time.perf_counter()
    article = shell.reading.article
    assert article is not None
    turn_until(application, lambda: bool(shown) and shown[-1] == article.path)
    return passed, (time.perf_counter() - released) * 1000, len(shown) <= 3


def _press(*, repeating: bool) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j", repeating)
