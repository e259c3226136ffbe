"""A row of the list as values: where each line, dot and star of an article stands, before anything is painted.

Figures are look.md section 5, for a 13 px system font; `RowMetrics` scales them. Lines are laid out left to right and
mirrored as a whole for a right-to-left window; the words inside follow the language of the words.
"""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from newsreader.core.values import dataclass
from newsreader.ui.look import Look

SpansOf = Callable[[str], list[tuple[int, int]]]
"""The places in a text, as (start, end), that were searched for."""

_SEPARATOR = "  ·  "
_SHAPING = 2.0
"""What letters that join may be wider in a line than the metrics of their text say, in logical pixels."""
_LONGEST = 500
"""Characters of a line that are looked at; none is wide enough to show more."""


@dataclass(frozen=True, slots=True)
class RowText:
    """The words and marks of one row."""

    source: str
    author: str
    date: str
    title: str
    excerpt: str
    unread: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One laid-out line: where it stands in the row, its token in the unread and the read row, its matches."""

    layout: QTextLayout
    position: QPointF
    token: str
    read_token: str
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RowLayout:
    """All of a row but its ground: lines, and the places of dot and star (None where there is none)."""

    lines: tuple[Line, ...]
    dot: QRectF | None
    star: QRectF | None


class RowMetrics:
    """The figures of a row at one look."""

    def __init__(self, look: Look) -> None:
        """Comfortable or compact, as the look says."""
        px = look.px
        self.compact = look.compact
        self.left = px(36)
        self.right = px(20)
        self.inset = px(8)
        self.radius = px(7)
        self.bar = QRectF(px(12), px(13), px(3), 0)
        self.eyebrow = px(20 if look.compact else 16)
        self.title = px(20)
        self.excerpt = px(18)
        self.top = px(8 if look.compact else 12)
        self.bottom = px(8 if look.compact else 14)
        self.gap = px(4)
        self.dot = px(8)
        self.dot_left = px(20)
        self.star = px(14)
        self.star_gap = px(6)
        self.source_font = look.font(12, 400 if look.compact else 500)
        self.meta_font = look.font(12)
        self.date_font = look.font(12, tabular=True)
        self.unread_font = look.font(14, 600)
        self.read_font = look.font(14)
        self.excerpt_font = look.font(13)

    @property
    def height(self) -> int:
        """The height of every row: 104, or 56 compact, at scale 1."""
        if self.compact:
            return self.top + self.title + self.eyebrow + self.bottom
        return self.top + self.eyebrow + self.gap + 2 * self.title + self.excerpt + self.bottom


def lay_out(text: RowText, width: float, metrics: RowMetrics, spans_of: SpansOf | None, *, rtl: bool) -> RowLayout:
    """The layout of a row of `width` logical pixels; `rtl` mirrors it."""
    place = _Placing(metrics, width, spans_of, rtl=rtl)
    return place.compact(text) if metrics.compact else place.comfortable(text)


class _Placing:
    """Lays out one row; x counts from the reading side and is mirrored last."""

    def __init__(self, metrics: RowMetrics, width: float, spans_of: SpansOf | None, *, rtl: bool) -> None:
        self._m = metrics
        self._width = width
        self._spans_of = spans_of
        self._rtl = rtl
        self._lines: list[Line] = []
        self._start = float(metrics.left)
        self._end = max(self._start + 1, width - metrics.right)

    def comfortable(self, text: RowText) -> RowLayout:
        """Source, author, star and date; up to two lines of title; the excerpt fills what is left of three lines."""
        m = self._m
        y = float(m.top)
        date_left = self._date(text.date, y, m.eyebrow)
        star = None
        if text.starred:
            star = self._square(date_left - (m.star_gap if text.date else 0) - m.star, y, m.eyebrow, m.star)
            date_left -= m.star + m.star_gap
        self._origin(text, y, date_left - m.star_gap * 2)
        y += m.eyebrow + m.gap
        dot = self._dot(y) if text.unread else None
        used = self._title(text, y, 2, self._end)
        y += used * m.title
        self._excerpt(text.excerpt, y, 3 - used)
        return RowLayout(tuple(self._lines), dot, star)

    def compact(self, text: RowText) -> RowLayout:
        """One line of title with the star; source, author and date below."""
        m = self._m
        y = float(m.top)
        star = self._square(self._end - m.star, y, m.title, m.star) if text.starred else None
        dot = self._dot(y) if text.unread else None
        self._title(text, y, 1, self._end - (m.star + m.star_gap if text.starred else 0))
        y += m.title
        date_left = self._date(text.date, y, m.eyebrow)
        self._origin(text, y, date_left - m.star_gap * 2)
        return RowLayout(tuple(self._lines), dot, star)

    def _date(self, date: str, y: float, height: float) -> float:
        width = QFontMetricsF(self._m.date_font).horizontalAdvance(date)
        left = self._end - width
        if date:
            self._put(date, self._m.date_font, left, y, width, height, "fg3", "fg3")
        return left

    def _origin(self, text: RowText, y: float, end: float) -> None:
        """Source and author; the author gives way first."""
        m = self._m
        x = self._start
        source, author = _folded(text.source), _folded(text.author)
        if source:
            token = "fg3" if m.compact else "fg2"
            x = self._put_elided(source, m.source_font, x, y, end, m.eyebrow, token)
            author = f"{_SEPARATOR}{author}" if author else ""
        if author and end - x > m.dot * 3:
            if author.startswith(_SEPARATOR):
                x = self._put_elided(_SEPARATOR, m.meta_font, x, y, end, m.eyebrow, "fg3")
                author = author.removeprefix(_SEPARATOR)
            self._put_elided(author, m.meta_font, x, y, end, m.eyebrow, "fg3")

    def _put_elided(self, text: str, font: QFont, x: float, y: float, end: float, height: float, token: str) -> float:
        """Put a line that may lose its end; where it stops."""
        metrics = QFontMetricsF(font)
        room = max(0.0, end - x)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = min(room, metrics.horizontalAdvance(shown))
        self._put(shown, font, x, y, width, height, token, token, self._spans(text, 0, shown, text))
        return x + width

    def _title(self, text: RowText, y: float, most: int, end: float) -> int:
        """Put the title on up to `most` lines; how many it takes."""
        font = self._m.unread_font if text.unread else self._m.read_font
        return self._paragraph(_headline(text.title), font, y, most, end, self._m.title, "fg", "fg2")

    def _excerpt(self, text: str, y: float, most: int) -> None:
        self._paragraph(_folded(text), self._m.excerpt_font, y, most, self._end, self._m.excerpt, "fg3", "fg3")

    def _paragraph(
        self, text: str, font: QFont, y: float, most: int, end: float, height: float, token: str, read_token: str
    ) -> int:
        room = end - self._start
        pieces = _broken(text, font, room, most)
        direction = _direction(text)
        for number, (start, piece) in enumerate(pieces):
            hits = self._spans(text, start, piece, text[start : start + len(piece)])
            top = y + number * height
            self._put(piece, font, self._start, top, room, height, token, read_token, hits, direction)
        return len(pieces)

    def _spans(self, whole: str, start: int, shown: str, original: str) -> tuple[tuple[int, int], ...]:
        """The matches of `whole` that stand in `shown`, which begins at `start` and may end in an ellipsis."""
        if self._spans_of is None:
            return ()
        visible = len(shown) if shown == original else max(0, len(shown) - 1)
        clipped = ((max(first - start, 0), min(last - start, visible)) for first, last in self._spans_of(whole))
        return tuple((first, last) for first, last in clipped if first < last)

    def _put(
        self,
        text: str,
        font: QFont,
        x: float,
        y: float,
        width: float,
        height: float,
        token: str,
        read_token: str,
        hits: tuple[tuple[int, int], ...] = (),
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> None:
        """A line whose box is `height` high, its words in the middle of it; left-aligned in a left-to-right window."""
        side = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(direction)
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        metrics = QFontMetricsF(font)
        top = y + (height - metrics.height()) / 2 + metrics.ascent() - line.ascent()
        left = self._width - x - width if self._rtl else x
        self._lines.append(Line(layout, QPointF(left, top), token, read_token, hits))

    def _dot(self, y: float) -> QRectF:
        return self._square(self._m.dot_left, y, self._m.title, self._m.dot)

    def _square(self, x: float, y: float, height: float, size: float) -> QRectF:
        left = self._width - x - size if self._rtl else x
        return QRectF(left, y + (height - size) / 2, size, size)


def _folded(text: str) -> str:
    """One line of text, whatever line breaks it held."""
    return " ".join(text[:_LONGEST].split())


def _headline(text: str) -> str:
    """The same of a title, in which an ideographic space parts two halves and stays."""
    return "\u3000".join(map(_folded, text[:_LONGEST].split("\u3000")))


def _direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first letter that has one; each line of a text goes its way."""
    if not text.isascii():
        strong = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
        if strong != "L":
            return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


def _broken(text: str, font: QFont, width: float, most: int) -> list[tuple[int, str]]:
    """`text` on up to `most` lines: where each starts, and its words; the last is cut with an ellipsis."""
    if not text:
        return []
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    pieces: list[tuple[int, str]] = []
    while len(pieces) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        if len(pieces) == most - 1:
            room = width if text.isascii() else width - _SHAPING
            elided = QFontMetricsF(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, room)
            pieces.append((start, elided))
        else:
            pieces.append((start, text[start : start + line.textLength()].rstrip()))
    layout.endLayout()
    return pieces
