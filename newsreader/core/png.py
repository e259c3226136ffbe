"""Whether a PNG is whole, before anything decodes it.

The library that Qt decodes PNG with writes of each damaged one to standard error, where no handler hears of it. What
was cut or changed on its way does not get there; what is left to it are rows that were packed wrongly on purpose.
"""

from __future__ import annotations

import struct
from zlib import crc32

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a sample, by the kind of colour."""
_PALETTE = 3
_NEEDLESS = 0x20
"""Of the first letter: a small one begins the name of a part that may be passed over."""
_BEFORE = {
    b"IHDR": (b"",),
    b"PLTE": (b"IHDR",),
    b"IDAT": (b"IHDR", b"PLTE", b"IDAT"),
    b"IEND": (b"IDAT",),
}
"""The necessary parts, and behind which of them each may stand."""


def is_whole(data: bytes) -> bool:
    """Whether `data` is a PNG down to its end, its necessary parts known, in order and unchanged; 1 ms for a megabyte.

    What stands in the others, or behind the end, does not matter.
    """
    place, before, needs_palette = len(SIGNATURE), b"", False
    if not data.startswith(SIGNATURE):
        return False
    while place + 12 <= len(data) and before != b"IEND":
        length, name = struct.unpack_from(">I4s", data, place)
        start, place = place + 8, place + 12 + length
        if name[0] & _NEEDLESS:
            continue
        body = memoryview(data)[start : start + length]
        if place > len(data) or before not in _BEFORE.get(name, ()) or not _is_sound(name, body):
            return False
        if crc32(body, crc32(name)) != int.from_bytes(data[place - 4 : place], "big"):
            return False
        if name == b"IDAT" and before == b"IHDR" and needs_palette:
            return False
        needs_palette = needs_palette or (name == b"IHDR" and body[9] == _PALETTE)
        before = name
    return before == b"IEND"


def _is_sound(name: bytes, body: memoryview) -> bool:
    """Whether a necessary part says what such a part may say."""
    if name == b"PLTE":
        return 0 < len(body) <= 768 and len(body) % 3 == 0
    if name != b"IHDR":
        return True
    if len(body) != _HEADER.size:
        return False
    width, height, depth, colour, packing, filters, interlace = _HEADER.unpack(body)
    return bool(width and height) and depth in _DEPTHS.get(colour, ()) and not packing | filters and interlace < 2
