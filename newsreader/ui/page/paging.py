"""Scrolling by key: a short glide that another key may overtake, or a jump where motion is unwanted (look.md 8.3)."""

from __future__ import annotations

from PySide6 import QtCore

from newsreader.core.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation
    from PySide6.QtWidgets import QScrollBar

_GLIDE_MS = 120


class Paging:
    """Moves one scroll bar; `target` is where it will come to rest."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._made: QPropertyAnimation | None = None
        self.reduced_motion = False

    @property
    def _glide(self) -> QPropertyAnimation:
        """Made when something first glides: Qt's classes for it take 0.4 ms of a start."""
        if self._made is None:
            self._made = QtCore.QPropertyAnimation(self._bar, b"value", self._bar)
            self._made.setDuration(_GLIDE_MS)
            self._made.setEasingCurve(QtCore.QEasingCurve.Type.OutCubic)
        return self._made

    @property
    def _is_gliding(self) -> bool:
        return self._made is not None and self._made.state() == QtCore.QAbstractAnimation.State.Running

    @property
    def target(self) -> int:
        """Where the page is, or will be when it has come to rest."""
        if self._is_gliding:
            return int(self._glide.endValue())
        return self._bar.value()

    @property
    def below(self) -> int:
        """How much of the page lies below what is shown at `target`, in pixels."""
        return max(0, self._bar.maximum() - self.target)

    def glide_by(self, step: int) -> None:
        """Move by `step` pixels from the target, no further than the page goes."""
        value = min(max(self.target + step, self._bar.minimum()), self._bar.maximum())
        if self._is_gliding:
            self._glide.stop()
        if self.reduced_motion:
            self._bar.setValue(value)
            return
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(value)
        self._glide.start()

    def jump_to(self, value: float, limit: float) -> None:
        """Be at `value` at once; `limit` is what `Sheet.scroll_limit` says of it."""
        if self._is_gliding:
            self._glide.stop()
        if limit != value or limit > self._bar.maximum():
            self.set_end(limit)
        self._bar.setValue(round(value))

    def shift(self, by: int) -> None:
        """What is shown stands `by` pixels lower now: stay with it, on the way too."""
        if self._is_gliding:
            start, end = int(self._glide.startValue()), int(self._glide.endValue())
            self._glide.setStartValue(start + by)
            self._glide.setEndValue(end + by)
            return
        value = self._bar.value() + by
        self._bar.setMaximum(max(self._bar.maximum(), value))
        self._bar.setValue(value)

    def set_end(self, end: float) -> None:
        """How far the page can be scrolled; Qt's own range is an estimate until the whole page has been laid out."""
        self._bar.setMaximum(max(0, round(end)))
