"""The line that shows where the keyboard focus is when it is on the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look

_HEIGHT = 2


class FocusLine(QWidget):
    """Two pixels of accent at the top of the pane: the page has the focus, and it came by key (look.md section 8.2)."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.apply_look(look)
        self.hide()

    def apply_look(self, look: Look) -> None:
        """Take the accent of `look`."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("accent"))
        self.setPalette(palette)
        self.resize(self.width(), _HEIGHT)
