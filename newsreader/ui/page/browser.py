"""The text browser: shows the document and its decorations, keeps to itself the keys it needs, fetches nothing."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from newsreader.ui.labels import plain_tooltip
from newsreader.ui.page.copying import mime_data

_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


class PageBrowser(QTextBrowser):
    """Shows one document at a time.

    `painted_under` draws what stands under the text, in document coordinates; `foot_area` is where the announcement
    under the text takes clicks; `image_of` answers for a picture of the page. `addresses` are those of its links.
    """

    resizing = Signal(int)
    """The view is that wide now, and the document is not laid out for it yet."""
    resized = Signal()
    context_requested = Signal(str, str, QPoint)
    foot_clicked = Signal()
    link_activated = Signal(str)
    """A link was followed by mouse or key: its address as the page has it."""
    link_hovered = Signal(str)
    """The address under the pointer or the key focus, "" for none."""

    def __init__(
        self,
        painted_under: Callable[[QPainter, QRectF], None],
        foot_area: Callable[[], QRectF],
        image_of: Callable[[str], QImage],
        describe_link: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._painted_under = painted_under
        self._foot_area = foot_area
        self._image_of = image_of
        self._describe_link = describe_link
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
        self.anchorClicked.connect(lambda url: self.link_activated.emit(self._address(url)))
        self.highlighted.connect(lambda url: self.link_hovered.emit(self._address(url)))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """An image for every image, a blank for everything else:
        Qt would open files by itself otherwise (security.md section 1).
        """
        if int(kind) != _IMAGE:
            return b" "
        try:
            return self._image_of(name.toString() if isinstance(name, QUrl) else str(name))
        except (RuntimeError, ValueError, KeyError, MemoryError):
            return QImage()

    def offset(self) -> float:
        """Height of the document above the upper edge of the view."""
        return float(self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Decorations first, then the text over them."""
        painter = QPainter(self.viewport())
        area = QRectF(event.rect()).translated(0, self.offset())
        painter.translate(0, -self.offset())
        try:
            self._painted_under(painter, area)
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
        elif event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from link to link and then on; the target of a link is seen when the focus is on it."""
        stays = super().focusNextPrevChild(forward)
        address = self.textCursor().charFormat().anchorHref() if stays else ""
        self.link_hovered.emit(address)
        if address:
            self._show_target(address, self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        return stays

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the announcement of the next article goes there."""
        place = event.position() + QPointF(0, self.offset())
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self._foot_area().contains(place)
            and not self.textCursor().hasSelection()
        ):
            self.foot_clicked.emit()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say what was asked about; the window has the menu."""
        address = self.anchorAt(event.pos())
        if address.startswith("#"):
            address = ""
        kind = "link" if address else "selection" if self.textCursor().hasSelection() else "page"
        self.context_requested.emit(kind, address, event.globalPos())

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

    def _address(self, url: QUrl) -> str:
        """The address as the page has it; Qt's own form of it may differ in its escapes."""
        return next((address for address in self.addresses if QUrl(address) == url), "")
