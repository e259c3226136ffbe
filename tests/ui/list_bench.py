"""What the tests of list, navigation and details stand on: invented articles, a look, and painted colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.theme import LIGHT, Theme
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.style import palette, style_sheet

NOW = datetime(2026, 8, 22, 12, 0, tzinfo=UTC)

ARTICLE = Article(
    path="rust/an-article.md",
    identity="an-article",
    title="A title of its own",
    authors=("Ada Example",),
    published=Published(2026, 8, 20, 9, 30, 0, 0, raw="2026-08-20T09:30Z"),
    source="Rust Weekly",
    url="https://example.org/an-article",
    tags=("rust",),
    language="en",
    excerpt="The first words of the text, which go on for a while so that they fill more than one line of the row.",
    words=1000,
    characters=0,
    size=1,
    modified_ns=1,
)


def published_ago(**distance: int) -> Published:
    """The moment so long before NOW, as a file in UTC would give it."""
    moment = NOW - timedelta(**distance)
    return Published(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, 0)


@dataclass
class FakeRows:
    """Rows made up as they are asked for; what differs stands in `articles`."""

    articles: dict[int, Article] = field(default_factory=dict)
    loaded: set[int] = field(default_factory=set)
    pages: list[int] = field(default_factory=list)
    read: set[int] = field(default_factory=set)
    starred: set[int] = field(default_factory=set)
    snippets: dict[int, str] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    def article(self, id_: int) -> Article:
        self.asked.append(id_)
        return self.articles.get(id_) or replace(ARTICLE, title=f"Title {id_}")

    def file(self, id_: int) -> Path:
        return Path("/library") / f"{id_}.md"

    def has(self, id_: int) -> bool:
        return id_ in self.loaded

    def load(self, ids: Sequence[int]) -> None:
        self.pages.append(len(ids))
        self.loaded.update(ids)

    def is_read(self, id_: int) -> bool:
        return id_ in self.read

    def is_starred(self, id_: int) -> bool:
        return id_ in self.starred

    def snippet(self, id_: int) -> str:
        return self.snippets.get(id_, "")


def look_of(project: Path, theme: Theme = LIGHT, *, compact: bool = False) -> Look:
    """A look in the font of the test machine."""
    return Look(theme, Icons(project / "resources" / "icons"), compact=compact)


def dress(qapp: QApplication, look: Look) -> None:
    """Style and palette, as the program sets them."""
    qapp.setStyle("Fusion")
    qapp.setPalette(palette(look))
    qapp.setStyleSheet(style_sheet(look))


def show(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    """Show a widget as the active window."""
    if widget.parentWidget() is None:
        qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def painted(widget: QWidget) -> QImage:
    """What the widget looks like."""
    return widget.grab().toImage()


def colour_at(image: QImage, x: float, y: float) -> str:
    """The colour of one point, as "#rrggbb"."""
    return image.pixelColor(QPoint(int(x), int(y))).name()


def runs(image: QImage, colour: str, *, x: int | None = None, y: int | None = None) -> list[tuple[int, int]]:
    """Where a colour stands along a column `x` or a row `y`: (first, last) of each unbroken run."""
    length = image.height() if x is not None else image.width()
    found: list[tuple[int, int]] = []
    for place in range(length):
        point = QPoint(x, place) if x is not None else QPoint(place, y or 0)
        if image.pixelColor(point).name() != colour.lower():
            continue
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
