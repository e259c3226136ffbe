"""The overlay of what was done: each step with its article and time, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from newsreader.core.text import visible
from newsreader.reader.steps import Step
from newsreader.ui.labels import moment_text
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.titled_overlay import TitledOverlay

_HINTS = ((("Enter",), "Undo down to here, or redo"), (("↑", "↓"), "Move"), (("Esc",), "Close"))
_NONE = ("clock", "Nothing was done yet", "What you mark, tag, note and delete is listed here.")


class HistoryOverlay(TitledOverlay):
    """The newest step first; above what is done, faint, what was taken back and can be made again."""

    travel_wanted = Signal(int)
    """So many steps are to be taken back; made again where it is negative."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_steps`."""
        super().__init__("History", "What can be undone, in this and in later sessions", look, parent, _HINTS, _NONE)
        self.list.taken.connect(self._take)

    def show_steps(self, done: Sequence[Step], undone: Sequence[Step], now: datetime) -> None:
        """Show these, each in the order in which it was done."""
        taken_back = [(step, -number) for number, step in enumerate(undone, 1)]
        to_take_back = [(step, number) for number, step in enumerate(reversed(done), 1)]
        current = len(taken_back) if to_take_back else max(0, len(taken_back) - 1)
        steps = [*reversed(taken_back), *to_take_back]
        self.show_rows(steps, lambda item: _described(item[0], item[1], now), current)

    def _take(self, item: tuple[Step, int]) -> None:
        self.leave()
        self.travel_wanted.emit(item[1])


def _described(step: Step, number: int, now: datetime) -> OverlayRow:
    time = moment_text(step.when, now)
    note = time if number > 0 else f"Undone · {time}"
    icon = "rotate-cw" if number < 0 else "check"
    return OverlayRow(visible(step.change.label), visible(step.about), icon, note, number < 0)
