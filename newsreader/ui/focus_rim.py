"""In high contrast: a rim around the button with the focus, a pixel away from it (look.md section 2).

A button there may be filled with the colour of the focus itself; its own border would not be told from its ground.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from newsreader.ui.link_button import LinkButton
from newsreader.ui.look import Look

_RIM, _GAP = 2, 1
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRim(QWidget):
    """Lies over its window and follows the focus; nothing but in high contrast."""

    def __init__(self, look: Look, window: QWidget) -> None:
        """Hidden until a button of `window` has the focus."""
        super().__init__(window)
        self._look = look
        self._window = window
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def apply_look(self, look: Look) -> None:
        """Be there or not, and in which colour."""
        self._look = look
        self._follow(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: go where the button goes."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent"), _RIM))
        half = _RIM / 2
        radius = self._look.px(6) + _GAP + half
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed = []
        is_button = isinstance(now, QAbstractButton) and not isinstance(now, LinkButton)
        if self._look.theme.high and now is not None and is_button and self._window.isAncestorOf(now):
            walker: QWidget | None = now
            while walker is not None and walker is not self._window:
                self._followed.append(walker)
                walker.installEventFilter(self)
                walker = walker.parentWidget()
        self._place()

    def _place(self) -> None:
        if not self._followed or not self._followed[0].isVisible():
            self.hide()
            return
        button, away = self._followed[0], _RIM + _GAP
        place = QRect(button.mapTo(self._window, QPoint(0, 0)), button.size())
        self.setGeometry(place.adjusted(-away, -away, away, away))
        self.show()
        self.raise_()


class LateRim:
    """The rim of a window, made when high contrast is first asked for."""

    def __init__(self, look: Look, window: QWidget) -> None:
        self._window = window
        self.made: FocusRim | None = None
        self.apply_look(look)

    def apply_look(self, look: Look) -> None:
        """Be there or not, and in which colour."""
        if self.made is None and look.theme.high:
            self.made = FocusRim(look, self._window)
        if self.made is not None:
            self.made.apply_look(look)
