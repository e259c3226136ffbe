"""The navigation as a tree model: four lists, sources, tags and folders; edited in place when counts change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from newsreader.core.text import fold, one_line
from newsreader.core.timeline import ListKey, ListKind
from newsreader.core.values import replace
from newsreader.reader.tally import Count, Counts

KEY_ROLE = int(Qt.ItemDataRole.UserRole)
"""The `ListKey` of a row; None for the label of a section."""
COUNT_ROLE = KEY_ROLE + 1
"""The number at the right, 0 for none."""

_LONGEST = 300
_LISTS = (
    (ListKind.ALL, "All"),
    (ListKind.UNREAD, "Unread"),
    (ListKind.TODAY, "Today"),
    (ListKind.STARRED, "Starred"),
)


class NavigationModel(QStandardItemModel):
    """Top rows: the four lists, then "Searches", "Sources", "Tags" and "Folders" with their rows below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with no source and no tag."""
        super().__init__(parent)
        self._row_size = QSize()
        for kind, name in _LISTS:
            self.appendRow(self._row(ListKey(kind), name))
        self.sections = {
            ListKind.SEARCH: _section("Searches"),
            ListKind.SOURCE: _section("Sources"),
            ListKind.TAG: _section("Tags"),
            ListKind.FOLDER: _section("Folders"),
        }
        self._shown = Counts()
        self._searches: tuple[Count, ...] = ()
        for section in self.sections.values():
            self.appendRow(section)

    def set_heights(self, row: int, label: int) -> None:
        """Rows and labels of sections are so many pixels high. Each item says so itself: Qt asks for all of them before
        the first paint, and a delegate's `sizeHint` in Python took 2 ms for 500.
        """
        self._row_size = QSize(0, row)
        for kind in (*dict(_LISTS), *self.sections):
            for item in self.rows(kind):
                item.setSizeHint(self._row_size)
        for section in self.sections.values():
            section.setSizeHint(QSize(0, label))

    def set_counts(self, counts: Counts) -> None:
        """Show these numbers; rows come and go one by one, so that the others keep their selection and place."""
        before, self._shown = self._shown, counts
        if counts == before:
            return
        numbers = {ListKind.ALL: counts.unread, ListKind.UNREAD: counts.unread, ListKind.TODAY: counts.today_unread}
        for row, (kind, _) in enumerate(_LISTS):
            _set_number(self.item(row), numbers.get(kind, 0))
        self._edit(ListKind.SOURCE, counts.sources, before.sources)
        self._edit(ListKind.TAG, counts.tags, before.tags)
        self._edit(ListKind.FOLDER, counts.folders, before.folders)

    def set_searches(self, searches: tuple[Count, ...]) -> None:
        """Show these saved searches, with what is unread of each."""
        before, self._searches = self._searches, searches
        self._edit(ListKind.SEARCH, searches, before)

    def item_of(self, key: ListKey) -> QStandardItem | None:
        """The row of a list, None where it has none."""
        wanted = _folded(key.kind, key.value)
        return next((item for item in self.rows(key.kind) if _folded(key.kind, _key(item).value) == wanted), None)

    def rows(self, kind: ListKind) -> Iterator[QStandardItem]:
        """The rows of one kind, from the top down."""
        section = self.sections.get(kind)
        if section is not None:
            yield from (section.child(row) for row in range(section.rowCount()))
        else:
            yield from (item for item in map(self.item, range(len(_LISTS))) if _key(item).kind is kind)

    def _edit(self, kind: ListKind, counts: Sequence[Count], before: Sequence[Count]) -> None:
        """Bring the rows of a section to `counts`, which stand in the order of their folded names."""
        section = self.sections[kind]
        if counts == before:
            return
        if counts[: section.rowCount()] == before:
            # All at once: the hundreds of a library's first sight, one by one, were 10 million instructions.
            news = counts[section.rowCount() :]
            section.appendRows([self._row(ListKey(kind, count.name), count.name, count.unread) for count in news])
            return
        wanted = {_folded(kind, count.name) for count in counts}
        for row in reversed(range(section.rowCount())):
            if _folded(kind, _key(section.child(row)).value) not in wanted:
                section.removeRow(row)
        for row, count in enumerate(counts):
            key = ListKey(kind, count.name)
            item = section.child(row) if row < section.rowCount() else None
            if item is None or _folded(kind, _key(item).value) != _folded(kind, count.name):
                section.insertRow(row, [self._row(key, count.name, count.unread)])
                continue
            if _key(item) != key:
                item.setData(key, KEY_ROLE)
                item.setText(one_line(count.name, _LONGEST))
            _set_number(item, count.unread)

    def _row(self, key: ListKey, name: str, number: int = 0) -> QStandardItem:
        shown = one_line(name, _LONGEST)
        item = QStandardItem(shown)
        item.setSizeHint(self._row_size)
        item.setData(key, KEY_ROLE)
        item.setData(number, COUNT_ROLE)
        item.setAccessibleText(_spoken(shown, number))
        # By `setFlags` this took as long as all the rest: PySide asks an enumeration for its value in Python. That it
        # is not dragged or dropped on is the tree's matter.
        item.setEditable(False)
        return item


def beginning(counts: Counts, most: int) -> Counts:
    """`counts` with at most so many sources, tags and folders together, the first; the same where it has no more."""
    tags = max(0, most - len(counts.sources))
    folders = max(0, tags - len(counts.tags))
    if len(counts.folders) <= folders:
        return counts
    return replace(counts, sources=counts.sources[:most], tags=counts.tags[:tags], folders=counts.folders[:folders])


def _spoken(name: str, number: int) -> str:
    return f"{name}, {number:,}" if number else name


def _folded(kind: ListKind, name: str) -> str:
    """By what two names are the same: folders and saved searches are by every letter."""
    return name if kind in (ListKind.FOLDER, ListKind.SEARCH) else fold(name)


def _section(name: str) -> QStandardItem:
    item = QStandardItem(name)
    item.setColumnCount(1)  # Qt makes the first column within the insertion of many rows otherwise
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item


def _set_number(item: QStandardItem, number: int) -> None:
    spoken = _spoken(item.text(), number)
    if item.accessibleText() != spoken:
        item.setAccessibleText(spoken)
    if item.data(COUNT_ROLE) != number:
        item.setData(number, COUNT_ROLE)


def _key(item: QStandardItem) -> ListKey:
    key = item.data(KEY_ROLE)
    return key if isinstance(key, ListKey) else ListKey()
