"""The navigation: the lists, sources and tags of the library, with what is unread in each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QTreeView, QVBoxLayout, QWidget

from newsreader.core.timeline import ListKey, ListKind
from newsreader.reader.tally import Count, Counts
from newsreader.ui.article_list_model import Index
from newsreader.ui.ground import colour_ground, own_viewport
from newsreader.ui.look import Look
from newsreader.ui.navigation_delegate import NavigationDelegate
from newsreader.ui.navigation_model import COUNT_ROLE, KEY_ROLE, NavigationModel, beginning
from newsreader.ui.progress_foot import ProgressFoot
from newsreader.ui.tool_button import ToolButton

_FIRST_ROWS = 100
"""More than a screen has: 72 stand on one of 2,160 pixels."""


class NavigationTree(QTreeView):
    """The tree itself, always open; the labels of its sections cannot be chosen."""

    row_chosen = Signal(object)
    """The reader moved to another row: its `ListKey`."""
    menu_requested = Signal(object, QPoint)
    """The context menu of a row is asked for: its `ListKey`, and a place on the screen."""

    def __init__(self, model: NavigationModel, look: Look, parent: QWidget | None = None) -> None:
        """Named "Library" for screen readers."""
        super().__init__(parent)
        own_viewport(self)
        self._rows = model
        self._look = look
        self._quiet = False
        self._has_painted = False
        self._put_off: Counts | None = None
        self._row_delegate = NavigationDelegate(look, self)
        self.setAccessibleName("Library")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(self._row_delegate)
        # Last: each of these settings has the rows laid out anew.
        self.setModel(model)
        self.show_sections()
        self.apply_look(look)

    def show_sections(self) -> None:
        """Open every section that has rows, and hide the label of an empty one."""
        for section in self._rows.sections.values():
            self.setRowHidden(section.row(), QModelIndex(), section.rowCount() == 0)
            self.setExpanded(section.index(), True)

    def set_counts(self, counts: Counts) -> None:
        """Show other numbers and rows; what Qt marks instead of a row that is gone is nobody's choice.

        Before the first paint of a visible tree no more rows are made than a screen has; `complete` makes the others
        right behind it: a row takes 7 µs, and there may be a thousand.
        """
        shown = beginning(counts, _FIRST_ROWS) if self.isVisible() and not self._has_painted else counts
        self._put_off = None if shown is counts else counts
        self._quiet = True
        self._rows.set_counts(shown)
        self._quiet = False
        self.show_sections()

    def complete(self) -> None:
        """Make the rows that were put off."""
        if self._put_off is not None:
            self._has_painted = True
            self.set_counts(self._put_off)

    def set_searches(self, searches: tuple[Count, ...]) -> None:
        """Show other saved searches; what Qt marks instead of a row that is gone is nobody's choice."""
        self._quiet = True
        self._rows.set_searches(searches)
        self._quiet = False
        self.show_sections()

    def select(self, index: Index) -> None:
        """Mark a row without telling anyone."""
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        self._quiet = False

    def apply_look(self, look: Look) -> None:
        """Take colours and metrics of `look`."""
        self._look = look
        self._row_delegate.apply_look(look)
        self._rows.set_heights(look.px(30), look.px(40))
        colour_ground(self, look, "nav")
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:
        """Qt's hook: no type-ahead, it would eat J and K."""

    def moveCursor(self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Qt's hook: arrow keys pass over the labels of sections."""
        index = super().moveCursor(cursor_action, modifiers)
        up = cursor_action in (
            QAbstractItemView.CursorAction.MoveUp,
            QAbstractItemView.CursorAction.MovePrevious,
            QAbstractItemView.CursorAction.MovePageUp,
        )
        while index.isValid() and index.data(KEY_ROLE) is None:
            index = self.indexAbove(index) if up else self.indexBelow(index)
        return index if index.isValid() else self.currentIndex()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's hook."""
        super().currentChanged(current, previous)
        key = current.data(KEY_ROLE) if current.isValid() else None
        if isinstance(key, ListKey) and not self._quiet:
            self.row_chosen.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: a press on a label, or below all rows, chooses nothing."""
        if self.indexAt(event.position().toPoint()).data(KEY_ROLE) is not None:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's hook: the row under the pointer; by key the current one."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        key = index.data(KEY_ROLE)
        if isinstance(key, ListKey):
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_requested.emit(key, place)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another style sheet takes the ground away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            colour_ground(self, self._look, "nav")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the first time, the rows below follow."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.complete)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the selected row looks different with the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook."""
        super().focusOutEvent(event)
        self.viewport().update()


class Navigation(QWidget):
    """The left pane: buttons, tree and foot."""

    list_chosen = Signal(object)
    """The reader chose a list: its `ListKey`."""
    menu_requested = Signal(object, QPoint)
    """The context menu of a list is asked for: its `ListKey`, and a place on the screen."""

    def __init__(
        self, look: Look, *, toggle: QAction, menu: QAction, rescan: QAction, parent: QWidget | None = None
    ) -> None:
        """The actions of the head: hide this pane, open the menu, look through the library again."""
        super().__init__(parent)
        self._look = look
        self._model = NavigationModel(self)
        self._key = ListKey()
        self.tree = NavigationTree(self._model, look)
        self.foot = ProgressFoot(look)
        self._toggle = ToolButton(look, self, toggle, shows_state=False)
        self._menu = ToolButton(look, self, menu)
        self._rescan = ToolButton(look, self, rescan)
        self._head = QHBoxLayout()
        self._head.addWidget(self._toggle)
        self._head.addStretch(1)
        self._head.addWidget(self._menu)
        self._head.addWidget(self._rescan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.tree, 1)
        column.addWidget(self.foot)
        self.tree.row_chosen.connect(self._choose)
        self.tree.menu_requested.connect(self.menu_requested)
        self.select(self._key)
        self._fit_head()

    def set_counts(self, counts: Counts) -> None:
        """Show what is in the library now; the selected list stays selected."""
        self.tree.set_counts(counts)
        self.select(self._key)

    @property
    def chosen(self) -> ListKey:
        """The list that is marked."""
        return self._key

    def set_searches(self, searches: tuple[Count, ...]) -> None:
        """Show these saved searches, with what is unread of each."""
        self.tree.set_searches(searches)
        self.select(self._key)

    def select(self, key: ListKey) -> None:
        """Mark a list as the one in view, without telling anyone; a list that is not there leaves nothing marked."""
        self._key = key
        item = self._model.item_of(key)
        if item is None:
            self.tree.complete()
            item = self._model.item_of(key)
        index = item.index() if item is not None else QModelIndex()
        if index != self.tree.currentIndex() or not self.tree.selectionModel().isSelected(index):
            self.tree.select(index)

    def next_unread_source(self, key: ListKey, step: int) -> ListKey | None:
        """The nearest source after (`step` 1) or before (-1) `key` that has something unread; None at the end."""
        self.tree.complete()
        sources = [(item.data(KEY_ROLE), item.data(COUNT_ROLE)) for item in self._model.rows(ListKind.SOURCE)]
        here = self._model.item_of(key) if key.kind is ListKind.SOURCE else None
        start = (here.row() if here is not None else -1 if step > 0 else len(sources)) + step
        stop = len(sources) if step > 0 else -1
        return next((sources[row][0] for row in range(start, stop, step) if sources[row][1]), None)

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return [self._toggle, self._menu, self._rescan, self.tree]

    def button_of(self, action: QAction) -> QWidget | None:
        """The visible button of an action, to open a menu under."""
        buttons = (self._toggle, self._menu, self._rescan)
        return next((button for button in buttons if button.defaultAction() is action and button.isVisible()), None)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self._fit_head()
        for button in (self._toggle, self._menu, self._rescan):
            button.apply_look(look)
        self.tree.apply_look(look)
        self.foot.apply_look(look)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground."""
        QPainter(self).fillRect(self.rect(), self._look.colour("nav"))

    def _fit_head(self) -> None:
        px = self._look.px
        self._head.setContentsMargins(px(12), px(8), px(12) - 1, px(12))
        self._head.setSpacing(px(4))

    def _choose(self, key: ListKey) -> None:
        self._key = key
        self.list_chosen.emit(key)
