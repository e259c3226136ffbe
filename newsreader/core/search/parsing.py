"""What is typed into the search field or given to `newsreader list`, and the way back from a tree to that.

All words must occur; "phrases", `-not`, `OR` (between its two neighbours, as search engines have it), parentheses,
`field:value`. Nothing is an error: what is not understood is searched as text, and a hint says so. Caps: security.md
section 5, "search".
"""

from __future__ import annotations

import re
from datetime import date

from newsreader.core.identity import normalise_url
from newsreader.core.late import late
from newsreader.core.search.spans import days_of
from newsreader.core.search.tree import All, Dated, Either, Folder, Length, Marked, Node, Not, Text, joined
from newsreader.core.search.words import searchable, starts_cjk
from newsreader.core.text import fold
from newsreader.core.values import dataclass, field

LENGTH_LIMIT = 200
TERM_LIMIT = 20
_DEEPEST = 20
_TEXT_FIELDS = {
    "title": "title",
    "intitle": "title",
    "author": "author",
    "source": "source",
    "feed": "source",
    "tag": "tag",
    "url": "url",
    "lang": "lang",
    "note": "note",
}
_STATES = ("unread", "read", "starred")
_THINGS = ("note", "highlight", "image", "link")
SORTS = ("relevance", "newest", "oldest")
"""What `sort:` takes."""
OPERATORS = (
    *("title:", "author:", "source:", "tag:", "folder:", "feed:", "lang:", "url:", "note:"),
    *(f"is:{state}" for state in _STATES),
    *(f"has:{thing}" for thing in _THINGS),
    *("before:", "after:", "on:", "words:"),
    *(f"sort:{order}" for order in SORTS),
)
"""What can be typed besides words, for completion."""
_PIECE = late(r'(?P<sign>-(?=[^\s-]))|(?P<open>\()|(?P<close>\))|"(?P<phrase>[^"]*)"?(?P<star>\*)?|(?P<word>[^\s"()]+)')
_FIELD = late(r"([A-Za-z]{2,12}):(.*)", re.DOTALL)
_LENGTH = late(r"([<>]=?)?([0-9]{1,9})|([0-9]{1,9})\.\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood: `tree` None matches everything, `sort` one of `SORTS` or "" for the list's own.

    `hints` say what was taken for plain words.
    """

    tree: Node | None = None
    sort: str = ""
    hints: tuple[str, ...] = ()


def parse(text: str, today: date, *, is_typed: bool = False) -> Parsed:
    """The tree of a query; `today` is what spans of days count from. Where it `is_typed` at this moment, the last word
    may go on.
    """
    return _Parser(text[:LENGTH_LIMIT], today, is_typed).parsed() if text else Parsed()


def printed(node: Node | None, sort: str = "") -> str:
    """A query that `parse` turns into this tree."""
    parts = [] if node is None else [_print(node, inside=False)]
    return " ".join([*parts, f"sort:{sort}"] if sort else parts)


@dataclass(slots=True)
class _Group:
    """A parenthesis, or the whole: its parts so far; each part holds the alternatives of one OR."""

    parts: list[list[Node]] = field(default_factory=list)
    is_or: bool = False
    is_not: bool = False
    field: str = ""

    def add(self, node: Node) -> None:
        if self.is_or and self.parts:
            self.parts[-1].append(node)
        else:
            self.parts.append([node])
        self.is_or = False

    def node(self) -> Node | None:
        alternatives = [joined(Either, part) for part in self.parts]
        return joined(All, [node for node in alternatives if node is not None])


class _Parser:
    def __init__(self, text: str, today: date, is_typed: bool) -> None:
        self._text = text
        self._today = today
        self._is_typed = is_typed
        self._groups = [_Group()]
        self._terms = 0
        self._short_prefixes = 0
        self._sort = ""
        self._hints: list[str] = []
        self._not = False
        self._ignored = 0
        self._field_end = -1

    def parsed(self) -> Parsed:
        field_ahead = ""
        for piece in _PIECE.finditer(self._text):
            if field_ahead and piece.start() != self._field_end:
                field_ahead = ""
            if piece["sign"]:
                self._not = not self._not
            elif piece["open"]:
                self._open(field_ahead)
            elif piece["close"]:
                self._close()
            elif piece["phrase"] is not None:
                self._value(field_ahead, piece["phrase"], is_whole=not piece["star"])
            else:
                field_ahead = self._word(piece["word"], piece.end())
                continue
            field_ahead = ""
        while len(self._groups) > 1:
            self._close()
        return Parsed(self._groups[0].node(), self._sort, tuple(dict.fromkeys(self._hints)))

    def _open(self, name: str) -> None:
        if len(self._groups) > _DEEPEST:
            self._ignored += 1
            return
        inherited = _TEXT_FIELDS.get(name, "") or self._groups[-1].field
        self._groups.append(_Group(is_not=self._not, field=inherited))
        self._not = False

    def _close(self) -> None:
        if self._ignored:
            self._ignored -= 1
        elif len(self._groups) > 1:
            group = self._groups.pop()
            node = group.node()
            if node is not None:
                self._groups[-1].add(_negated(node) if group.is_not else node)
        self._not = False

    def _word(self, word: str, end: int) -> str:
        """Take a word in; the field it names where its value follows in quotation marks or parentheses."""
        if word == "OR":
            self._groups[-1].is_or = True
            return ""
        if word == "AND":
            return ""
        if word == "NOT":
            self._not = not self._not
            return ""
        named = _FIELD.fullmatch(word)
        if named and self._is_field(named[1].lower(), named[2]):
            name, value = named[1].lower(), named[2]
            self._field_end = end
            if not value and self._text[end : end + 1] in ('"', "("):
                return name
            self._value(name, value, is_whole=self._is_whole(value, end))
            return ""
        self._value("", word, is_whole=self._is_whole(word, end))
        return ""

    def _is_field(self, name: str, value: str) -> bool:
        if name in _TEXT_FIELDS or name in ("folder", "is", "has", "before", "after", "on", "words", "sort"):
            return True
        if not value.startswith("//"):
            self._hints.append(f"“{name}:” is not an operator; it was searched for as text.")
        return False

    def _is_whole(self, word: str, end: int) -> bool:
        return not word.endswith("*") and not (self._is_typed and end == len(self._text))

    def _value(self, name: str, value: str, *, is_whole: bool) -> None:
        node = self._node(name, value, is_whole=is_whole)
        count = len(node.nodes) if isinstance(node, Either) else 1
        if node is not None and self._terms + count <= TERM_LIMIT:
            self._terms += count
            self._groups[-1].add(_negated(node) if self._not else node)
        self._not = False

    def _node(self, name: str, value: str, *, is_whole: bool) -> Node | None:
        if not name and value.lower().startswith(("http://", "https://")):
            address, words = self._words("url", value, is_whole=is_whole), self._words("", value, is_whole=is_whole)
            return joined(Either, [node for node in (address, words) if node is not None])
        if not name:
            return self._words(self._groups[-1].field, value, is_whole=is_whole)
        if name in _TEXT_FIELDS:
            return self._words(_TEXT_FIELDS[name], value, is_whole=is_whole)
        if not value:
            return None
        if name == "sort" and fold(value) in SORTS:
            self._sort = fold(value)
            return None
        node = self._filter(name, fold(value))
        if node is None:
            self._hints.append(f"“{name}:{value}” was not understood; it was searched for as text.")
            return self._words("", f"{name}:{value}", is_whole=is_whole)
        return node

    def _filter(self, name: str, value: str) -> Node | None:
        if name == "is":
            return Marked(value) if value in _STATES else None
        if name == "has":
            return Text(value, "has") if value in _THINGS else None
        if name == "folder":
            path = value.strip("/")
            return Folder(path) if path else None
        if name == "words":
            return _length(value)
        if name == "sort":
            return None
        days = days_of(value, self._today)
        if days is None:
            return None
        first, last = {"before": (None, _eve(days[0])), "after": (days[0], None), "on": days}[name]
        return Dated(name, value, first, last)

    def _words(self, name: str, value: str, *, is_whole: bool) -> Text | None:
        if name == "url":
            value = normalise_url(value) or value.removeprefix("www.")
        term = searchable(value).strip()
        if not term:
            return None
        last = term.rpartition(" ")[2]
        if starts_cjk(last):
            is_whole = True
        elif not is_whole and len(last) < 2 and (" " in term or self._short_prefixes):
            is_whole = True  # one prefix of a single letter is enough (security.md section 5)
        elif not is_whole and len(last) < 2:
            self._short_prefixes += 1
        return Text(term, name, is_whole)


def _negated(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _eve(day: date) -> date:
    return day if day == date.min else date.fromordinal(day.toordinal() - 1)


def _length(value: str) -> Length | None:
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    sign, number, least, most = found.groups()
    if number is None:
        return Length(min(int(least), int(most)), max(int(least), int(most)))
    count = int(number)
    bounds = {
        None: (count, count),
        ">": (count + 1, None),
        ">=": (count, None),
        "<": (0, max(0, count - 1)),
        "<=": (0, count),
    }
    return Length(*bounds[sign])


def _print(node: Node, *, inside: bool) -> str:
    match node:
        case Text(term, name, is_whole):
            star = "" if is_whole else "*"
            value = f'"{term}"{star}'
            return f"{name}:{term if name == 'has' else value}" if name else value
        case Marked(state):
            return f"is:{state}"
        case Dated(how, value):
            return f"{how}:{value}"
        case Length(least, most):
            return f"words:>={least}" if most is None else f"words:{least}..{most}"
        case Folder(path):
            return f'folder:"{path}"'
        case Not(inner):
            return f"-{_print(inner, inside=True)}"
        case Either(nodes):
            text = " OR ".join(_print(part, inside=True) for part in nodes)
            return f"({text})" if inside else text
        case All(nodes):
            text = " ".join(_print(part, inside=True) for part in nodes)
            return f"({text})" if inside else text
