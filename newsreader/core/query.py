"""What the search field holds, and where it is met in a text.

Words are separated by blanks, "phrases" stand in quotation marks; case, accents and width are evened out
(`core.text.fold`). A word in letters that are written with blanks between words matches from the beginning of a word;
Chinese, Japanese and Korean match anywhere. All of them must occur. Nothing a reader types is an error. Caps:
security.md section 5, "search".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.core.late import late
from newsreader.core.text import fold, fold_map

LENGTH_LIMIT = 200
TERM_LIMIT = 20
_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3040-\u30ff\u3130-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# Compiled at the first use, by `re` itself: large classes take 8 ms, which the window's start should not pay.
_TOKEN = rf"[{_CJK}]+|[^\W_{_CJK}]+"
_STARTS_CJK = rf"[{_CJK}]"
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_PARTS = late(r'"([^"]*)"?|([^\s"]+)')
_LINK = late(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{1,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)")
_MARKS = late(r"^[ \t>#]*[>#][ \t]*|[*`]+|~~|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\s_])_{1,2}(?!\w)", re.MULTILINE)
_TAG = late(r"</?[A-Za-z][^<>]{0,2000}>")


def searchable(text: str) -> str:
    """The words of `text`, folded, one blank before each; runs of CJK letters count as one word. "" where there is
    none.

    A query's terms are then plain substrings of it.
    """
    folded = fold(text)
    words = folded.translate(_NO_WORD).split() if folded.isascii() else re.findall(_TOKEN, folded)
    return f" {' '.join(words)}" if words else ""


def plain_body(markdown: str) -> str:
    """`markdown` about as it is read: without the targets of links and pictures, tags, and the marks of emphasis, code,
    headings and quotations.
    """
    return _MARKS.sub("", _TAG.sub(" ", _LINK.sub(r"\1", markdown)))


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search: each term is a substring of `searchable` text (a leading blank marks the beginning of a
    word).
    """

    terms: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """The query for what was typed: at most 200 characters and 20 terms of it; without any word it matches
        everything.
        """
        terms: list[str] = []
        for phrase, word in _PARTS.findall(text[:LENGTH_LIMIT]):
            term = searchable(phrase or word)
            if term and re.match(_STARTS_CJK, term[1:]):
                term = term[1:]
            if term and term not in terms:
                terms.append(term)
        return cls(tuple(terms[:TERM_LIMIT]))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms

    def needles(self) -> tuple[bytes, ...]:
        """The terms as UTF-8, longest first: the rarest are tried first."""
        encoded = (term.encode("utf-8", "surrogatepass") for term in self.terms)
        return tuple(sorted(encoded, key=len, reverse=True))

    def matches(self, text: str) -> bool:
        """Whether every term occurs in `text`, which is not folded yet."""
        haystack = searchable(text)
        return all(term in haystack for term in self.terms)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where any term stands in `text`, as pairs of positions in the text as it is; sorted, none touching
        another.
        """
        if not self.terms:
            return []
        folded = fold(text)
        if not any(re.search(_pattern(term), folded) for term in self.terms):
            return []
        folded, places = fold_map(text)
        found = [match.span() for term in self.terms for match in re.finditer(_pattern(term), folded)]
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


def _pattern(term: str) -> str:
    """The term as an expression over folded text that was not taken apart into words."""
    words = term.split()
    pattern = rf"(?:(?<![^\W_])|(?<=[{_CJK}]))" if term.startswith(" ") else ""
    for before, word in zip(["", *words], words, strict=False):
        if before:
            pattern += (
                r"[\W_]+" if bool(re.match(_STARTS_CJK, before)) == bool(re.match(_STARTS_CJK, word)) else r"[\W_]*"
            )
        pattern += re.escape(word)
    return pattern
