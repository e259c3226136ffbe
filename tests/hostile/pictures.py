"""Pictures that decoders complain of: damaged, cut, or saying odd things of themselves; each a name and its bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encoded(kind: str, width: int = 40, height: int = 30) -> bytes:
    """A sound picture of a kind that Qt can write."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for x in range(width):
        for y in range(height):
            image.setPixelColor(x, y, QColor((x * 6) % 256, (y * 8) % 256, (x * y) % 256))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, kind.encode()).write(image)
    return bytes(buffer.data().data())


def _chunk(name: bytes, data: bytes, *, sound: bool = True) -> bytes:
    check = zlib.crc32(name + data) ^ (0 if sound else 1)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def png(*chunks: bytes, rows: bytes = b"", depth: int = 8, colour: int = 2) -> bytes:
    """A PNG of 4 by 4 with other chunks before its rows."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, depth, colour, 0, 0, 0))
    body = rows or _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 12) * 4))
    return _SIGNATURE + header + b"".join(chunks) + body + _chunk(b"IEND", b"")


def _profile() -> bytes:
    """A profile of colours that is none; libpng knows some by their checksum and warns of them."""
    return b"ICC Profile\0\0" + zlib.compress(struct.pack(">I", 200) + b"lcms" + bytes(192))


def pictures() -> dict[str, bytes]:
    """Name of the file to its bytes."""
    jpeg, sound = encoded("JPEG"), encoded("PNG")
    webp = encoded("WEBP")
    found: dict[str, Callable[[], bytes]] = {
        "profile.png": lambda: png(_chunk(b"iCCP", _profile())),
        "profile-name.png": lambda: png(_chunk(b"iCCP", b"\0\0")),
        "checksum.png": lambda: png(_chunk(b"tEXt", b"Title\0x", sound=False)),
        "gamma.png": lambda: png(_chunk(b"gAMA", bytes(4)), _chunk(b"sRGB", b"\x09"), _chunk(b"cHRM", b"\xff" * 32)),
        "twice.png": lambda: png(_chunk(b"sRGB", b"\0"), _chunk(b"sRGB", b"\0"), _chunk(b"tRNS", b"\0")),
        "text.png": lambda: png(_chunk(b"zTXt", b"k\0\0" + b"\xff" * 20), _chunk(b"iTXt", b"k\0\1\0\0\0nothing")),
        "palette.png": lambda: png(_chunk(b"PLTE", b"\1\2"), colour=3),
        "critical.png": lambda: png(_chunk(b"QQQQ", b"x")),
        "much.png": lambda: png(rows=_chunk(b"IDAT", zlib.compress(bytes(9_000)))),
        "idat-checksum.png": lambda: png(rows=_chunk(b"IDAT", zlib.compress(bytes(52)), sound=False)),
        "cut.png": lambda: sound[: len(sound) // 2],
        "exif.png": lambda: png(_chunk(b"eXIf", b"II*\0\xff\xff\xff\xff"), _chunk(b"pHYs", b"\xff" * 9)),
        "cut.jpg": lambda: jpeg[: len(jpeg) // 2],
        "garbage.jpg": lambda: jpeg[:-200] + b"\xff\x00\x12\x34" * 30 + jpeg[-2:],
        "marker.jpg": lambda: jpeg[:2] + b"\xff\xe2\x00\x10ICC_PROFILE\0\x02\x01" + b"\0\0" + jpeg[2:],
        "blank.jpg": lambda: jpeg[:2] + b"\0\0\0\0" + jpeg[2:],
        "exif.jpg": lambda: jpeg[:2] + b"\xff\xe1\x00\x10Exif\0\0MM\0*\xff\xff\xff\xff" + jpeg[2:],
        "huffman.jpg": lambda: jpeg.replace(b"\xff\xc4\x00\x1f", b"\xff\xc4\x00\x20", 1),
        "quantised.jpg": lambda: jpeg.replace(b"\xff\xdb\x00\x43\x00", b"\xff\xdb\x00\x43\x1f", 1),
        "cut.webp": lambda: webp[: len(webp) // 2],
        "garbage.webp": lambda: webp[:40] + b"\xff" * len(webp[40:]),
        "cut.gif": lambda: b"GIF89a" + struct.pack("<HHBBB", 9, 9, 0x80, 0, 0) + bytes(6) + b",\0\0\0\0\t\0\t\0\0\2\3",
        "garbage.gif": lambda: b"GIF89a" + struct.pack("<HHBBB", 9, 9, 0xF7, 9, 9) + b"\xff" * 900,
    }
    return {name: make() for name, make in found.items()}


def packed_wrongly() -> dict[str, bytes]:
    """PNGs that are whole, with rows that cannot be unpacked: nobody's accident."""
    return {
        "idat.png": png(rows=_chunk(b"IDAT", b"\x78\x9c" + b"\xff" * 30)),
        "little.png": png(rows=_chunk(b"IDAT", zlib.compress(b"\0" * 5))),
    }
