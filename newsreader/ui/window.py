"""The window: four panes side by side, fewer where there is less room, and what it remembers of its shape."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from newsreader.core.panes import (
    DETAILS,
    LIST,
    NAVIGATION,
    READING_LEAST,
    Arrangement,
    Band,
    arrange,
    band_of,
    first_widths,
    shown_at_first,
)
from newsreader.core.values import dataclass
from newsreader.ui.drawer import Drawer
from newsreader.ui.look import Look
from newsreader.ui.splitter import PaneSplitter

FIRST_SIZE = (1440, 900)
LEAST_SIZE = (480, 400)
_FRAME_MS = (0, 250)
"""When the frame is looked at: some window managers tell its size a moment after the window is shown."""


@dataclass(frozen=True, slots=True)
class Panes:
    """The four panes, left to right."""

    navigation: QWidget
    articles: QWidget
    reading: QWidget
    details: QWidget


class MainWindow(QMainWindow):
    """Arranges the panes by the collapse rules of `core.panes`; knows nothing of what they show."""

    arranged = Signal(object)
    """The `Arrangement` in force has changed, or is the first."""
    reshaped = Signal()
    """Size, place or the width of a pane has changed."""
    dropped = Signal(str)
    """A local file or folder was dropped: its path."""
    shown = Signal()
    closing = Signal()

    def __init__(self, panes: Panes, cover: QWidget, look: Look) -> None:
        """`cover` stands in for all panes while there is no library."""
        super().__init__()
        self._panes = panes
        self._look = look
        self._wishes = {band: shown_at_first(band) for band in Band}
        self._reading_article = False
        self._restored = True
        self._first_size = QSize()
        self._focused = False
        self._splitter = PaneSplitter(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        for pane, name in (
            (panes.navigation, "navigation"),
            (panes.articles, "list"),
            (panes.reading, "article"),
            (panes.details, "details"),
        ):
            self._splitter.add_pane(pane, name)
        self._splitter.splitterMoved.connect(self._note_widths)
        # What is gained or lost is the page's, as `_distribute` has it: the page is laid out once and not twice.
        self._splitter.setStretchFactor(self._splitter.indexOf(panes.reading), 1)
        self._widths: dict[Band, tuple[int, int]] = {}
        self._stack.addWidget(cover)
        self.setCentralWidget(self._stack)
        self._drawers: dict[Qt.Edge, Drawer] = {}
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.arrangement = self._wanted()
        # Panes are first shown when the window has its size: Qt polishes what is shown, and once more when the style
        # rules come.
        self._is_arranged = False

    def toggle(self, pane: str) -> None:
        """Show or hide "navigation" or "details" in the band the window is in, and remember it for that band."""
        navigation, details = self._wishes[self.arrangement.band]
        if pane == "navigation":
            navigation = not navigation
        else:
            details = not details
        if self.arrangement.navigation_is_drawer and self.arrangement.details_is_drawer and navigation and details:
            navigation, details = pane == "navigation", pane == "details"
        self._wishes[self.arrangement.band] = (navigation, details)
        self._rearrange()

    def close_drawers(self) -> bool:
        """Close what stands over the panes; whether anything did."""
        now = self.arrangement
        left = now.navigation and now.navigation_is_drawer
        right = now.details and now.details_is_drawer
        if left or right:
            navigation, details = self._wishes[now.band]
            self._wishes[now.band] = (navigation and not left, details and not right)
            self._rearrange()
        return left or right

    def show_article(self, shown: bool) -> None:
        """In the one-pane window: the article instead of the list, or the list again."""
        self._reading_article = shown
        self._rearrange()

    def set_focus_mode(self, on: bool) -> None:
        """Only the reading pane, or everything again."""
        self._focused = on
        self._rearrange()

    @property
    def in_focus_mode(self) -> bool:
        """Whether only the reading pane is shown."""
        return self._focused

    def set_covered(self, covered: bool) -> None:
        """Show the cover instead of the panes."""
        self._stack.setCurrentIndex(1 if covered else 0)

    def apply_look(self, look: Look) -> None:
        """Take the hairlines and metrics of `look`."""
        self._look = look
        self._splitter.apply_look(look)
        for drawer in self._drawers.values():
            drawer.apply_look(look)
        self._set_limits()
        self._rearrange()

    def shape(self) -> dict[str, str]:
        """What the next start needs to look the same: geometry, pane widths, and what is shown per band."""
        wishes = {f"shown_{band}": f"{int(n)}{int(d)}" for band, (n, d) in self._wishes.items()}
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        widths = {f"widths_{band}": f"{navigation} {articles}" for band, (navigation, articles) in self._widths.items()}
        return {"geometry": geometry, **wishes, **widths}

    def restore(self, shape: Mapping[str, str]) -> None:
        """Take a remembered shape; what is missing or damaged in it is left as it is."""
        for band in Band:
            wish = shape.get(f"shown_{band}", "")
            if len(wish) == 2 and set(wish) <= {"0", "1"} and band in (Band.WIDE, Band.MEDIUM):
                self._wishes[band] = (wish[0] == "1" and band is Band.WIDE, wish[1] == "1")
            widths = [int(width) for width in shape.get(f"widths_{band}", "").split() if width.isdecimal()]
            if len(widths) == 2:
                self._widths[band] = (widths[0], widths[1])
        self._restored = self.restoreGeometry(QByteArray.fromBase64(shape.get("geometry", "").encode()))
        if not self._restored:
            self.resize_to_screen()
        self._rearrange()

    def resize_to_screen(self) -> None:
        """The size of a first launch: 1440 x 900, or what the screen allows."""
        room = self.screen().availableGeometry()
        self._first_size = QSize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))
        self.resize(self._first_size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: another width may be another arrangement."""
        super().resizeEvent(event)
        self._rearrange()
        self.reshaped.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt's hook."""
        super().moveEvent(event)
        self.reshaped.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the frame is known now, and may make a first window larger than the screen."""
        super().showEvent(event)
        self.shown.emit()
        if not self._restored:
            for wait in _FRAME_MS:
                QTimer.singleShot(wait, self, self._fit_frame)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file or folder of another program may be dropped; nothing is looked at before it is."""
        if event.source() is None and _local_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's hook."""
        path = _local_path(event.mimeData()) if event.source() is None else ""
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _fit_frame(self) -> None:
        if self.size() != self._first_size:
            return
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        if frame.width() > room.width() or frame.height() > room.height():
            borders = frame.size() - self.size()
            self.resize((room.size() - borders).boundedTo(self.size()))
            self.move(room.topLeft())
            self._first_size = self.size()

    def _wanted(self) -> Arrangement:
        width = self.width() / self._look.scale
        navigation, details = self._wishes[band_of(width)]
        return arrange(
            width,
            navigation=navigation,
            details=details,
            reading_article=self._reading_article,
            focused=self._focused,
        )

    def _rearrange(self) -> None:
        wanted = self._wanted()
        if wanted != self.arrangement or not self._is_arranged:
            self.arrangement = wanted
            self._is_arranged = True
            self._apply()
            self.arranged.emit(wanted)
        self._distribute()

    def _apply(self) -> None:
        now = self.arrangement
        self._place(self._panes.navigation, 0, now.navigation, now.navigation_is_drawer, Qt.Edge.LeftEdge)
        self._panes.articles.setVisible(now.articles)
        self._panes.reading.setVisible(now.reading)
        self._place(self._panes.details, 3, now.details, now.details_is_drawer, Qt.Edge.RightEdge)
        # A splitter lowers what it takes in; screen readers go through the panes in the order they are stacked.
        for pane in (self._panes.details, self._panes.reading, self._panes.articles, self._panes.navigation):
            pane.lower()
        self._set_limits()
        self._distribute()

    def _place(self, pane: QWidget, index: int, shown: bool, drawer: bool, edge: Qt.Edge) -> None:
        if shown and drawer:
            self._drawer(edge).open_with(pane, self._look.px(DETAILS))
            return
        if edge in self._drawers and self._drawers[edge].release() is pane:
            self._splitter.insertWidget(index, pane)
        pane.setVisible(shown)

    def _drawer(self, edge: Qt.Edge) -> Drawer:
        if edge not in self._drawers:
            self._drawers[edge] = Drawer(self._look, self._stack, edge)
            self._drawers[edge].closed.connect(self.close_drawers)
        return self._drawers[edge]

    def _set_limits(self) -> None:
        """The hairlines are taken from the least widths, so that the collapse rules hold to the pixel."""
        px = self._look.px
        now = self.arrangement
        if not now.navigation_is_drawer:
            self._panes.navigation.setMinimumWidth(px(NAVIGATION[0]) - 1)
            self._panes.navigation.setMaximumWidth(px(NAVIGATION[2]))
        single = now.band is Band.SINGLE
        self._panes.articles.setMinimumWidth(0 if single else px(LIST[0]) - 1)
        self._panes.articles.setMaximumWidth(16_777_215 if single else px(LIST[2]))
        self._panes.reading.setMinimumWidth(0 if single or self._focused else px(READING_LEAST) - 1)
        if not now.details_is_drawer:
            self._panes.details.setFixedWidth(px(DETAILS))

    def _distribute(self) -> None:
        """Give navigation and list the widths they were given last, as far as there is room, and the page the rest."""
        px = self._look.px
        now = self.arrangement
        beside = px(DETAILS) if now.details and not now.details_is_drawer else 0
        first = first_widths(now.band)
        wanted_navigation, wanted_articles = self._widths.get(now.band, (px(first[0]), px(first[1])))
        navigation = wanted_navigation if now.navigation and not now.navigation_is_drawer else 0
        room = self.width() - beside - px(READING_LEAST)
        articles = max(px(LIST[0]), min(wanted_articles, room - min(navigation, px(NAVIGATION[0]))))
        navigation = max(px(NAVIGATION[0]), min(navigation, room - articles)) if navigation else 0
        if now.band is Band.SINGLE:
            articles = self.width()
        hairlines = sum(width > 0 for width in (navigation, articles, beside))
        rest = max(0, self.width() - navigation - articles - beside - hairlines)
        panes = (self._panes.navigation, self._panes.articles, self._panes.reading, self._panes.details)
        widths = zip(panes, (navigation, articles, rest, beside), strict=True)
        self._splitter.setSizes([width for pane, width in widths if self._splitter.indexOf(pane) >= 0])

    def _note_widths(self) -> None:
        """The reader has moved a divider."""
        now = self.arrangement
        if now.band is not Band.SINGLE:
            beside = now.navigation and not now.navigation_is_drawer
            navigation = self._panes.navigation.width() if beside else self._look.px(first_widths(now.band)[0])
            self._widths[now.band] = (navigation, self._panes.articles.width())
            self.reshaped.emit()


def _local_path(data: QMimeData) -> str:
    """The path of the only local file or folder in what is dragged, else ""."""
    urls = data.urls() if data.hasUrls() else []
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
