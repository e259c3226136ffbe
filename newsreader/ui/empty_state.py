"""What is shown where there is nothing to show: why, and what can be done about it (look.md section 7, mock 08)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsreader.ui.elided_label import colour_text
from newsreader.ui.look import Look

Button = tuple[str, Callable[[], None], bool]
"""Its text, what it does, and whether it is the primary one."""

_WIDTH = 420


class EmptyState(QWidget):
    """An icon, a title, a sentence or two, buttons and a hint, centred a little above the middle."""

    def __init__(self, look: Look, ground: str = "read", parent: QWidget | None = None) -> None:
        """`ground` is the token of the pane it stands in."""
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._icon_name = ""
        self._icon = QLabel()
        self._title, self._text, self._hint = _label(), _label(), _label()
        for label in (self._title, self._text, self._hint):
            label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addStretch(5)
        for widget in (self._icon, self._title, self._text):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(6)
        self.apply_look(look)

    def show_message(self, icon: str, title: str, text: str, buttons: Sequence[Button] = (), hint: str = "") -> None:
        """Say `title` and `text` under an icon; `hint` stands below the buttons. All of it is plain text."""
        self._icon_name = icon
        self._title.setText(title)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._replace_buttons(buttons)
        self.apply_look(self._look)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        px = look.px
        if self._icon_name:
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(look.pixmap(self._icon_name, "fg3", 40, ratio, stroke=1.25))
        self._title.setFont(look.font(17, 600))
        self._text.setFont(look.font(14))
        self._hint.setFont(look.font(13))
        for label, token in ((self._title, "fg"), (self._text, "fg2"), (self._hint, "fg3")):
            colour_text(label, look, token)
            label.setFixedWidth(min(px(_WIDTH), max(px(160), self.width() - px(32))))
        self._title.setContentsMargins(0, px(17), 0, px(10))
        self._text.setContentsMargins(0, 0, 0, px(22) if self._buttons.count() else 0)
        self._hint.setContentsMargins(0, px(17), 0, 0)
        self._buttons.setSpacing(px(10))
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        for button in self.findChildren(QPushButton):
            button.setFixedHeight(px(32))
            button.setFont(look.font(13, 500))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground."""
        QPainter(self).fillRect(self.rect(), self._look.colour(self._ground))

    def event(self, event: QEvent) -> bool:
        """Qt's hook: sentences are as wide as the pane allows, the icon as sharp as the screen."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange):
            self.apply_look(self._look)
        return super().event(event)

    def _replace_buttons(self, buttons: Sequence[Button]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not buttons:
            return
        self._buttons.addStretch(1)
        for text, act, primary in buttons:
            button = QPushButton(text)
            button.setAccessibleName(text)
            button.setProperty("kind", "primary" if primary else "secondary")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return label
