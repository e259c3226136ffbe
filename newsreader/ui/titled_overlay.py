"""An overlay that is a list under a title, and says in words when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from newsreader.core.hints import Any
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.key_hints import Hint
from newsreader.ui.list_overlay import ListOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.redress import is_undressing

_CLOSE: Hint = (("Esc",), "Close")
_EMPTY = 5
"""What is said of an empty list is as high as so many rows."""


class TitledOverlay(ListOverlay):
    """A subclass fills it with `show_rows`."""

    def __init__(
        self, name: str, explained: str, look: Look, parent: QWidget, hints: Sequence[Hint], none: tuple[str, str, str]
    ) -> None:
        """`explained` stands beside the title; `hints` are those of a list that has rows, and `none` is what is said
        where there are none: icon, title, text.
        """
        super().__init__(name, look, parent, hints)
        self._filled_hints = tuple(hints)
        self._title, self._explained = QLabel(name), ElidedLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._explained.show_text(explained)
        self._none = EmptyState(look, "raised")
        self._none.show_message(*none)
        self.head.addWidget(self._title)
        self.head.addWidget(self._explained, 1)
        self.body.addWidget(self._none, 1)
        self.apply_look(look)

    def explain(self, text: str) -> None:
        """Say something else beside the title."""
        self._explained.show_text(text)

    def show_rows(self, items: Sequence[Any], describe: Callable[[Any], OverlayRow], current: int = 0) -> None:
        """Show these, the row `current` the current one."""
        self.rows.set_items(items, describe)
        self.list.setVisible(bool(items))
        self._none.setVisible(not items)
        self.hints.show_hints(self._filled_hints if items else (_CLOSE,))
        self.list.select_row(current)
        self._cover()

    def row_count(self) -> int:
        """Room for the sentence where there are no rows."""
        return self.rows.rowCount() or _EMPTY

    def focus_target(self) -> QWidget:
        """The list; the panel where there is none."""
        return self.list if self.rows.rowCount() else self.panel

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self._none.apply_look(look)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self._dress()

    def _dress(self) -> None:
        self._title.setFont(self._look.font(17, 600))
        self._title.setMinimumHeight(self._look.px(32))
        colour_text(self._title, self._look, "fg")
        self._explained.setFont(self._look.font(13))
        colour_text(self._explained, self._look, "fg3")
