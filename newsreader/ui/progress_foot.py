"""The foot of the navigation or of the list: what is in the library, or how far reading it has come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.focus_order import join_focus
from newsreader.ui.look import Look
from newsreader.ui.redress import is_undressing
from newsreader.ui.tooltips import explain, hint


class ThinBar(QProgressBar):
    """A progress bar three pixels high."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Named for screen readers by what it measures."""
        super().__init__(parent)
        self._look = look
        self.setTextVisible(False)
        self.setAccessibleName("Indexing")
        self.apply_look(look)

    def apply_look(self, look: Look) -> None:
        """Take colours and height of `look`."""
        self._look = look
        self.setFixedHeight(look.px(3))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        painter.setBrush(self._look.colour("strong"))
        painter.drawRoundedRect(rect, radius, radius)
        done = rect.width() * self.value() / max(1, self.maximum())
        left = rect.width() - done if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(QRectF(left, 0, done, rect.height()), radius, radius)


class ProgressFoot(QWidget):
    """52 pixels: a line of text, or text, pause, cancel and bar under a hairline. All but the text is made when it is
    first shown.
    """

    cancel_requested = Signal()
    pause_requested = Signal(bool)
    """Whether indexing is to rest, or to go on."""
    problems_requested = Signal()
    """The reader wants to see what could not be read."""

    def __init__(self, look: Look, ground: str = "nav", parent: QWidget | None = None) -> None:
        """`ground` is the token of the pane it stands in."""
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self._at = (0, 0, "")
        self._is_busy = self._is_paused = False
        self._count = 0
        self._text = ElidedLabel()
        self._pause: QToolButton | None = None
        self._cancel: QToolButton | None = None
        self._problems: QToolButton | None = None
        self._bar: ThinBar | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._text, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self._bar_row = QHBoxLayout()
        self._column.addLayout(self._bar_row)
        self.show_idle("")
        self.apply_look(look)

    def show_progress(self, done: int, total: int, detail: str = "") -> None:
        """Say "Indexing… 25 %" over the bar; `detail` is the tooltip. With a `total` of 0 there is no number yet."""
        share = round(100 * min(done, total) / total) if total else 0
        bar = self._bar = self._bar or self._make_progress()
        # A progress bar paints at once, and the window with it; these are painted with everything else.
        bar.setUpdatesEnabled(False)
        bar.setMaximum(max(1, total))
        bar.setValue(min(done, total))
        bar.setUpdatesEnabled(True)
        what = "Paused" if self._is_paused else "Indexing…"
        self._text.show_text(f"{what}  {share} %" if total else f"{what}  {done:,}" if done else what)
        explain(self, detail or (f"{done:,} of {total:,} files" if total else ""))
        self._at = (done, total, detail)
        self._show(busy=True)

    def show_idle(self, text: str, detail: str = "") -> None:
        """How many articles there are and when the library was last looked through."""
        self._is_paused = False
        self._text.show_text(text)
        explain(self, detail)
        self._show(busy=False)

    def show_problems(self, count: int) -> None:
        """How many files could not be read; a button that leads to them, none for 0."""
        self._count = count
        if count and self._problems is None:
            self._problems = self._make_button(self.problems_requested.emit)
            self._problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._row.insertWidget(2 if self._pause is not None else 1, self._problems)
            self._order()
            self._dress_problems(self._problems)
        if self._problems is not None:
            text = f"{count:,} problem{'' if count == 1 else 's'}"
            self._problems.setText(f" {count:,}")
            self._problems.setAccessibleName(text)
            hint(self._problems, text)
        self._show(busy=self._is_busy)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        self.setFixedHeight(look.px(52))
        self._text.setFont(look.font(12, tabular=True))
        if self._problems is not None:
            self._dress_problems(self._problems)
        if self._bar is not None:
            self._bar.apply_look(look)
        self._dress_progress()
        self._show(busy=self._is_busy)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the pane's ground, and a hairline while something goes on."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(self._ground))
        if self._is_busy:
            painter.fillRect(0, 0, self.width(), 1, self._look.colour("hair"))

    def _make_progress(self) -> ThinBar:
        """What is shown while something goes on."""
        self._pause = self._make_button(self._toggle_pause)
        self._cancel = self._make_button(self.cancel_requested.emit)
        self._cancel.setAccessibleName("Stop indexing")
        hint(self._cancel, "Stop indexing")
        self._row.insertWidget(1, self._pause)
        self._row.addWidget(self._cancel)
        self._order()
        self._dress_progress()
        bar = ThinBar(self._look, self)
        self._bar_row.addWidget(bar)
        return bar

    def _make_button(self, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _order(self) -> None:
        """Tab and screen readers go through the buttons as they stand, whichever was made first."""
        made = [button for button in (self._pause, self._problems, self._cancel) if button is not None]
        join_focus(made, self)
        for part in (*made, self._bar):
            if part is not None:
                part.raise_()

    def _dress_progress(self) -> None:
        px = self._look.px
        for button in (self._pause, self._cancel):
            if button is not None:
                button.setFixedSize(px(24), px(24))
                button.setIconSize(QSize(px(14), px(14)))
        if self._cancel is not None:
            self._cancel.setIcon(self._look.icon("x", "fg2", 14))

    def _dress_problems(self, button: QToolButton) -> None:
        look = self._look
        button.setFont(look.font(12, tabular=True))
        button.setFixedHeight(look.px(24))
        button.setIconSize(QSize(look.px(14), look.px(14)))
        button.setIcon(look.icon("triangle-alert", "warn", 14))

    def _toggle_pause(self) -> None:
        self._is_paused = not self._is_paused
        self.pause_requested.emit(self._is_paused)
        self.show_progress(*self._at)

    def _show(self, *, busy: bool) -> None:
        px = self._look.px
        self._is_busy = busy
        if self._pause is not None:
            name = "Go on indexing" if self._is_paused else "Pause indexing"
            self._pause.setIcon(self._look.icon("play" if self._is_paused else "pause", "fg2", 14))
            self._pause.setAccessibleName(name)
            hint(self._pause, name)
        for part in (self._pause, self._bar, self._cancel):
            if part is not None:
                part.setVisible(busy)
        if self._problems is not None:
            self._problems.setVisible(not busy and self._count > 0)
        colour_text(self._text, self._look, "fg2" if busy else "fg3")
        self._column.setContentsMargins(px(20), px(8) if busy else 0, px(14) - 1, px(15) if busy else 0)
        self._bar_row.setContentsMargins(0, px(2), px(6), 0)
        self.update()
