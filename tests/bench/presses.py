"""J on a large library, in a process of its own: `python -m tests.bench.presses WHAT FOLDER COUNT DATA PRESSES`.

WHAT is a function below, the next three words are a `Place`. It writes its `Figures` as JSON; the floors, where no
window of ours is open, are measured the same way.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from newsreader.app import desktop
from newsreader.store.places import Places
from newsreader.ui.opener import Opener
from tests.bench import key_to_page, palette
from tests.bench.figures import Figures, Stopwatch
from tests.bench.library import Place
from tests.bench.loop import AfterPaint, rest, turn_until

_PAUSE_MS = 120
"""Between two presses: longer than what counts as holding the key."""

_KEPT_MS = 6000
"""Until the index has been told of every mark, which takes the processor beside the window."""


class Bench:
    """The window, open on a library."""

    def __init__(self, application: QApplication, place: Place, *, settled: bool) -> None:
        """`settled` waits for the end of the scan, else only for the first page."""
        self.application = application
        self._desktop = desktop.Desktop(Places(place.data), "", Opener(), lambda: datetime.now().astimezone())
        self.shell = self._desktop.put_together(self.application)
        scanned: list[object] = []
        self.shell.desk.scanned.connect(scanned.append)
        self._desktop.show(self.shell, place.root)
        turn_until(self.application, lambda: self.shell.reading.article is not None)
        if settled:
            turn_until(self.application, lambda: bool(scanned))
        rest(1000)

    def close(self) -> None:
        """End everything."""
        self._desktop.close(self.shell)


def pages(bench: Bench, presses: int) -> Figures:
    """J to the painted page, its neighbours prepared."""
    return key_to_page.reader(bench.application, bench.shell, presses, prepared=True)


def pages_unprepared(bench: Bench, presses: int) -> Figures:
    """J to the painted page, nothing prepared."""
    return key_to_page.reader(bench.application, bench.shell, presses, prepared=False)


def bare_pages(application: QApplication, place: Place, presses: int) -> Figures:
    """The floor of both: the newest files in a bare window."""
    files = [place.root / place.path(place.count - 1 - number) for number in range(presses)]
    return key_to_page.bare(application, files)


def rows(bench: Bench, presses: int) -> Figures:
    """J to the painted row: the list is repainted and brought to the screen at one go, before the page is begun."""
    bench.shell.run("list.first")
    articles = bench.shell.widgets.articles
    paint_now = articles.paint_now

    def watched(painted: Callable[[], None]) -> None:
        def paint_and_tell() -> None:
            paint_now()
            painted()

        articles.paint_now = paint_and_tell  # type: ignore[method-assign]

    return _painted_rows(bench.application, articles, Qt.Key.Key_J, presses, watched)


def bare_rows(application: QApplication, place: Place, presses: int) -> Figures:
    """The floor: the down key in a bare list as long."""
    view = QListView()
    view.resize(360, 900)
    view.setUniformItemSizes(True)
    view.setModel(QStringListModel([str(number) for number in range(place.count)]))
    view.show()
    view.setCurrentIndex(view.model().index(0, 0))
    return _painted_rows(
        application, view, Qt.Key.Key_Down, presses, lambda painted: AfterPaint(view.viewport(), painted)
    )


def pages_while_indexing(bench: Bench, presses: int) -> Figures:
    """J to the painted page, nothing prepared, while the whole library is read for the first time."""
    shell = bench.shell
    turn_until(bench.application, lambda: len(shell.browsing.ids) > 2 * presses)
    return key_to_page.reader(bench.application, shell, presses, prepared=False, goes_on=lambda: shell.desk.is_scanning)


def palette_letters(bench: Bench, times: int) -> Figures:
    """A letter in the palette's field to the painted rows with the titles that fit."""
    return palette.letters(bench.application, bench.shell, times)


def bare_palette(application: QApplication, place: Place, times: int) -> Figures:
    """The floor: a bare field over a bare list."""
    return palette.bare(application, times)


def mark_all(bench: Bench, times: int) -> Figures:
    """Everything marked as read: from the key to the painted list, with the journal on the disk."""
    return _marked_and_back(bench, times)[0]


def undo_all(bench: Bench, times: int) -> Figures:
    """The same taken back."""
    return _marked_and_back(bench, times)[1]


def _marked_and_back(bench: Bench, times: int) -> tuple[Figures, Figures]:
    there, back = Figures(), Figures()
    for _ in range(times):
        for command, figures in (("list.mark_all_read", there), ("state.undo", back)):
            rest(_KEPT_MS)
            watch = Stopwatch(figures)
            watch.start()
            bench.shell.run(command)
            bench.shell.widgets.articles.viewport().repaint()
            watch.stop()
    return there, back


def _painted_rows(
    application: QApplication,
    view: QAbstractItemView,
    key: Qt.Key,
    presses: int,
    watch_paint: Callable[[Callable[[], None]], object],
) -> Figures:
    """From the key to the end of the first paint of the view after it, of which `watch_paint` has a function told."""
    figures = Figures()
    watch = Stopwatch(figures)
    window = view.window().windowHandle()
    pressed = False

    def painted() -> None:
        nonlocal pressed
        if pressed:
            watch.stop()
            pressed = False

    def is_painted() -> bool:
        return not pressed

    watch_paint(painted)
    for _ in range(presses):
        rest(_PAUSE_MS)
        pressed = True
        watch.start()
        QTest.keyClick(window, key)
        turn_until(application, is_painted)
    return figures


_OURS = (pages, pages_unprepared, rows, pages_while_indexing, mark_all, undo_all, palette_letters)
_FLOORS = (bare_pages, bare_rows, bare_palette)


def main(what: str, place: Place, presses: int) -> Figures:
    """Measure one of the functions above."""
    application = desktop._application()
    for floor in _FLOORS:
        if floor.__name__ == what:
            return floor(application, place, presses)
    bench = Bench(application, place, settled=what != pages_while_indexing.__name__)
    figures = next(ours for ours in _OURS if ours.__name__ == what)(bench, presses)
    bench.close()
    return figures


if __name__ == "__main__":
    what_, folder, count, data, presses_ = sys.argv[1:]
    measured = main(what_, Place(Path(folder), int(count), data), int(presses_))
    sys.stdout.write(json.dumps({"values": measured.values, "own": measured.own}))
