"""Painting the rows of the list: a loop over the layouts of `article_row`, in the state each row is in."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from newsreader.ui.article_list_model import ArticleListModel, Index
from newsreader.ui.article_row import Line, RowLayout, RowMetrics, RowText, SpansOf, lay_out
from newsreader.ui.labels import relative_date
from newsreader.ui.look import Look

_KEPT = 120
"""Laid-out rows that are kept, 10 KB each; about four screens."""
_UNREACHABLE = 0.45
"""Rows whose folder is not there now are as pale as this."""
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver


class ArticleRowDelegate(QStyledItemDelegate):
    """Paints rows of an `ArticleListModel` in every state of look.md section 5."""

    def __init__(self, look: Look, view: QTableView) -> None:
        """`view` is the list whose focus, selection and pointer the states follow."""
        super().__init__(view)
        self.is_reachable = True
        self._view = view
        self._spans_of: SpansOf | None = None
        self._layouts: OrderedDict[tuple[RowText, float, bool], RowLayout] = OrderedDict()
        self._look = look
        self._metrics = RowMetrics(look)

    @property
    def row_height(self) -> int:
        """The height of every row, in logical pixels."""
        return self._metrics.height

    def apply_look(self, look: Look) -> None:
        """Paint with another look from now on."""
        self._look = look
        self._metrics = RowMetrics(look)
        self._layouts.clear()

    def forget_layouts(self) -> None:
        """Lay rows out anew as they are painted: layouts hold the typefaces they were made with."""
        self._layouts.clear()

    def set_spans(self, spans_of: SpansOf | None) -> None:
        """Mark these places of titles, sources, authors and excerpts; None for none."""
        self._spans_of = spans_of
        self._layouts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt's hook: the same for every row."""
        return QSize(0, self._metrics.height)

    def prepare(self, index: Index) -> None:
        """Have everything ready that painting a row takes: the article, its layout, and its letters as pixels, which Qt
        makes when they are first drawn. 1 to 4 ms.
        """
        model, rect = index.model(), self._view.visualRect(index)
        if not isinstance(model, ArticleListModel):
            return
        text = self._text(model, index.row())
        layout = self._layout(text, float(rect.width()), rtl=self._view.isRightToLeft())
        ratio = self._view.devicePixelRatioF()
        unseen = QImage(rect.size() * ratio, QImage.Format.Format_RGB32)
        unseen.setDevicePixelRatio(ratio)
        painter = QPainter(unseen)
        for line in layout.lines:
            self._line(painter, line, "", bright=text.unread)
        painter.end()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        model = index.model()
        if not isinstance(model, ArticleListModel):
            return
        rect = QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        text = self._text(model, index.row())
        layout = self._layout(text, rect.width(), rtl=rtl)
        selected = bool(option.state & _SELECTED)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        if not self.is_reachable:
            painter.setOpacity(_UNREACHABLE)
        ground = self._ground(
            painter, rect, index.row(), selected=selected, hovered=bool(option.state & _HOVERED), rtl=rtl
        )
        if not ground and not self._is_lit(model, index.row() + 1):
            self._separator(painter, rect, rtl=rtl)
        for line in layout.lines:
            self._line(painter, line, ground, bright=text.unread or selected)
        if layout.dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.ink("fg" if self._look.theme.high else "accent", ground))
            painter.drawEllipse(layout.dot)
        if layout.star is not None:
            ratio = painter.device().devicePixelRatioF()
            star = self._look.pixmap("star", self._look.theme.ink("star", ground), 14, ratio, filled=True)
            painter.drawPixmap(layout.star.topLeft(), star)
        painter.restore()

    def _text(self, model: ArticleListModel, row: int) -> RowText:
        id_, article = model.id_at(row), model.article_at(row)
        return RowText(
            article.source,
            article.author,
            relative_date(article.published, model.now, self._view.locale()),
            article.title,
            model.rows.snippet(id_) or (article.problem.value if article.problem else article.excerpt),
            not model.rows.is_read(id_),
            model.rows.is_starred(id_),
        )

    def _layout(self, text: RowText, width: float, *, rtl: bool) -> RowLayout:
        key = (text, width, rtl)
        layout = self._layouts.get(key)
        if layout is None:
            layout = self._layouts[key] = lay_out(text, width, self._metrics, self._spans_of, rtl=rtl)
            if len(self._layouts) > _KEPT:
                self._layouts.popitem(last=False)
        return layout

    def _ground(self, painter: QPainter, rect: QRectF, row: int, *, selected: bool, hovered: bool, rtl: bool) -> str:
        """Fill a row that is selected or under the pointer; the token of its ground, "" for the list's own."""
        if not selected and not hovered:
            return ""
        focused = self._view.hasFocus() and self._view.isActiveWindow()
        token = ("tint" if focused else "sel_idle") if selected else "hover"
        m = self._metrics
        painter.setPen(self._look.edge(token))
        painter.setBrush(self._look.colour(token))
        painter.drawRoundedRect(QRectF(m.inset, 1, rect.width() - 2 * m.inset, rect.height() - 2), m.radius, m.radius)
        if selected and focused and row == self._view.currentIndex().row():
            x = rect.width() - m.bar.x() - m.bar.width() if rtl else m.bar.x()
            bar = QRectF(x, m.bar.y(), m.bar.width(), rect.height() - 2 * m.bar.y())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.ink("accent", token))
            painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
        return token

    def _is_lit(self, model: QAbstractItemModel, row: int) -> bool:
        """Whether a row has a ground of its own, which takes the place of the hairline."""
        index = model.index(row, 0)
        if not index.isValid():
            return False
        if self._view.selectionModel().isSelected(index):
            return True
        under = self._view.viewport().underMouse()
        pointer = self._view.viewport().mapFromGlobal(self._view.cursor().pos()) if under else None
        return pointer is not None and self._view.indexAt(pointer) == index

    def _separator(self, painter: QPainter, rect: QRectF, *, rtl: bool) -> None:
        m = self._metrics
        left, right = (m.right, m.left) if rtl else (m.left, m.right)
        line = QRectF(left, rect.height() - 1, rect.width() - left - right, 1)
        painter.fillRect(line, self._look.colour("hair"))

    def _line(self, painter: QPainter, line: Line, ground: str, *, bright: bool) -> None:
        painter.setPen(self._look.ink(line.token if bright else line.read_token, ground))
        if not line.hits:
            line.layout.draw(painter, line.position)
            return
        painter.save()
        painter.setPen(self._look.edge("hit"))
        painter.setBrush(self._look.colour("hit"))
        for hit in line.hits:
            painter.drawRoundedRect(_hit_rect(line, hit), 2, 2)
        painter.restore()
        line.layout.draw(painter, line.position, [self._matched(hit) for hit in line.hits])

    def _matched(self, hit: tuple[int, int]) -> QTextLayout.FormatRange:
        """Matched words are painted in `fg`: fainter text fails on `hit` (look.md section 2)."""
        styled = QTextCharFormat()
        styled.setForeground(self._look.colour("fg"))
        result = QTextLayout.FormatRange()
        result.start, result.length, result.format = hit[0], hit[1] - hit[0], styled
        return result


def _hit_rect(line: Line, hit: tuple[int, int]) -> QRectF:
    text_line = line.layout.lineAt(0)
    edges = [_x(text_line.cursorToX(place)) for place in hit]
    metrics = QFontMetricsF(line.layout.font())
    baseline = line.position.y() + text_line.ascent()
    top = baseline - metrics.ascent()
    return QRectF(line.position + QPointF(min(edges) - 1, 0), line.position + QPointF(max(edges) + 1, 0)).adjusted(
        0, top - line.position.y(), 0, top - line.position.y() + metrics.height()
    )


def _x(cursor: object) -> float:
    """PySide6 gives (x, cursor) where Qt gives x."""
    return float(cursor[0] if isinstance(cursor, tuple) else cursor)  # type: ignore[arg-type]
