"""How long texts take to lay out, told before they are: the window must not stop for one (security.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.core.late import late

_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\\s]*")
_UNSHAPED = late("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufe00-\ufe0f\ufff0-\uffff]")
_BEYOND = late("[\U00010000-\U0010ffff]")
_TURN_COST = 8
"""8,000 letters that change their direction one by one take 230 ms, where 8,000 of prose take 3."""
_UNSHAPED_COST = 3
"""8,000 invisible or private characters take 80 to 170 ms."""
_BEYOND_COST = 5
"""8,000 characters beyond U+FFFF take 100 to 290 ms: most are looked for in several faces."""


def weight(text: str) -> int:
    """What laying `text` out costs, in letters; no letter costs more than 8 microseconds."""
    if text.isascii():
        return len(text)
    turns = len(_RIGHT_TO_LEFT.findall(text))
    unshaped = len(_UNSHAPED.findall(text))
    beyond = len(_BEYOND.findall(text))
    return len(text) + _TURN_COST * turns + _UNSHAPED_COST * unshaped + _BEYOND_COST * beyond


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
