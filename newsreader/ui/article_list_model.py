"""The list of articles as a Qt model: one column, one row an id, edited in place."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from newsreader.core.article import Article
from newsreader.core.hints import Any, Protocol
from newsreader.core.timeline import Removal, RowFinder, edits
from newsreader.ui.labels import ago, clock, full_date, plain_tooltip

Index = QModelIndex | QPersistentModelIndex

ID_ROLE = int(Qt.ItemDataRole.UserRole)
MOST_LOOKED_FOR = 50
"""Above this many rows that look different all are told to: finding one takes 10 ms at a million rows."""
PAGE = 64
"""Rows whose articles are fetched in one question."""
MOST_EDITS = 200
"""Above this many edits the rows are set anew: each edit costs the view a walk over its geometry."""
MOST_MOVED = 20_000
"""Above this many rows that differ the edits are not even looked for."""

_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)


class Rows(Protocol):
    """What the list asks about its ids; every call is answered from memory, for visible rows only."""

    def article(self, id_: int) -> Article:
        """The article."""

    def file(self, id_: int) -> Path:
        """Where its file is."""

    def has(self, id_: int) -> bool:
        """Whether the article is at hand."""

    def load(self, ids: Sequence[int]) -> None:
        """Fetch articles that are about to be asked for, all at once."""

    def is_read(self, id_: int) -> bool:
        """Whether it was read."""

    def is_starred(self, id_: int) -> bool:
        """Whether it is starred."""

    def snippet(self, id_: int) -> str:
        """The text to show instead of the excerpt, around what was searched for; "" for the excerpt."""


class ArticleListModel(QAbstractTableModel):
    """Ids in order; the rows themselves are asked for when they are painted or spoken."""

    edits_started = Signal()
    """Rows are about to come, go or be set anew."""
    edits_ended = Signal()
    """The rows are in order again; sent once for each `edits_started`."""

    def __init__(self, rows: Rows, now: datetime, parent: QObject | None = None) -> None:
        """`now` is aware, in the reader's own zone; `set_now` moves it on."""
        super().__init__(parent)
        self.rows = rows
        self.now = now
        self._ids: array[int] = array("I")
        self._finder = RowFinder()

    @property
    def ids(self) -> Sequence[int]:
        """The ids in order; not to be changed."""
        return self._ids

    def set_rows(self, rows: Rows) -> None:
        """Ask somebody else from now on (another library); the list is empty until the next `set_ids`."""
        self.set_ids(array("I"))
        self.rows = rows

    def set_now(self, now: datetime) -> None:
        """Tell the time; whoever paints decides which rows look different."""
        self.now = now

    def set_ids(self, ids: Sequence[int]) -> None:
        """Bring the rows to `ids`, each once, by as few insertions and removals as keep the others in place."""
        new = ids if isinstance(ids, array) else array("I", ids)
        if new is self._ids:
            return
        start, old_stop, new_stop = _difference(self._ids, new)
        if start == old_stop == new_stop:
            self._ids = new
            return
        self.edits_started.emit()
        steps = None
        if max(old_stop, new_stop) - start <= MOST_MOVED:
            steps = edits(self._ids[start:old_stop], new[start:new_stop])
        if steps is None or len(steps) > MOST_EDITS:
            self.beginResetModel()
            self._ids = new
            self.endResetModel()
        else:
            # The old ids may be somebody else's, too: whoever gave them still goes by them.
            self._ids = self._ids[:]
            for step in steps:
                if isinstance(step, Removal):
                    self._remove(start + step.first, start + step.last)
                else:
                    self._insert(start + step.row, step.ids)
        self.edits_ended.emit()

    def id_at(self, row: int) -> int:
        """The id of a row. Raises IndexError outside the list."""
        if row < 0:
            raise IndexError(row)
        return self._ids[row]

    def article_at(self, row: int) -> Article:
        """The article of a row that is about to be painted: all of its page is at hand then (engine.md, "List"). Raises
        IndexError outside the list.
        """
        id_ = self.id_at(row)
        if not self.rows.has(id_):
            start = row // PAGE * PAGE
            self.rows.load(self._ids[start : start + PAGE])
        return self.rows.article(id_)

    def row_of(self, id_: int) -> int | None:
        """The row of an id, None where it is not in the list; instant near the row asked for last."""
        return self._finder.row_of(self._ids, id_)

    def refresh(self, ids: Collection[int]) -> None:
        """These articles, or what the reader made of them, look different now; ids outside the list are passed over."""
        if len(ids) > MOST_LOOKED_FOR:
            self.refresh_all()
            return
        for id_ in ids:
            row = self.row_of(id_)
            if row is not None:
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def refresh_all(self) -> None:
        """Any row may look different now."""
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Qt's hook: one column, so that a row is one item to a screen reader."""
        return 0 if parent.isValid() else 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Qt's hook: headers are empty and silent."""
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Qt's hook: title, what a screen reader says, tooltip, and the id under `ID_ROLE`."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        id_ = self._ids[index.row()]
        if role == ID_ROLE:
            return id_
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows.article(id_).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(id_)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(self.rows.article(id_))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's hook: rows are chosen, and dragged out; never edited or dropped on."""
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDragActions(self) -> Qt.DropAction:
        """Qt's hook: what is dragged out is a copy, the file stays."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Qt's hook: what is dragged out are files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Qt's hook: the files of rows, and their originals' addresses as text. A name that is not UTF-8 is in no
        address.
        """
        ids = [self._ids[index.row()] for index in indexes]
        files = [file for file in map(self.rows.file, ids) if _is_text(file)]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        data.setText("\n".join(filter(None, (self.rows.article(id_).url for id_ in ids))))
        return data

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._ids[first : last + 1]
        self.endRemoveRows()

    def _insert(self, row: int, ids: Sequence[int]) -> None:
        self.beginInsertRows(QModelIndex(), row, row + len(ids) - 1)
        self._ids[row:row] = array("I", ids)
        self.endInsertRows()

    def _spoken(self, id_: int) -> str:
        """Unread comes first, because it is what one listens for (look.md section 11)."""
        article = self.rows.article(id_)
        parts = (
            "" if self.rows.is_read(id_) else "Unread",
            "Starred" if self.rows.is_starred(id_) else "",
            article.title,
            article.source,
            article.author,
            ago(article.published, self.now),
            article.problem.value if article.problem else f"{article.minutes} min read",
        )
        spoken = [part for part in parts if part]
        return ", ".join([spoken[0], *("starred" if part == "Starred" else part for part in spoken[1:])])


def _is_text(file: Path) -> bool:
    try:
        str(file).encode()
    except UnicodeEncodeError:
        return False
    return True


def _difference(old: array[int], new: array[int]) -> tuple[int, int, int]:
    """Where two orders begin to differ, and where that stretch ends in each.

    They are compared as bytes: comparing two million numbers one by one takes 30 ms, as bytes 2.
    """
    if not old or not new:
        return 0, len(old), len(new)
    size = old.itemsize
    one, other = old.tobytes(), new.tobytes()
    shortest = min(len(old), len(new))
    start = _shared(shortest, lambda a, b: one[a * size : b * size] == other[a * size : b * size])
    ends = len(one), len(other)

    def same_tail(a: int, b: int) -> bool:
        return one[ends[0] - b * size : ends[0] - a * size] == other[ends[1] - b * size : ends[1] - a * size]

    tail = _shared(shortest - start, same_tail)
    return start, len(old) - tail, len(new) - tail


def _shared(longest: int, same: Callable[[int, int], bool]) -> int:
    """How many ids two orders share, counted from one end; `same` compares two stretches of ids from that end."""
    known, unknown = 0, longest
    while known < unknown:
        middle = (known + unknown + 1) // 2
        if same(known, middle):
            known = middle
        else:
            unknown = middle - 1
    return known


def _tooltip(article: Article) -> str:
    """The whole title and the full date."""
    lines = [article.title]
    if article.published is not None:
        time = clock(article.published)
        lines.append(full_date(article.published, QLocale()) + (f", {time}" if time else ""))
    if article.problem is not None:
        lines.append(article.problem.value)
    return plain_tooltip("\n".join(lines))
