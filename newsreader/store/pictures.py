"""The gate for pictures of articles: what may be read from the disk because an article names it (security.md sections 4
and 5).

Relative sources only, really inside the library, regular files, PNG, JPEG, GIF or WebP by their first bytes, and of a
size that is known from the header before anything decodes it. Nothing here decodes.
"""

from __future__ import annotations

import struct
from pathlib import Path

from newsreader.core.article import Problem
from newsreader.core.enums import StrEnum
from newsreader.core.values import dataclass
from newsreader.store.folder import Unreadable, read

LIMIT = 10 * 1024 * 1024
PIXELS = 16_000_000
SIDE = 16_000


class Refusal(StrEnum):
    """Why a picture is not shown, as a sentence."""

    ADDRESS = "Only pictures inside the library are shown."
    MISSING = "The picture is not there."
    KIND = "Only PNG, JPEG, GIF and WebP pictures are shown."
    LARGE = "The picture is too large."


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture, the one format to decode them as ("png", "jpeg", "gif", "webp"), and its size in
    pixels.
    """

    data: bytes
    format: str
    width: int
    height: int


def read_picture(root: Path, article_path: str, src: str, limit: int = LIMIT) -> Picture | Refusal:
    """The picture that the article at `article_path` names as `src`, or why not; blocking, never more than `limit`
    bytes read.
    """
    path = _inside_path(article_path, src)
    if path is None:
        return Refusal.ADDRESS
    try:
        data = read(root, path, limit + 1)
    except Unreadable as refusal:
        return Refusal.ADDRESS if refusal.problem is Problem.OUTSIDE else Refusal.MISSING
    if len(data) > limit:
        return Refusal.LARGE
    found = measure(data)
    if found is None:
        return Refusal.KIND
    _, width, height = found
    if not (0 < width <= SIDE and 0 < height <= SIDE and width * height <= PIXELS):
        return Refusal.LARGE
    return Picture(data, *found)


def measure(data: bytes) -> tuple[str, int, int] | None:
    """Format, width and height by the header; None where it is no picture of the four kinds, or cut before its size."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            return ("png", *struct.unpack_from(">II", data, 16))
        if data.startswith((b"GIF87a", b"GIF89a")):
            return ("gif", *struct.unpack_from("<HH", data, 6))
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        return None
    return None


def _inside_path(article_path: str, src: str) -> str | None:
    """The source as a path relative to the library, not resolved yet; None for every form that is not plainly
    relative.
    """
    lowered = src.lower()
    if not src or "\\" in src or "\0" in src or src.startswith("/") or "%2e" in lowered or "%2f" in lowered:
        return None
    if "%5c" in lowered or "%00" in lowered or ":" in src.partition("/")[0]:
        return None
    plain = _unquoted(src.partition("#")[0].partition("?")[0])
    folder = article_path.rpartition("/")[0]
    return f"{folder}/{plain}" if folder else plain


def _unquoted(path: str) -> str:
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path)


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return "jpeg", width, height
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", data, place + 2)[0]
    return None


def _webp(data: bytes) -> tuple[str, int, int] | None:
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return "webp", width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return "webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
        return "webp", width, height
    return None
