"""Articles at each limit of an article's rendering (`newsreader.render.limits`), and beyond; a name each.

A limit is met in the ways that differ for the layout: many small things, few large ones, and what is slow to shape.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from newsreader.render import limits

_WORDS = (
    "the pilots met in the old customs hall to agree on the signals for the winter and the keeper read a letter aloud "
)
_CJK = "潮水可以從天而降此話一出碼頭就有人放下大量浮標引來途人爭看"
_ARABIC = "اجتمع المرشدون في القاعة القديمة للاتفاق على إشارات الشتاء "
_ROOM = 600
"""Characters left for what is not counted: marks of Markdown, blank lines."""


def _prose(count: int, words: str = _WORDS) -> str:
    return (words * (count // len(words) + 1))[:count].strip()


def _paragraphs(sample: str, size: int) -> str:
    of_file = limits.FILE_BYTES * len(sample) // len(sample.encode())
    count = (min(limits.RICH_CHARACTERS, of_file) - _ROOM) // (size + 2)
    return "\n\n".join([_prose(size, sample)] * count)


def _table(columns: int, rows: int, cell: str) -> str:
    return f"|{'a|' * columns}\n|{'---|' * columns}\n" + f"|{f'{cell}|' * columns}\n" * (rows - 1)


def _html_table(columns: int, rows: int, cell: str) -> str:
    return "<table>" + f"<tr>{f'<td>{cell}</td>' * columns}</tr>" * rows + "</table>"


def _nested_list(levels: int, items: int) -> str:
    return "\n".join("  " * (number % levels) + "- item" for number in range(items))


def _pictures(count: int, a_block: int, source: str = "https://example.org/{}.png") -> str:
    blocks = [range(start, min(count, start + a_block)) for start in range(0, count, a_block)]
    return "\n\n".join(" ".join(f"![words]({source.format(number)})" for number in block) for block in blocks)


def at_the_limits() -> dict[str, Callable[[], str]]:
    """What is shown whole, or as near to it as a limit allows."""
    code, emoji = limits.CODE_WEIGHT, "👩\u200d👧 "
    return {
        "blocks: 8,000 short paragraphs": lambda: "A paragraph.\n\n" * (limits.BLOCKS - 2),
        "blocks: 8,000 headings": lambda: "## A heading\n\n" * (limits.BLOCKS - 2),
        "characters: 1.5 million in paragraphs of 300": lambda: _paragraphs(_WORDS, 300),
        "characters: 1.5 million in paragraphs of 7,000": lambda: _paragraphs(_WORDS, 7_000),
        "characters: 1.5 million, Chinese": lambda: _paragraphs(_CJK, 300),
        "characters: 1.5 million, Chinese and Latin words in turn": lambda: _paragraphs("用 a 寫 ", 7_000),
        "characters: 1.5 million, Arabic": lambda: _paragraphs(_ARABIC, 300),
        "characters: 1.5 million, joined emoji": lambda: _paragraphs(emoji, 1_000),
        "list items: 2,500": lambda: "- item\n" * limits.LIST_ITEMS,
        "list items: 2,500, nested 50 deep": lambda: _nested_list(50, limits.LIST_ITEMS),
        "list items: 2,500 with blank lines between": lambda: "1. item\n\n" * limits.LIST_ITEMS,
        "table cells: 1,250 × 2": lambda: _table(2, limits.TABLE_CELLS // 2, "one"),
        "table cells: 50 × 50": lambda: _table(50, limits.TABLE_CELLS // 50, "one"),
        "table cells: 2,500 full ones": lambda: _table(
            5, limits.TABLE_CELLS // 5, _prose(limits.TABLE_WEIGHT // (limits.TABLE_CELLS + 1))
        ),
        "table cells: 10 large ones": lambda: _html_table(2, 5, _prose(limits.TABLE_WEIGHT // 10 - 1)),
        "table cells: of emoji": lambda: _html_table(5, 20, emoji * (limits.TABLE_WEIGHT // 2_600)),
        "table cells: spans of 50 × 50": lambda: '<table><tr><td colspan="50" rowspan="50">x</td></tr></table>',
        "table cells: 625 tables of 4": lambda: "\n".join([_table(2, 2, "one")] * (limits.TABLE_CELLS // 4)),
        "table cells: 300 marks in each of 60": lambda: _html_table(
            6, 10, "<b>x</b><i>y</i>" * (limits.CELL_RUNS // 2)
        ),
        "table nesting: 1, and 60 within each other": lambda: "<table><tr><td>x" * 60 + "</td></tr></table>" * 60,
        "depth: 60 quotations, 40 times": lambda: "\n\n".join([">" * limits.ELEMENT_DEPTH + " deep"] * 40),
        "links: 8,000 in one paragraph": lambda: " ".join(
            f"[a{number}](https://example.org/{number})" for number in range(limits.LINKS)
        ),
        "links: 8,000 in paragraphs of 10": lambda: "\n\n".join(
            " ".join(f"[a{number}](https://e.org/{start}{number})" for number in range(10))
            for start in range(limits.LINKS // 10)
        ),
        "inline marks: 20,000": lambda: "<b>one</b> <i>two</i> " * (limits.INLINE_TAGS // 2),
        "inline marks: 20,000 of code": lambda: "`one` two " * limits.INLINE_TAGS,
        "pictures: 200 that are not stored": lambda: _pictures(limits.IMAGES, 1),
        "pictures: 50 in one block": lambda: _pictures(limits.BLOCK_IMAGES, limits.BLOCK_IMAGES),
        "pictures: 200 small ones of the library": lambda: _pictures(limits.IMAGES, 1, "small{}.png"),
        "pictures: 32 megapixels": lambda: _pictures(32, 1, "million{}.png"),
        "a word: of 1,000 letters": lambda: "w" * limits.WORD,
        "a word: of 1.4 million": lambda: "w" * 1_400_000,
        "a paragraph: of 200,000 characters": lambda: _prose(limits.PARAGRAPH_CHARACTERS),
        "a paragraph: of 1.4 million": lambda: _prose(1_400_000),
        "a paragraph: 20,000 entities": lambda: "&amp; &#x41;" * (limits.ENTITIES // 2),
        "a paragraph: 5,000 direction controls": lambda: "\u202ea\u202cb " * (limits.BIDI_CONTROLS // 2),
        "paragraphs: 20 of 5,000 direction controls": lambda: "\n\n".join(
            ["\u202ea\u202cb " * (limits.BIDI_CONTROLS // 2)] * 20
        ),
        "code: one line of 30,000": lambda: f"```\n{_prose(code)}\n```",
        "code: 30,000 blanks": lambda: f"```\n{' ' * (code - 1)}x\n```",
        "code: 1,875 lines of one letter": lambda: "```\n" + "x\n" * (code // (limits.CODE_LINE + 1)) + "```",
        "code: 1.4 million characters": lambda: f"```\n{(_prose(78) + chr(10)) * 17_700}```",
        "code: of cuneiform": lambda: "```\n" + "\U00012000\U00013000" * 20_000 + "\n```",
        "code: 1,500 blocks": lambda: "```\nx\n```\n\n" * limits.CODE_BLOCKS,
        "code: 20,000 coloured characters": lambda: "```python\n" + "def a(b=1): return 'c'\n" * 860 + "```",
        "plain text: 400,000 characters": lambda: "[" * limits.PLAIN_CHARACTERS,
        "plain text: 400,000 in lines of 60": lambda: "[" * 2_000 + f"\n{_prose(60)}" * 6_500,
    }


def beyond() -> dict[str, Callable[[], str]]:
    """What is cut, refused or shown in another way."""
    return {
        "10,000 list items": lambda: "- item\n" * 10_000,
        "10,000 list items, nested 50 deep": lambda: _nested_list(50, 10_000),
        "a table of 100,000 cells": lambda: _table(10, 10_000, "one"),
        "a table of 2,000 columns": lambda: _table(2_000, 20, "one"),
        "400 cells that span everything": lambda: (
            "<table><tr>" + "<td colspan=1000 rowspan=65534>x</td>" * 400 + "</tr></table>"
        ),
        "tables of 200 cells within tables, 5 deep": lambda: (
            "<table><tr><td>" * 5 + _html_table(10, 20, "one") + "</td></tr></table>" * 5
        ),
        "an SVG of a billion laughs, in the text": lambda: (
            _laughs() + '\n\n<svg width="9999999" height="9999999">'
            '<use href="#a"/><rect width="1e9" height="1e9"/></svg>\n\nAfter.'
        ),
        "SVG files as pictures": lambda: "![laughs](laughs.svg) ![laughs](laughs.png) ![big](big.svg)",
        "pictures that say they are huge": lambda: "\n\n".join(f"![bomb]({name})" for name in bombs()),
        "200 pictures of 16 megapixels": lambda: _pictures(limits.IMAGES, 1, "sixteen{}.png"),
    }


def files() -> dict[str, bytes]:
    """The pictures that the articles name: path to bytes."""
    small, million, sixteen = png(40, 30), png(1_000, 1_000), png(4_000, 4_000)
    found = {f"small{number}.png": small for number in range(limits.IMAGES)}
    found |= {f"million{number}.png": million for number in range(32)}
    found |= {f"sixteen{number}.png": sixteen for number in range(limits.IMAGES)}
    return found | bombs() | {name: _laughs().encode() for name in ("laughs.svg", "laughs.png", "big.svg")}


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A picture of one grey, packed to a thousandth; only `rows` of its rows are there."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + b"\x80" * width) * (height if rows is None else rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def bombs() -> dict[str, bytes]:
    """Small files of pictures that are enormous, or say so."""
    return {
        "wide.png": png(2**31 - 1, 1, 0),
        "square.png": png(30_000, 30_000, 4),
        "packed.png": png(4_000, 4_000),
        "tall.png": png(900, 16_000),
        "more-than-said.png": png(10, 10, 4_000_000),
        "screen.gif": b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0) + bytes(6) + b";",
        "side.jpg": b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 11, 8, 65_500, 65_500, 1) + b"\1\x11\0\xff\xd9",
        "bitmap.png": b"BM" + struct.pack("<IIIIiiHHIIiiII", 70, 0, 54, 40, 8_000, 8_000, 1, 32, 0, 0, 0, 0, 0, 0),
    }


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return (
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{entities}]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9999999" height="9999999"><text>&l9;</text></svg>'
    )
