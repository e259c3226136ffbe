"""Putting fonts and colours back when Qt has taken them off, and margins where a turned window wants them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_TOLD_BY = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)


class Redress(QObject):
    """Calls `dress` whenever `widget` inherits a style sheet anew (with a new parent, with a new theme), and when it is
    to be read from the other side from now on.

    Qt then resets the font and the palette of every widget that was laid out before, to what they were before the style
    sheet first touched them (seen with 6.11.3: a label set to 15 pixels falls back to the system's 12).
    """

    def __init__(self, widget: QWidget, dress: Callable[[], None]) -> None:
        """`dress` sets fonts and palettes; it is first called at the next change, not now."""
        super().__init__(widget)
        self._dress = dress
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: children have been reset by the time their parent is told."""
        if event.type() in _TOLD_BY:
            self._dress()
        return super().eventFilter(watched, event)
