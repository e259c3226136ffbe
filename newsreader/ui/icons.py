"""Icons: outline drawings recoloured by token and rendered crisp at every pixel ratio."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt, qVersion
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap

from newsreader.core.late import late

_STROKE = late(rb'stroke-width="[^"]*"')
_PIXEL_BYTES = 4
MAKER = f"Qt {qVersion()}, {sys.byteorder} endian"
"""What makes the pixels of an icon, and how they are written down; those of another maker are not taken."""


class Icons:
    """The icons of one folder of 24-grid SVG outlines whose colour is `currentColor`."""

    def __init__(self, folder: Path, kept: Mapping[str, bytes] | None = None) -> None:
        """`folder` holds `<name>.svg`; nothing is read before an icon is asked for. `kept` is what `worth_keeping` of
        an earlier start said: icons whose source is the same are not drawn again. To draw the 18 of a start takes 7 ms,
        with the library that does.
        """
        self._folder = folder
        self._kept = kept or {}
        self._signed: dict[str, QPixmap] | None = {}
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float, bool, float], QPixmap] = {}

    def icon(
        self,
        name: str,
        colour: str,
        disabled: str,
        size: int,
        *,
        filled: bool = False,
    ) -> QIcon:
        """A QIcon of at most `size` logical pixels in one colour ("#RRGGBB") and another while `disabled`; it is drawn
        when it is first painted, for the pixel ratio it is painted at.
        """
        return QIcon(_Drawing(self, name, (colour, disabled), size, filled=filled))

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
            self._pixmaps[key] = self._make(name, colour, size, stroke, filled, ratio)
        return self._pixmaps[key]

    def worth_keeping(self) -> dict[str, bytes]:
        """The pixels of every icon that was asked for until now, by what they were made of; none where all were kept,
        and when this is asked again.
        """
        signed, self._signed = self._signed or {}, None
        if signed.keys() <= self._kept.keys():
            return {}
        return {signature: _pixels_of(pixmap) for signature, pixmap in signed.items()}

    def _make(self, name: str, colour: str, size: int, stroke: float, filled: bool, ratio: float) -> QPixmap:
        about = (self._folder / f"{name}.svg").stat()
        made_of = (name, about.st_mtime_ns, about.st_size, colour, size, stroke, filled, ratio)
        signature = " ".join(map(str, made_of))
        side = round(size * ratio)
        pixels = self._kept.get(signature, b"")
        if len(pixels) == side * side * _PIXEL_BYTES:
            pixmap = _pixmap_of(pixels, side)
            pixmap.setDevicePixelRatio(ratio)
        else:
            pixmap = self._render(name, colour, size, stroke, filled, ratio)
        if self._signed is not None:
            self._signed[signature] = pixmap
        return pixmap

    def _render(
        self,
        name: str,
        colour: str,
        size: int,
        stroke: float,
        filled: bool,
        ratio: float,
    ) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

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


def _pixels_of(pixmap: QPixmap) -> bytes:
    """The pixels of a square, row by row."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return bytes(image.constBits())


def _pixmap_of(pixels: bytes, side: int) -> QPixmap:
    image = QImage(pixels, side, side, side * _PIXEL_BYTES, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image.copy())  # it would live no longer than `pixels`


class _Drawing(QIconEngine):
    """What a QIcon asks for its pixels: nothing is drawn for buttons and menus that are not to be seen.

    At the start that is nine in ten; drawing all of them for three pixel ratios took 25 ms (measured 2026-11-27).
    """

    def __init__(self, icons: Icons, name: str, colours: tuple[str, str], size: int, *, filled: bool) -> None:
        """`colours` are those of an enabled and of a disabled icon."""
        super().__init__()
        self._icons = icons
        self._name = name
        self._colours = colours
        self._size = size
        self._filled = filled

    def clone(self) -> QIconEngine:
        """Qt's hook: the same again, for a QIcon that is copied and changed."""
        return _Drawing(self._icons, self._name, self._colours, self._size, filled=self._filled)

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        """Qt's hook: never larger than the icon was asked for."""
        return size.boundedTo(QSize(self._size, self._size))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt's hook: where one device pixel is one logical one."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Qt's hook: `size` is in logical pixels since Qt 6.8, `scale` device pixels for each."""
        wanted = min(self._size, size.width(), size.height())
        colour = self._colours[mode == QIcon.Mode.Disabled]
        return self._icons.pixmap(self._name, colour, wanted, filled=self._filled, ratio=scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt's hook: in the middle of `rect`."""
        ratio = painter.device().devicePixelRatio()
        pixmap = self.scaledPixmap(rect.size(), mode, state, ratio)
        room = rect.size() - pixmap.deviceIndependentSize().toSize()
        painter.drawPixmap(rect.topLeft() + QPoint(room.width() // 2, room.height() // 2), pixmap)
