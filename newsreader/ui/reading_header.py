"""The row above the page: the actions at its right, the title at its left once the page's own has scrolled away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsreader.ui.look import Look
from newsreader.ui.tool_button import ToolButton

HEIGHT = 48
_LEFT = 24


class ReadingHeader(QWidget):
    """48 px: an elided title, a hairline, tool buttons of actions."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._titled = False
        self._buttons: list[ToolButton] = []
        self._row = QHBoxLayout(self)
        self.apply_look(look)

    def set_actions(self, actions: Sequence[QAction], last: Sequence[QAction] = ()) -> None:
        """Show a button for each action; those of `last` stand apart at the right end."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._row.addStretch(1)
        self._buttons = [self._add_button(action) for action in actions]
        if last:
            self._row.addSpacing(self._look.px(8))
        self._buttons += [self._add_button(action) for action in last]
        self.apply_look(self._look)

    def set_title(self, title: str) -> None:
        """The title of the article on the page."""
        self._title = title
        self.update()

    def set_titled(self, titled: bool) -> None:
        """Show the title and the hairline, or neither."""
        if titled != self._titled:
            self._titled = titled
            self.update()

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return list(self._buttons)

    def button_of(self, action: QAction) -> QWidget | None:
        """The visible button of an action, to open a menu under."""
        shown = (button for button in self._buttons if button.isVisible())
        return next((button for button in shown if button.defaultAction() is action), None)

    def apply_look(self, look: Look) -> None:
        """Take the colours and sizes of `look`; icons are the actions' own."""
        self._look = look
        self.setFixedHeight(look.px(HEIGHT))
        self._row.setContentsMargins(look.px(_LEFT), 0, look.px(12), 0)
        self._row.setSpacing(look.px(4))
        for button in self._buttons:
            button.apply_look(look)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the page; title and hairline when the page's own title is out of sight."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colour("read"))
        if not self._titled:
            return
        right = min((button.x() for button in self._buttons), default=self.width()) - self._look.px(16)
        left = self._look.px(_LEFT)
        painter.setFont(self._look.font(13, 500))
        painter.setPen(self._look.colour("fg2"))
        text = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, right - left)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(left, 0, right - left, self.height(), flags, text)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("hair"))

    def _add_button(self, action: QAction) -> ToolButton:
        button = ToolButton(self._look, self, action)
        self._row.addWidget(button)
        return button
