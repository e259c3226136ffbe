"""The text browser: shows the document and its decorations, keeps to itself the keys it needs, fetches nothing."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from newsreader.core.hints import Any
from newsreader.ui.ground import own_viewport
from newsreader.ui.labels import plain_tooltip
from newsreader.ui.page.copying import mime_data
from newsreader.ui.page.geometry import stretches
from newsreader.ui.page.screen import Screen

_NOTCH = 120
"""The unit of Qt's wheel turns: one notch of a common wheel."""
_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


class PageBrowser(QTextBrowser):
    """Shows what is on `screen`: one document at a time; `addresses` are those of its links."""

    resizing = Signal(int)
    """The view is that wide now, and the document is not laid out for it yet."""
    resized = Signal()
    context_requested = Signal(str, str, QPoint)
    foot_clicked = Signal()
    link_activated = Signal(str)
    """A link was followed by mouse or key: its address as the page has it."""
    link_hovered = Signal(str)
    """The address under the pointer or the key focus, "" for none."""
    focus_moved = Signal(bool, object)
    """The focus has come (True) or gone, and why: a `Qt.FocusReason`."""
    zoom_requested = Signal(int)
    """The wheel was turned by a notch with Ctrl held: 1 away from the reader, -1 towards the reader."""

    def __init__(self, screen: Screen, describe_link: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self._screen = screen
        self._describe_link = describe_link
        self._turned = 0
        self._blank = QTextDocument(self)
        self._focused_link = QTextCursor()
        self.addresses: Set[str] = frozenset()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAcceptDrops(False)
        # Qt draws a dotted frame round a link with the focus in this colour; all text of the page has its own.
        unframed = self.palette()
        unframed.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.transparent)
        self.setPalette(unframed)
        self.anchorClicked.connect(lambda url: self.link_activated.emit(self._address(url)))
        self.highlighted.connect(lambda url: self.link_hovered.emit(self._address(url)))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """An image for every image, a blank for everything else:
        Qt would open files by itself otherwise (security.md section 1).
        """
        if int(kind) != _IMAGE:
            return b" "
        try:
            return self._screen.image_of(name.toString() if isinstance(name, QUrl) else str(name))
        except (RuntimeError, ValueError, KeyError, MemoryError):
            return QImage()

    def set_aside(self) -> None:
        """Let go of the document, which somebody else keeps; another one, or the same, is to be set before long."""
        self.setDocument(self._blank)

    def offset(self) -> float:
        """Height of the document above the upper edge of the view."""
        return float(self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Decorations first, then the text over them."""
        painter = QPainter(self.viewport())
        area = QRectF(event.rect()).translated(0, self.offset())
        painter.translate(0, -self.offset())
        try:
            self._screen.paint(painter, area)
            self._paint_link_focus(painter)
        finally:
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is fitted to the new width before Qt lays it out for that, so that it is laid out once."""
        self.resizing.emit(event.size().width())
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for links, scrolling and copying stay here; letters, Space and the rest belong to the window."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif _is_own(event.key()) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from link to link and then on; the target of a link is seen when the focus is on it."""
        stays = super().focusNextPrevChild(forward)
        address = self.textCursor().charFormat().anchorHref() if stays else ""
        self._focused_link = self.textCursor() if address else QTextCursor()
        self.viewport().update()
        self.link_hovered.emit(address)
        if address:
            self._show_target(address, self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        return stays

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the announcement of the next article goes there."""
        place = event.position() + QPointF(0, self.offset())
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self._screen.foot_area().contains(place)
            and not self.textCursor().hasSelection()
        ):
            self.foot_clicked.emit()
        sheet = self._screen.sheet
        if (
            event.button() == Qt.MouseButton.LeftButton
            and sheet is not None
            and not self.anchorAt(event.position().toPoint())
        ):
            address = sheet.box_at(place)
            if address and not self.textCursor().hasSelection():
                self.link_activated.emit(address)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say what was asked about; the window has the menu."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_by_key()
            return
        name = self.document().documentLayout().imageAt(QPointF(event.pos()) + QPointF(0, self.offset()))
        source = self._screen.source_of(name)
        address = self.anchorAt(event.pos())
        if source:
            kind, about = "image", source
        elif address and not address.startswith("#"):
            kind, about = "link", address
        else:
            kind, about = "selection" if self.textCursor().hasSelection() else "page", ""
        self.context_requested.emit(kind, about, event.globalPos())

    def _ask_by_key(self) -> None:
        """About the link that Tab has come to, the selection, or the article; the menu opens beside it."""
        at_link = self._is_at_link()
        address = self.textCursor().charFormat().anchorHref() if at_link else ""
        is_link = bool(address) and not address.startswith("#")
        selects = self.textCursor().hasSelection() and not at_link
        place = self.cursorRect().bottomLeft() if is_link or selects else self.viewport().rect().center()
        kind = "link" if is_link else "selection" if selects else "page"
        self.context_requested.emit(kind, address if is_link else "", self.viewport().mapToGlobal(place))

    def _is_at_link(self) -> bool:
        """Whether Tab has come to a link and nothing else was selected since."""
        link, now = self._focused_link, self.textCursor()
        ends = (link.selectionStart(), link.selectionEnd())
        return not link.isNull() and ends == (now.selectionStart(), now.selectionEnd())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel asks for another text size; a touchpad's small turns add up to a notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            super().wheelEvent(event)
            return
        event.accept()
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            step = 1 if self._turned > 0 else -1
            self._turned -= step * _NOTCH
            self.zoom_requested.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Told, with the reason."""
        super().focusInEvent(event)
        self.focus_moved.emit(True, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Told; the outline of a link goes with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.focus_moved.emit(False, event.reason())

    def event(self, event: QEvent) -> bool:
        """The target of a link is seen before it is followed."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_target(self.anchorAt(self.viewport().mapFrom(self, event.pos())), event.globalPos())
            return True
        return super().event(event)

    def _show_target(self, address: str, place: QPoint) -> None:
        """Say beside `place` where a link leads; links within the page need no telling."""
        text = self._describe_link(address) if address and not address.startswith("#") else ""
        if text:
            QToolTip.showText(place, plain_tooltip(text), self)
        else:
            QToolTip.hideText()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text and clean HTML, nothing else (security.md section 2, row 24)."""
        return mime_data(self.textCursor())

    def _paint_link_focus(self, painter: QPainter) -> None:
        """An outline around the link that Tab has come to, as long as it is the one."""
        if not self.hasFocus() or not self._is_at_link():
            return
        ends = (self._focused_link.selectionStart(), self._focused_link.selectionEnd())
        painter.setPen(QPen(self._screen.look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        block, layout = self.document().findBlock(ends[0]), self.document().documentLayout()
        origin = layout.blockBoundingRect(block).topLeft()
        for stretch, _line in stretches(block, origin, ends[0] - block.position(), ends[1] - ends[0]):
            painter.drawRoundedRect(stretch.adjusted(-3, -1, 3, 1), 4, 4)

    def _address(self, url: QUrl) -> str:
        """The address as the page has it; Qt's own form of it may differ in its escapes."""
        return next((address for address in self.addresses if QUrl(address) == url), "")


def _is_own(key: int) -> bool:
    """Whether a key follows links or scrolls; Qt's 470 keys are listed when one is first pressed."""
    keys = Qt.Key
    scrolling = (keys.Key_Up, keys.Key_Down, keys.Key_PageUp, keys.Key_PageDown)
    return key in (keys.Key_Return, keys.Key_Enter, *scrolling)
