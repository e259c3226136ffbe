"""What is shown where there is nothing to show: why, and what can be done about it (look.md section 7, mock 08)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpacerItem, QVBoxLayout, QWidget

from newsreader.ui.elided_label import colour_text
from newsreader.ui.look import Look
from newsreader.ui.paragraph import Paragraph
from newsreader.ui.redress import is_undressing

Button = tuple[str, Callable[[], None], bool]
"""Its text, what it does, and whether it is the primary one."""

PRIMARY = "primary"
"""What the button of the first choice is called in the style rules."""
_WIDTH = 420


class EmptyState(QWidget):
    """An icon, a title, a sentence or two, buttons and a hint, centred a little above the middle; made with the first
    message, which most windows never have.
    """

    def __init__(self, look: Look, ground: str = "read", parent: QWidget | None = None) -> None:
        """`ground` is the token of the pane it stands in."""
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._content: _Content | None = None

    def show_message(self, icon: str, title: str, text: str, buttons: Sequence[Button] = (), hint: str = "") -> None:
        """Say `title` and `text` under an icon; `hint` stands below the buttons. All of it is plain text."""
        self._content = self._content or _Content(self)
        self._content.fill(icon, title, text, buttons, hint)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.apply_look(self._look)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        if self._content is not None:
            self._content.dress(look, self.width(), self.devicePixelRatioF())
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground."""
        QPainter(self).fillRect(self.rect(), self._look.colour(self._ground))

    def event(self, event: QEvent) -> bool:
        """Qt's hook: sentences are as wide as the pane allows, the icon as sharp as the screen."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange):
            self.apply_look(self._look)
        return super().event(event)


class _Content:
    """What stands in an empty state."""

    def __init__(self, state: QWidget) -> None:
        self._icon_name = ""
        self._icon = QLabel(state)
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._title, self._text, self._hint = Paragraph(state), Paragraph(state), Paragraph(state)
        self._shown: list[QPushButton] = []
        self._buttons = QHBoxLayout()
        self._column = QVBoxLayout(state)
        self._column.setSpacing(0)
        self._column.addStretch(5)
        self._gaps = [QSpacerItem(0, 0) for _ in range(4)]
        for widget, gap in zip((self._icon, self._title, self._text), self._gaps[:3], strict=True):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            self._column.addSpacerItem(gap)
        self._column.addLayout(self._buttons)
        self._column.addSpacerItem(self._gaps[3])
        self._column.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(6)

    def fill(self, icon: str, title: str, text: str, buttons: Sequence[Button], hint: str) -> None:
        """Say this from now on; `dress` is to follow."""
        self._icon_name = icon
        self._title.setText(title)
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._replace_buttons(buttons)

    def dress(self, look: Look, room: int, ratio: float) -> None:
        """Take colours, fonts and metrics of `look`, in so many pixels of width."""
        px = look.px
        if self._icon_name:
            self._icon.setPixmap(look.pixmap(self._icon_name, "fg3", 40, ratio, stroke=1.25))
        width = min(px(_WIDTH), max(px(160), room - px(32)))
        for paragraph, pixels, weight, line, token in (
            (self._title, 17, 600, 24, "fg"),
            (self._text, 14, 400, 22, "fg2"),
            (self._hint, 13, 400, 20, "fg3"),
        ):
            paragraph.set_face(look.font(pixels, weight), px(line))
            colour_text(paragraph, look, token)
            paragraph.fit(width)
        self._gaps[0].changeSize(0, px(17))
        self._gaps[1].changeSize(0, px(10))
        self._gaps[2].changeSize(0, px(22) if self._shown else 0)
        self._gaps[3].changeSize(0, px(16))
        self._buttons.setSpacing(px(10))
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.invalidate()
        for button in self._shown:
            button.setFixedHeight(px(32))
            button.setFont(look.font(13, 600 if button.objectName() == PRIMARY else 500))

    def _replace_buttons(self, buttons: Sequence[Button]) -> None:
        self._shown.clear()
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not buttons:
            return
        self._buttons.addStretch(1)
        for text, act, primary in buttons:
            button = QPushButton(text)
            button.setAccessibleName(text)
            button.setObjectName(PRIMARY if primary else "")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button)
            self._shown.append(button)
        self._buttons.addStretch(1)
