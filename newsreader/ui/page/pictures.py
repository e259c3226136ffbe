"""Pictures: decoded within limits, fitted to the text, and the box that stands for one that is not there."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextImageFormat,
)

from newsreader.core.page import Block, Run
from newsreader.core.page_links import is_remote
from newsreader.core.png import SIGNATURE, is_whole
from newsreader.core.values import dataclass
from newsreader.ui.page.formats import BlockKey, Formats, Style
from newsreader.ui.page.runs import Marks, RunWriter, harmless
from newsreader.ui.page.type_scale import PLACEHOLDER, RADIUS, Role

MOST_BYTES = 10_000_000
MOST_PIXELS = 16_000_000
LONGEST_SIDE = 16_000
WIDEST = 1_200
"""Width in device pixels above which no picture is decoded (security.md section 5)."""
ALLOCATION_MB = 64
NOT_STORED = "Image not stored offline"
SHOW_IMAGES = "#:images"
"""Where the box of a picture on the network leads, by mouse and key: to the command. No page has such a place."""
PICTURE_SCHEME = "picture"
"""Pictures are known to Qt's text engine by a number; no path of a file ever reaches it."""

_SIGNATURES: tuple[tuple[bytes, bytes], ...] = (
    (SIGNATURE, b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"GIF87a", b"gif"),
    (b"GIF89a", b"gif"),
)
_VEIL = 0.14
"""Strength of the black veil over pictures in the dark theme (look.md section 9)."""


def decode_picture(data: bytes, width: int) -> QImage:
    """The picture in `data`, at most `width` device pixels wide; a null image for what is no picture, or beyond the
    limits.

    PNG, JPEG, GIF (its first frame) and WebP are known by their first bytes; Qt is never asked to guess, and its size
    is read before anything is decoded (security.md sections 2 and 5). May be called in any thread.
    """
    kind = _kind(data)
    if not kind or len(data) > MOST_BYTES or (kind == b"png" and not is_whole(data)):
        return QImage()
    _hush()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not _allowed(size):
        return QImage()
    most = min(width, WIDEST)
    if size.width() > most:
        reader.setScaledSize(QSize(most, max(1, round(size.height() * most / size.width()))))
    return reader.read()


@cache
def _hush() -> None:
    """What Qt's decoders think of an article's pictures is nobody's news. 0.3 ms, with the first picture."""
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")


def _kind(data: bytes) -> bytes:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"webp"
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), b"")


def _allowed(size: QSize) -> bool:
    """Whether a picture of `size` may be decoded; pictures of one pixel are there to count readers, not to be seen."""
    width, height = size.width(), size.height()
    return width > 1 and height > 1 and max(width, height) <= LONGEST_SIDE and width * height <= MOST_PIXELS


def dressed(image: QImage, size: QSize, ratio: float, *, dark: bool, card: QColor) -> QImage:
    """The picture at `size` logical pixels with rounded corners; dimmed in the dark,
    transparent ones on a light card.
    """
    result = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    result.setDevicePixelRatio(ratio)
    area = QRectF(0, 0, size.width(), size.height())
    path = QPainterPath()
    path.addRoundedRect(area, RADIUS, RADIUS)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    if dark and image.hasAlphaChannel():
        painter.fillRect(area, card)
    painter.drawImage(area, image)
    if dark:
        painter.fillRect(area, QColor.fromRgbF(0.0, 0.0, 0.0, _VEIL))
    painter.end()
    return result


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture; `fills` says that it was wider than was asked for, and so fills whatever room it is given."""

    image: QImage
    fills: bool


@dataclass(slots=True)
class PlacedPicture:
    """A picture in the document: where, its source, its alternative text,
    and the width it may take in logical pixels.
    """

    cursor: QTextCursor
    name: str
    source: str
    alternative: str
    indent: float
    inline: bool = False
    shown: bool = False

    def fit(self, picture: Picture, measure: float) -> QSize:
        """Give the picture its size: one logical pixel for each of its own, or less where the text is narrower."""
        room, own = measure - self.indent, picture.image.size()
        width = room if picture.fills and not self.inline else min(float(own.width()), room)
        size = QSize(max(1, int(width)), max(1, round(own.height() * width / max(1, own.width()))))
        cursor = self._selected()
        image = cursor.charFormat().toImageFormat()
        if (image.width(), image.height()) != (size.width(), size.height()):
            image.setWidth(size.width())
            image.setHeight(size.height())
            cursor.setCharFormat(image)
        return size

    def _selected(self) -> QTextCursor:
        """A cursor that selects the picture and nothing else."""
        cursor = QTextCursor(self.cursor)
        cursor.setPosition(self.cursor.position())
        cursor.setPosition(self.cursor.position() + 1, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def replace_by_text(self, formats: Formats) -> None:
        """There is no picture: its description stands in its place,
        in a box of its own unless it stood within a line.
        """
        cursor = self._selected()
        if self.inline:
            cursor.insertText(harmless(self.alternative or NOT_STORED), formats.char(Style(Role.CAPTION)))
        else:
            cursor.removeSelectedText()
            write_missing(cursor, self.alternative, formats)
            keep_off(cursor.block().next(), formats)


class PictureWriter:
    """Writes pictures and the boxes that stand for them."""

    def __init__(self, formats: Formats, marks: Marks) -> None:
        self._formats = formats
        self._marks = marks
        self._count = 0

    def write(self, cursor: QTextCursor, block: Block, indent: float, width: float) -> list[PlacedPicture]:
        """Write the picture of an image block at the cursor, which must stand in its empty block.

        A picture of the library is a transparent place until its image arrives; a remote one is a box with its
        description.
        """
        run = next((run for run in block.runs if run.image), None)
        if run is None or is_remote(run.image):
            write_missing(cursor, run.text if run else "", self._formats, SHOW_IMAGES if run else "")
            self._marks.addresses |= {SHOW_IMAGES} if run else set()
            return []
        picture = self._insert(cursor, run, width, self._formats.scale.px(PLACEHOLDER))
        picture.indent = indent
        return [picture]

    def write_around(
        self,
        writer: RunWriter,
        cursor: QTextCursor,
        block: Block,
        role: Role,
        colour: str,
        placed: list[PlacedPicture],
    ) -> None:
        """Write the runs of a text block; pictures among them stand in the line, remote ones as their description."""
        plain: list[Run] = []
        for run in block.runs:
            if not run.image or is_remote(run.image):
                plain.append(run if not run.image else Run(run.text or NOT_STORED, run.mark, run.href, run.anchor))
                continue
            writer.write(plain, role, colour=colour)
            plain = []
            em = self._formats.setting(role).pixels
            picture = self._insert(cursor, run, em, em)
            picture.inline = True
            placed.append(picture)
        writer.write(plain, role, colour=colour)

    def _insert(self, cursor: QTextCursor, run: Run, width: float, height: float) -> PlacedPicture:
        place = QTextCursor(cursor)
        place.setKeepPositionOnInsert(True)
        name = f"{PICTURE_SCHEME}:{self._count}"
        self._count += 1
        image = QTextImageFormat()
        image.setName(name)
        image.setWidth(width)
        image.setHeight(height)
        image.setProperty(QTextImageFormat.Property.ImageAltText, run.text)
        if run.href:
            image.setAnchor(True)
            image.setAnchorHref(run.href)
        cursor.insertImage(image)
        place.setKeepPositionOnInsert(False)
        return PlacedPicture(place, name, run.image, run.text, 0.0)


def write_missing(cursor: QTextCursor, alternative: str, formats: Formats, address: str = "") -> None:
    """Make the cursor's block the box of a picture that is not there, with its description as the text.

    The block's own margins make the room that the box is painted in; `missing_box` says where that is. `address` is
    where it leads, if anywhere.
    """
    setting = formats.setting(Role.MISSING)
    old = cursor.blockFormat()
    below = _around(formats)[1] + old.bottomMargin()
    block_format = formats.block(Role.MISSING, above=_above_box(cursor.block(), formats), below=below)
    nest = old.property(BlockKey.NEST)
    if nest:
        block_format.setProperty(BlockKey.NEST, nest)
    block_format.setLeftMargin(old.leftMargin() + setting.pixels)
    block_format.setRightMargin(old.rightMargin() + setting.pixels)
    block_format.setLayoutDirection(old.layoutDirection())
    block_format.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cursor.setBlockFormat(block_format)
    char = QTextCharFormat(formats.char(Style(Role.MISSING)))
    if address:
        char.setAnchor(True)
        char.setAnchorHref(address)
    cursor.setBlockCharFormat(char)
    cursor.insertText(harmless(alternative or NOT_STORED), char)


def keep_off(block: QTextBlock, formats: Formats) -> None:
    """Another block stands above this one now: if it is the box of a picture that is not there, keep it off that."""
    form = block.blockFormat()
    if block.isValid() and form.property(BlockKey.ROLE) == Role.MISSING.value:
        form.setTopMargin(_above_box(block, formats))
        QTextCursor(block).setBlockFormat(form)


def _above_box(block: QTextBlock, formats: Formats) -> float:
    """The margin above the text of a box: the upper part of the box itself, and what keeps it off the block before it.

    Of two margins Qt takes the larger one, and that of a box must not be used up by the box. Below a frame, whose own
    margin keeps the box off, an empty block has been written.
    """
    above, before = _around(formats)[0], block.previous()
    if before.isValid() and before.blockFormat().property(BlockKey.ROLE) == Role.FILLER.value:
        return above
    apart = formats.setting(Role.CJK_TEXT if formats.scale.cjk else Role.TEXT).below
    return above + max(apart, before.blockFormat().bottomMargin() if before.isValid() else 0.0)


def missing_box(text: QRectF, formats: Formats) -> QRectF:
    """The box round the text of a missing picture, as high as look.md wants it,
    higher where the description is long.
    """
    above, below = _around(formats)
    line = formats.setting(Role.MISSING).line
    # Qt takes what a line is set higher than its font from the block's area.
    short = max(1, round(text.height() / line)) * line - text.height()
    return text.adjusted(0, -above - short, 0, below)


def _around(formats: Formats) -> tuple[float, float]:
    spare = formats.scale.px(PLACEHOLDER) - formats.setting(Role.MISSING).line
    below = formats.scale.px(16)
    return spare - below, below
