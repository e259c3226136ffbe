"""The moment an article's first screen stands on the page as it stays."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from newsreader.app.shell import Shell
from tests.bench.figures import Stopwatch
from tests.bench.loop import Painted, turn_until


class FirstScreen:
    """Waits until the article that was chosen is painted: its beginning, if all of it goes on from there, else all."""

    def __init__(self, application: QApplication, shell: Shell) -> None:
        """Look on from now."""
        self._application = application
        self._screen = shell.widgets.pane._screen
        self._painted = Painted(shell.widgets.pane.browser.viewport())
        self._begun: list[int] = []
        self._shown: list[int] = []
        shell.reading.begun.connect(lambda *_: self._begun.append(self._painted.count))
        shell.reading.shown.connect(lambda *_: self._shown.append(self._painted.count))

    def forget(self) -> None:
        """Another article is about to be chosen."""
        self._begun.clear()
        self._shown.clear()

    def wait(self, watch: Stopwatch) -> None:
        """Stop the watch at the paint; a beginning that did not stay has it stopped again at that of the whole."""
        turn_until(self._application, lambda: self._is_painted(self._begun) or self._is_painted(self._shown))
        watch.stop()
        sheet = self._screen.sheet
        turn_until(self._application, lambda: bool(self._shown))
        if self._screen.sheet is not sheet:
            turn_until(self._application, lambda: self._is_painted(self._shown))
            watch.stop_again()

    def _is_painted(self, said: list[int]) -> bool:
        """Whether there was a paint since that was said."""
        return bool(said) and self._painted.count > said[0]
