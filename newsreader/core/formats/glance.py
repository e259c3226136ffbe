"""What the beginning of a file says at a glance: some microseconds where `parse_file` takes four hundred.

The first pass of a scan shows this; the second corrects it by `parse_file`. So it knows the shapes that most files have
(simple header lines, fenced or not, and the base format), and is content with a heading or the file's name otherwise: a
value may be missing, it should not be wrong.
"""

from __future__ import annotations

from typing import NamedTuple

from newsreader.core.addresses import host, web_address
from newsreader.core.dates import date_in_name, date_in_path, parse_date
from newsreader.core.formats import fields
from newsreader.core.formats.encoding import decode
from newsreader.core.formats.inline import heading, plain
from newsreader.core.formats.keys import AUTHOR, CATEGORIES, PUBLISHED, SITE, TAGS, TITLE, URL
from newsreader.core.formats.reading import title_of_name
from newsreader.core.formats.values import mapped, split
from newsreader.core.late import late
from newsreader.core.text import is_harmless, one_line

Numbers = tuple[int, int, int, int | None, int | None, int | None, int | None]
"""Year, month, day, hour, minute, second, offset from UTC in minutes: as `core.dates.Published` has them."""


class Glance(NamedTuple):
    """The fields of `ParsedFile` that a list shows; what was not seen is empty."""

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
_LONGEST_HEADER = 60
_BODY = 1000
"""So many bytes of the body are looked at."""
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES = (".md", ".markdown", ".mdx", ".txt")
_TITLE, _AUTHOR, _SITE, _TAGS, _DATE, _URL = range(6)
_CHOSEN = _DATE
"""From this field on, not every value is one."""
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
_LAST = len(max((TITLE, AUTHOR, PUBLISHED, SITE, TAGS + CATEGORIES, URL), key=len))
_TWO = {f"{number:02}": number for number in range(100)}
_ZONES = (19, 20, 25)
_OFFSETS: dict[str, int | None] = {"": None, "Z": 0} | {
    f"{sign}{hours:02}:{minutes:02}": (hours * 60 + minutes) * (-1 if sign == "-" else 1)
    for sign in "+-"
    for hours in range(14)
    for minutes in (0, 15, 30, 45)
}
_QUOTED = late(r"[^a-zA-Z0-9, +-]")
_EMPTY = frozenset(('""', "''", "[]"))
"""Values that say nothing, so that a worse key may."""
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""By month; the 29th of February is left to `parse_date`."""
_DIGIT = late(r"[0-9]")
_MARKED = late(r"[<&*_`\[~\\]")
_ODD = late(r"[\[\]<>{}#*_`\\]|://|^[Bb]y ")
_PLAIN = late(r"https?://([a-z0-9-]++(?:\.[a-z][a-z0-9-]*+)++)(?:/[A-Za-z0-9/._~=-]*+(?:\?[A-Za-z0-9/._~=&-]*+)?)")
"""An address that `web_address` leaves as it is."""
_LINK = late(r"[*_~]*\[([^\[\]]+)\]\(\s*<?([^\s()<>]+)>?\)")


def glance(head: bytes, path: str) -> Glance:
    """What the file at `path` says that begins with `head` (its first 4 KB). Never raises."""
    if head[:4] == b"---\n":
        end = head.find(b"\n---\n", 3)
        if end > 0 and b"\r" not in head:
            found = _Found()
            found.take(head[4:end].decode("utf-8", "replace").split("\n"))
            return found.glance(head[end + 5 : end + _BODY].decode("utf-8", "replace"), path)
    if head[:2] in _WIDE or b"\r" in head:
        text = decode(head)[0]
    else:
        text = head.decode("utf-8-sig" if head[:3] == _BOM else "utf-8", "replace")
    if text[:4] == "---\n" and (end := text.find("\n---\n", 3)) > 0:
        found = _Found()
        found.take(text[4:end].split("\n"))
        return found.glance(text[end + 5 :], path)
    found, body = _loose(text)
    return found.glance(body, path)


class _Found:
    """Values by field as header lines are read, the better key's in the place of the worse."""

    __slots__ = ("items", "ranks", "title", "values")

    def __init__(self) -> None:
        self.values = [""] * 6
        self.ranks = [_LAST] * 6
        self.items: dict[int, list[str]] = {}
        self.title = ""

    def take(self, lines: list[str]) -> None:
        """Read `key: value` lines, and the items of lists below their keys."""
        values, ranks, places = self.values, self.ranks, _PLACES
        open_list = -1
        for line in lines:
            key, _, value = line.partition(":")
            known = places.get(key)
            if known is None:
                if line[:1] in "- \t":
                    if open_list >= 0 and line.lstrip()[:2] == "- ":
                        self.items.setdefault(open_list, []).append(line.lstrip()[2:])
                    continue
                known = places.get(key.strip().lower())
                if known is None:
                    open_list = -1
                    continue
            place, rank = known
            value = value.strip()
            open_list = place if not value and rank < ranks[place] else -1
            if value in _EMPTY:
                continue
            if value and rank < ranks[place] and (place < _CHOSEN or _fits(place, value)):
                values[place] = value
                ranks[place] = rank
            elif place == _URL and not values[_SITE] and key.lower() == "source":
                values[_SITE] = value

    def glance(self, body: str, path: str) -> Glance:
        """What was found, and the rest from the body and the file's name."""
        values = self.values
        url = _address(values[_URL])
        words, rest = _first_words(body)
        title = _title(values[_TITLE]) or self.title or words or title_of_name(_bare_name(path))
        numbers, raw = _date(values[_DATE])
        if numbers is None:
            numbers, raw = _date_of_place(path, url)
        excerpt = rest[:_EXCERPT].replace("\n", " ").rstrip()
        if not is_harmless(excerpt):
            excerpt = one_line(excerpt, _EXCERPT)
        return Glance(
            title,
            self._authors(),
            numbers,
            raw,
            self._site(url, title),
            url,
            self._tags(),
            excerpt,
            # Ideographs take three bytes each; letters of other scripts two at most.
            not excerpt.isascii() and len(excerpt.encode("utf-8", "replace")) > 2 * len(excerpt),
        )

    def _authors(self) -> tuple[str, ...]:
        value = self.values[_AUTHOR]
        if value:
            value = _unquoted(value)
            if not _ODD.search(value) and is_harmless(value):
                return (value,)
            entries = tuple(_unquoted(entry) for entry in _list(value))
            return fields.authors(({"author": entries or (mapped(value) if value[:1] == "{" else value)},))
        items = [item.removeprefix("name:").strip() for item in self.items.get(_AUTHOR, ())]
        return fields.authors(({"author": tuple(map(_unquoted, items))},)) if items else ()

    def _site(self, url: str, title: str) -> str:
        given = self.values[_URL]
        link = _LINK.match(given) if given and given != url else None
        if link is not None and "//" not in link[1] and link[1] != title:
            return plain(link[1], _EXCERPT)
        value = _unquoted(self.values[_SITE])
        if value and "//" not in value and "](" not in value:
            return plain(value, _EXCERPT)
        match = _PLAIN.fullmatch(url)
        return (match[1] if match is not None else host(url)).removeprefix("www.") if url else ""

    def _tags(self) -> tuple[str, ...]:
        value = self.values[_TAGS]
        if value[:1] == "[" and value[-1:] == "]" and not _QUOTED.search(value, 1, len(value) - 1):
            entries = value[1:-1].replace(", ", ",").split(",")
            if value.islower() and len(set(entries)) == len(entries) and "" not in entries:
                return tuple(entries)
            return fields.tags(({"tags": tuple(entries)},))
        if value:
            entries = _list(value)
            return fields.tags(({"tags": tuple(map(_unquoted, entries)) if entries else _unquoted(value)},))
        items = self.items.get(_TAGS)
        return fields.tags(({"tags": tuple(map(_unquoted, items))},)) if items else ()


def _fits(place: int, value: str) -> bool:
    """Whether a value may be an address, or a date: `published: true` is none."""
    return "//" in value if place == _URL else _DIGIT.search(value) is not None


def _loose(text: str) -> tuple[_Found, str]:
    """Lines with known keys before and after the title, as the base format has them; and the text behind them."""
    found = _Found()
    lines = text[:2000].split("\n")[:_LONGEST_HEADER]
    at = 0
    for number, line in enumerate(lines):
        bare = line.strip(" *>-")
        if not bare:
            continue
        if bare[0] == "#" and not found.title:
            found.title = plain(heading(line.lstrip("> "))[1], fields.LONGEST_TITLE)
            if not found.title:
                break
        else:
            key, colon, value = bare.replace("：", ":", 1).partition(":")
            known = _PLACES.get(key.strip(" *_").lower())
            if known is None or not colon:
                break
            place, rank = known
            value = value.removeprefix(":").strip(" *" if place != _TITLE else None)
            if value and rank < found.ranks[place] and (place < _CHOSEN or _fits(place, value)):
                found.values[place], found.ranks[place] = value, rank
        at = number + 1
    return found, "\n".join(lines[at:]) if at < len(lines) else text[2000:]


def _title(value: str) -> str:
    """A title as plain text; "" for what runs over several lines."""
    if not value or value[0] in "|>":
        return ""
    value = _unquoted(value)
    if _MARKED.search(value) or not is_harmless(value) or "  " in value:
        return plain(value, fields.LONGEST_TITLE)
    return value[: fields.LONGEST_TITLE]


def _first_words(body: str) -> tuple[str, str]:
    """The heading a body begins with, "" for none, and the text behind it."""
    rest = body[:1500].lstrip()
    words = ""
    while rest[:1] == "#":
        line, _, rest = rest.partition("\n")
        words = words or plain(heading(line)[1], fields.LONGEST_TITLE)
        rest = rest.lstrip()
    return words, rest


def _date(value: str) -> tuple[Numbers | None, str]:
    """A date of the commonest form by its places in the text; any other by `parse_date`."""
    if not value:
        return None, ""
    value = _unquoted(value)
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
    return _parsed(value)


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 0 < month < 13 and 0 < day <= _DAYS[month]


def _parsed(value: str) -> tuple[Numbers | None, str]:
    found = parse_date(value[:200])
    if found is None:
        return None, ""
    numbers = (found.year, found.month, found.day, found.hour, found.minute, found.second, found.offset)
    return numbers, found.raw


def _date_of_place(path: str, url: str) -> tuple[Numbers | None, str]:
    found = date_in_name(_bare_name(path)) or date_in_path(path) or date_in_path(url)
    if found is None:
        return None, ""
    return (found.year, found.month, found.day, None, None, None, None), found.raw


def _address(value: str) -> str:
    if not value or _PLAIN.fullmatch(value):
        return value
    value = _unquoted(value)
    match = _LINK.match(value)
    return web_address(match[2] if match is not None else value)


def _bare_name(path: str) -> str:
    name = path.rpartition("/")[2]
    lower = name.lower()
    return next((name[: -len(suffix)] for suffix in _SUFFIXES if lower.endswith(suffix)), name)


def _list(value: str) -> list[str]:
    """The entries of `[a, b]`; none of anything else."""
    if value[:1] != "[" or value[-1:] != "]" or value[:2] == "[[":
        return []
    inner = value[1:-1]
    parts = split(inner) if '"' in inner or "'" in inner or "{" in inner else inner.split(",")
    return [entry for part in parts if (entry := part.strip())]


def _unquoted(value: str) -> str:
    if value[:1] in ("'", '"'):
        value = value.strip()
        if len(value) > 1 and value[-1] == value[0]:
            inner = value[1:-1]
            return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return value
