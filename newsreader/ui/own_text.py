"""What the reader wrote or marked, in the details: plain text under a label, to be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from newsreader.ui.details_block import Block
from newsreader.ui.elided_label import colour_text
from newsreader.ui.look import Look

_LONGEST = 2000
"""More of it is seen where it is edited or listed."""


class OwnText(Block):
    """Not there while there is nothing to say; its text is made when it is first needed."""

    def __init__(self, label: str, look: Look) -> None:
        """`label` stands above the text, and is said before it by a screen reader."""
        super().__init__(label, [])
        self._name = label
        self._look = look
        self._text: QLabel | None = None
        self.hide()

    def show_text(self, text: str) -> None:
        """Show this; "" for nothing."""
        if text and self._text is None:
            self._text = QLabel()
            self._text.setTextFormat(Qt.TextFormat.PlainText)
            self._text.setWordWrap(True)
            self._text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.column.addWidget(self._text)
            self.apply_look(self._look)
        if self._text is not None:
            self._text.setText(text[:_LONGEST])
            self._text.setAccessibleName(f"{self._name}: {text[:_LONGEST]}")
        self.setVisible(bool(text))

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and distances of `look`."""
        super().apply_look(look)
        self._look = look
        if self._text is not None:
            self._text.setFont(look.font(13))
            colour_text(self._text, look, "fg")
