"""`state.undo`, `state.redo` and `state.history`: taking steps back, one by one or many at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from newsreader.ui.history_overlay import HistoryOverlay
from newsreader.ui.look import Look
from newsreader.ui.marking import Marking
from newsreader.ui.opened import Opened


class HistoryCommands:
    """Over the steps of the open library."""

    def __init__(
        self, window: QWidget, look: Callable[[], Look], marking: Marking, now: Callable[[], datetime]
    ) -> None:
        """`look` is the one in force, `now` gives the local time, aware."""
        self._window = window
        self._look = look
        self._marking = marking
        self._now = now
        self._overlay = Opened(self._make)

    def state_undo(self) -> None:
        """Take back the last change."""
        self._marking.undo()

    def state_redo(self) -> None:
        """Make it again."""
        self._marking.redo()

    def state_history(self) -> None:
        """Every step that can be taken back or made again, in an overlay."""
        history = self._marking.history
        overlay = self._overlay.get()
        overlay.show_steps(history.done if history else (), history.undone if history else (), self._now())
        overlay.open()

    def _make(self) -> HistoryOverlay:
        overlay = HistoryOverlay(self._look(), self._window)
        overlay.travel_wanted.connect(self._marking.travel)
        return overlay
