"""`--screenshot`: the real window, painted without a display once rows, page and details are there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer

from newsreader.app.arguments import Picture
from newsreader.app.shell import Shell

_SETTLE_MS = 150
"""Rest after the last change before the picture is taken: pictures of the article and late slices of its page."""
_LIMIT_MS = 60_000


class Painting(QObject):
    """Waits for the window to be complete, and writes the picture."""

    def __init__(self, shell: Shell, picture: Picture) -> None:
        """Begin before a library is opened, so that nothing is missed."""
        super().__init__()
        self._shell = shell
        self._picture = picture
        self._loop = QEventLoop()
        self._selected = not picture.select
        self._searched = not picture.query
        self._scanned = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE_MS)
        self._rest.timeout.connect(self._loop.quit)
        shell.desk.scanned.connect(self._go_on)
        shell.searching.found.connect(self._note_search)
        shell.reading.shown.connect(self._wait)
        shell.reading.failed.connect(self._wait)
        shell.pictures.picture_ready.connect(self._wait)
        window = shell.widgets.window
        window.resize(QSize(*picture.size))
        window.show()
        shell.widgets.articles.setFocus()

    def run(self) -> int:
        """Wait, paint and write; the exit code."""
        QTimer.singleShot(_LIMIT_MS, self._loop, self._loop.quit)
        self._loop.exec()
        file = self._picture.file
        if self._selected and self._shell.widgets.window.grab().save(str(file), "PNG"):
            return 0
        reason = f"{file} could not be written" if self._selected else f"there is no article {self._picture.select}"
        sys.stderr.write(f"newsreader: {reason}.\n")
        return 2

    def _go_on(self) -> None:
        """Every row is there."""
        shell, picture = self._shell, self._picture
        self._scanned = True
        if not self._selected:
            id_ = self._find(picture.select)
            self._selected = id_ is not None
            if id_ is not None:
                shell.reading.select(id_)
        if not self._searched:
            shell.widgets.header.search.setText(picture.query)
        self._wait()

    def _find(self, name: str) -> int | None:
        library = self._shell.desk.library
        if library is None:
            return None
        path = os.path.relpath(name, library.root) if Path(name).is_absolute() else name
        return library.catalogue.find(path.replace(os.sep, "/"))

    def _note_search(self) -> None:
        self._searched = True
        self._wait()

    def _wait(self) -> None:
        if not self._selected and not self._scanned:
            return  # the page that was on the screen last time, not the one that is asked for
        if self._searched:
            self._rest.start(_SETTLE_MS)
        elif self._rest.isActive():
            self._rest.start()
        elif not self._shell.desk.is_scanning:
            self._rest.start(5000)
