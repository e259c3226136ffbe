"""A few sentences of plain text with the leading of the design; QLabel knows no leading."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from newsreader.ui.elided_label import own_direction


class Paragraph(QLabel):
    """Wraps to its width; each line is `line_height` logical pixels high."""

    def __init__(self, parent: QWidget | None = None, *, centred: bool = True) -> None:
        """Empty, and of no height, until it is given text and `set_face`. Its lines are `centred`, or begin where the
        window is read from.
        """
        super().__init__(parent)
        self._centred = centred
        self._line_height = 20
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_face(self, font: QFont, line_height: int) -> None:
        """Set the font and the height of a line."""
        self._line_height = line_height
        self.setFont(font)
        self.updateGeometry()

    def fit(self, width: int) -> None:
        """Be `width` wide and as high as that needs."""
        self.setFixedSize(QSize(width, self._layout(width).lineCount() * self._line_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._layout(self.width())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            y = number * self._line_height + (self._line_height - line.height()) / 2
            line.draw(painter, QPointF(0, y))

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption(self._side())
        option.setTextDirection(own_direction(self.text()))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def _side(self) -> Qt.AlignmentFlag:
        if self._centred:
            return Qt.AlignmentFlag.AlignHCenter
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
