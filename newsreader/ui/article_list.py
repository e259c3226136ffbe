"""The article list: a table view of one column that behaves as a list and never moves by itself."""

from __future__ import annotations

from array import array
from datetime import date, datetime, timedelta
from itertools import compress

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QFocusEvent, QHoverEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from newsreader.ui.article_list_model import ArticleListModel, Index
from newsreader.ui.article_row import SpansOf
from newsreader.ui.article_row_delegate import ArticleRowDelegate
from newsreader.ui.ground import colour_ground, own_viewport
from newsreader.ui.look import Look

_DAY = timedelta(days=1)
_AHEAD_MS = 80
"""Rest after which the rows just out of sight are made ready: a page that was asked for is there by then."""
_SCROLL_BAR = 12
"""What is kept free for the scroll bar, whether it is shown or not, so that rows never change their width."""


class ArticleList(QTableView):
    """Shows an `ArticleListModel`; knows ids, and nothing of what is done with them."""

    article_selected = Signal(int, bool)
    """The reader moved to another row: its id, and whether a key that is held down did it."""
    article_opened = Signal(int)
    """A row was double-clicked."""
    menu_requested = Signal(int, QPoint)
    """The context menu of a row is asked for, at a place on the screen."""
    scrolled = Signal(bool)
    """Whether rows stand above the upper edge now."""

    def __init__(self, model: ArticleListModel, look: Look, parent: QWidget | None = None) -> None:
        """The model stays the same for the life of the list."""
        super().__init__(parent)
        own_viewport(self)
        self._look = look
        self._rows = model
        self._row_delegate = ArticleRowDelegate(look, self)
        self._repeating = False
        self._quiet = False
        self._hovered = -1
        self._places: list[tuple[int, int]] = []
        self._kept: int | None = None
        self._day: date | None = None
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._prepare_neighbours)
        self.setAccessibleName("Articles")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(self._row_delegate)
        self.setModel(model)
        model.edits_started.connect(self._note_places)
        model.edits_ended.connect(self._restore_places)
        self.verticalScrollBar().valueChanged.connect(self._tell_scrolled)
        self.apply_look(look)

    def current_id(self) -> int | None:
        """The id of the current row."""
        index = self.currentIndex()
        return self._rows.id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> array[int]:
        """The ids of all selected rows, from the top down."""
        ids = self._rows.ids
        mask = bytearray(len(ids))
        for piece in self.selectionModel().selection().toList():  # not its indexes, of which there may be a million
            mask[piece.top() : piece.bottom() + 1] = b"\1" * (piece.bottom() + 1 - piece.top())
        return array("I", compress(ids, mask))

    def select_id(self, id_: int, scroll: bool = True) -> bool:
        """Make an article the current row without telling anyone; whether it is in the list."""
        row = self._rows.row_of(id_)
        if row is None:
            return False
        self._select_row(row)
        if scroll:
            self.scrollTo(self._rows.index(row, 0))
        return True

    def clear_current(self) -> None:
        """No row is current or selected."""
        self._quiet = True
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self._quiet = False

    def paint_now(self) -> None:
        """Bring what has changed onto the screen at once; what has not is not painted again."""
        current = self.visualRect(self.currentIndex())
        self.viewport().repaint(current if current.isValid() else self.viewport().rect())

    @property
    def is_reachable(self) -> bool:
        """Whether the files of the rows can be read now."""
        return self._row_delegate.is_reachable

    def show_reachable(self, reachable: bool) -> None:
        """Grey the rows whose folder is not there now, or show them as ever."""
        self._row_delegate.is_reachable = reachable
        self.viewport().update()

    def show_hits(self, spans_of: SpansOf | None) -> None:
        """Mark what was searched for in every row; None for nothing."""
        self._row_delegate.set_spans(spans_of)
        self.viewport().update()

    def visible_ids(self) -> list[int]:
        """The ids of the rows that are at least partly on the screen, from the top down."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.verticalScrollBar().value() // height
        last = (self.verticalScrollBar().value() + self.viewport().height() - 1) // height
        return [self._rows.id_at(row) for row in range(first, min(last + 1, self._rows.rowCount()))]

    def refresh_dates(self, now: datetime) -> None:
        """Tell the time: visible rows younger than a day are painted again, all of them on another day."""
        self._rows.set_now(now)
        if self._day != now.date():
            self._day = now.date()
            self.viewport().update()
            return
        published = ((id_, self._rows.rows.article(id_).published) for id_ in self.visible_ids())
        self._rows.refresh([id_ for id_, when in published if when is not None and now - when.moment() < _DAY])

    def apply_look(self, look: Look) -> None:
        """Take the colours, the density and the scale of `look`; the row at the top stays there."""
        self._look = look
        self._note_places()
        self._row_delegate.apply_look(look)
        colour_ground(self, look, "list")
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._row_delegate.row_height)
        self._fit_column()
        self._restore_places()

    def keyboardSearch(self, search: str) -> None:
        """Qt's hook: no type-ahead, it would eat J and K."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Home and End go to the first and the last row, as in any list."""
        self._repeating = event.isAutoRepeat()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._rows.rowCount() - 1}
        row = ends.get(Qt.Key(event.key()))
        if row is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier and row >= 0:
            self.setCurrentIndex(self._rows.index(row, 0))
        else:
            super().keyPressEvent(event)
        self._repeating = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's hook."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.article_selected.emit(self._rows.id_at(current.row()), self._repeating)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt's hook: the hairline above a row comes and goes with its ground, so the row above changes, too."""
        super().selectionChanged(selected, deselected)
        self._ahead.start()
        for part in (*selected.toList(), *deselected.toList()):
            self._update_rows(part.top() - 1, part.bottom())

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's hook: see `selectionChanged`, for the row under the pointer."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave) and isinstance(event, QHoverEvent):
            under = self.rowAt(event.position().toPoint().y()) if event.type() == QEvent.Type.HoverMove else -1
            if under != self._hovered:
                self._hovered = under
                self.viewport().update()
        return super().viewportEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's hook."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.article_opened.emit(self._rows.id_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's hook: the row under the pointer; by key the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_requested.emit(self._rows.id_at(index.row()), place)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another style sheet takes the ground away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            colour_ground(self, self._look, "list")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the selection looks different with the focus; where nothing is current it stays so."""
        nothing = not self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False
        if nothing:
            self.clear_current()
        self.viewport().update()

    def forget_layouts(self) -> None:
        """Lay the rows out anew as they are painted, and those just out of sight before long."""
        self._row_delegate.forget_layouts()
        self._ahead.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._fit_column()

    def _fit_column(self) -> None:
        width = max(1, self.width() - self._look.px(_SCROLL_BAR))
        self.horizontalHeader().setDefaultSectionSize(width)
        self.horizontalHeader().resizeSection(0, width)

    def _select_row(self, row: int) -> None:
        """Without scrolling there, which Qt does by itself otherwise."""
        self._quiet = True
        self.setAutoScroll(False)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags.ClearAndSelect | flags.Rows)
        self.setAutoScroll(True)
        self._quiet = False

    def _note_places(self) -> None:
        """Remember the visible rows and where they stand, the current one first: one of them will stay there."""
        self._quiet = True
        self._kept = self.current_id()
        offset = self.verticalScrollBar().value()
        height = max(1, self.verticalHeader().defaultSectionSize())
        visible = self.visible_ids()
        first = offset // height
        places = [(id_, (first + number) * height - offset) for number, id_ in enumerate(visible)]
        self._places = sorted(places, key=lambda place: place[0] != self._kept) if self._holds_still(visible) else []

    def _holds_still(self, visible: list[int]) -> bool:
        """A list that nobody has touched shows its beginning; any other keeps what is on the screen."""
        return self.verticalScrollBar().value() > 0 or self._kept in visible

    def _restore_places(self) -> None:
        """Put a row that was visible back where it was, and take the selection off an article that is gone."""
        if self._kept is not None and self.current_id() != self._kept:
            row = self._rows.row_of(self._kept)
            if row is None:
                self.clear_current()
            else:
                self._select_row(row)
        self._quiet = False
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        height = self.verticalHeader().defaultSectionSize()
        for id_, place in self._places:
            row = self._rows.row_of(id_)
            if row is not None:
                self.verticalScrollBar().setValue(row * height - place)
                break
        self._places = []

    def _tell_scrolled(self, value: int) -> None:
        self._ahead.start()
        if self.viewport().underMouse():
            # The rows were moved as they are, and another one is under the pointer now: see `selectionChanged`.
            before, self._hovered = self._hovered, self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y())
            for row in (before, self._hovered):
                self._update_rows(row - 1, row)
        self.scrolled.emit(value > 0)

    def _update_rows(self, first: int, last: int) -> None:
        """Have rows painted again, as far as they are on the screen."""
        height, offset = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar().value()
        self.viewport().update(0, first * height - offset, self.viewport().width(), (last - first + 1) * height)

    def _prepare_neighbours(self) -> None:
        """Have the rows just out of sight ready: making one takes as long as painting all others that change."""
        if not self.isVisible():  # the window is being closed, and its library may be
            return
        height, offset = self.verticalHeader().defaultSectionSize(), self.verticalScrollBar().value()
        after = (offset + self.viewport().height() - 1) // height + 1
        for row in (after, offset // height - 1):
            if 0 <= row < self._rows.rowCount():
                self._row_delegate.prepare(self._rows.index(row, 0))
