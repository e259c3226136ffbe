"""Splitter between panes: a hairline that is easy to take hold of, and that arrow keys move when it has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from newsreader.ui.look import Look

_GRAB = 7
_STEP = 16


class PaneHandle(QSplitterHandle):
    """One hairline of 1 px, 7 px wide to the mouse."""

    def __init__(self, splitter: PaneSplitter) -> None:
        """Made by the splitter."""
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._panes = splitter
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Divider between panes")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What Qt does for a 1 px handle, which it widens to 5 px only; so its own hook is not called."""
        margin = (_GRAB - 1) // 2
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask, True)
        self.setContentsMargins(margin, 0, margin, 0)
        self.setMask(QRegion(self.contentsRect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the divider."""
        step = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moveSplitter(self.x() + (_GRAB - 1) // 2 + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline, in `accent` while it has the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._panes.look.colour("accent" if self.hasFocus() else "hair"))


class PaneSplitter(QSplitter):
    """Panes side by side with hairlines between them; no pane can be dragged shut."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Panes are added with `addWidget`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look = look
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Qt's hook."""
        return PaneHandle(self)

    def apply_look(self, look: Look) -> None:
        """Paint the hairlines in the colours of `look`."""
        self.look = look
        self.update()
