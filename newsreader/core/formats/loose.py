"""R3: loose lines, each of which may be a title, a known key, a byline or a date (formats.md section 5)."""

from __future__ import annotations

import re

from newsreader.core.dates import whole_date
from newsreader.core.formats.inline import heading, plain
from newsreader.core.formats.keys import KNOWN, URL
from newsreader.core.formats.values import Values, unquoted
from newsreader.core.late import late
from newsreader.core.text import fold
from newsreader.core.values import dataclass, field

_MOST_LINES = 14
# A paragraph that happens to begin with a key is text, not a field.
_LONGEST_LINE = 500
_LONGEST_TITLE = 2000

_DECORATION = late(r"(?:>[ \t]*|[-*+][ \t]+|\[#\]:[ \t]*|(@def)[ \t]+)+")
_KEY_LINE = late(
    r"(?P<open>[*_]{0,3})(?P<key>\w[\w.-]*(?: [\w.-]+){0,3})[ \t]*[*_]{0,3}[ \t]*"
    r"(?P<sign>::?|：|=)?[ \t]*(?P<inner>[*_]{0,3})[ \t]*(?P<value>.*)"
)
_UNDERLINE = late(r" {0,3}={2,}[ \t]*")
_IMAGE = late(r"(?:\[?!\[[^\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)(?:\]\([^()]*\))?[ \t]*)+|<img\b[^<>]*>")
_BYLINE = late(r"[*_]{0,3}[Bb]y:?[ \t]+([^\W\d_a-z].{0,58}?[^\s.:!?,;*_])[*_]{0,3}")
_TITLE_LINK = late(r"#*[ \t]*\[(.+)\]\((\S+?)\)")
_METADATA = late(r"#{1,6} metadata", re.IGNORECASE)


@dataclass(slots=True)
class Loose:
    """What the loose lines say: `values` by key, the first heading, the first line after them.

    `kept` are the numbers of lines in between that are no part of the header and stay in the text: pictures.
    """

    values: Values = field(default_factory=dict)
    heading: str = ""
    end: int = 0
    kept: list[int] = field(default_factory=list)

    @property
    def is_seed(self) -> bool:
        """Whether this is the base format, whose lines are all paragraphs (formats.md section 6, rule 1)."""
        return "published at" in self.values and ("author" in self.values or "original" in self.values)

    def add(self, key: str, value: str) -> None:
        """Keep the first value of a key that is not empty."""
        self.values[key] = self.values.get(key) or value


def read_loose(lines: list[str], start: int, title: str) -> Loose:
    """The loose lines from `start` on; `title` is what an earlier header gives, or ""."""
    loose = Loose(end=start)
    skipped: list[int] = []
    seen = 0
    at = start
    while at < len(lines) and seen < _MOST_LINES:
        line = lines[at].strip() if len(lines[at]) <= _LONGEST_LINE * 2 else lines[at]
        at += 1
        if not line or line.isspace():
            continue
        seen += 1
        if not line.strip("> "):
            continue
        if _METADATA.fullmatch(line):
            continue
        if line[0] in "![<" and len(line) <= _LONGEST_LINE and _IMAGE.fullmatch(line):
            skipped.append(at - 1)
            continue
        used = _read_line(loose, lines, at - 1, title)
        if not used:
            break
        at = loose.end = at - 1 + used
        loose.kept.extend(skipped)
        skipped.clear()
    return loose


def _read_line(loose: Loose, lines: list[str], at: int, title: str) -> int:
    """Take what the line `at` says, and return how many lines that were; 0 where the header ends before it."""
    used = _read_heading(loose, lines, at)
    if used:
        return used
    line = lines[at].strip()
    if len(line) > _LONGEST_LINE:
        return 0
    if line == "---":
        return 1 if loose.values else 0
    return 1 if _read_key(loose, line) or _read_unkeyed(loose, line, title or loose.heading) else 0


def _read_heading(loose: Loose, lines: list[str], at: int) -> int:
    if loose.heading:
        return 0
    line = lines[at]
    level, words = heading(line)
    if level == 1 and words:
        found = loose_key(words[:_LONGEST_LINE])
        if found and found[0] in URL and "://" in found[1]:
            loose.add(*found)
        else:
            loose.heading = words
        return 1
    if line.lstrip()[:1] not in (">", "#", "") and at + 1 < len(lines) and _UNDERLINE.fullmatch(lines[at + 1]):
        loose.heading = line.strip()
        return 2
    return 0


def _read_key(loose: Loose, line: str) -> bool:
    found = loose_key(line)
    if found is None:
        return False
    key, value = found
    # `Published at: ****` is a header that lost its value; `Summary:` alone begins a text.
    if not value and " " not in key and not loose.values and line[:1] not in "->*+":
        return False
    loose.add(key, value)
    return True


def _read_unkeyed(loose: Loose, line: str, title: str) -> bool:
    """Whether a line is a byline, a date or the title again as a link."""
    byline = _BYLINE.fullmatch(line)
    if byline and len(byline[1].split()) <= 8:
        loose.add("by", byline[1])
        return True
    if len(line) <= 80 and whole_date(line):
        loose.add("date", line.strip("*_ "))
        return True
    link = _TITLE_LINK.fullmatch(line)
    if link and title and fold(plain(link[1], _LONGEST_TITLE)) == fold(plain(title, _LONGEST_TITLE)):
        loose.add("link", link[2])
        return True
    return False


def loose_key(line: str) -> tuple[str, str] | None:
    """The known key, in lower case, and the value of a line with or without decoration; None for any other line."""
    decoration = _DECORATION.match(line)
    match = _KEY_LINE.fullmatch(line, decoration.end() if decoration else 0)
    if match is None:
        return None
    key = match["key"].strip("_").lower()
    if key not in KNOWN:
        return None
    value, sign = match["value"].strip(), match["sign"]
    if not sign and not value.startswith("["):
        return None
    if sign == "=" and not (decoration and decoration[1]):
        return None
    if match["open"] or match["inner"] or match["key"].startswith("_"):
        value = value.rstrip("*_ ")
    if value.startswith("(") and value.endswith(")") and line.startswith("[#]:"):
        value = value[1:-1].strip()
    return key, unquoted(value)
