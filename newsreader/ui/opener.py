"""The one gate through which anything leaves the program: the web, the mail program, the file manager, the editor.

Only what `core.addresses` accepts is handed over, in the canonical form that was shown; no shell takes part
(security.md section 2, rows 4 and 5). No other module may name QDesktopServices: a test holds it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from newsreader.core.addresses import mail_address, web_address


class Opener:
    """Hands addresses, folders and files to the desktop; each call says whether the desktop took it."""

    def __init__(self, hand_over: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> None:
        """`hand_over` gives a URL to the desktop."""
        self._hand_over = hand_over

    def open_original(self, address: str) -> bool:
        """Open an article's original in the browser: http and https only."""
        return self._open(web_address(address))

    def open_link(self, address: str) -> bool:
        """Open a link of an article's text: http, https, or a plain mail address."""
        return self._open(web_address(address) or mail_address(address))

    def show_in_folder(self, path: Path) -> bool:
        """Show a file in the file manager, selected where the system can do that."""
        if sys.platform == "win32":
            return bool(QProcess.startDetached("explorer", [f"/select,{path}"])[0])
        if sys.platform == "darwin":
            return bool(QProcess.startDetached("open", ["-R", str(path)])[0])
        return self._hand_over(QUrl.fromLocalFile(str(path.parent)))

    def open_in_editor(self, path: Path) -> bool:
        """Open a text file with the program the desktop has for it."""
        return self._hand_over(QUrl.fromLocalFile(str(path)))

    def _open(self, address: str) -> bool:
        return bool(address) and self._hand_over(QUrl(address, QUrl.ParsingMode.StrictMode))
