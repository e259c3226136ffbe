"""The overlay of keyboard shortcuts, drawn from the table of commands (mock 09)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.ground import own_viewport
from newsreader.ui.key_cap import KeyCaps
from newsreader.ui.look import Look
from newsreader.ui.overlay import Overlay
from newsreader.ui.redress import is_undressing

Row = tuple[str, Sequence[tuple[str, ...]]]
"""What a row does, and the caps of each of its keys."""
Group = tuple[str, Sequence[Row]]
"""The name of a group and its rows."""

_SIZE = (1020, 498)
_THREE_COLUMNS = 1080
_ROW = 30


class Sheet(QWidget):
    """The groups in columns."""

    def __init__(self, columns: Sequence[Sequence[Group]], look: Look) -> None:
        """`columns` from the reading side on, each a sequence of groups."""
        super().__init__()
        self._look = look
        self._titles: list[QLabel] = []
        self._texts: list[ElidedLabel] = []
        self._caps: list[KeyCaps] = []
        self._rows: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for groups in columns:
            column = QVBoxLayout()
            column.setSpacing(0)
            for number, (name, rows) in enumerate(groups):
                if number:
                    column.addSpacing(look.px(15))
                column.addWidget(self._title(name))
                for text, keys in rows:
                    column.addWidget(self._line(name, text, keys))
            column.addStretch(1)
            self._row.addLayout(column, 1)
        self.apply_look(look)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self._row.setSpacing(look.px(40))
        for labels, font, token in (
            (self._titles, look.font(12, 600), "fg2"),
            (self._texts, look.font(13), "fg"),
        ):
            _dress(labels, font, look, token)
        for line in (*self._titles, *self._rows):
            line.setFixedHeight(look.px(_ROW))
        for caps in self._caps:
            caps.apply_look(look)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def _title(self, name: str) -> QLabel:
        title = QLabel(name)
        title.setTextFormat(Qt.TextFormat.PlainText)
        self._titles.append(title)
        return title

    def _line(self, group: str, text: str, keys: Sequence[tuple[str, ...]]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        label = ElidedLabel()
        label.show_text(text)
        self._texts.append(label)
        row.addWidget(label, 1)
        spoken = " or ".join(" ".join(key) for key in keys)
        joined = _joined(keys)
        for number, key in enumerate(joined):
            if number and max(map(len, joined)) > 1:
                row.addSpacing(self._look.px(8))
            caps = KeyCaps(key, self._look)
            self._caps.append(caps)
            row.addWidget(caps, 0, Qt.AlignmentFlag.AlignVCenter)
        label.setAccessibleName(f"{text}: {spoken}")
        label.setAccessibleDescription(group)
        self._rows.append(line)
        return line


class ShortcutsOverlay(Overlay):
    """1020 pixels wide and 498 or more high, in three columns; in a narrower window in two, and it scrolls."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_columns`."""
        super().__init__(look, parent)
        self._columns: list[list[Group]] = []
        self._wide: bool | None = None
        self._content = 0
        self._title = QLabel("Keyboard shortcuts")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._escape = KeyCaps(("Esc",), look)
        self._scroll = QScrollArea()
        own_viewport(self._scroll)
        self._scroll.setAccessibleName("Keyboard shortcuts")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._escape)
        self._column = QVBoxLayout(self.panel)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scroll, 1)
        self.panel.setAccessibleName("Keyboard shortcuts")
        self.apply_look(look)

    def show_columns(self, columns: Sequence[Sequence[Group]]) -> None:
        """Show keys: three columns, each with its groups from the top down."""
        self._columns = [list(groups) for groups in columns]
        self._wide = None
        self._follow_parent()

    def focus_target(self) -> QWidget:
        """The groups: the arrow keys scroll them."""
        return self._scroll

    def place_panel(self, room: QRect) -> QRect:
        """1020 by 498 pixels a little above the middle; higher for more rows, or what the window has room for."""
        px = self._look.px
        wide = room.width() >= px(_THREE_COLUMNS)
        if wide != self._wide:
            self._wide = wide
            self._fill()
        columns = 3 if wide else 2
        width = min(px(_SIZE[0]) * columns // 3, room.width() - px(32))
        margins = self._column.contentsMargins()
        chrome = margins.top() + margins.bottom() + self._column.spacing() + self._head.sizeHint().height()
        height = min(max(px(_SIZE[1]), self._content + chrome), room.height() - px(32))
        top = max(px(16), (room.height() - height) // 2 - px(10))
        return QRect((room.width() - width) // 2, top, width, height)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self._dress_title()
        self._escape.apply_look(look)
        self._column.setContentsMargins(look.px(32), look.px(24), look.px(20), look.px(20))
        self._column.setSpacing(look.px(20))
        self._head.setContentsMargins(0, 0, look.px(12), 0)
        self._scroll.viewport().setAutoFillBackground(False)
        self._wide = None
        super().apply_look(look)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self._dress_title()

    def _dress_title(self) -> None:
        self._title.setFont(self._look.font(17, 600))
        colour_text(self._title, self._look, "fg")

    def _fill(self) -> None:
        sheet = Sheet(self._columns if self._wide else _in_two(self._columns), self._look)
        sheet.setContentsMargins(0, 0, self._look.px(12), 0)
        self._scroll.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        self._content = sheet.sizeHint().height()


def _joined(keys: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The caps of a row: keys that differ only in their last cap share the others (Ctrl + −)."""
    if len(keys) == 2 and len(keys[0]) > 1 and keys[0][:-1] == keys[1][:-1]:
        return [(*keys[0], keys[1][-1])]
    return list(keys)


def _in_two(columns: Sequence[Sequence[Group]]) -> list[list[Group]]:
    """The same groups in two columns, the first no shorter than the second."""
    groups = [group for column in columns for group in column]
    lines = [len(rows) + 1 for _, rows in groups]
    half = next(count for count in range(len(groups) + 1) if 2 * sum(lines[:count]) >= sum(lines))
    return [groups[:half], groups[half:]]


def _dress(labels: Sequence[QLabel], font: QFont, look: Look, token: str) -> None:
    for label in labels:
        label.setFont(font)
        colour_text(label, look, token)
