"""The overlay of what was done: each step with its article and time, and the way back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QLabel, QWidget

from newsreader.core.text import visible
from newsreader.reader.steps import Step
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.labels import short_date
from newsreader.ui.list_overlay import ListOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.redress import Redress

_CLOSE = (("Esc",), "Close")
_HINTS = ((("Enter",), "Undo down to here, or redo"), (("↑", "↓"), "Move"), _CLOSE)
_TAKEN_BACK = "Undone"


class HistoryOverlay(ListOverlay):
    """The newest step first; above what is done, faint, what was taken back and can be made again."""

    travel_wanted = Signal(int)
    """So many steps are to be taken back; made again where it is negative."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_steps`."""
        super().__init__("History", look, parent, _HINTS)
        self._title, self._explained = QLabel("History"), ElidedLabel()
        self._none = EmptyState(look, "raised")
        self.head.addWidget(self._title)
        self.head.addWidget(self._explained, 1)
        self.body.addWidget(self._none, 1)
        self.list.taken.connect(self._take)
        self._steps: list[tuple[Step, int]] = []
        self.apply_look(look)
        Redress(self, self._dress)

    def show_steps(self, done: Sequence[Step], undone: Sequence[Step], now: datetime) -> None:
        """Show these, each in the order in which it was done."""
        taken_back = [(step, -number) for number, step in enumerate(undone, 1)]
        to_take_back = [(step, number) for number, step in enumerate(reversed(done), 1)]
        self._steps = [*reversed(taken_back), *to_take_back]
        self.rows.set_items(self._steps, lambda item: _described(item[0], item[1], now))
        self.list.setVisible(bool(self._steps))
        self._none.setVisible(not self._steps)
        self._none.show_message("clock", "Nothing was done yet", "What you mark, tag, note and delete is listed here.")
        self.hints.show_hints(_HINTS if self._steps else (_CLOSE,))
        self._explained.show_text("What can be undone, in this and in later sessions")
        self.list.select_row(len(taken_back) if to_take_back else max(0, len(taken_back) - 1))

    def focus_target(self) -> QWidget:
        """The list; the panel where there is none."""
        return self.list if self._steps else self.panel

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self._none.apply_look(look)
        self._dress()

    def _dress(self) -> None:
        self._title.setFont(self._look.font(17, 600))
        self._title.setMinimumHeight(self._look.px(32))
        colour_text(self._title, self._look, "fg")
        self._explained.setFont(self._look.font(13))
        colour_text(self._explained, self._look, "fg3")

    def _take(self, item: tuple[Step, int]) -> None:
        self.leave()
        self.travel_wanted.emit(item[1])


def _described(step: Step, number: int, now: datetime) -> OverlayRow:
    moment = datetime.fromtimestamp(step.when, now.tzinfo)
    day = "" if moment.date() == now.date() else f"{short_date(moment.date(), now, QLocale())}, "
    time = f"{day}{moment:%H:%M}"
    note = time if number > 0 else f"{_TAKEN_BACK} · {time}"
    icon = "rotate-cw" if number < 0 else "check"
    return OverlayRow(visible(step.change.label), visible(step.about), icon, note, number < 0)
