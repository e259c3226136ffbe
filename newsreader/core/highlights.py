"""Highlights: quotations with what stands around them, found again in a text that was edited since.

Quotations are kept and compared with every run of white space as one blank and without the signs that only setting
needs, so that another width, theme or renderer does not lose them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsreader.core.digests import sha256
from newsreader.core.late import late
from newsreader.core.values import dataclass

HIGHLIGHT = "highlight/"
"""Fields of the journal: a list of quotation, text before, text after and place (False: taken off), under a name made
of the first three: two devices that mark the same words make the same highlight."""
LONGEST_QUOTE = 20_000
"""Characters of a quotation; more of an article is not a quotation."""
CONTEXT = 40
"""Characters kept on either side, by which one of several equal quotations is known."""
_FARTHEST = 10**9
"""No text is so long; a journal may say anything."""
_ALIKE = 0.6
"""So much of a quotation must be there still, in order, where it was edited."""
_COMPARED = 1_500
"""Longer ones are known by their ends alone."""
_SEED, _MOST_SEEDS = 16, 12
_GRAM, _REPEATED = 5, 8
_PIECE = late(r"[^\s\u2060\ufffc\u2068\u2069]+")
_BRAKE = "\u180e"
"""A sign of the setting where a blank follows (`newsreader.ui.page.signs`); elsewhere Mongolian is spelt with it."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A quotation, what stood before and behind it, and where it began (`Squeezed` characters) when it was made."""

    quote: str
    before: str = ""
    after: str = ""
    at: int = 0

    @property
    def field(self) -> str:
        """Its field in the journal."""
        text = "\0".join((self.quote, self.before, self.after)).encode("utf-8", "surrogatepass")
        return HIGHLIGHT + sha256(text).hexdigest()[:16]

    @property
    def value(self) -> list[str | int]:
        """Its value in the journal."""
        return [self.quote, self.before, self.after, self.at]


def highlight_of(value: object) -> Highlight | None:
    """The highlight of a value of the journal; None where it was taken off or makes no sense."""
    if not isinstance(value, list) or len(value) != 4:
        return None
    *texts, at = value
    if not all(isinstance(text, str) for text in texts) or type(at) is not int or not texts[0]:
        return None
    quote, before, after = (str(text)[:LONGEST_QUOTE] for text in texts)
    return Highlight(quote, before[-CONTEXT:], after[:CONTEXT], min(max(0, at), _FARTHEST))


class Squeezed:
    """A text with one blank for white space of any kind, and the way back to its own positions (characters)."""

    def __init__(self, text: str) -> None:
        """10 ms for a megabyte."""
        parts: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        length = end = 0
        for match in _PIECE.finditer(text):
            gap = text[end : match.start()]
            if parts and any(sign.isspace() for sign in gap):
                parts.append(" ")
                length += 1
            piece = match.group().removesuffix(_BRAKE)
            if not piece:
                continue
            self._starts.append(length)
            self._origins.append(match.start())
            parts.append(piece)
            length += len(piece)
            end = match.end()
        self.text = "".join(parts)

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """The squeezed positions of a stretch of the text."""
        return self._squeezed(start), self._squeezed(end)

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """The text's own positions of a stretch that is not empty, first and end."""
        return self._own(start), self._own(end - 1) + 1

    def _own(self, place: int) -> int:
        piece = bisect_right(self._starts, place) - 1
        return self._origins[piece] + place - self._starts[piece]

    def _squeezed(self, place: int) -> int:
        piece = bisect_right(self._origins, place) - 1
        if piece < 0:
            return 0
        following = self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)
        return min(self._starts[piece] + place - self._origins[piece], following)


def marked(text: Squeezed, start: int, end: int) -> Highlight | None:
    """The highlight of a stretch of the text's own positions; None where nothing is in it, or too much."""
    first, last = text.inside(start, end)
    quote = text.text[first:last]
    first += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote or len(quote) > LONGEST_QUOTE:
        return None
    last = first + len(quote)
    return Highlight(quote, text.text[max(0, first - CONTEXT) : first], text.text[last : last + CONTEXT], first)


def place_of(text: Squeezed, highlight: Highlight) -> tuple[int, int] | None:
    """Where a highlight stands in the text's own positions; None where it is there no more.

    Of several equal quotations it is the one among the same words; an edited one is found by what is left of it.
    """
    there = list(_occurrences(text.text, highlight.quote))
    if there:
        start = max(there, key=lambda place: (_fits(text.text, place, highlight), -abs(place - highlight.at)))
        return text.outside(start, start + len(highlight.quote))
    found = _ends(text.text, highlight) if len(highlight.quote) > _COMPARED else _alike(text.text, highlight)
    return text.outside(*found) if found is not None else None


def _fits(text: str, start: int, highlight: Highlight) -> int:
    """How much of what stood around a quotation stands around this place."""
    end = start + len(highlight.quote)
    before = _common(highlight.before[::-1], text[max(0, start - CONTEXT) : start][::-1])
    return before + _common(highlight.after, text[end : end + CONTEXT])


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _alike(text: str, highlight: Highlight) -> tuple[int, int] | None:
    """The stretch near a seed that has most of the quotation's small pieces, about where they stand in it."""
    quote = highlight.quote
    size = max(1, min(_GRAM, len(quote) // 3))
    places: dict[str, list[int]] = {}
    for place in range(len(quote) - size + 1):
        known = places.setdefault(quote[place : place + size], [])
        if len(known) < _REPEATED:
            known.append(place)
    slack = 20 + len(quote) // 4
    least, found = _ALIKE * len(places), None
    for seed in _seeds(text, highlight):
        first = max(0, seed - slack)
        window = text[first : seed + len(quote) + slack]
        there: dict[str, int] = {}
        for place in range(len(window) - size + 1):
            gram = window[place : place + size]
            if any(abs(first + place - seed - known) <= slack for known in places.get(gram, ())):
                there.setdefault(gram, place)
                last = place
        if len(there) > least:
            least = len(there)
            found = first + min(there.values()), first + last + size
    return found


def _seeds(text: str, highlight: Highlight) -> Sequence[int]:
    """Places where an edited quotation may begin: by its beginning, its end, and what stood around it."""
    quote = highlight.quote
    places = [
        *_occurrences(text, quote[:_SEED]),
        *(place + _SEED - len(quote) for place in _occurrences(text, quote[-_SEED:])),
        *(place - len(quote) for place in _occurrences(text, highlight.after[:_SEED])),
    ]
    before = highlight.before[-_SEED:]
    places += [place + len(before) for place in _occurrences(text, before)]
    near = sorted({max(0, place) for place in places}, key=lambda place: abs(place - highlight.at))
    return near[:_MOST_SEEDS]


def _ends(text: str, highlight: Highlight) -> tuple[int, int] | None:
    """A long quotation by its first and last words, where about as much stands between them."""
    length = len(highlight.quote)
    for start in _occurrences(text, highlight.quote[: 2 * _SEED]):
        tail = highlight.quote[-2 * _SEED :]
        end = text.find(tail, start + length // 2, start + 2 * length)
        if end >= 0:
            return start, end + len(tail)
    return None


def _occurrences(text: str, part: str) -> Iterator[int]:
    place = text.find(part) if part else -1
    number = 0
    while place >= 0 and number < 1000:
        yield place
        number += 1
        place = text.find(part, place + 1)
