"""Drawings a start has made, kept for the next one: a file of pixels.

Losing it loses a few milliseconds: a file that cannot be read, is damaged or was made by another program is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from newsreader.core.hints import Any
from newsreader.store.files import bytes_of, write_atomic

_LARGEST = 4 * 1024 * 1024
"""Forty icons of a screen with three pixels to one take 500 KB."""
_SUM_BYTES = 4


def load_drawings(path: Path, maker: str) -> dict[str, bytes]:
    """The pixels of each drawing kept in `path`, by its name; none where another `maker` made them. Blocking."""
    try:
        data = bytes_of(path, _LARGEST)
        body = data[_SUM_BYTES:]
        head, _, pixels = body.partition(b"\n")
        row: list[Any] = json.loads(head) if data[:_SUM_BYTES] == _sum(body) else [""]
        made_by, *drawings = row
        found: dict[str, bytes] = {}
        start = 0
        for name, length in drawings if made_by == maker else ():
            found[name] = pixels[start : start + length]
            start += length
    except (OSError, TypeError, ValueError):
        return {}
    return found


def save_drawings(path: Path, maker: str, drawings: Mapping[str, bytes]) -> None:
    """Keep these drawings and no others. Blocking. Raises OSError."""
    head = json.dumps([maker, *([name, len(pixels)] for name, pixels in drawings.items())])
    body = b"\n".join((head.encode("ascii"), b"".join(drawings.values())))
    write_atomic(path, _sum(body) + body)


def _sum(body: bytes) -> bytes:
    return crc32(body).to_bytes(_SUM_BYTES, "little")
