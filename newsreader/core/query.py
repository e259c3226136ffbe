"""A search: what was typed, the tree it means, and where its words are met in a text."""

from __future__ import annotations

import re
from datetime import date

from newsreader.core.enums import StrEnum
from newsreader.core.search.parsing import parse, printed
from newsreader.core.search.tree import All, Marked, Node, Text, in_field, joined, wanted_texts
from newsreader.core.search.words import PLAIN, pattern
from newsreader.core.text import fold, fold_map
from newsreader.core.values import dataclass, replace


class Scope(StrEnum):
    """Where a search looks (look.md section 7, segments)."""

    EVERYWHERE = "everywhere"
    TITLES = "titles"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search; `tree` None matches everything. `sort` is the order that was asked for, "" for the list's own,
    and `hints` say what was taken for plain words.
    """

    tree: Node | None = None
    sort: str = ""
    hints: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, today: date, *, is_typed: bool = False) -> Query:
        """The query for a text; where it `is_typed` at this moment, its last word may go on. Never an error."""
        parsed = parse(text, today, is_typed=is_typed)
        return cls(parsed.tree, parsed.sort, parsed.hints)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self.tree is None

    @property
    def text(self) -> str:
        """The query as it would be typed; it parses to the same."""
        return printed(self.tree, self.sort)

    def scoped(self, scope: Scope) -> Query:
        """The same in some articles only; a query that is empty stays so."""
        if self.tree is None or scope is Scope.EVERYWHERE:
            return self
        if scope is Scope.TITLES:
            return replace(self, tree=in_field(self.tree, "title"))
        return replace(self, tree=joined(All, [self.tree, Marked(scope.value)]))

    def words(self) -> tuple[Text, ...]:
        """The words that are wanted and can be met in what is read."""
        return tuple(text for text in wanted_texts(self.tree) if not text.field or text.field in PLAIN)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where any wanted word stands in `text`, as pairs of positions in the text as it is; sorted, none touching
        another.
        """
        return spans_of(self.words(), text)


def spans_of(words: tuple[Text, ...], text: str) -> list[tuple[int, int]]:
    """Where any of the words stands in a text, as pairs of positions; sorted, none touching another."""
    if not words:
        return []
    patterns = [pattern(one.term, is_whole=one.is_whole) for one in words]
    folded = fold(text)
    if not any(re.search(one, folded) for one in patterns):
        return []
    folded, places = fold_map(text)
    found = [match.span() for one in patterns for match in re.finditer(one, folded)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        first, last = places[start], places[end - 1] + 1
        if end < len(places):
            last = max(last, places[end])
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans
