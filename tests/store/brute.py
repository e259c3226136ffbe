"""Search as a person would define it, on plain texts, letter by letter; it shares no code with the program's own."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain


def evened(text: str) -> str:
    """Without case, accents and width."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


def is_east_asian(char: str) -> bool:
    """Whether a letter is written without blanks between words."""
    names = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
    return char.isalnum() and unicodedata.name(char, "").startswith(names)


def units_of(text: str) -> list[str]:
    """Words in letters, and East Asian characters one by one, with "|" where something parts two of those."""
    found: list[str] = []
    word = before = ""
    for char in evened(text) + " ":
        if char.isalnum() and not is_east_asian(char):
            word += char
        else:
            if word:
                found.append(word)
            word = ""
        if is_east_asian(char):
            if found and len(found[-1]) == 1 and is_east_asian(found[-1]) and not is_east_asian(before):
                found.append("|")
            found.append(char)
        before = char
    return found


def has(here: Sequence[str], there: Sequence[str], *, is_prefix: bool) -> bool:
    """Whether the units `there` stand in a row in `here`; the last may go on where it `is_prefix`."""
    starts = range(len(here) - len(there) + 1)
    for start in starts if len(there) == 1 else (start for start in starts if here[start] == there[0]):
        row = here[start : start + len(there)]
        if row == there or (is_prefix and row[:-1] == there[:-1] and row[-1].startswith(there[-1])):
            return True
    return False


class Brute:
    """Articles by number, from 1, each a title and a text; a phrase lies in one of them."""

    def __init__(self, articles: Sequence[tuple[str, str]]) -> None:
        self._fields = [[units_of(text) for text in one] for one in articles]
        self._holders: dict[str, set[int]] = {}
        for number, fields in enumerate(self._fields, 1):
            for unit in chain(*fields):
                self._holders.setdefault(unit, set()).add(number)

    def holders(self, wanted: str) -> set[int]:
        """Who holds a word, a phrase, or with `*` a beginning; with `title:` in the title."""
        field, _, term = wanted.rpartition(":")
        is_prefix, there = term.endswith("*"), units_of(term)
        if is_prefix and len(there) == 1:
            near = set[int]().union(*(who for unit, who in self._holders.items() if unit.startswith(there[0])))
        else:
            near = set.intersection(*(self._holders.get(unit, set()) for unit in there[: -1 if is_prefix else None]))
        last = 1 if field else 2
        return {
            number
            for number in near
            if any(has(here, there, is_prefix=is_prefix) for here in self._fields[number - 1][:last])
        }

    def find(self, all_of: Sequence[str], none_of: Sequence[str], any_of: Sequence[str]) -> list[int]:
        """Who holds all, none and any of these; `any_of` may be empty."""
        found = set(range(1, len(self._fields) + 1))
        for wanted in all_of:
            found &= self.holders(wanted)
        if any_of:
            found &= set[int]().union(*map(self.holders, any_of))
        for wanted in none_of:
            found -= self.holders(wanted)
        return sorted(found)


class Reading:
    """Which of many wanted terms an article holds: each term is looked for once, however many queries have it."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._terms = {one: (one.endswith("*"), units_of(one.strip('"*'))) for one in wanted}

    def held(self, fields: Sequence[Sequence[str]]) -> set[str]:
        """The terms that stand in one of the fields, each given by its units."""
        there = set(chain(*fields))
        ordered = sorted(there)
        found = set()
        for wanted, (is_prefix, parts) in self._terms.items():
            if is_prefix and len(parts) == 1:
                place = bisect_left(ordered, parts[0])
                if place < len(ordered) and ordered[place].startswith(parts[0]):
                    found.add(wanted)
            elif not there.issuperset(parts[: -1 if is_prefix else None]):
                continue
            elif len(parts) == 1 or any(has(here, parts, is_prefix=is_prefix) for here in fields):
                found.add(wanted)
        return found
