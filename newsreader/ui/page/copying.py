"""What leaves the page by copying or dragging: plain text, and HTML of paragraphs, emphasis, code and links only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor

from newsreader.core.text import escaped
from newsreader.ui.page.formats import BlockKey, CharKey
from newsreader.ui.page.signs import clean

_MARKERS = {"-": "• ", "[ ]": "☐ ", "[x]": "☑ "}


def mime_data(cursor: QTextCursor) -> QMimeData:
    """The selection of `cursor` for the clipboard; markers of lists, which are painted, stand in it as text."""
    texts: list[str] = []
    paragraphs: list[str] = []
    for block, begin, end in _selected(cursor):
        marker = _marker(block) if begin == 0 else ""
        spans = list(_spans(block, begin, end))
        text = marker + "".join(text for text, _ in spans)
        if text:
            texts.append(text)
            paragraphs.append(f"<p>{escaped(marker)}{_html(spans)}</p>")
    data = QMimeData()
    data.setText("\n".join(texts))
    data.setHtml("\n".join(paragraphs))
    return data


def _selected(cursor: QTextCursor) -> Iterator[tuple[QTextBlock, int, int]]:
    """Each text block of the selection with the first and last position selected in it."""
    document, first, last = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        start = block.position()
        yield block, max(0, first - start), min(last - start, block.length() - 1)
        block = block.next()


def _marker(block: QTextBlock) -> str:
    marker = str(block.blockFormat().property(BlockKey.MARKER) or "")
    return _MARKERS.get(marker, f"{marker} " if marker else "")


def _spans(block: QTextBlock, begin: int, end: int) -> Iterator[tuple[str, QTextCharFormat]]:
    """The selected text of a block, cut where its format changes."""
    start = block.position()
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        at = fragment.position() - start
        piece = _cut(fragment.text(), begin - at, end - at)
        if piece:
            yield clean(piece), fragment.charFormat()
        walk += 1


def _cut(text: str, begin: int, end: int) -> str:
    """`text` between two positions counted in Qt's code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * max(0, begin) : 2 * max(0, end)].decode("utf-16-le", "replace")


def _tags(form: QTextCharFormat) -> tuple[str, ...]:
    """The opening tags of a stretch of text, outermost first."""
    tags = []
    address = form.anchorHref()
    if address.startswith(("http://", "https://", "mailto:")):
        tags.append(f'<a href="{escaped(address)}">')
    if form.fontStrikeOut():
        tags.append("<s>")
    if form.fontWeight() >= QFont.Weight.Bold:
        tags.append("<strong>")
    if form.property(CharKey.EMPHASIS):
        tags.append("<em>")
    if form.property(CharKey.CODE):
        tags.append("<code>")
    return tuple(tags)


def _html(spans: Iterable[tuple[str, QTextCharFormat]]) -> str:
    """The spans as HTML; neighbours that differ only in what the page needs are one."""
    parts = []
    for tags, group in groupby(((text, _tags(form)) for text, form in spans), key=lambda span: span[1]):
        text = escaped("".join(text for text, _ in group)).replace("\n", "<br>")
        closing = "".join(f"</{tag[1:].split(' ')[0].rstrip('>')}>" for tag in reversed(tags))
        parts.append("".join(tags) + text + closing)
    return "".join(parts)
