"""R5: from keys and values to the fields of an article (formats.md section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsreader.core.addresses import host, web_address
from newsreader.core.dates import Published, date_in_path, parse_date
from newsreader.core.formats.inline import plain, without_links
from newsreader.core.formats.keys import (
    AUTHOR,
    CATEGORIES,
    DATED_PATH,
    DESCRIPTION,
    LANGUAGE,
    NAMED_LINK,
    PUBLISHED,
    SECOND_BEST_DATE,
    SITE,
    TAGS,
    URL,
)
from newsreader.core.formats.values import Value, Values
from newsreader.core.late import late
from newsreader.core.text import fold

LONGEST_TITLE = 2000
_LONGEST_NAME = 300
_LONGEST_TAG = 200
_MOST_ENTRIES = 200

_TARGET = late(r"\]\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))+)")
_BARE = late(r"(?<![\w:/])(?:https?:)?//[^\s<>\"'`\]）」』]+", re.IGNORECASE)
_NAMED = late(r"[*_~]*\[([^\[\]]+)\]\(")
_ADDRESS_BEHIND = late(r"\s+[<(]?https?://.*", re.IGNORECASE | re.DOTALL)
_COMMENT = late(r"\s#(?:\s.*)?$", re.DOTALL)
_BY = late(r"by:?\s+", re.IGNORECASE)
_REFERENCE = late(r"(?<!\[)\[([^\[\]]+)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_SEPARATOR = late(r"[,，;；]")
_HASHED = late(r"(?:#(?:\[\[[^\[\]]+\]\]|[^\s#,，;；]+)\s*){2,}")
_HASH = late(r"#(?:\[\[([^\[\]]+)\]\]|([^\s#]+))")
_LANGUAGE = late(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def first_text(sources: Iterable[Values], keys: Sequence[str], limit: int) -> str:
    """The first of the keys that says something, as one line of plain text; "" where none does."""
    for value in _given(sources, keys):
        text = plain(_joined(value), limit)
        if text:
            return text
    return ""


def authors(sources: Iterable[Values]) -> tuple[str, ...]:
    """Who wrote it: a list stays a list, a text is one entry and never split."""
    for value in _given(sources, AUTHOR):
        entries = (value,) if isinstance(value, str) else value
        names = tuple(dict.fromkeys(filter(None, map(_name, entries[:_MOST_ENTRIES]))))
        if names:
            return names
    return ()


def published(sources: Sequence[Values], in_name: Published | None, path: str, url: str) -> Published | None:
    """The best date: a key, the file name, a path or address that holds one, then the second-best keys."""
    for value in _given(sources, PUBLISHED):
        found = parse_date(_joined(value))
        if found:
            return found
    if in_name:
        return in_name
    for place in (*map(_joined, _given(sources, DATED_PATH)), path, url):
        found = date_in_path(place)
        if found:
            return found
    dates = (parse_date(_joined(value)) for value in _given(sources, SECOND_BEST_DATE))
    return next(filter(None, dates), None)


def source_url(sources: Iterable[Values]) -> str:
    """The address of the original in canonical form; "" where no key holds one of the web."""
    for value in _given(sources, URL):
        for text in (value,) if isinstance(value, str) else value[:_MOST_ENTRIES]:
            address = _address(text)
            if address:
                return address
    return ""


def site(sources: Sequence[Values], url: str, title: str) -> str:
    """The publication: the words of the link to the original, a key that names it, else the host of `url`.

    A link whose words are the `title` names no publication.
    """
    for value in _given(sources, NAMED_LINK):
        match = _NAMED.match(_joined(value)[:LONGEST_TITLE])
        name = plain(match[1], _LONGEST_NAME) if match and not _BARE.search(match[1]) else ""
        if name and fold(name) != fold(title):
            return name
    for value in _given(sources, (*SITE, "source")):
        text = _joined(value)
        address = _address(text)
        if address and not any(value is found.get("source") for found in sources):
            return _host(address)
        name = "" if address or "](" in text else plain(text, _LONGEST_NAME)
        if name:
            return name
    return _host(url)


def tags(sources: Iterable[Values]) -> tuple[str, ...]:
    """Tags, else categories; a text is split at commas and semicolons, never at blanks, and doubles are dropped."""
    for value in _given(sources, (*TAGS, *CATEGORIES)):
        entries: Iterable[str] = value
        if isinstance(value, str):
            text = value[: _MOST_ENTRIES * _LONGEST_TAG]
            hashed = _HASHED.fullmatch(text.strip())
            entries = (a or b for a, b in _HASH.findall(text)) if hashed else _SEPARATOR.split(text)
        found: dict[str, str] = {}
        for entry in entries:
            tag = plain(entry.strip().lstrip("#").strip(), _LONGEST_TAG).strip("#[] ")
            if tag and len(found) < _MOST_ENTRIES:
                found.setdefault(fold(tag), tag)
        if found:
            return tuple(found.values())
    return ()


def description(sources: Iterable[Values]) -> str:
    """What the file says the article is about, as one line."""
    return first_text(sources, DESCRIPTION, LONGEST_TITLE)


def language(sources: Iterable[Values]) -> str:
    """The language the file names, as a BCP 47 tag; "" where it names none or something else."""
    for value in _given(sources, LANGUAGE):
        tag = _joined(value).strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _given(sources: Iterable[Values], keys: Sequence[str]) -> Iterable[Value]:
    """The values of the keys that are not empty: the sources in their order, in each the keys in theirs."""
    for source in sources:
        for key in keys:
            value = source.get(key)
            if value:
                yield value


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _name(text: str) -> str:
    """One author as plain text, without links, addresses, comments and a leading "By"."""
    text = _COMMENT.sub("", text[: 4 * _LONGEST_NAME])
    text = _REFERENCE.sub(r"\1", without_links(text)) if "[" in text else text
    text = _ADDRESS_BEHIND.sub("", text) if "://" in text else text
    return plain(_BY.sub("", text.strip(), count=1) if text.strip()[:2].lower() == "by" else text, _LONGEST_NAME)


def _address(text: str) -> str:
    """The web address in a value: the target of a link, or a bare one; "" where it has none."""
    if "//" not in text:
        return ""
    text = text[: 4 * LONGEST_TITLE]
    target = _TARGET.search(text)
    whole = text.strip().strip("<>")
    for candidate in (target[1] if target else "", whole, *_BARE.findall(text)):
        address = web_address("https:" + candidate if candidate.startswith("//") else candidate)
        if address:
            return address
    return ""


def _host(url: str) -> str:
    return host(url).removeprefix("www.")
