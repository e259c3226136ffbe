"""The one gate through which anything leaves the program: the web, the mail program, the file manager, the editor.

Only what `core.addresses` accepts is handed over, in the canonical form that was shown; no shell takes part
(security.md section 2, rows 4 and 5). No other module may name QDesktopServices: a test holds it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore, QtGui  # of their classes some are made when they are first used: 0.5 ms of a start
from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from newsreader.core.addresses import mail_address, web_address

_LOOK_MS = 250
"""How often what was started is looked after until it has ended."""
_PATIENCE_MS = 10_000
"""What has not ended by then has become the browser."""


class Opener(QObject):
    """Hands addresses, folders and files to the desktop; each call says whether the desktop took it."""

    refused = Signal(str)
    """The desktop took an address and could not open it after all."""

    def __init__(self, hand_over: Callable[[QUrl], bool] | None = None, parent: QObject | None = None) -> None:
        """`hand_over` gives a URL to the desktop; by default the system's own way."""
        super().__init__(parent)
        self._hand_over = hand_over or self._ask_desktop
        self._started: dict[int, str] = {}
        """The address each process was given, by its number."""
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)

    @property
    def is_waiting(self) -> bool:
        """Whether something that was handed over has not ended yet."""
        return bool(self._started)

    def open_original(self, address: str) -> bool:
        """Open an article's original in the browser: http and https only."""
        return self._open(web_address(address))

    def open_link(self, address: str) -> bool:
        """Open a link of an article's text: http, https, or a plain mail address."""
        return self._open(web_address(address) or mail_address(address))

    def show_in_folder(self, path: Path) -> bool:
        """Show a file in the file manager, selected where the system can do that."""
        if sys.platform == "win32":
            return bool(QtCore.QProcess.startDetached("explorer", [f"/select,{path}"])[0])
        if sys.platform == "darwin":
            return bool(QtCore.QProcess.startDetached("open", ["-R", str(path)])[0])
        return self._hand_over(_file_url(path.parent))

    def open_in_editor(self, path: Path) -> bool:
        """Open a text file with the program the desktop has for it."""
        return self._hand_over(_file_url(path))

    def _open(self, address: str) -> bool:
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        return bool(address) and url.isValid() and self._hand_over(url)

    def _ask_desktop(self, url: QUrl) -> bool:
        """Qt's way; on Linux through `xdg-open` itself, because Qt does not tell when that fails."""
        program = QtCore.QStandardPaths.findExecutable("xdg-open") if sys.platform.startswith("linux") else ""
        if not program:
            return QtGui.QDesktopServices.openUrl(url)
        address = bytes(url.toEncoded().data()).decode("ascii")
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
        try:
            # One program, one checked address, no shell. In a session of its own: a browser that was started this way
            # outlives the reader.
            number = os.posix_spawn(
                program, [program, address], os.environ, file_actions=nowhere, setsid=True, setsigdef=[signal.SIGPIPE]
            )
        except OSError:
            return False
        self._started[number] = address
        self._watch.start()
        QTimer.singleShot(_PATIENCE_MS, self, self._watch.stop)
        return True

    def _look(self) -> None:
        """See which of them have ended, and how."""
        for number, address in list(self._started.items()):
            ended, status = os.waitpid(number, os.WNOHANG)
            if not ended:
                continue
            del self._started[number]
            if status:
                self.refused.emit(address)
        if not self._started:
            self._watch.stop()


def _file_url(path: Path) -> QUrl:
    """The address of an absolute path, byte by byte: Qt's own way changes names that are not UTF-8."""
    return QUrl.fromEncoded(path.as_uri().encode("ascii"))
