"""One fact of the details: a label, and its value below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.look import Look
from newsreader.ui.value_field import ValueField


class Block(QWidget):
    """A label over its value, which may go on in further lines; 16 pixels below."""

    def __init__(self, label: str, values: Sequence[ValueField]) -> None:
        """The label is the buddy of the first value."""
        super().__init__()
        self.values = tuple(values)
        self._label = ElidedLabel()
        self._label.setText(label)
        if values:
            self._label.setBuddy(values[0])
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.column.addWidget(self._label)
        for value in values:
            self.column.addWidget(value)

    def set_label(self, label: str) -> None:
        """Call the value something else."""
        self._label.setText(label)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and distances of `look`."""
        self._label.setFont(look.font(12))
        self._label.setFixedHeight(look.px(17))
        colour_text(self._label, look, "fg3")
        self.column.setSpacing(look.px(2))
        self.column.setContentsMargins(0, 0, 0, look.px(16))
        for value in self.values:
            value.apply_look(look)
