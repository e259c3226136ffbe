"""Overlays: a panel raised above the window, everything under it dimmed, the focus kept inside and given back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from newsreader.ui.look import Look

_SHADOW = 24
"""How far the shadow reaches, in logical pixels."""


class Panel(QWidget):
    """The raised ground of an overlay: rounded by 12 pixels, with a hairline."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Whoever fills it lays out its children."""
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def apply_look(self, look: Look) -> None:
        """Take the colours of `look`."""
        self._look = look
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the panel is no press beside it."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self._look.theme.high
        painter.setPen(QPen(self._look.colour("strong"), 2 if high else 1))
        painter.setBrush(self._look.colour("raised"))
        inset = 1.0 if high else 0.5
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, self._look.px(12), self._look.px(12))


class Overlay(QWidget):
    """Covers its parent; shows `panel`, whose size and place are a subclass's affair or `place_panel`'s."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Hidden until `open`; follows the size of `parent`."""
        super().__init__(parent)
        self._look = look
        self._returns_to: QWidget | None = None
        self.panel = Panel(look, self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show at once, with the focus in the panel."""
        if not self.isVisible():
            self._returns_to = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Hide, and give the focus back to whoever had it; whether there was anything to close."""
        if self.isHidden():
            return False
        self.hide()
        back, self._returns_to = self._returns_to, None
        # Whoever had it may be gone: a dialog of the desktop's, a menu.
        if back is not None and back in QApplication.allWidgets() and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        return True

    def focus_target(self) -> QWidget:
        """What has the focus first; the panel unless a subclass knows better."""
        return self.panel

    def place_panel(self, room: QRect) -> QRect:
        """Where the panel stands in `room`; the whole of it unless a subclass knows better."""
        return room

    def apply_look(self, look: Look) -> None:
        """Take the colours of `look`."""
        self._look = look
        self.panel.apply_look(look)
        self._follow_parent()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes."""
        self.leave()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Qt's hook: Tab goes round inside the panel, and never out of it."""
        stops = [
            widget
            for widget in self.panel.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        here = next((number for number, widget in enumerate(stops) if widget.hasFocus()), -1 if next_ else 0)
        if stops:
            reason = Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason
            stops[(here + (1 if next_ else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: keep covering the parent."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._follow_parent()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the scrim, and a soft shadow around the panel; neither in high contrast."""
        if self._look.theme.high:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self._look.colour("shadow"))
        shade.setAlpha(max(1, shade.alpha() // 12))
        painter.setBrush(shade)
        rect = QRectF(self.panel.geometry()).translated(0, self._look.px(8))
        for step in range(1, _SHADOW, 2):
            reach = float(step)
            radius = self._look.px(12) + reach
            painter.drawRoundedRect(rect.adjusted(-reach, -reach, reach, reach), radius, radius)

    def _follow_parent(self) -> None:
        """What is hidden is laid out when it opens: the window's start does not pay for it."""
        if not self.isHidden():
            self._cover()

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self.panel.setGeometry(self.place_panel(parent.rect()))


def front_overlay(window: QWidget) -> Overlay | None:
    """The overlay that stands in front of `window`; None where none is open."""
    return next(
        (child for child in reversed(window.children()) if isinstance(child, Overlay) and child.isVisible()), None
    )


class Overlays:
    """The overlays that a window has, to be told a new look: those that are open, or about to be."""

    def __init__(self, window: QWidget) -> None:
        """Of no other window."""
        self._window = window

    def apply_look(self, look: Look) -> None:
        """Have each take colours, fonts and metrics of `look`."""
        for child in self._window.children():
            if isinstance(child, Overlay):
                child.apply_look(look)


def leave_front_overlay(window: QWidget) -> bool:
    """Close the overlay in front of `window`; whether there was one."""
    overlay = front_overlay(window)
    return overlay is not None and overlay.leave()
