"""The moment an article's first screen stands on the page as it stays."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from newsreader.app.shell import Shell
from newsreader.ui.page.sheet import Sheet
from tests.bench.figures import Stopwatch
from tests.bench.loop import AfterPaint, Painted, turn_until


class FirstScreen:
    """Waits until the article that was chosen is painted: its beginning, if all of it goes on from there, else all."""

    def __init__(self, application: QApplication, shell: Shell) -> None:
        """Look on from now."""
        viewport = shell.widgets.pane.browser.viewport()
        self._application = application
        self._screen = shell.widgets.pane._screen
        self._painted = Painted(viewport)
        self._after = AfterPaint(viewport, self._stop)
        self._watch: Stopwatch | None = None
        self._sheet: Sheet | None = None
        self._begun: list[int] = []
        self._shown: list[int] = []
        shell.reading.begun.connect(lambda *_: self._begun.append(self._painted.count))
        shell.reading.shown.connect(lambda *_: self._shown.append(self._painted.count))

    def start(self, watch: Stopwatch) -> None:
        """Another article is about to be chosen: start the watch."""
        self._begun.clear()
        self._shown.clear()
        self._watch = watch
        watch.start()

    def wait(self) -> None:
        """Until the watch has been stopped at the paint; of a beginning that did not stay, at that of the whole.

        The paint itself stops it: a key that is pressed by QTest comes back once the event loop has nothing to do.
        """
        watch = self._watch
        turn_until(self._application, lambda: self._watch is None)
        turn_until(self._application, lambda: bool(self._shown))
        if watch is not None and self._screen.sheet is not self._sheet:
            turn_until(self._application, lambda: self._is_painted(self._shown))
            watch.stop_again()

    def _stop(self) -> None:
        """The page has been painted and is on the screen."""
        if self._watch is not None and (self._is_painted(self._begun) or self._is_painted(self._shown)):
            self._watch.stop()
            self._watch, self._sheet = None, self._screen.sheet

    def _is_painted(self, said: list[int]) -> bool:
        """Whether there was a paint since that was said."""
        return bool(said) and self._painted.count > said[0]
