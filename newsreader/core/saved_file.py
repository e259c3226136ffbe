"""The file of saved searches: readable TOML of names and queries, edited by hand or by the program.

[[search]]
name = "Rust, unread"
query = "rust is:unread"
"""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.core.saved import SavedSearch
from newsreader.core.search.parsing import LENGTH_LIMIT
from newsreader.core.text import one_line
from newsreader.core.toml import read_toml

MOST = 200
"""So many searches are taken from a file."""
_LONGEST_NAME = 80
_HEAD = "[[search]]"


def read_searches(text: str) -> tuple[tuple[SavedSearch, ...], str]:
    """The searches of a file, in its order, and a sentence about what could not be understood ("" for nothing)."""
    try:
        rows = read_toml(text).get("search", [])
    except ValueError as error:
        return (), f"The saved searches could not be understood: {one_line(str(error), 100)}."
    found: dict[str, SavedSearch] = {}
    wrong = 0
    for row in rows if isinstance(rows, list) else [None]:
        name, query = (row.get("name"), row.get("query")) if isinstance(row, dict) else (None, None)
        shown = one_line(name, _LONGEST_NAME) if isinstance(name, str) else ""
        if not shown or not isinstance(query, str) or not query.strip() or len(query) > LENGTH_LIMIT:
            wrong += 1
        else:
            found.setdefault(shown, SavedSearch(shown, query))
    some = f"{wrong} of the saved searches could not be understood." if wrong else ""
    return tuple(found.values())[:MOST], some


def with_search(text: str, search: SavedSearch) -> str:
    """A file's text with one more search, or with another query under a name it has; the rest stays as it is."""
    block = f"{_HEAD}\nname = {_quoted(search.name)}\nquery = {_quoted(search.query)}\n"
    start = _place(text, search.name)
    if start is None:
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{block}"
    lines = _lines(text)
    rest = "".join(lines[_end(lines, start) :])
    return "".join(lines[:start]) + block + ("\n" if rest else "") + rest


def without_search(text: str, name: str) -> str:
    """A file's text without one search; the rest stays as it is."""
    start = _place(text, name)
    if start is None:
        return text
    lines = _lines(text)
    return "".join([*lines[:start], *lines[_end(lines, start) :]])


def _lines(text: str) -> list[str]:
    """The lines as TOML has them, with their ends: other signs that end lines elsewhere stand within them."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def _place(text: str, name: str) -> int | None:
    """The line where the search of a name begins."""
    lines = _lines(text)
    for number, line in enumerate(lines):
        if line.strip() == _HEAD:
            searches, _ = read_searches("".join(lines[number : _end(lines, number)]))
            if any(search.name == name for search in searches):
                return number
    return None


def _end(lines: Sequence[str], start: int) -> int:
    """Where the search that begins in a line has ended: at the next table, or a comment that belongs to it."""
    end = start + 1
    while end < len(lines) and not lines[end].lstrip().startswith("["):
        end += 1
    while end < len(lines) and end > start + 1 and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return end


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped) + '"'
