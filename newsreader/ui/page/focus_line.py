"""The line that shows where the keyboard focus is when it is on the page and came by key (look.md section 8.2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from newsreader.ui.look import Look

_HEIGHT = 2
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class FocusLine:
    """Two pixels of accent at the upper edge of `parent` while `watched` has the focus by key; made then."""

    def __init__(self, look: Look, watched: QWidget, parent: QWidget) -> None:
        """`watched` tells by `follow` of its focus."""
        self._look = look
        self._watched = watched
        self._parent = parent
        self._line: QWidget | None = None
        self._by_key = False

    def apply_look(self, look: Look) -> None:
        """Take the accent of `look`."""
        self._look = look
        if self._line is not None:
            palette = self._line.palette()
            palette.setColor(QPalette.ColorRole.Window, look.colour("accent"))
            self._line.setPalette(palette)

    def fit(self, width: int) -> None:
        """Span a parent `width` pixels wide."""
        if self._line is not None:
            self._line.setGeometry(0, 0, width, _HEIGHT)

    def focus_by_key(self) -> None:
        """Give the watched widget the focus, or show that it is there by key now."""
        self._watched.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._by_key = True
        self._show(self._watched.hasFocus())

    def follow(self, has_focus: bool, reason: Qt.FocusReason) -> None:
        """The focus has come or gone; a window that becomes active again shows what it showed before."""
        if has_focus and reason != Qt.FocusReason.ActiveWindowFocusReason:
            self._by_key = reason in _BY_KEY
        self._show(has_focus)

    def _show(self, has_focus: bool) -> None:
        shown = self._by_key and has_focus
        if shown and self._line is None:
            self._line = QWidget(self._parent)
            self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.setAutoFillBackground(True)
            self.fit(self._parent.width())
            self.apply_look(self._look)
        if self._line is not None:
            self._line.setVisible(shown)
            self._line.raise_()
