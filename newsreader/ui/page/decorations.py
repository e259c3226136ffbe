"""What Qt's text engine cannot draw, painted under the text: quotation bars, list markers, grounds of code, pills,
dots, hits.

Layout is a value, painting is a loop over it: `visible_leaves` says what stands where in the part of the page to be
painted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextLine,
    QTextTable,
)

from newsreader.core.page import Mark
from newsreader.core.values import dataclass
from newsreader.ui.page.formats import BlockKey, Formats
from newsreader.ui.page.geometry import block_at, stretches
from newsreader.ui.page.pictures import missing_box
from newsreader.ui.page.runs import PILL_ROOM, Marks, Pill
from newsreader.ui.page.type_scale import CELL_PADDING, LIST_INDENT, RADIUS, Role, indent_of

BAR = 3.0
"""Width of a quotation bar."""
_BAR_SHIFT = 3.0
"""Text stands at the foot of its line; a bar this much lower ends as far below it as it begins above."""
DOT = 2.4
"""Radius of a list's dot."""
_MISSING_ICON = 20
_BOX = 13.0
_BOX_SHIFT = 2.0
_PILL_RADIUS = 3.5
_PILL_SIDE = 3.0
_HIT_RADIUS = 2.0
_UNDERLINE = 1.5
_HIT_SIDE = 2.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of the page as it stands: a text block,
    or a whole code block or table. Lengths in document coordinates.
    """

    area: QRectF
    role: str
    nest: str
    marker: str
    rtl: bool
    block: QTextBlock
    frame: QTextFrame | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found text: its position in the document and its length there."""

    position: int
    length: int


@dataclass(frozen=True, slots=True)
class Hits:
    """All found texts in the order of the page; `current` is an index or -1."""

    found: Sequence[Hit] = ()
    current: int = -1

    def within(self, first: int, last: int) -> Iterator[tuple[int, Hit]]:
        """The hits that begin between two positions, with their indices."""
        index = bisect_left(self.found, first, key=lambda hit: hit.position)
        while index < len(self.found) and self.found[index].position < last:
            yield index, self.found[index]
            index += 1


def visible_leaves(document: QTextDocument, top: float, bottom: float) -> list[Leaf]:
    """The leaves between two heights of the document, and the one after them, from which a bar's end is read."""
    block = block_at(document, top)
    block = _first_of_frame(block).previous()
    block = _first_of_frame(block) if block.isValid() else document.begin()
    leaves: list[Leaf] = []
    while block.isValid():
        leaf, after = _leaf(document, block)
        leaves.append(leaf)
        if leaf.area.top() > bottom:
            break
        block = after
    return leaves


def _outer_frame(block: QTextBlock) -> QTextFrame | None:
    """The code block or table that a text block stands in."""
    frame = QTextCursor(block).currentFrame()
    return frame if frame.parentFrame() is not None else None


def _first_of_frame(block: QTextBlock) -> QTextBlock:
    frame = _outer_frame(block)
    return frame.firstCursorPosition().block() if frame is not None else block


def _leaf(document: QTextDocument, block: QTextBlock) -> tuple[Leaf, QTextBlock]:
    layout = document.documentLayout()
    frame = _outer_frame(block)
    if frame is not None:
        form = frame.frameFormat()
        if isinstance(frame, QTextTable):
            # Qt gives a table's area without the margin above it but with that below, so it is taken from the cells.
            last = layout.blockBoundingRect(frame.lastCursorPosition().block())
            area = layout.blockBoundingRect(block).united(last).adjusted(0, -CELL_PADDING[0], 0, CELL_PADDING[0] + 1)
        else:
            area = layout.frameBoundingRect(frame).adjusted(0, form.topMargin(), 0, -form.bottomMargin())
            area.adjust(form.leftMargin(), 0, -form.rightMargin(), 0)
        role = Role.TABLE if isinstance(frame, QTextTable) else Role.CODE
        nest = str(form.property(BlockKey.NEST) or "")
        after = frame.lastCursorPosition().block().next()
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        return Leaf(area, role.value, nest, "", rtl, block, frame), after
    block_format = block.blockFormat()
    return (
        Leaf(
            layout.blockBoundingRect(block),
            str(block_format.property(BlockKey.ROLE) or ""),
            str(block_format.property(BlockKey.NEST) or ""),
            str(block_format.property(BlockKey.MARKER) or ""),
            block.textDirection() == Qt.LayoutDirection.RightToLeft,
            block,
        ),
        block.next(),
    )


class Decorations:
    """Paints the decorations of one page; `left` and `measure` say where the text stands."""

    def __init__(self, formats: Formats, marks: Marks) -> None:
        self._formats = formats
        self._look = formats.look
        self._marks = marks

    def paint(
        self, painter: QPainter, document: QTextDocument, view: QRectF, text: QRectF, hits: Hits, marked: Hits
    ) -> None:
        """Paint what `view` shows, in document coordinates; `text` is the area of the text's width, `marked` what the
        reader has highlighted.
        """
        leaves = visible_leaves(document, view.top(), view.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, leaf in enumerate(leaves):
            following = leaves[index + 1] if index + 1 < len(leaves) else None
            if "Q" in leaf.nest:
                self._bars(painter, leaf, following, text)
            match leaf.role:
                case Role.CODE:
                    self._ground(painter, leaf.area)
                case Role.RULE:
                    self._dots(painter, leaf.area.center(), text)
                case Role.MISSING:
                    self._missing(painter, leaf, text)
                case Role.NOTICE:
                    self._notice(painter, leaf, text)
            if leaf.marker:
                self._marker(painter, leaf, text)
            self._highlights(painter, document, leaf, marked)
            if leaf.frame is None:
                self._pills(painter, leaf)
            self._hits(painter, document, leaf, hits)

    def _bars(self, painter: QPainter, leaf: Leaf, following: Leaf | None, text: QRectF) -> None:
        for level, letter in enumerate(leaf.nest, start=1):
            if letter != "Q":
                continue
            indent = self._formats.scale.px(indent_of(leaf.nest[: level - 1]))
            goes_on = following is not None and following.nest[:level] == leaf.nest[:level]
            bottom = following.area.top() if following is not None and goes_on else leaf.area.bottom()
            left = text.right() - indent - BAR if leaf.rtl else text.left() + indent
            shift = _BAR_SHIFT * self._formats.scale.factor
            bar = QRectF(left, leaf.area.top() + shift, BAR, bottom - leaf.area.top())
            painter.fillRect(bar, self._look.colour("quote"))

    def _ground(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(self._look.colour("code_line"), 1))
        painter.setBrush(self._look.colour("code_bg"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _dots(self, painter: QPainter, centre: QPointF, text: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("fg3"))
        for offset in (-16, 0, 16):
            painter.drawEllipse(QPointF(text.center().x() + self._formats.scale.px(offset), centre.y()), 1.8, 1.8)

    def box_at(self, document: QTextDocument, place: QPointF, text: QRectF) -> str:
        """Where the box of a missing picture at `place` leads; "" where there is none, or it leads nowhere."""
        for leaf in visible_leaves(document, place.y(), place.y()):
            if leaf.role == Role.MISSING and self._box_area(leaf, text).contains(place):
                return leaf.block.charFormat().anchorHref()
        return ""

    def _box_area(self, leaf: Leaf, text: QRectF) -> QRectF:
        indent = self._formats.scale.px(indent_of(leaf.nest))
        left = text.left() + (0.0 if leaf.rtl else indent)
        return missing_box(QRectF(left, leaf.area.top(), text.width() - indent, leaf.area.height()), self._formats)

    def _missing(self, painter: QPainter, leaf: Leaf, text: QRectF) -> None:
        area = self._box_area(leaf, text)
        pen = QPen(self._look.colour("strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._look.colour("code_bg"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        icon = self._formats.scale.px(_MISSING_ICON)
        pixmap = self._look.pixmap("image-off", "fg3", icon, painter.device().devicePixelRatio())
        size = pixmap.deviceIndependentSize()
        painter.drawPixmap(
            QPointF(area.center().x() - size.width() / 2, area.top() + self._formats.scale.px(17)), pixmap
        )

    def _notice(self, painter: QPainter, leaf: Leaf, text: QRectF) -> None:
        setting, metrics = self._formats.setting(Role.NOTICE), self._formats.metrics(Role.NOTICE)
        # Text stands at the foot of its line, and Qt's area of it ends above that.
        lower = max(0.0, setting.line - metrics.height())
        area = QRectF(text.left(), leaf.area.top() + lower, text.width(), leaf.area.height())
        area = QRectF(area.adjusted(0, -setting.above, 0, setting.above).toRect())
        painter.setPen(self._look.edge())
        painter.setBrush(self._look.colour("code_bg"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        left = area.right() - BAR if leaf.rtl else area.left()
        painter.fillRect(QRectF(left, area.top(), BAR, area.height()), self._look.colour("warn"))

    def _marker(self, painter: QPainter, leaf: Leaf, text: QRectF) -> None:
        line = leaf.block.layout().lineAt(0)
        if not line.isValid():
            return
        setting = self._formats.setting(Role.TEXT)
        baseline = leaf.area.top() + line.y() + line.ascent()
        middle = baseline - 0.25 * setting.pixels
        indent = self._formats.scale.px(indent_of(leaf.nest))
        edge = text.right() - indent if leaf.rtl else text.left() + indent
        away = self._formats.scale.px(LIST_INDENT / 2)
        centre = QPointF(edge + away if leaf.rtl else edge - away, middle)
        if leaf.marker.startswith("["):
            shift = self._formats.scale.factor * (_BOX_SHIFT if leaf.rtl else -_BOX_SHIFT)
            self._box(painter, centre + QPointF(shift, 0), checked=leaf.marker != "[ ]")
        elif leaf.marker[:1].isalnum():
            self._number(painter, leaf, edge, baseline)
        else:
            self._bullet(painter, centre, leaf.nest.count("L"))

    def _bullet(self, painter: QPainter, centre: QPointF, depth: int) -> None:
        colour, radius = self._look.colour("fg3"), DOT * self._formats.scale.factor
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if depth == 2:
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if depth >= 3:
            painter.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
        else:
            painter.drawEllipse(centre, radius, radius)

    def _number(self, painter: QPainter, leaf: Leaf, edge: float, baseline: float) -> None:
        font = self._formats.font(Role.TABLE)
        gap = self._formats.scale.px(8)
        marker = f"\u200f{leaf.marker}\u200f" if leaf.rtl else leaf.marker
        width = self._formats.metrics(Role.TABLE).horizontalAdvance(marker)
        painter.setFont(font)
        painter.setPen(self._look.colour("fg3"))
        # The window's own direction would turn "1." into ".1".
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(QPointF(edge + gap if leaf.rtl else edge - gap - width, baseline), marker)

    def _box(self, painter: QPainter, centre: QPointF, *, checked: bool) -> None:
        """A box for a task, as large as the text is; drawn in the lengths of 100 %."""
        half = _BOX / 2
        painter.save()
        painter.translate(centre)
        painter.scale(self._formats.scale.factor, self._formats.scale.factor)
        painter.setPen(QPen(self._look.colour("accent" if checked else "control"), 1.5))
        painter.setBrush(self._look.colour("accent") if checked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(-half, -half, _BOX, _BOX), 3, 3)
        if checked:
            pen = QPen(self._look.colour("on_accent"), 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline([QPointF(-3.5, 0.3), QPointF(-0.9, 2.8), QPointF(3.5, -2.5)])
        painter.restore()

    def _pills(self, painter: QPainter, leaf: Leaf) -> None:
        """Grounds of code and keys in a line; there are none in code blocks and tables."""
        for begin, length, kind in self._marks.pills.get(leaf.block.blockNumber(), ()):
            for stretch, line in stretches(leaf.block, leaf.area.topLeft(), begin, length):
                self._pill(painter, leaf, stretch, line, kind)

    def _hits(self, painter: QPainter, document: QTextDocument, leaf: Leaf, hits: Hits) -> None:
        painter.setPen(self._look.edge("hit"))
        for index, stretch in _areas(document, leaf, hits):
            painter.setBrush(self._look.colour("hit_cur" if index == hits.current else "hit"))
            painter.drawRoundedRect(stretch.adjusted(-_HIT_SIDE, 0, _HIT_SIDE, 0), _HIT_RADIUS, _HIT_RADIUS)

    def _highlights(self, painter: QPainter, document: QTextDocument, leaf: Leaf, marked: Hits) -> None:
        """The ground of what is selected in a list, with a line under it: not by colour alone."""
        for _, stretch in _areas(document, leaf, marked):
            area = stretch.adjusted(-_HIT_SIDE, 0, _HIT_SIDE, 0)
            painter.fillRect(area, self._look.colour("hit" if self._look.theme.high else "tint"))
            line = QRectF(area.left(), area.bottom() - _UNDERLINE / 2, area.width(), _UNDERLINE)
            painter.fillRect(line, self._look.colour("accent"))

    def _pill(self, painter: QPainter, leaf: Leaf, stretch: QRectF, line: QTextLine, kind: Pill) -> None:
        if kind is Pill.MARKED:
            painter.setPen(self._look.edge("hit"))
            painter.setBrush(self._look.colour("hit"))
            painter.drawRoundedRect(stretch.adjusted(-1, 0, 1, 0), _HIT_RADIUS, _HIT_RADIUS)
            return
        metrics, factor = self._formats.metrics(Role(leaf.role), mark=Mark.CODE), self._formats.scale.factor
        area = QRectF(
            stretch.left() - _PILL_SIDE * factor,
            stretch.top() + line.ascent() - metrics.ascent(),
            stretch.width() + (2 * _PILL_SIDE - PILL_ROOM) * factor,
            metrics.ascent() + metrics.descent(),
        )
        key = kind is Pill.KEY
        painter.setPen(QPen(self._look.colour("strong"), 1) if key else self._look.edge())
        if key or self._look.theme.high:
            # A line of one pixel, and none of it on the comma behind.
            area = QRectF(area.toRect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(self._look.colour("icode"))
        painter.drawRoundedRect(area, _PILL_RADIUS, _PILL_RADIUS)


def _areas(document: QTextDocument, leaf: Leaf, hits: Hits) -> Iterator[tuple[int, QRectF]]:
    """Where the hits of a leaf stand, line by line, with their indices."""
    first, last = leaf.block.position(), leaf.block.position() + leaf.block.length()
    if leaf.frame is not None:
        first, last = leaf.frame.firstPosition(), leaf.frame.lastPosition()
    for index, hit in hits.within(first, last):
        block = document.findBlock(hit.position)
        origin = document.documentLayout().blockBoundingRect(block).topLeft()
        for stretch, _line in stretches(block, origin, hit.position - block.position(), hit.length):
            yield index, stretch
