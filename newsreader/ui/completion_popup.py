"""What a query may go on with, offered under the search field: Tab takes it, and nothing takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from newsreader.core.search.completion import Completion, complete
from newsreader.ui.announcer import announce
from newsreader.ui.look import Look

_ROW = 28


class CompletionPopup(QWidget):
    """Rows below a field, over what is there; Tab takes the marked one.

    Where a value is looked for, the arrow keys move the mark; otherwise they belong to the results. Recent searches are
    marked by the arrow keys only; Enter takes one as well, and Delete has it forgotten.
    """

    forgotten = Signal(str)
    """A recent search that is not to be offered again."""

    def __init__(
        self,
        field: QLineEdit,
        look: Callable[[], Look],
        names: Callable[[str, str], Iterable[str]],
        recent: Callable[[], Sequence[str]],
        parent: QWidget,
    ) -> None:
        """`parent` is what it floats over; `names` gives the values of a field (`completion.NAMED`) that may begin
        with some letters, `recent` the last searches.
        """
        super().__init__(parent)
        self._field = field
        self._look = look
        self._names = names
        self._recent = recent
        self._over = parent
        self._offer: Completion | None = None
        self._marked = 0
        self.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()
        field.installEventFilter(self)
        field.textEdited.connect(lambda _text: self.consider())
        field.cursorPositionChanged.connect(self._follow)

    def consider(self) -> None:
        """Offer what fits the cursor's place now, or nothing."""
        offer = complete(self._field.text(), self._field.cursorPosition(), self._names, self._recent())
        if offer == self._offer and self.isVisible():
            return
        self._offer = offer
        self._marked = -1 if offer is not None and offer.is_recent else 0
        if offer is None:
            self.hide()
            return
        self._place(offer)
        self.show()
        self.raise_()
        self.update()
        announce(self._field, "Down for recent searches" if offer.is_recent else f"Tab for {offer.options[0]}")

    def leave(self) -> bool:
        """Offer nothing more; whether something was offered for what was typed."""
        was_shown = self.isVisible() and self._offer is not None and not self._offer.is_recent
        self.hide()
        return was_shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: the keys that act on the offer never reach the field."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if is_key and isinstance(event, QKeyEvent) and self.isVisible() and self._offer is not None:
            return self._act(event, self._offer)
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        look, options = self._look(), self._offer.options if self._offer is not None else ()
        face = QFontMetricsF(look.font(13))
        widest = max((face.horizontalAdvance(option) for option in options), default=0.0)
        return QSize(max(look.px(160), round(widest) + look.px(72)), look.px(_ROW) * len(options) + look.px(8))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: the row under the pointer is marked."""
        self._mark(self._row_at(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: a press takes the row."""
        self._mark(self._row_at(event))
        if self._offer is not None:
            self._take(self._offer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        look = self._look()
        px = look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("strong"))
        painter.setBrush(look.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(7), px(7))
        for row, option in enumerate(self._offer.options if self._offer is not None else ()):
            rect = QRectF(px(4), px(4) + row * px(_ROW), self.width() - px(8), px(_ROW))
            if row == self._marked:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("tint_raised"))
                painter.drawRoundedRect(rect, px(5), px(5))
                painter.setPen(look.ink("fg2", "tint_raised"))
                painter.setFont(look.font(11.5, 600))
                right = rect.adjusted(0, 0, -px(8), 0)
                key = "Enter" if self._offer is not None and self._offer.is_recent else "Tab"
                painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key)
            painter.setPen(look.ink("fg", "tint_raised" if row == self._marked else "raised"))
            painter.setFont(look.font(13))
            room = rect.adjusted(px(10), 0, -px(44), 0)
            shown = QFontMetricsF(painter.font()).elidedText(option, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _follow(self, _old: int, _new: int) -> None:
        if self.isVisible():
            self.consider()

    def _act(self, event: QKeyEvent, offer: Completion) -> bool:
        key = Qt.Key(event.key())
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1} if offer.is_value else {}
        takes = {Qt.Key.Key_Tab} if self._marked >= 0 else set()
        forgets = set()
        if offer.is_recent and self._marked >= 0:
            takes |= {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            forgets = {Qt.Key.Key_Delete}
        if key not in {*moves, *takes, *forgets} or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        event.accept()
        if event.type() == QEvent.Type.ShortcutOverride:
            return True
        if key in moves:
            self._step(moves[key], offer)
        elif key in forgets:
            self.forgotten.emit(offer.options[self._marked])
            self.consider()
        else:
            self._take(offer)
        return True

    def _step(self, step: int, offer: Completion) -> None:
        first = 0 if step > 0 else len(offer.options) - 1
        self._mark(first if self._marked < 0 else (self._marked + step) % len(offer.options))
        announce(self._field, offer.options[self._marked])

    def _take(self, offer: Completion) -> None:
        chosen = offer.options[self._marked]
        if offer.is_recent:
            self.hide()
            self._field.setText(chosen)
            return
        text = self._field.text()
        gap = "" if chosen.endswith(":") or text[offer.end :].startswith(" ") else " "
        self.hide()
        self._field.setText(text[: offer.start] + chosen + gap + text[offer.end :].lstrip('"'))
        self._field.setCursorPosition(offer.start + len(chosen) + len(gap))
        if chosen.endswith(":"):
            self.consider()

    def _mark(self, row: int) -> None:
        if self._offer is not None and 0 <= row < len(self._offer.options) and row != self._marked:
            self._marked = row
            self.update()

    def _row_at(self, event: QMouseEvent) -> int:
        return round(event.position().y() - self._look().px(4)) // self._look().px(_ROW)

    def _place(self, offer: Completion) -> None:
        field, parent = self._field, self._over
        face = QFontMetricsF(field.font())
        before = round(face.horizontalAdvance(field.text()[: offer.start]))
        self.resize(self.sizeHint().boundedTo(QSize(parent.width(), parent.height())))
        place = field.mapTo(parent, field.rect().bottomLeft())
        left = min(place.x() + field.textMargins().left() + before, max(0, parent.width() - self.width()))
        self.move(max(0, left), place.y() + self._look().px(4))
