"""The line at the head of an overlay that narrows its list while one types (mock 07)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from newsreader.ui.look import Look
from newsreader.ui.overlay_list import OverlayList
from newsreader.ui.redress import is_undressing
from newsreader.ui.search_field import leave_room

_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FilterField(QLineEdit):
    """Keeps the focus: what walks along the list and takes a row of it is passed on."""

    delete_requested = Signal()
    """Delete, where there is no text for it to delete."""

    tab_pressed = Signal(int)
    """Tab (1) or Shift+Tab (-1), where someone listens; the focus stays."""

    def __init__(self, name: str, walked: OverlayList, look: Look, parent: QWidget | None = None) -> None:
        """`name` is the placeholder, and what it is to a screen reader; `walked` is the list it stands over."""
        super().__init__(parent)
        self._look = look
        self._walked = walked
        self.takes_tab = False
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0; }")
        self.apply_look(look)

    def apply_look(self, look: Look) -> None:
        """Take font, icon and size of `look`."""
        self._look = look
        self.setFont(look.font(16))
        self.setFixedHeight(look.px(32))
        self._set_opaque()
        leave_room(self, look.px(28), 0)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt's hook: Tab is told to those who listen."""
        if self.takes_tab:
            self.tab_pressed.emit(1 if forward else -1)
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        at_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        if event.key() in _WALKING:
            QCoreApplication.sendEvent(self._walked, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._walked.take_current()
        elif event.key() == Qt.Key.Key_Delete and at_end:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: a style sheet is put on now, and takes every ground away."""
        super().showEvent(event)
        self._set_opaque()

    def _set_opaque(self) -> None:
        """Nothing of the window under the overlay is painted again for a letter, or for the caret that blinks."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground of the overlay, the icon before the text."""
        QPainter(self).fillRect(event.rect(), self._look.colour("raised"))
        super().paintEvent(event)
        size = self._look.px(18)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon = self._look.pixmap("search", "fg2", 18, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - size if rtl else 0, (self.height() - size) // 2, icon)
