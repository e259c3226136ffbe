"""What a PDF written by Qt says: its pages, and the text that can be copied from it."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_RANGE = re.compile(r"<(\w+)> <\w+> \[(.*?)\]")
_SHOWN = re.compile(r"/F(\d+) |<(\w+)> Tj")


def page_boxes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    boxes = re.findall(rb"/Type /Page\b.*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data, re.DOTALL)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def text_of(data: bytes) -> str:
    """All letters of all pages, in the order in which they are painted, without spaces."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    letters = {number: _letters(objects, body) for number, body in objects.items() if b"/ToUnicode" in body}
    found: list[str] = []
    for body in objects.values():
        content, font = _stream(body), 0
        for number, shown in _SHOWN.findall(content) if " Tj" in content else ():
            if number:
                font = int(number)
            else:
                glyphs = (int(shown[at : at + 4], 16) for at in range(0, len(shown), 4))
                found += [letters[font].get(glyph, "") for glyph in glyphs]
    return "".join("".join(found).split())


def _stream(body: bytes) -> str:
    stream = _STREAM.search(body)
    if stream is None or b"/Image" in body or b"/FontFile" in body:
        return ""
    try:
        raw = zlib.decompress(stream[1]) if b"FlateDecode" in body else stream[1]
    except zlib.error:
        return ""
    return raw.decode("latin-1")


def _letters(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    """Glyph to letters, as the font's table has it."""
    table = re.search(rb"/ToUnicode (\d+)", font)
    assert table is not None
    letters: dict[int, str] = {}
    for first, codes in _RANGE.findall(_stream(objects[int(table[1])])):
        for offset, code in enumerate(re.findall(r"<(\w+)>", codes)):
            letters[int(first, 16) + offset] = bytes.fromhex(code).decode("utf-16-be")
    return letters
