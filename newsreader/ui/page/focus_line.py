"""The line that shows where the keyboard focus is when it is on the page and came by key (look.md section 8.2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look

_HEIGHT = 2
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class FocusLine(QWidget):
    """Two pixels of accent at the upper edge of `parent` while `watched` has the focus by key."""

    def __init__(self, look: Look, watched: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._watched = watched
        self._by_key = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.apply_look(look)
        self.hide()
        watched.installEventFilter(self)

    def apply_look(self, look: Look) -> None:
        """Take the accent of `look`."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour("accent"))
        self.setPalette(palette)

    def fit(self, width: int) -> None:
        """Span a parent `width` pixels wide."""
        self.setGeometry(0, 0, width, _HEIGHT)

    def focus_by_key(self) -> None:
        """Give the watched widget the focus, or show that it is there by key now."""
        self._watched.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._by_key = True
        self._show(self._watched.hasFocus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus; a window that becomes active again shows what it showed before."""
        if watched is self._watched and isinstance(event, QFocusEvent):
            if event.gotFocus() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                self._by_key = event.reason() in _BY_KEY
            self._show(event.gotFocus())
        return super().eventFilter(watched, event)

    def _show(self, focused: bool) -> None:
        self.setVisible(self._by_key and focused)
        self.raise_()
