"""A drawer: a pane that stands over the window's edge where there is no room for it beside the others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsreader.ui.look import Look


class Drawer(QWidget):
    """Covers the window with a scrim and shows one pane at its edge; a press beside the pane closes it."""

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, edge: Qt.Edge) -> None:
        """Hidden until `open_with`; follows the size of `window`."""
        super().__init__(window)
        self._look = look
        self._edge = edge
        self._pane: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        right = edge == Qt.Edge.RightEdge
        self._layout.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        window.installEventFilter(self)
        self.hide()

    def open_with(self, pane: QWidget, width: int) -> None:
        """Take `pane` in and show it, `width` logical pixels wide."""
        self._pane = pane
        pane.setFixedWidth(width)
        self._layout.addWidget(pane)
        pane.show()
        self.setGeometry(self._room())
        self.show()
        self.raise_()

    def release(self) -> QWidget | None:
        """Hide, and hand the pane back with no width set; None where there is none."""
        pane, self._pane = self._pane, None
        self.hide()
        if pane is not None:
            self._layout.removeWidget(pane)
            pane.setMinimumWidth(0)
            pane.setMaximumWidth(16_777_215)
        return pane

    def apply_look(self, look: Look) -> None:
        """Paint the scrim in the colours of `look`."""
        self._look = look
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the pane closes the drawer."""
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scrim."""
        QPainter(self).fillRect(self.rect(), self._look.colour("scrim"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when its size changes."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._room())
        return super().eventFilter(watched, event)

    def _room(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect() if parent is not None else QRect()
