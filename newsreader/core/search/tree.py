"""What a query asks, as a tree of values: words, marks, dates, lengths and folders, joined by and, or and not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from newsreader.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Text:
    """Words, with one blank between them (`words.words_of`); in a row where they are several.

    `field` is one of `words.FIELDS`, "" for all that is read. The last word may go on unless it `is_whole`.
    """

    term: str
    field: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """What the reader made of an article: "read", "unread" or "starred"."""

    state: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Published on the days from `first` to `last`, both included; None where that side is open.

    `how` and `value` are what was typed: "after" and "7d".
    """

    how: str
    value: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Length:
    """So many words, or CJK characters where it has more of those; `most` None for no limit."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Folder:
    """In a folder of the library or below it; `path` is folded and may name its beginning folders only."""

    path: str


@dataclass(frozen=True, slots=True)
class Not:
    """What `node` does not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What every one of two or more matches."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What any of two or more matches."""

    nodes: tuple[Node, ...]


Node = Text | Marked | Dated | Length | Folder | Not | All | Either


def joined(kind: type[All] | type[Either], nodes: list[Node]) -> Node | None:
    """Nodes as one: the only one by itself, those of the same kind taken in, each once; None for none."""
    flat: dict[Node, None] = {}
    for node in nodes:
        flat.update(dict.fromkeys(node.nodes if isinstance(node, kind) else (node,)))
    if len(flat) < 2:
        return next(iter(flat), None)
    return kind(tuple(flat))


def wanted_texts(node: Node | None) -> Iterator[Text]:
    """The words that are wanted, and not forbidden, anywhere in a tree; in order."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, All | Either):
        for part in node.nodes:
            yield from wanted_texts(part)


def replaced(node: Node, old: Text, new: Text) -> Node:
    """The same tree with `new` wherever `old` was wanted or forbidden."""
    match node:
        case Text():
            return new if node == old else node
        case Not(inner):
            return Not(replaced(inner, old, new))
        case All(nodes):
            return All(tuple(replaced(part, old, new) for part in nodes))
        case Either(nodes):
            return Either(tuple(replaced(part, old, new) for part in nodes))
        case _:
            return node


def in_field(node: Node, field: str) -> Node:
    """The same tree with words that name no field looked for in `field`."""
    match node:
        case Text():
            return node if node.field else replace(node, field=field)
        case Not(inner):
            return Not(in_field(inner, field))
        case All(nodes):
            return All(tuple(in_field(part, field) for part in nodes))
        case Either(nodes):
            return Either(tuple(in_field(part, field) for part in nodes))
        case _:
            return node
