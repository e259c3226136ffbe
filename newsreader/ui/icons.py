"""Icons: outline drawings recoloured by token and rendered crisp at every pixel ratio."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_RATIOS = (1, 2, 3)
_STROKE = re.compile(rb'stroke-width="[^"]*"')


class Icons:
    """The icons of one folder of 24-grid SVG outlines whose colour is `currentColor`."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds `<name>.svg`; nothing is read before an icon is asked for."""
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float, bool, float], QPixmap] = {}

    def icon(
        self,
        name: str,
        colour: str,
        size: int,
        *,
        stroke: float = 1.75,
        filled: bool = False,
    ) -> QIcon:
        """A QIcon of `size` logical pixels in one colour ("#RRGGBB"), for device pixel ratios 1 to 3."""
        icon = QIcon()
        for ratio in _RATIOS:
            icon.addPixmap(self.pixmap(name, colour, size, stroke=stroke, filled=filled, ratio=ratio))
        return icon

    def pixmap(
        self,
        name: str,
        colour: str,
        size: int,
        *,
        stroke: float = 1.75,
        filled: bool = False,
        ratio: float = 1.0,
    ) -> QPixmap:
        """One rendering of `size` logical pixels at a pixel ratio. Raises FileNotFoundError for an unknown name."""
        key = (name, colour, size, stroke, filled, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, colour, size, stroke, filled, ratio)
        return self._pixmaps[key]

    def _render(
        self,
        name: str,
        colour: str,
        size: int,
        stroke: float,
        filled: bool,
        ratio: float,
    ) -> QPixmap:
        svg = self._source(name).replace(b"currentColor", colour.encode())
        svg = _STROKE.sub(b'stroke-width="%.2f"' % stroke, svg)
        if filled:
            svg = svg.replace(b'fill="none"', b'fill="%s"' % colour.encode(), 1)
        pixels = round(size * ratio)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        return self._sources[name]
