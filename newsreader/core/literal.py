"""Text as it is typed into "find in article": every letter counts, blanks of any kind are one."""

from __future__ import annotations

import re

from newsreader.core.text import fold, fold_map

LONGEST = 200
"""Characters that are looked for; more of them are cut."""


def literal_spans(text: str, wanted: str, *, by_case: bool = False, whole: bool = False) -> list[tuple[int, int]]:
    """Where `wanted` stands in `text`, as pairs of positions; sorted, none over another.

    Case, accents and width are evened out unless it goes `by_case`; a `whole` hit has no letter or digit beside it.
    """
    parts = wanted[:LONGEST].split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part if by_case else fold(part)) for part in parts)
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    if by_case:
        return [match.span() for match in re.finditer(pattern, text)]
    if re.search(pattern, fold(text)) is None:
        return []
    folded, places = fold_map(text)
    spans: list[tuple[int, int]] = []
    for match in re.finditer(pattern, folded):
        start, end = match.span()
        if end == start:
            continue
        first, last = places[start], places[end - 1] + 1
        last = max(last, places[end]) if end < len(places) else len(text)
        if not spans or first >= spans[-1][1]:
            spans.append((first, last))
    return spans
