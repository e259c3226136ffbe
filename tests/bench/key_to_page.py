"""J to final pixels on 2,000 articles, and the same on the barest window that shows a list and a text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QTextBrowser, QWidget

from newsreader.app.shell import Shell
from tests.bench.figures import Figures


class Painted(QObject):
    """Notes that a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        """`widget` is a viewport."""
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def turn_until(application: QApplication, done: Callable[[], bool]) -> None:
    """Run the event loop until `done`."""
    while not done():
        application.processEvents()


def reader(application: QApplication, shell: Shell, presses: int, *, prepared: bool) -> Figures:
    """Milliseconds from J to the painted page; with `prepared` the window has time to make the neighbours before."""
    painted = Painted(shell.widgets.pane.browser.viewport())
    handle = shell.widgets.window.windowHandle()
    figures = Figures()
    for _ in range(presses):
        if prepared:
            rest = time.perf_counter() + 0.12
            turn_until(application, lambda rest=rest: time.perf_counter() > rest)  # type: ignore[misc]
        else:
            rest = time.perf_counter() + 0.09
            turn_until(application, lambda rest=rest: time.perf_counter() > rest)  # type: ignore[misc]
            shell.supply.forget_pages()
        shown: list[object] = []
        connection = shell.reading.shown.connect(lambda *_: shown.append(painted.count))  # noqa: B023
        start = time.perf_counter()
        QTest.keyClick(handle, Qt.Key.Key_J)
        turn_until(application, lambda: bool(shown) and painted.count > shown[0])  # type: ignore[operator]  # noqa: B023
        figures.add((time.perf_counter() - start) * 1000)
        shell.reading.shown.disconnect(connection)
    return figures


def bare(application: QApplication, files: list[Path], presses: int) -> Figures:
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
    painted = Painted(text.viewport())
    figures = Figures()
    for number in range(presses):
        before = painted.count
        start = time.perf_counter()
        view.setCurrentIndex(view.model().index(number, 0))
        text.setMarkdown(files[number].read_text(encoding="utf-8"))
        turn_until(application, lambda: painted.count > before)  # noqa: B023
        figures.add((time.perf_counter() - start) * 1000)
    window.close()
    return figures


def held(application: QApplication, shell: Shell, seconds: float) -> tuple[int, float, bool]:
    """Hold J: rows passed, milliseconds from the release to the last page, and whether it is the last row's."""
    handle = shell.widgets.window.windowHandle()
    shown: list[str] = []
    shell.reading.shown.connect(lambda article, _page: shown.append(article.path))
    passed = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        shell.keys.eventFilter(handle, _repeat(passed > 0))
        application.processEvents()
        passed += 1
        pause = time.perf_counter() + 0.03
        turn_until(application, lambda pause=pause: time.perf_counter() > pause)  # type: ignore[misc]
    released = time.perf_counter()
    article = shell.reading.article
    assert article is not None
    turn_until(application, lambda: bool(shown) and shown[-1] == article.path)
    return passed, (time.perf_counter() - released) * 1000, len(shown) <= 3


def _repeat(repeating: bool) -> QEvent:
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j", repeating)
