"""An overlay that is a list with a field above it: what is typed narrows the rows, and the focus stays in the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from newsreader.ui.announcer import announce
from newsreader.ui.filter_field import FilterField
from newsreader.ui.key_hints import Hint
from newsreader.ui.list_overlay import ListOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_row_delegate import OverlayRowDelegate


class FieldOverlay(ListOverlay):
    """A subclass says in `narrow` which rows fit what stands in `field`."""

    def __init__(
        self,
        name: str,
        asks: str,
        look: Look,
        parent: QWidget,
        hints: Sequence[Hint],
        delegate: type[OverlayRowDelegate] = OverlayRowDelegate,
    ) -> None:
        """`name` is what the overlay is to a screen reader, `asks` what the field says while it is empty."""
        super().__init__(name, look, parent, hints, delegate)
        self.field = FilterField(asks, self.list, look)
        self.head.addWidget(self.field, 1)
        self.field.textChanged.connect(lambda _text: self.narrow())
        self._said = ""
        self.list.moved.connect(self._say)
        self.apply_look(look)

    def narrow(self) -> None:
        """Show the rows that fit what is typed; nothing unless a subclass knows better."""

    def begin(self, text: str = "") -> None:
        """Start with `text` in the field, all of it selected, and the panel as large as the rows need."""
        self._said = ""
        self.field.setText(text)
        self.field.selectAll()
        self.narrow()
        self._cover()

    def _say(self, row: str) -> None:
        """Tell a screen reader which row is current, once and not again with every letter that leaves it so."""
        if row != self._said:
            self._said = row
            announce(self.field, row)

    def focus_target(self) -> QWidget:
        """The field."""
        return self.field

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self.field.apply_look(look)
