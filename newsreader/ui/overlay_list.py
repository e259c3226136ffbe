"""The list inside an overlay: one row is always current; Enter or a click takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from newsreader.ui.ground import colour_ground, own_viewport
from newsreader.ui.look import Look
from newsreader.ui.overlay_row_delegate import OverlayRowDelegate
from newsreader.ui.overlay_rows import Index, OverlayRows


class OverlayList(QListView):
    """Shows `OverlayRows`; arrow keys move whether or not it has the focus, as long as they are sent here."""

    taken = Signal(object)
    """The item of the row that was chosen."""
    moved = Signal(str)
    """Another row is current: what a screen reader says of it."""
    copy_requested = Signal()

    def __init__(
        self,
        name: str,
        rows: OverlayRows,
        look: Look,
        delegate: type[OverlayRowDelegate] = OverlayRowDelegate,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what it is to a screen reader; `delegate` paints the rows."""
        super().__init__(parent)
        own_viewport(self)
        self._look = look
        self._rows = rows
        self._row_delegate = delegate(look, self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(delegate is OverlayRowDelegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setItemDelegate(self._row_delegate)
        self.setModel(rows)
        self.clicked.connect(lambda index: self.taken.emit(rows.items[index.row()]))
        self.apply_look(look)

    def select_row(self, row: int) -> None:
        """Make a row the current one, and bring it into sight; the one behind it where it is a label."""
        while 0 <= row < self._rows.rowCount() and self._rows.row(self._rows.index(row, 0)).is_label:
            row += 1
        self.setCurrentIndex(self._rows.index(row, 0))

    def current_item(self) -> object:
        """The item of the current row; None where there is no row."""
        index = self.currentIndex()
        return self._rows.items[index.row()] if index.isValid() else None

    def take_current(self) -> None:
        """Choose the current row."""
        if self.currentIndex().isValid():
            self.taken.emit(self.current_item())

    def apply_look(self, look: Look) -> None:
        """Take colours and metrics of `look`."""
        self._look = look
        self._row_delegate.apply_look(look)
        colour_ground(self, look, "raised")
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's hook: no type-ahead."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's hook."""
        super().currentChanged(current, previous)
        if current.row() == 1 and self._rows.row(self._rows.index(0, 0)).is_label:
            self.scrollToTop()  # the label over the first row is seen with it
        if current.isValid():
            self.moved.emit(self._rows.row(current).spoken)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another style sheet takes the ground away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            colour_ground(self, self._look, "raised")
