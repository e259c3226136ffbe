"""The reader's note on an article: a few lines of Markdown, kept when the overlay is left."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from newsreader.core.own import LONGEST_NOTE
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.key_hints import KeyHints
from newsreader.ui.look import Look
from newsreader.ui.overlay import Overlay

_WIDTH, _HEIGHT = 620, 360
_FROM_TOP = 0.13
_HINTS = ((("Esc",), "Keep and close"),)


class NoteOverlay(Overlay):
    """A title, a field of plain text, and what Esc does: nothing that was typed is lost."""

    note_written = Signal(str)
    """The note as it is now, where it is another."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_note`."""
        super().__init__(look, parent)
        self.panel.setAccessibleName("Note")
        self._before = ""
        self._title, self._article = QLabel("Note"), ElidedLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _NoteField()
        self.field.setAccessibleName("Note, in Markdown")
        self.field.setPlaceholderText("What do you want to remember? Markdown is welcome.")
        self.field.finished.connect(self.leave)
        self._hints = KeyHints(_HINTS, look)
        self._column = QVBoxLayout(self.panel)
        self._column.setSpacing(0)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        for part in (self._title, self._article):
            self._words.addWidget(part)
        self._words.addWidget(self.field, 1)
        self._column.addLayout(self._words, 1)
        self._column.addWidget(self._hints)
        self.apply_look(look)

    def show_note(self, title: str, note: str) -> None:
        """Edit the note of an article."""
        self._before = note
        self._article.show_text(title)
        self.field.setPlainText(note)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def leave(self) -> bool:
        """Keep what was typed, and hide; whether there was anything to close."""
        note = self.field.toPlainText().strip()[:LONGEST_NOTE]
        if not self.isHidden() and note != self._before:
            self._before = note
            self.note_written.emit(note)
        return super().leave()

    def focus_target(self) -> QWidget:
        """The field."""
        return self.field

    def place_panel(self, room: QRect) -> QRect:
        """A little above the middle, and never beyond the window."""
        px = self._look.px
        width = min(px(_WIDTH), room.width() - px(32))
        top = max(px(16), round(room.height() * _FROM_TOP))
        return QRect((room.width() - width) // 2, top, width, min(px(_HEIGHT), room.height() - top - px(16)))

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        px = look.px
        self._column.setContentsMargins(1, 1, 1, 1)
        self._words.setContentsMargins(px(20), px(16), px(20), 0)
        self._title.setFont(look.font(17, 600))
        colour_text(self._title, look, "fg")
        self._article.setFont(look.font(12.5))
        colour_text(self._article, look, "fg3")
        self._words.setSpacing(px(4))
        self.field.setFont(look.font(13.5))
        palette = self.field.palette()
        palette.setColor(QPalette.ColorRole.Base, look.colour("raised"))
        palette.setColor(QPalette.ColorRole.Text, look.colour("fg"))
        self.field.setPalette(palette)
        self._column.setStretchFactor(self.field, 1)
        self._hints.apply_look(look)
        super().apply_look(look)


class _NoteField(QPlainTextEdit):
    finished = Signal()
    """Ctrl+Enter was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)  # its text stands under the title
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)
