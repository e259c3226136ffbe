"""The rows of an overlay as a Qt model: each is described only when it is looked at, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsreader.core.hints import Any
from newsreader.core.values import dataclass
from newsreader.ui.labels import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `OverlayRow` of an index."""
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class OverlayRow:
    """What a row says, all of it plain text: a name, what belongs to it below, and a `note` at the end.

    `icon` is the name of its drawing; a `faint` row is one that leads nowhere now. `caps` are those of a key, `bold`
    the stretches of `text` that were typed. A row that `is_label` stands over a group and cannot be chosen.
    """

    text: str
    detail: str = ""
    icon: str = ""
    note: str = ""
    faint: bool = False
    caps: tuple[str, ...] = ()
    bold: tuple[tuple[int, int], ...] = ()
    is_label: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.detail, self.note, " ".join(self.caps)) if part)


class OverlayRows(QAbstractListModel):
    """Items of any kind, and how each is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty until `set_items`."""
        super().__init__(parent)
        self._items: Sequence[Any] = ()
        self._describe: Callable[[Any], OverlayRow] = lambda item: OverlayRow(str(item))

    @property
    def items(self) -> Sequence[Any]:
        """What there is a row for, from the top down."""
        return self._items

    def set_items(self, items: Sequence[Any], describe: Callable[[Any], OverlayRow]) -> None:
        """Show other items; `describe` is called for a row each time it is looked at, and has to be instant."""
        self.beginResetModel()
        self._items, self._describe = items, describe
        self.endResetModel()

    def refresh(self) -> None:
        """The same items are described differently now."""
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def row(self, index: Index) -> OverlayRow:
        """The row at a valid index."""
        return self._describe(self._items[index.row()])

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's hook: labels cannot be chosen."""
        if index.isValid() and self.row(index).is_label:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (self.row(index).text, self.row(index).detail))))
        return self.row(index).spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
