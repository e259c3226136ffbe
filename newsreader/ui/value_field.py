"""A value to be read, selected and copied: cut with an ellipsis at rest, whole once it has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from newsreader.ui.elided_label import colour_text, paint_cut
from newsreader.ui.look import Look
from newsreader.ui.tooltips import explain


class ValueField(QLineEdit):
    """A read-only line without a frame. Mouse and keyboard select in it, as in any field."""

    def __init__(
        self,
        name: str,
        *,
        pixels: float = 13,
        weight: int = 500,
        token: str = "fg",
        line: float = 19,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what it is to a screen reader; `line` its height; `mode` where the text is cut."""
        super().__init__(parent)
        self._name = name
        self._face = (pixels, weight)
        self._token = token
        self._line = line
        self._mode = mode
        self.setReadOnly(True)
        self.setFrame(False)
        self.setTextMargins(-2, 0, -2, 0)

    def show_text(self, text: str, tooltip: str = "") -> None:
        """Show `text`; the tooltip is `tooltip`, or the text itself."""
        self.setText(text)
        self.setCursorPosition(0)
        self.setAccessibleName(f"{self._name}: {text}")
        explain(self, tooltip or text)

    def apply_look(self, look: Look) -> None:
        """Take colour, font and height of `look`."""
        self.setFont(look.font(*self._face))
        colour_text(self, look, self._token)
        self.setFixedHeight(look.px(self._line))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: the pane draws the focus around the field."""
        super().focusInEvent(event)
        self._repaint_pane()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's hook: nothing stays selected out of sight."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.deselect()
            self.setCursorPosition(0)
        self._repaint_pane()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: cut to the width at rest."""
        if self.hasFocus():
            super().paintEvent(event)
            return
        paint_cut(self, self.text(), self._mode)

    def _repaint_pane(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()
