"""Find in article: a bar of 46 pixels under the reading header (look.md section 7, mock 06)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from newsreader.ui.elided_label import colour_text
from newsreader.ui.look import Look
from newsreader.ui.redress import is_undressing
from newsreader.ui.search_field import leave_room, paint_lens
from newsreader.ui.tooltips import hint

HEIGHT = 46
_FIELD, _LEAST = 248, 96
"""Width of the field, and how far it gives way in a narrow pane or to large text before a button is cut."""


class FindBar(QWidget):
    """A field, the number of the hit and of all, steps, case, whole words, and a cross."""

    wanted = Signal(str, bool, bool)
    """What is looked for, whether by case, whether whole words only."""
    stepped = Signal(int)
    """To the next hit (1) or the previous one (-1)."""
    left = Signal()
    """The reader is done."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Find in article")
        self.field = _FindField(look)
        self.field.textChanged.connect(lambda _text: self.ask())
        self.field.stepped.connect(self.stepped)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._case = self._toggle("Aa", "Match case")
        self._whole = self._toggle("Word", "Whole words")
        self._previous = self._button("chevron-up", "Previous hit  (Shift+F3)")
        self._next = self._button("chevron-down", "Next hit  (F3)")
        self._close = self._button("x", "Close  (Esc)")
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._close.clicked.connect(self.left)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 100)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self._buttons = QHBoxLayout()
        for button in (self._case, self._whole, self._previous, self._next, self._close):
            self._buttons.addWidget(button)
        self._row.addLayout(self._buttons)
        self.apply_look(look)

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return [self.field, self._case, self._whole, self._previous, self._next, self._close]

    def ask(self) -> None:
        """Say what is wanted now."""
        self.wanted.emit(self.field.text(), self._case.isChecked(), self._whole.isChecked())

    def show_count(self, current: int, count: int) -> None:
        """The hit `current` (from 1) of `count`; nothing while nothing is typed."""
        text = f"{current:,} of {count:,}" if count else "No hits" if self.field.text().strip() else ""
        self._count.setText(text)
        self._count.setAccessibleName(text)
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        px = look.px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(20), 0, px(12), 0)
        self._row.setSpacing(px(8))
        self._buttons.setSpacing(px(4))
        self.field.setFixedHeight(px(32))
        self.field.setMinimumWidth(px(_LEAST))
        self.field.setMaximumWidth(px(_FIELD))
        self.field.setFont(look.font(13))
        self.field.apply_look(look)
        self._count.setContentsMargins(px(6), 0, 0, 0)
        self._count.setFont(look.font(13, tabular=True))
        colour_text(self._count, look, "fg2")
        for toggle in (self._case, self._whole):
            toggle.setFont(look.font(12.5, 500))
            toggle.setFixedHeight(px(32))
            toggle.setMinimumWidth(max(px(32), toggle.sizeHint().width()))
        for button, name in ((self._previous, "chevron-up"), (self._next, "chevron-down"), (self._close, "x")):
            button.setIcon(look.icon(name, "fg2", 18))
            button.setIconSize(QSize(px(18), px(18)))
            button.setFixedSize(px(32), px(32))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the ground of the list, and a hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("list"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("hair"))

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(self._look.icon(icon, "fg2", 18))
        hint(button, name)
        button.setAccessibleName(name.partition("  (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _toggle(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setCheckable(True)
        hint(button, name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(lambda _on: self.ask())
        return button


class _FindField(QLineEdit):
    stepped = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setPlaceholderText("Find in article")
        self.setAccessibleName("Find in article")

    def apply_look(self, look: Look) -> None:
        """Take icon and room of `look`."""
        self._look = look
        leave_room(self, look.px(29), look.px(8))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the icon before the text."""
        super().paintEvent(event)
        paint_lens(self, self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
