"""How well a few typed letters fit a name: beginnings of words count most, then letters in a row."""

from __future__ import annotations

from newsreader.core.text import fold

_START, _WORD, _RUN, _LETTER = 12, 8, 5, 1
_GAP = 1
_LONGEST = 80


def fit(typed: str, name: str) -> int:
    """How well `typed` fits `name`, more is better; 0 where its letters do not stand there in their order.

    Case, accents and width are evened out; blanks in `typed` part what may stand anywhere after each other. An exact
    beginning is better than any scattered hit.
    """
    wanted, text = fold(typed).split(), fold(name)[:_LONGEST]
    score = at = 0
    for part in wanted:
        found = _part(part, text, at)
        if found is None:
            return 0
        points, at = found
        score += points
    if not wanted:
        return 1
    whole = " ".join(wanted)
    bonus = 2000 if text == whole else 1000 if text.startswith(whole) else 0
    return max(1, score + bonus - len(text) // 8)


def _part(part: str, text: str, start: int) -> tuple[int, int] | None:
    """Points for one run of letters from `start` on, and where it ends: the best of its first letter's places."""
    best: tuple[int, int] | None = None
    place = text.find(part[0], start)
    while place >= 0:
        found = _from(part, text, place)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
        place = text.find(part[0], place + 1)
    return best


def _from(part: str, text: str, place: int) -> tuple[int, int] | None:
    score, before = _worth(text, place), place
    for letter in part[1:]:
        after = text.find(letter, before + 1)
        if after < 0:
            return None
        word = text.find(f" {letter}", before + 1) + 1
        if after != before + 1 and word:
            after = word
        score += _RUN if after == before + 1 else _worth(text, after) - min(after - before, 10) * _GAP
        before = after
    return score, before + 1


def _worth(text: str, place: int) -> int:
    if place == 0:
        return _START
    return _WORD if not text[place - 1].isalnum() else _LETTER
