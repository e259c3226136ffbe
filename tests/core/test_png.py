"""Which PNGs are given to the decoder: those that are whole, and no other."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.png import SIGNATURE, is_whole
from newsreader.ui.page.pictures import decode_picture
from tests.fuzz.strategies import law
from tests.hostile.pictures import encoded, packed_wrongly, pictures, png

REFUSED = {"palette.png", "critical.png", "idat-checksum.png", "cut.png"}
SOUND = encoded("PNG")


def part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_what_is_damaged_where_it_matters_is_refused() -> None:
    found = {name: data for name, data in (pictures() | packed_wrongly()).items() if name.endswith(".png")}
    assert {name for name, data in found.items() if not is_whole(data)} == REFUSED
    assert is_whole(SOUND + b"what stands behind the end")
    assert not decode_picture(SOUND, 600).isNull()


@pytest.mark.parametrize(
    "header",
    [
        struct.pack(">IIBBBBB", 0, 4, 8, 2, 0, 0, 0),
        struct.pack(">IIBBBBB", 4, 4, 3, 2, 0, 0, 0),
        struct.pack(">IIBBBBB", 4, 4, 8, 5, 0, 0, 0),
        struct.pack(">IIBBBBB", 4, 4, 8, 2, 1, 0, 0),
        struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 1, 0),
        struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 2),
        struct.pack(">IIBBBBB", 4, 4, 8, 3, 0, 0, 0),
        struct.pack(">IIBBBB", 4, 4, 8, 2, 0, 0),
    ],
)
def test_a_header_that_cannot_be_is_refused(header: bytes) -> None:
    rows = part(b"IDAT", zlib.compress((b"\0" + b"\x80" * 12) * 4))
    assert not is_whole(SIGNATURE + part(b"IHDR", header) + rows + part(b"IEND", b""))


@pytest.mark.parametrize("data", [b"", SIGNATURE, SIGNATURE + part(b"IEND", b""), png(part(b"IHDR", b"")), b"GIF89a"])
def test_parts_that_are_missing_or_out_of_place(data: bytes) -> None:
    assert not is_whole(data)


@law(100)
@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_a_cut_or_changed_picture_is_refused_unless_it_does_not_matter(at: int, by: int) -> None:
    assert not is_whole(SOUND[:at])
    changed = SOUND[:at] + bytes([SOUND[at] ^ by]) + SOUND[at + 1 :]
    assert not is_whole(changed) or not decode_picture(changed, 600).isNull()
