"""Splitter between panes: a hairline that is easy to take hold of, and that arrow keys move when it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
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
        self.setAccessibleDescription("Left and right arrow keys move it")

    def name(self) -> str:
        """What a screen reader says: each handle of a row is the divider between two panes of their own."""
        before, after = self._panes.names_around(self._panes.indexOf(self))
        return f"Divider between {' and '.join(before[-1:] + after[:1])}"

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Named anew, before a screen reader asks: panes come and go."""
        self.setAccessibleName(self.name())
        super().focusInEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Named by what stands beside it now."""
        super().showEvent(event)
        self.setAccessibleName(self.name())

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
            # Qt mirrors the place in a window read from the right: it is the hairline's other edge there.
            edge = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.moveSplitter(self.x() + (_GRAB - 1) // 2 + edge + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline, in `accent` while it has the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._panes.look.colour("accent" if self.hasFocus() else "hair"))


class PaneSplitter(QSplitter):
    """Panes side by side with hairlines between them; no pane can be dragged shut."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Panes are added with `add_pane`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look = look
        self._names: dict[QWidget, str] = {}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def add_pane(self, pane: QWidget, name: str) -> None:
        """Add a pane at the end, hidden; `name` is what a screen reader calls it when it speaks of the dividers."""
        self._names[pane] = name
        pane.hide()
        self.addWidget(pane)

    def names_around(self, index: int) -> tuple[list[str], list[str]]:
        """The names of the panes that are shown before `index`, and from there on."""
        shown: tuple[list[str], list[str]] = [], []
        for number in range(self.count()):
            pane = self.widget(number)
            if pane is not None and not pane.isHidden():
                shown[number >= index].append(self._names.get(pane, ""))
        return shown

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: panes change sides at once where the window is to be read from the other side."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.refresh()

    def createHandle(self) -> QSplitterHandle:
        """Qt's hook."""
        return PaneHandle(self)

    def apply_look(self, look: Look) -> None:
        """Paint the hairlines in the colours of `look`."""
        self.look = look
        self.update()
