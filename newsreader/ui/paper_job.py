"""From an article to a printed one beside everything else: a slice of the layout or a page at each turn of the event
loop.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPagedPaintDevice, QPainter

from newsreader.ui.page.paper import UNIT, Paper

_SLICE_MS = 4.0
"""How long a slice builds; laying it out takes about three times as long."""


class PaperJob(QObject):
    """Paints one paper on one device, then says so; begins by itself."""

    finished = Signal()
    failed = Signal()
    """The device does not take it: a printer that is gone, a full disk."""

    def __init__(
        self,
        paper: Paper,
        device: QPagedPaintDevice,
        request_picture: Callable[[str, int], None],
        parent: QObject,
    ) -> None:
        """`device` is to have the resolution `dots()` and no margins; `request_picture(source, width)` asks for a
        picture, to be answered by `picture_ready`.
        """
        super().__init__(parent)
        self._paper = paper
        self._device = device
        self._request_picture = request_picture
        self._awaited: set[str] = set()
        self._painter: QPainter | None = None
        self._next = 0
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._step)
        self._turns.start(0)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.give_up)

    def give_up(self) -> None:
        """The program ends: Qt aborts where a device goes while it is painted on."""
        self._turns.stop()
        if self._painter is not None and self._painter.isActive():
            self._painter.end()

    def picture_ready(self, source: str, image: QImage | None) -> None:
        """A picture asked for has come, decoded, or there is none."""
        self._awaited.discard(source)
        self._paper.take_picture(source, image)
        self._turns.start()

    def _step(self) -> None:
        if not self._paper.is_written:
            new = self._paper.write_more(_SLICE_MS)
            self._awaited.update(new)
            for source in new:
                self._request_picture(source, self._paper.picture_width)
        elif self._awaited:
            self._turns.stop()
        elif self._painter is None:
            self._paper.settle()
            self._begin()
        else:
            self._paint(self._painter)

    def _begin(self) -> None:
        painter = QPainter()
        if not painter.begin(self._device):
            self._end(is_done=False)
            return
        scale = UNIT * dots() / 72
        painter.scale(scale, scale)
        self._painter = painter

    def _paint(self, painter: QPainter) -> None:
        if self._next and not self._device.newPage():
            painter.end()
            self._end(is_done=False)
            return
        self._paper.paint(painter, self._next)
        self._next += 1
        if self._next >= self._paper.page_count:
            self._end(is_done=painter.end())

    def _end(self, *, is_done: bool) -> None:
        self._turns.stop()
        if is_done:
            self.finished.emit()
        else:
            self.failed.emit()
        self.deleteLater()


def dots() -> int:
    """The resolution of devices that are painted on: the screen's, for which fonts have their sizes. Nothing is lost by
    it where text and lines are kept as such.
    """
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchY())
