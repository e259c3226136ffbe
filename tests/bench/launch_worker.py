"""The reader as it is launched, `python -m tests.bench.launch_worker LIBRARY DATA [stay]`, with two eyes on it.

It says "painted" when rows and the page of an article are on the screen, and, where it stays, "scanned" after the scan.
"""

from __future__ import annotations

import sys

from newsreader import app
from newsreader.app.quick_start import prepare

prepare()  # as `app.main` does before it imports the window

from pathlib import Path  # noqa: E402 - the program imports it in a way of its own

from newsreader.app import desktop  # noqa: E402
from newsreader.app.shell import Shell  # noqa: E402
from tests.bench.loop import AfterPaint  # noqa: E402
from tests.bench.reports import leave, report  # noqa: E402


class _Watched(desktop.Desktop):
    """The program, told where to say what it has come to."""

    def show(self, shell: Shell, asked: Path | None) -> None:
        """Look on from before the first paint."""
        self._eyes = _Eyes(shell, stays="stay" in sys.argv)
        super().show(shell, asked)


class _Eyes:
    """Sees the list and the page being painted."""

    def __init__(self, shell: Shell, *, stays: bool) -> None:
        self._shell = shell
        self._stays = stays
        self._is_shown = self._has_rows = self._has_page = self._is_done = False
        AfterPaint(shell.widgets.articles.viewport(), self._list_painted)
        AfterPaint(shell.widgets.pane.browser.viewport(), self._page_painted)
        shell.reading.shown.connect(self._note_page)
        if stays:
            shell.desk.scanned.connect(lambda _summary: report("scanned"))

    def _note_page(self) -> None:
        self._is_shown = True

    def _list_painted(self) -> None:
        self._has_rows = self._shell.widgets.model.rowCount() > 0
        self._tell()

    def _page_painted(self) -> None:
        self._has_page = self._is_shown
        self._tell()

    def _tell(self) -> None:
        if self._has_rows and self._has_page and not self._is_done:
            self._is_done = True
            report("painted")
            if not self._stays:
                leave()


if __name__ == "__main__":
    desktop.Desktop = _Watched  # type: ignore[misc]
    library, data = sys.argv[1:3]
    sys.exit(app.main([library, "--data-dir", data]))
