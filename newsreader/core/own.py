"""What the reader makes of an article: tags of their own beside the file's, a note in Markdown, and highlights."""

from __future__ import annotations

import json
from collections.abc import Iterable

from newsreader.core.highlights import HIGHLIGHT, Highlight, highlight_of
from newsreader.core.text import fold, one_line
from newsreader.core.values import dataclass

LONGEST_TAG = 100
LONGEST_NOTE = 100_000
"""Characters of a note; more of it is cut."""
NOTE = "note"
TAG = "tag/"
"""Fields of the journal: a note is a text, a tag is its spelling (False: taken off) under its folded name."""


@dataclass(frozen=True, slots=True)
class Own:
    """Tags in the order of their folded names, a note ("" for none), and highlights as they were made in the text."""

    tags: tuple[str, ...] = ()
    note: str = ""
    highlights: tuple[Highlight, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.tags or self.note or self.highlights)

    def packed(self) -> str:
        """As it is kept in the index; "" for nothing."""
        row = [list(self.tags), self.note, [highlight.value for highlight in self.highlights]]
        return json.dumps(row, ensure_ascii=False) if self else ""


def unpacked(text: str | None) -> Own:
    """What `packed` packed. Raises ValueError for a damaged text."""
    if not text:
        return Own()
    tags, note, *more = json.loads(text)
    found = tuple(filter(None, map(highlight_of, more[0] if more else ())))
    return Own(tuple(map(str, tags)), str(note), found)


def tag_name(text: str) -> str:
    """A tag as it is kept: one harmless line without a leading "#"; "" where nothing is left."""
    return one_line(text.strip().lstrip("#"), LONGEST_TAG)


def is_own(field: str) -> bool:
    """Whether a field of the journal is one of these."""
    return field == NOTE or field.startswith((TAG, HIGHLIGHT))


def tag_field(name: str) -> str:
    """The field of the journal for a tag."""
    return TAG + fold(name)


def with_own_tags(tags: tuple[str, ...], own: Iterable[str]) -> tuple[str, ...]:
    """The file's tags, then those of the reader that it does not have."""
    known = set(map(fold, tags))
    return (*tags, *(tag for tag in own if fold(tag) not in known))


def without_tag(tags: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Tags without the one that `field` of the journal speaks of; all of them where it speaks of none."""
    return tuple(tag for tag in tags if tag_field(tag) != field)
