"""An overlay that is a list: a head, rows to walk along, and a foot that says which keys act (mock 07)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsreader.ui.key_hints import Hint, KeyHints
from newsreader.ui.look import Look
from newsreader.ui.overlay import Overlay
from newsreader.ui.overlay_list import OverlayList
from newsreader.ui.overlay_row_delegate import ROW, OverlayRowDelegate
from newsreader.ui.overlay_rows import OverlayRows

_WIDTH, _HEIGHT, _LOWEST = 620, 512, 240
_FROM_TOP = 0.13
_HEAD = 53


class Hairline(QWidget):
    """One pixel across the panel."""

    def __init__(self, look: Look) -> None:
        """In the colour of hairlines on raised grounds."""
        super().__init__()
        self._look = look
        self.setFixedHeight(1)

    def apply_look(self, look: Look) -> None:
        """Take the colour of `look`."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        QPainter(self).fillRect(self.rect(), self._look.colour("line_raised"))


class ListOverlay(Overlay):
    """620 pixels wide at 13 % from the top, as high as its rows need; a subclass fills `head`."""

    ABOVE = 8
    """The room above the first row, in pixels of the design."""

    def __init__(
        self,
        name: str,
        look: Look,
        parent: QWidget,
        hints: Sequence[Hint],
        delegate: type[OverlayRowDelegate] = OverlayRowDelegate,
    ) -> None:
        """`name` is what it is to a screen reader; `hints` stand in its foot; `delegate` paints the rows."""
        super().__init__(look, parent)
        self.panel.setAccessibleName(name)
        self.rows = OverlayRows(self)
        self.list = OverlayList(name, self.rows, look, delegate)
        self.hints = KeyHints(hints, look)
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self._lines = (Hairline(look), Hairline(look))
        self.body.setSpacing(0)
        self.body.addWidget(self.list, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self._lines[0])
        column.addLayout(self.body, 1)
        column.addWidget(self._lines[1])
        column.addWidget(self.hints)

    def focus_target(self) -> QWidget:
        """The list, unless a subclass has a field to type in."""
        return self.list

    def place_panel(self, room: QRect) -> QRect:
        """A little above the middle, as high as the rows need, and never beyond the window."""
        px = self._look.px
        width = min(px(_WIDTH), room.width() - px(32))
        top = max(px(16), round(room.height() * _FROM_TOP))
        wanted = px(_HEAD) + self.hints.height() + px(ROW) * self.row_count() + px(20)
        height = min(px(_HEIGHT), max(px(_LOWEST), wanted), room.height() - top - px(16))
        return QRect((room.width() - width) // 2, top, width, height)

    def row_count(self) -> int:
        """How many rows the panel is to have room for."""
        return self.rows.rowCount()

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self.head.setContentsMargins(look.px(20), look.px(11), look.px(16), look.px(10))
        self.head.setSpacing(look.px(8))
        self.body.setContentsMargins(0, look.px(self.ABOVE), 0, look.px(8))
        for part in (self.list, self.hints, *self._lines):
            part.apply_look(look)
        super().apply_look(look)
