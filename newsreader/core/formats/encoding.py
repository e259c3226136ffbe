"""R0: bytes to text (formats.md section 5)."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from newsreader.core.article import Problem
from newsreader.core.late import late

_SAMPLE = 4096
_MOST_CONTROLS = 0.05
_FEW_CONTROLS = 16
CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
"""What no text holds."""
_DELETED = late("[\x00-\x08\x0b\x0c\x0e-\x1f]+")


def decode(data: bytes) -> tuple[str, Problem | None]:
    """The text of a file, with line feeds for line ends and without control characters, and why it is none.

    UTF-16 by its byte order mark, else UTF-8, where what is not UTF-8 becomes U+FFFD. A file that holds no text gives
    "" and its problem. Never raises.
    """
    wide = data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE)
    text = data.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    if wide:
        sample, controls = len(text[:_SAMPLE]), sum(map(len, _DELETED.findall(text[:_SAMPLE])))
    else:
        sample = len(data[:_SAMPLE])
        controls = sample - len(data[:_SAMPLE].translate(None, CONTROLS))
    # A few stray ones make no binary file of a short text.
    if controls > max(sample * _MOST_CONTROLS, _FEW_CONTROLS):
        return "", Problem.NOT_TEXT
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if wide or len(data.translate(None, CONTROLS)) != len(data):
        text = _DELETED.sub("", text)
    if not text or text.isspace():
        return "", Problem.EMPTY
    return text, None
