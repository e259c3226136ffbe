"""The gate for pictures: security.md A01 to A10, C01 to C20."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

import pytest

from newsreader.store.pictures import LIMIT, Picture, Refusal, measure, read_picture


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"
    )


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0"


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + bytes(20)


def webp(width: int, height: int) -> bytes:
    lossy = b"VP8 " + bytes(4) + b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF" + bytes(4) + b"WEBP" + lossy


def webp_lossless(width: int, height: int) -> bytes:
    bits = struct.pack("<I", (width - 1) | (height - 1) << 14)
    return b"RIFF" + bytes(4) + b"WEBPVP8L" + bytes(4) + b"\x2f" + bits


def webp_extended(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + size


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "a").mkdir(parents=True)
    (root / "a" / "ok.png").write_bytes(png(8, 6))
    (root / "a" / "with blank.png").write_bytes(png(8, 6))
    (root / "top.png").write_bytes(png(8, 6))
    (tmp_path / "outside.png").write_bytes(png(8, 6))
    return root


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(640, 480), ("png", 640, 480)),
        (gif(640, 480), ("gif", 640, 480)),
        (jpeg(640, 480), ("jpeg", 640, 480)),
        (webp(640, 480), ("webp", 640, 480)),
        (webp_lossless(640, 480), ("webp", 640, 480)),
        (webp_extended(640, 480), ("webp", 640, 480)),
        (b"", None),
        (b"<svg/>", None),
        (b"BM" + bytes(60), None),
        (b"\0\0\1\0" + bytes(60), None),
        (png(1, 1)[:18], None),
        (b"\xff\xd8\xff\xe0\x00\x00", None),
    ],
)
def test_the_size_stands_in_the_header(data: bytes, expected: tuple[str, int, int] | None) -> None:
    assert measure(data) == expected


@pytest.mark.parametrize(
    "src", ["ok.png", "./ok.png", "../top.png", "with%20blank.png", "ok.png?size=2", "../a/ok.png#x"]
)
def test_pictures_inside_are_given(library: Path, src: str) -> None:
    assert read_picture(library, "a/article.md", src) == Picture(png(8, 6), "png", 8, 6)


@pytest.mark.parametrize(
    "src",
    [
        "",
        "/etc/hostname",
        "//host/share/x.png",
        "\\\\host\\share\\x.png",
        "..\\outside.png",
        "file:///etc/hostname",
        "http://example.org/x.png",
        "data:image/png;base64,AAAA",
        "qrc:/x.png",
        ":/x.png",
        "C:x.png",
        "%2e%2e/top.png",
        "..%2ftop.png",
        "%5c%5chost/x",
        "a\0b.png",
        "a%00b.png",
        "../../outside.png",
        "../../../../../../etc/hostname",
    ],
)
def test_every_other_address_is_refused(library: Path, src: str) -> None:
    assert read_picture(library, "a/article.md", src) is Refusal.ADDRESS


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_out_pipes_folders_and_devices_are_refused(library: Path) -> None:
    (library / "a" / "out.png").symlink_to(library.parent / "outside.png")
    (library / "a" / "zero.png").symlink_to("/dev/zero")
    (library / "a" / "inside.png").symlink_to("../top.png")
    os.mkfifo(library / "a" / "pipe.png")
    for src in ("out.png", "zero.png"):
        assert read_picture(library, "a/article.md", src) is Refusal.ADDRESS
    for src in ("pipe.png", ".", "..", "missing.png", "ok.png/x.png"):
        assert read_picture(library, "a/article.md", src) is Refusal.MISSING
    assert isinstance(read_picture(library, "a/article.md", "inside.png"), Picture)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (png(16_001, 1), Refusal.LARGE),
        (png(2_147_483_647, 2_147_483_647), Refusal.LARGE),
        (png(5_000, 5_000), Refusal.LARGE),
        (png(0, 5), Refusal.LARGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.KIND),
        (b"", Refusal.KIND),
        (png(8, 8) + bytes(LIMIT), Refusal.LARGE),
    ],
)
def test_kinds_and_sizes_are_checked_before_anything_decodes(library: Path, data: bytes, refusal: Refusal) -> None:
    (library / "a" / "x.png").write_bytes(data)
    assert read_picture(library, "a/article.md", "x.png") is refusal
