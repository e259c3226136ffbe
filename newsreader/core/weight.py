"""How long texts take to lay out, told before they are: the window must not stop for one (security.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.late import late

_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\\s]*")
_UNSHAPED = late("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufe00-\ufe0f\ufff0-\uffff]")
_BEYOND = late("[\U00010000-\U0010ffff]")
_TURN_COST = 8
"""8,000 letters that change their direction one by one take 230 ms, where 8,000 of prose take 3."""
_UNSHAPED_COST = 6
"""8,000 invisible or private characters take 80 to 170 ms."""
_BEYOND_COST = 9
"""8,000 characters beyond U+FFFF take 100 to 290 ms: most are looked for in several faces."""
_SCRIPT_COST = 3
"""Each change of script is shaped by itself, and Qt looks for its place among all others of the paragraph: 5,000 take
17 to 20 ms, 30,000 half a second."""


def _script_of(high: int) -> int:
    """Which of the scripts, roughly, has the characters whose number begins with this byte."""
    if high <= 0x02 or 0x1D <= high <= 0x20:
        return 0x00  # Latin, and the punctuation of all
    if 0x2E <= high <= 0xD7 or high in (0x11, 0xF9, 0xFF):
        return 0x2E  # Chinese, Japanese, Korean
    if high in (0x07, 0x08) or 0xFB <= high <= 0xFE:
        return 0x06  # Arabic; Hebrew is told apart by its direction
    return 0xD8 if 0xD8 <= high <= 0xDF else high


_SCRIPTS = bytes(map(_script_of, range(256)))


def weight(text: str) -> int:
    """What laying `text` out costs, in letters; no letter costs more than 4 microseconds."""
    if text.isascii():
        return len(text)
    turns = len(_RIGHT_TO_LEFT.findall(text))
    unshaped = len(_UNSHAPED.findall(text))
    beyond = len(_BEYOND.findall(text))
    costly = _TURN_COST * turns + _UNSHAPED_COST * unshaped + _BEYOND_COST * beyond
    return len(text) + costly + _SCRIPT_COST * _changes(text)


def _changes(text: str) -> int:
    """How often the script changes within words or between them, as bytes are compared: a character at a time takes a
    hundred times as long.
    """
    scripts = text.replace(" ", "").encode("utf-16-be", "surrogatepass")[::2].translate(_SCRIPTS)
    number = int.from_bytes(scripts, "big")
    changed = (number ^ number >> 8).to_bytes(len(scripts), "big")[1:]
    return len(changed) - changed.count(0)


def pieces(text: str, most: int) -> Iterator[str]:
    """`text` in pieces that weigh at most `most` letters each, or are one character; cut behind a blank where one is
    near the end of a piece. Together they are `text`.
    """
    start = 0
    while len(text) - start > most or weight(text[start:]) > most:
        end = min(len(text), start + most)
        while end - start > 1 and (heavy := weight(text[start:end])) > most:
            end = start + max(1, min(end - start - 1, (end - start) * most // heavy))
        blank = text.rfind(" ", start, end) if end < len(text) else -1
        end = blank + 1 if blank >= start + (end - start) // 2 else end
        yield text[start:end]
        start = end
    if start < len(text) or not text:
        yield text[start:]
