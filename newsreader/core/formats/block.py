"""R2: a header without fences, one block of key lines at the beginning of the file (formats.md section 5)."""

from __future__ import annotations

import re
from itertools import islice

from newsreader.core.formats.fenced import Header
from newsreader.core.formats.keys import KNOWN
from newsreader.core.formats.values import MOST_CHARACTERS, MOST_KEYS, MOST_LINES, read_values
from newsreader.core.late import late

_KEY = late(
    r"(?P<mark>\.\.[ \t]+|\[#\]:[ \t]*\(?|@def[ \t]+)?(?P<key>\w[\w.-]*(?: [\w.-]+){0,3})"
    r"[ \t]*(?P<sign>::?|：|=)(?!//)[ \t]*(?P<rest>.*)",
    re.DOTALL,
)
_LIST_OR_INDENTED = late(r"[ \t]+\S|[-*+](?:[ \t]|$)")
_LONGEST_KEY = 40


def read_block(lines: list[str], start: int) -> Header:
    """The block of key lines that may begin on line `start`; none where one of its lines is no part of a header."""
    none = Header({}, start)
    end = start
    size = keys = known = 0
    fenced = False
    for line in islice(lines, start, None):
        if not line.strip():
            break
        if end > start and line.rstrip() == "---":
            fenced = True
            break
        found = block_key(line)
        if found is None and (end == start or not _LIST_OR_INDENTED.match(line)):
            return none
        keys += found is not None
        known += found is not None and found[0] in KNOWN
        size += len(line)
        end += 1
        if end - start > MOST_LINES or size > MOST_CHARACTERS or keys > MOST_KEYS:
            return none
    if not known or not (known > 1 or end - start > 1 or fenced):
        return none
    return Header(read_values(lines[start:end], block_key, spanning=False), end + fenced)


def block_key(line: str) -> tuple[str, str] | None:
    """The key, in lower case, and the rest of a `Key: value`, `key:: value`, `.. key:`, `[#]: key:` or `@def key =`."""
    match = _KEY.match(line[:MOST_CHARACTERS])
    if match is None or len(match["key"]) > _LONGEST_KEY:
        return None
    mark, rest = match["mark"] or "", match["rest"].strip()
    if (match["sign"] == "=") is not mark.startswith("@def"):
        return None
    if mark.startswith("[#]"):
        rest = rest.removesuffix(")") if mark.endswith("(") else rest
        rest = rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest
    return match["key"].lower(), rest
