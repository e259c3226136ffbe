"""How well a few typed letters fit a name: beginnings of words count most, then letters in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsreader.core.hints import Generic, TypeVar
from newsreader.core.text import fold, fold_map

_START, _WORD, _RUN, _LETTER = 12, 8, 5, 1
_GAP = 1
_LONGEST = 80


_Item = TypeVar("_Item")


class Names(Generic[_Item]):
    """Things with names, of which the few that fit are asked for with each letter that is typed."""

    def __init__(self, items: Sequence[_Item], name: Callable[[_Item], str]) -> None:
        """Their names are folded here, once."""
        folded = [fold(name(item))[:_LONGEST] for item in items]
        self._named = [(text, frozenset(text), item) for text, item in zip(folded, items, strict=True)]

    def best(self, typed: str) -> list[_Item]:
        """The items that fit, the best first; in their order where nothing is typed, or they fit alike."""
        parts = fold(typed).split()
        needed = frozenset("".join(parts))
        # Most names lack one of the letters, which is told twenty times as quickly as whether they stand in order.
        possible = ((text, item) for text, has, item in self._named if needed <= has)
        scored = [(points, item) for text, item in possible if (points := _fit(parts, text))]
        return [item for _, item in sorted(scored, key=lambda pair: -pair[0])]


def fit(typed: str, name: str) -> int:
    """How well `typed` fits `name`, more is better; 0 where its letters do not stand there in their order.

    Case, accents and width are evened out; blanks in `typed` part what may stand anywhere after each other. An exact
    beginning is better than any scattered hit.
    """
    return _fit(fold(typed).split(), fold(name)[:_LONGEST])


def _fit(parts: list[str], text: str) -> int:
    """`fit` of what is folded."""
    found = _found(parts, text)
    if found is None:
        return 0
    if not parts:
        return 1
    whole = " ".join(parts)
    bonus = 2000 if text == whole else 1000 if text.startswith(whole) else 0
    return max(1, found[0] + bonus - len(text) // 8)


def hits(typed: str, name: str) -> tuple[tuple[int, int], ...]:
    """Where the typed letters stand in `name`, as `fit` takes them: stretches of its own positions, in order."""
    text, origins = fold_map(name)
    found = _found(fold(typed).split(), text[:_LONGEST])
    spans: list[tuple[int, int]] = []
    for place in found[1] if found is not None else ():
        first = origins[place]
        if spans and spans[-1][1] == first:
            spans[-1] = (spans[-1][0], first + 1)
        elif not spans or first > spans[-1][1]:
            spans.append((first, first + 1))
    return tuple(spans)


_Found = tuple[int, list[int]]
"""Points, and the places of the letters."""


def _found(wanted: list[str], text: str) -> _Found | None:
    ends = _ends(wanted, text)
    if ends is None:
        return None
    score, places = 0, list[int]()
    for part, end in zip(wanted, ends, strict=True):
        found = _part(part, text[:end], places[-1] + 1 if places else 0)
        if found is None:
            return None
        score += found[0]
        places += found[1]
    return score, places


def _ends(wanted: list[str], text: str) -> list[int] | None:
    """Where each run of letters has to end, that those behind it have room; None where there is none for all."""
    ends, end = list[int](), len(text)
    for part in reversed(wanted):
        ends.append(end)
        for letter in reversed(part):
            end = text.rfind(letter, 0, end)
            if end < 0:
                return None
    return ends[::-1]


def _part(part: str, text: str, start: int) -> _Found | None:
    """One run of letters from `start` on: the best of its first letter's places."""
    best: _Found | None = None
    place = text.find(part[0], start)
    while place >= 0:
        found = _from(part, text, place, leaps=True) or _from(part, text, place, leaps=False)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
        place = text.find(part[0], place + 1)
    return best


def _from(part: str, text: str, place: int, *, leaps: bool) -> _Found | None:
    """The letters of `part` from a place on, each at its next beginning of a word where it `leaps`."""
    score, places = _worth(text, place), [place]
    for letter in part[1:]:
        before = places[-1]
        after = text.find(letter, before + 1)
        if after < 0:
            return None
        word = text.find(f" {letter}", before + 1) + 1 if leaps else 0
        if after != before + 1 and word:
            after = word
        score += _RUN if after == before + 1 else _worth(text, after) - min(after - before, 10) * _GAP
        places.append(after)
    return score, places


def _worth(text: str, place: int) -> int:
    if place == 0:
        return _START
    return _WORD if not text[place - 1].isalnum() else _LETTER
