"""The toast: what was just done out of sight, and how to undo it."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from newsreader.core.text import one_line
from newsreader.ui.announcer import announce
from newsreader.ui.elided_label import colour_text
from newsreader.ui.focus_order import order_focus
from newsreader.ui.link_button import LinkButton, paint_focus
from newsreader.ui.look import Look
from newsreader.ui.paragraph import Paragraph
from newsreader.ui.redress import is_undressing

_LONGEST = 300
"""No message shows more characters than this."""
SHOWN_MS = 5_000
"""How long a toast stays; twice as long with a screen reader (look.md section 7)."""


class Toast(QWidget):
    """Floats over the lower edge of its parent; never takes the focus by itself, and stays while the pointer or the
    focus is on it.
    """

    undo_requested = Signal()
    offer_taken = Signal()
    """The reader took what the message offered instead of Undo."""

    def __init__(self, look: Look, parent: QWidget, interval_ms: int = SHOWN_MS, under: QWidget | None = None) -> None:
        """Hidden until `show_message`; `parent` is the pane it stands in, `under` gets the focus when it goes,
        and Tab comes from it to the toast.
        """
        super().__init__(parent)
        self._under = under
        self._look = look
        self._interval = interval_ms
        self._is_made = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def _make(self) -> None:
        """With the first message: a start has none."""
        self._is_made = True
        self._text = Paragraph(self, centred=False)
        self._undo = LinkButton("Undo", self._look, weight=600, parent=self)
        self._key = LinkButton("Ctrl+Z", self._look, weight=600, parent=self)
        self._offer = LinkButton("Action", self._look, weight=600, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addStretch(1)
        for button in self.focus_chain():
            button.installEventFilter(self)
            self._row.addWidget(button)
        if self._under is not None:
            order_focus([self._under, *self.focus_chain()])
        self._undo.clicked.connect(self._ask_undo)
        self._key.clicked.connect(self._ask_undo)
        self._offer.clicked.connect(self._take_offer)
        parent = self.parentWidget()
        if parent is not None:
            parent.installEventFilter(self)
        self.apply_look(self._look)

    def show_message(self, text: str, *, undo: bool = False, undo_key: str = "Ctrl+Z", offer: str = "") -> None:
        """Say `text`; offer Undo with its key where there is something to undo, or whatever `offer` names."""
        if not self._is_made:
            self._make()
        self._text.setText(one_line(text, _LONGEST))
        self._text.setAccessibleName(text)
        self._undo.setVisible(undo)
        self._key.setText(undo_key)
        self._key.setAccessibleName(f"Undo, {undo_key}")
        self._key.setVisible(undo and bool(undo_key))
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer or "Action")
        self._offer.setVisible(bool(offer))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._interval * (2 if QtGui.QAccessible.isActive() else 1))
        hint = f"Undo: {undo_key}" if undo else offer
        announce(self, f"{text}. {hint}" if hint else text)

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        self._look = look
        if not self._is_made:
            return
        self._text.set_face(look.font(13), look.px(20))
        colour_text(self._text, look, "fg")
        for button in (self._undo, self._key, self._offer):
            button.apply_look(look)
        self._row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        self._row.setSpacing(look.px(10))
        self._place()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: fonts and colours that were taken off are put on again."""
        super().changeEvent(event)
        if is_undressing(event):
            self.apply_look(self._look)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's hook: stays while the pointer is on it."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's hook: begins to count anew."""
        self._count_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: follows the pane's size; nothing goes while a button of it has the focus."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._count_anew()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("strong"))
        painter.setBrush(self._look.colour("raised"))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, self._look.px(7), self._look.px(7))
        paint_focus(painter, self, self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook: the focus goes back to what stands under it."""
        super().hideEvent(event)
        if self._has_focus() and self._under is not None:
            self._under.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_chain(self) -> list[QWidget]:
        """What Tab goes through here, in order."""
        return [self._undo, self._key, self._offer]

    def leave(self) -> bool:
        """Esc on one of its buttons: go. Whether one had the focus."""
        left = self.isVisible() and self._has_focus()
        if left:
            self.hide()
        return left

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _count_anew(self) -> None:
        if self.isVisible():
            self._timer.start(self._interval)

    def _ask_undo(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def _take_offer(self) -> None:
        self.hide()
        self.offer_taken.emit()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        px = self._look.px
        width = max(0, min(parent.width() - 2 * px(16), px(420)))
        taken = sum(button.sizeHint().width() + px(10) for button in self._shown_buttons())
        self._text.fit(max(px(60), width - 2 * px(14) - taken))
        # The design's 40 pixels for a line of text; more where it takes more.
        height = max(px(40), self._text.height() + px(20))
        self.setGeometry(QRect((parent.width() - width) // 2, parent.height() - px(16) - height, width, height))

    def _shown_buttons(self) -> list[LinkButton]:
        return [button for button in (self._undo, self._key, self._offer) if not button.isHidden()]
