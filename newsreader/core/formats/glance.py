"""What the beginning of a file says at a glance: some microseconds where `parse_file` takes two to six hundred.

The first pass of a scan shows this; the second corrects it by `parse_file`. Most headers are fenced, and each of their
lines says one thing by itself: those are read here. Wherever a line is anything else, the beginning goes through the
whole reader. A value may be missing, it is not wrong: what a glance says is what `parse_file` says of the whole file
(`tests/core/test_glance.py`).
"""

from __future__ import annotations

from newsreader.core.addresses import host
from newsreader.core.article import ParsedFile
from newsreader.core.dates import Published, date_in_name, parse_date
from newsreader.core.formats import fields
from newsreader.core.formats.encoding import CONTROLS, decode
from newsreader.core.formats.inline import heading, plain
from newsreader.core.formats.keys import AUTHOR, CATEGORIES, PUBLISHED, SITE, TAGS, TITLE, URL
from newsreader.core.formats.loose import loose_key, read_loose
from newsreader.core.formats.reading import parse_file, title_of_name
from newsreader.core.formats.weak import read_weak
from newsreader.core.hints import NamedTuple
from newsreader.core.late import late
from newsreader.core.text import is_harmless, one_line

Numbers = tuple[int, int, int, int | None, int | None, int | None, int | None]
"""Year, month, day, hour, minute, second, offset from UTC in minutes: as `core.dates.Published` has them."""


class Glance(NamedTuple):
    """The fields of `ParsedFile` that a list shows; what was not seen is empty, and the title then the file's name."""

    title: str
    authors: tuple[str, ...]
    published: Numbers | None
    raw: str
    source: str
    url: str
    tags: tuple[str, ...]
    excerpt: str
    is_cjk: bool


_EXCERPT = 220
_LONGEST_DATE = 81
"""No line that is a date, or names an author, is as long as this."""
_MARKS = frozenset(" \t[]!<#>*-+_@.\"'`|{~=")
_BODY = 1500
"""So many bytes of the body are looked at."""
_MOST_LINES = 150
_LONGEST_NAME = 300
_LONGEST_TAG = 200
_SUFFIXES = (".md", ".markdown", ".mdx", ".txt")
_TITLE, _AUTHOR, _SITE, _TAGS, _DATE, _URL = range(6)
_PLACES = {
    key: (place, rank)
    for place, keys in (
        (_TITLE, TITLE),
        (_AUTHOR, AUTHOR),
        (_SITE, SITE),
        (_TAGS, (*TAGS, *CATEGORIES)),
        (_DATE, PUBLISHED),
        (_URL, URL),
    )
    for rank, key in enumerate(keys)
}
"""By key: the field, and how good a key for it this is (0 is the best)."""
_NAMED_BY = _PLACES["source"]
_LAST = len(max((TITLE, AUTHOR, PUBLISHED, SITE, TAGS + CATEGORIES, URL), key=len))
_TWO = {f"{number:02}": number for number in range(100)}
_ZONES = (19, 20, 25)
_OFFSETS: dict[str, int | None] = {"": None, "Z": 0} | {
    f"{sign}{hours:02}:{minutes:02}": (hours * 60 + minutes) * (-1 if sign == "-" else 1)
    for sign in "+-"
    for hours in range(14)
    for minutes in (0, 15, 30, 45)
}
_SPECIAL = frozenset("[{|>!,\"'")
"""What a value begins with that is more than the text behind its key."""
_ODD_STARTS = frozenset("*+[\"'.@")
_TRIPLE = ('"""', "'''")
_EMPTY = frozenset(('""', "''", "[]"))
"""Values that say nothing, so that a worse key may."""
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""By month; the 29th of February is left to `parse_date`."""
_DIGIT = late(r"[0-9]")
_MARKED = late(r"[<&*_`\[~\\]|  ")
_ODD = late(r"[\[\]<>{}#*_`~&\\]|://|  |^[Bb][Yy]")
_ODD_IN_LIST = late(r"[\[\]<>{}#*_`~&\\\"']|://|  ")
_PLAIN_TAGS = late(r"[a-z0-9, +-]*")
_PLAIN = late(r"https?://([a-z0-9-]++(?:\.[a-z][a-z0-9-]*+)++)(?:/[A-Za-z0-9/._~=-]*+(?:\?[A-Za-z0-9/._~=&-]*+)?)")
"""An address that `web_address` leaves as it is."""


def glance(head: bytes, path: str, *, is_cut: bool) -> Glance:
    """What the file at `path` says that begins with `head`; where it `is_cut` there is more of it. Never raises."""
    if head[:4] == b"---\n":
        end = head.find(b"\n---\n", 3)
        if end > 0 and b"\r" not in head and len(head.translate(None, CONTROLS)) == len(head):
            found = _Found()
            if found.take(head[4:end].decode("utf-8", "replace").split("\n")):
                body = head[end + 5 : end + _BODY].decode("utf-8", "replace")
                seen = found.glance(body, path, is_cut=is_cut or len(head) > end + _BODY)
                if seen is not None:
                    return seen
    return _whole(head, path, is_cut=is_cut)


class _Found:
    """Values by field as the lines of a header are read, the better key's in the place of the worse."""

    __slots__ = ("is_open", "items", "open", "ranks", "seen", "values")

    def __init__(self) -> None:
        self.values = [""] * 6
        self.ranks = [_LAST] * 6
        self.items: dict[int, list[str]] = {}
        self.seen: set[tuple[int, int]] = set()
        self.open: tuple[int, int] | None = None
        self.is_open = False

    def take(self, lines: list[str]) -> bool:
        """Read `key: value` lines, and the items of lists below their keys; whether that is all there is."""
        if len(lines) > _MOST_LINES or lines[0][:1] in " \t":
            return False
        places = _PLACES
        for line in lines:
            key, colon, value = line.partition(":")
            known = places.get(key)
            if known is None:
                if line[:1] in "- \t":
                    if self._takes_below(line):
                        continue
                    return False
                if line[0] == "#" or line.isspace():
                    continue
                if line[0] in _ODD_STARTS or "=" in key or "：" in key or value.lstrip()[:3] in _TRIPLE:
                    return False
                known = places.get(key.rstrip(" \t").lower()) if colon else None
                if known is None:
                    self.open, self.is_open = None, False
                    continue
            if not self._takes(known, value):
                return False
        return bool(self.seen)

    def _takes_below(self, line: str) -> bool:
        """Take a line below a key: blank, indented or an item; whether it is simple."""
        if not line or line.isspace():
            return True
        item = line.lstrip(" \t")
        if item[:2] != "- ":
            return line[0] != "-" and not self.is_open
        if self.open is None:
            return line[0] == "-" or not self.is_open
        place, rank = self.open
        item = _simple(item[2:].strip())
        is_first = self.open not in self.seen
        if not item or place not in (_AUTHOR, _TAGS) or _ODD_IN_LIST.search(item) or ":" in item:
            return False
        if is_first:
            if self.ranks[place] != _LAST:
                return False
            self.seen.add(self.open)
            self.items[place] = []
            self.ranks[place] = rank
        self.items[place].append(item)
        return True

    def _takes(self, known: tuple[int, int], value: str) -> bool:
        """Take what stands behind a known key; whether it is simple."""
        if value[:2] == "//" or known in self.seen:
            return False
        value = value.strip()
        self.open, self.is_open = None if value else known, True
        if not value or value in _EMPTY:
            return True
        self.seen.add(known)
        return self._keep(*known, value)

    def _keep(self, place: int, rank: int, value: str) -> bool:
        """Keep a value where its key is the best so far; whether it is a simple one."""
        if place in (_AUTHOR, _TAGS) and value[0] == "[":
            if value[-1] != "]" or _ODD_IN_LIST.search(value, 1, len(value) - 1):
                return False
        else:
            value = _simple(value)
            if not value:
                return False
        if place == _URL:
            if "//" not in value:
                if (place, rank) != _NAMED_BY:
                    return "[" not in value
                if self.ranks[_SITE] == _LAST:
                    self.values[_SITE] = value
                return True
            if _PLAIN.fullmatch(value) is None:
                return False
        elif place == _DATE and _DIGIT.search(value) is None:
            return True
        if rank < self.ranks[place]:
            if place in self.items:
                return False
            self.values[place] = value
            self.ranks[place] = rank
        return True

    def glance(self, body: str, path: str, *, is_cut: bool) -> Glance | None:
        """What was found, and the rest from the body and the file's name; None where that takes the whole reader."""
        values = self.values
        name = _bare_name(path)
        url = values[_URL]
        title = _title(values[_TITLE])
        if values[_TITLE] and not title:
            return None
        lines = body.split("\n")
        loose = read_loose(lines, 0, title)
        title = title or plain(loose.heading, fields.LONGEST_TITLE)
        if loose.values or not title or not _goes_on(lines, loose.end, is_cut=is_cut):
            return None
        authors, tags = self._authors(), self._tags()
        if authors is None or tags is None:
            return None
        if values[_DATE]:
            numbers, raw = _date(values[_DATE])
        else:
            numbers, raw = _parts(date_in_name(name))
        if numbers is None:
            return None
        source = self._source(url)
        if source is None or (source and not (url and authors) and read_weak(lines[loose.end :])):
            return None
        return Glance(title, authors, numbers, raw, source, url, tags, *_beginning(body))

    def _authors(self) -> tuple[str, ...] | None:
        value = self.values[_AUTHOR]
        if not value:
            items = self.items.get(_AUTHOR)
            return fields.authors(({"author": tuple(items)},)) or None if items else () if items is None else None
        if value[0] == "[":
            return fields.authors(({"author": _entries(value)},)) or None
        if _ODD.search(value) or not is_harmless(value) or len(value) > _LONGEST_NAME:
            return fields.authors(({"author": value},)) or None
        return (value,)

    def _source(self, url: str) -> str | None:
        value = self.values[_SITE]
        if not value:
            match = _PLAIN.fullmatch(url)
            return (match[1] if match is not None else host(url)).removeprefix("www.") if url else ""
        if "//" in value or "](" in value:
            return None
        return plain(value, _LONGEST_NAME) or None

    def _tags(self) -> tuple[str, ...] | None:
        value = self.values[_TAGS]
        if not value:
            items = self.items.get(_TAGS)
            return fields.tags(({"tags": tuple(items)},)) or None if items else () if items is None else None
        if value[0] != "[":
            return fields.tags(({"tags": value},)) or None
        entries = _entries(value)
        if (
            _PLAIN_TAGS.fullmatch(value, 1, len(value) - 1)
            and len(set(entries)) == len(entries)
            and len(value) < _LONGEST_TAG
        ):
            return entries or None
        return fields.tags(({"tags": entries},)) or None


def _whole(head: bytes, path: str, *, is_cut: bool) -> Glance:
    """The same by the whole reader, without what the rest of the file may have to say in."""
    text = decode(head)[0]
    if is_cut:
        last = text.rfind("\n") + 1
        text = text if _is_prose(text[last:]) else text[:last]
    parsed = parse_file(text.encode("utf-8", "replace"), path)
    if is_cut and _is_open(text, parsed):
        return Glance(title_of_name(_bare_name(path)), (), None, "", "", "", (), *_beginning(parsed.body))
    return Glance(
        parsed.title,
        parsed.authors,
        *_parts(parsed.published),
        parsed.source,
        parsed.url,
        parsed.tags,
        *_beginning(parsed.body),
    )


def _is_open(text: str, parsed: ParsedFile) -> bool:
    """Whether a header may go on behind the end of what is known of a file."""
    if not parsed.body.strip():
        return True
    text = text.lstrip()
    if text[:4] == "<!--":
        text = text.partition("-->")[2].lstrip()
    fence = text[:3]
    if not text or fence not in ("---", "+++"):
        return not text
    return all(line.rstrip() not in (fence, "...") for line in text.split("\n")[1:])


def _goes_on(lines: list[str], start: int, *, is_cut: bool) -> bool:
    """Whether a line of text was seen behind the heading, so that no header follows it."""
    if not is_cut or any(line and not line.isspace() for line in lines[start:-1]):
        return True
    return len(lines) > start and _is_prose(lines[-1])


def _is_prose(line: str) -> bool:
    """Whether a line of which the end is not known is text all the same, and says nothing of the article."""
    if len(line) < _LONGEST_DATE or line[0] in _MARKS:
        return False
    return loose_key(line[:_EXCERPT]) is None and not read_weak([line])


def _simple(value: str) -> str:
    """A value that is what it looks like, without quotation marks around it; "" for any other."""
    first = value[:1]
    if first not in _SPECIAL:
        return value
    if first in "\"'" and len(value) > 2 and value[-1] == first:
        inner = value[1:-1]
        if first not in inner and "\\" not in inner and not inner[0].isspace() and not inner[-1].isspace():
            return inner
    return ""


def _entries(value: str) -> tuple[str, ...]:
    """The entries of `[a, b]` without anything odd in it."""
    return tuple(entry for part in value[1:-1].split(",") if (entry := part.strip()))


def _title(value: str) -> str:
    """A title as plain text; "" where that takes more."""
    if value.endswith(" (highlights)"):
        return ""
    if _MARKED.search(value) or not is_harmless(value) or len(value) > fields.LONGEST_TITLE:
        return plain(value, fields.LONGEST_TITLE)
    return value


def _beginning(body: str) -> tuple[str, bool]:
    """The excerpt of a body, and whether it is Chinese, Japanese or Korean."""
    excerpt = " ".join(_behind_headings(body)[:_EXCERPT].split())
    if not is_harmless(excerpt):
        excerpt = one_line(excerpt, _EXCERPT)
    # Ideographs take three bytes each; letters of other scripts two at most.
    return excerpt, not excerpt.isascii() and len(excerpt.encode("utf-8", "replace")) > 2 * len(excerpt)


def _behind_headings(body: str) -> str:
    rest = body[:_BODY].lstrip()
    while rest[:1] == "#" and heading(rest[:8])[0]:
        rest = rest.partition("\n")[2].lstrip()
    return rest


def _date(value: str) -> tuple[Numbers | None, str]:
    """A date of the commonest form by its places in the text; any other by `parse_date`."""
    try:
        if value[4] == value[7] == "-":
            day = (int(value[:4]), _TWO[value[5:7]], _TWO[value[8:10]])
            size = len(value)
            if size == 10 and _is_day(*day):
                return (*day, None, None, None, None), value
            if size in _ZONES and value[10] in "T " and value[13] == ":" == value[16] and _is_day(*day):
                clock = (_TWO[value[11:13]], _TWO[value[14:16]], _TWO[value[17:19]])
                zone = value[19:]
                if clock[0] < 24 and clock[1] < 60 and clock[2] < 60 and zone in _OFFSETS:
                    return (*day, *clock, _OFFSETS[zone]), value
    except (IndexError, KeyError, ValueError):
        pass
    return _parts(parse_date(value))


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 0 < month < 13 and 0 < day <= _DAYS[month]


def _parts(found: Published | None) -> tuple[Numbers | None, str]:
    if found is None:
        return None, ""
    numbers = (found.year, found.month, found.day, found.hour, found.minute, found.second, found.offset)
    return numbers, found.raw


def _bare_name(path: str) -> str:
    name = path.rpartition("/")[2]
    lower = name.lower()
    return next((name[: -len(suffix)] for suffix in _SUFFIXES if lower.endswith(suffix)), name)
