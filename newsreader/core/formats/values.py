"""The values of header lines for R1 and R2 (formats.md section 5): a tolerant reading of YAML, TOML and plain keys.

All values are text or lists of text: no anchors, no tags, no types. Work is linear in the length of the header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from newsreader.core.late import late

Value = str | tuple[str, ...]
Values = dict[str, Value]
KeyLine = Callable[[str], tuple[str, str] | None]

# Front matter beyond these is text (security.md section 5).
MOST_LINES = 400
MOST_KEYS = 200
MOST_CHARACTERS = 64 * 1024

_TAG = late(r"!\s+(?=[\"'])")
_BLOCK_MARK = late(r"[|>][+-]?[0-9]?[+-]?")
_ITEM = late(r"[ \t]*[-*+](?:[ \t]+|$)")
_ESCAPE = late(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "", "a": "", "b": "", "e": "", "f": "", "v": "", "N": "\n", "_": " "}
_NAME = late(r"[\"']?name[\"']?[ \t]*[:=][ \t]*(.*)", re.IGNORECASE | re.DOTALL)
_MAP_LINE = late(r"[\w.-]+[ \t]*:(?:[ \t]|$)")
_MARKDOWN_LINK = late(r"\[[^\]]*\][(\[]")
_WIKI_LINKS = late(r"(?:\[\[[^\[\]]+\]\][\s,;]*)+")


def read_values(lines: Sequence[str], key_line: KeyLine, *, spanning: bool) -> Values:
    """The values of header lines by their keys; of a key given twice the first value that is not empty.

    `key_line` splits a line into its key and the rest, or gives None; `spanning` lets a quotation run over lines.
    """
    values: Values = {}
    at = 0
    while at < len(lines):
        found = key_line(lines[at])
        at += 1
        if found is None:
            continue
        key, rest = found
        value, at = _value(_TAG.sub("", rest.strip(), count=1), lines, at, key_line if spanning else None)
        if value or key not in values:
            values[key] = values.get(key) or value
    return values


def unquoted(text: str) -> str:
    """A value without the quotation marks around it, its escapes resolved; a value without them as it is."""
    mark = text[:1]
    if mark not in ("'", '"') or len(text) < 2:
        return text
    end = _closing(text, mark, 1)
    if end > 0 and _ends_value(text[end + 1 :]):
        return _unescaped(text[1:end], mark)
    return text[1:-1] if text.endswith(mark) and _balanced(text[1:-1], mark) else text


def _value(rest: str, lines: Sequence[str], at: int, key_line: KeyLine | None) -> tuple[Value, int]:
    """The value that begins with `rest`, and the number of the first line after it."""
    if not rest or rest.startswith(","):
        return _nested(lines, at)
    if _BLOCK_MARK.fullmatch(rest):
        block, at = _indented(lines, at)
        return " ".join(line.strip() for line in block if line.strip()), at
    if key_line:
        if rest.startswith(('"""', "'''")):
            return _triple(rest, lines, at)
        if rest[0] in "\"'":
            joined, end = _quoted(rest, lines, at, key_line)
            if joined is not None:
                return joined, end
    if rest.startswith("[") and not _MARKDOWN_LINK.match(rest) and not _WIKI_LINKS.fullmatch(rest):
        items, end = _bracketed(rest, lines, at, key_line)
        if items is not None:
            return items, end
    if rest.startswith("{"):
        return mapped(rest), at
    more, at = _indented(lines, at)
    return unquoted(" ".join((rest, *filter(None, map(str.strip, more)))) if more else rest), at


def _indented(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The indented lines from `at` on, blank ones between them left out, and the number of the line after them."""
    found: list[str] = []
    end = at
    while at < len(lines) and (lines[at][:1] in (" ", "\t") or not lines[at].strip()):
        if lines[at].strip():
            found.append(lines[at])
            end = at + 1
        at += 1
    return found, end


def _nested(lines: Sequence[str], at: int) -> tuple[Value, int]:
    """The list, the map or the indented text below a key that has nothing beside it."""
    found: list[str] = []
    end = at
    while at < len(lines):
        line = lines[at]
        stripped = line.strip()
        if stripped and not (line[0] in " \t" or _ITEM.match(line) or stripped.startswith("#")):
            break
        at += 1
        if stripped and not (stripped.startswith("#") and not line[0].isspace()):
            found.append(stripped)
            end = at
    if not found:
        return "", end
    if _ITEM.match(found[0]):
        return _items(found), end
    if _MAP_LINE.match(found[0]):
        return _name_of(found) or "", end
    return unquoted(" ".join(found)), end


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    """The items of a list written with marks; an item that is a map counts as its name."""
    groups: list[list[str]] = []
    for line in lines:
        mark = _ITEM.match(line)
        if mark or not groups:
            groups.append([line[mark.end() :] if mark else line])
        else:
            groups[-1].append(line)
    return tuple(filter(None, (_item(group) for group in groups)))


def _item(lines: Sequence[str]) -> str:
    if _MAP_LINE.match(lines[0]):
        name = _name_of(lines)
        if name is not None:
            return name
        return lines[0]
    return _scalar(" ".join(lines))


def _name_of(lines: Sequence[str]) -> str | None:
    for line in lines:
        match = _NAME.match(line)
        if match:
            return unquoted(match[1].strip())
    return None


def _scalar(text: str) -> str:
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        return mapped(text)
    if text.startswith("[") and text.endswith("]") and not text.startswith("[["):
        text = text[1:-1].strip()
    return unquoted(text)


def mapped(text: str) -> str:
    """The name in `{name: X, link: Y}`; "" in a map without one, the text itself where it is no map."""
    inner, closed, _ = text[1:].rpartition("}")
    if not closed or not re.match(r"[\s\"']*[\w-]+[\s\"']*[:=]", inner):
        return text
    return _name_of(split(inner)) or ""


def _triple(rest: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """A value between three quotation marks; up to the end of its line where they are not closed."""
    mark, first = rest[:3], rest[3:]
    if mark in first:
        return first[: first.index(mark)].strip(), at
    parts = [first]
    for number in range(at, len(lines)):
        if mark in lines[number]:
            parts.append(lines[number][: lines[number].index(mark)])
            return " ".join(filter(None, map(str.strip, parts))), number + 1
        parts.append(lines[number])
    return first.strip(), at


def _quoted(rest: str, lines: Sequence[str], at: int, key_line: KeyLine) -> tuple[str | None, int]:
    """A quotation that may run over lines, never across another key line; None where it is not closed."""
    mark = rest[0]
    if _closing(rest, mark, 1) > 0 or (rest.endswith(mark) and len(rest) > 1):
        return unquoted(rest), at
    parts = [rest[1:]]
    for number in range(at, len(lines)):
        line = lines[number]
        end = _closing(line, mark, 0)
        if key_line(line) is not None:
            break
        if end >= 0 and _ends_value(line[end + 1 :]):
            parts.append(line[:end])
            return _unescaped(" ".join(filter(None, map(str.strip, parts))), mark), number + 1
        parts.append(line)
    return None, at


def _closing(text: str, mark: str, start: int) -> int:
    """Where the quotation ends that is open at `start`; -1 where it does not end in `text`."""
    at = text.find(mark, start)
    while at >= 0:
        if mark == "'":
            if text[at + 1 : at + 2] != "'":
                return at
            at += 1
        else:
            before = at
            while before > start and text[before - 1] == "\\":
                before -= 1
            if (at - before) % 2 == 0:
                return at
        at = text.find(mark, at + 1)
    return -1


def _ends_value(rest: str) -> bool:
    """Whether what follows a closing quotation mark lets the value end there: nothing, a comma or a comment."""
    rest = rest.strip()
    return not rest or rest == "," or rest.startswith("#")


def _balanced(inner: str, mark: str) -> bool:
    """Whether each quotation mark in `inner` that closes has one before it that opens."""
    depth = 0
    for at, char in enumerate(inner):
        if char == mark:
            opens = (at == 0 or inner[at - 1] in " ([") and at + 1 < len(inner) and inner[at + 1] != " "
            depth += 1 if opens else -1
            if depth < 0:
                return False
    return depth == 0


def _unescaped(text: str, mark: str) -> str:
    if mark == "'":
        return text.replace("''", "'")
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number is None:
        return _ESCAPED.get(match[4], match[4])
    code = int(number, 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _bracketed(
    rest: str, lines: Sequence[str], at: int, key_line: KeyLine | None
) -> tuple[tuple[str, ...] | None, int]:
    """The items of `[a, b]`, which may span lines but no key line; None where it does not close or text follows it."""
    end = _balance(rest)
    if end < 0 and key_line is not None:
        parts = [rest]
        depth = _depth(rest)
        while at < len(lines) and depth > 0 and key_line(lines[at]) is None:
            line = lines[at].strip()
            at += 1
            if not line.startswith("#"):
                parts.append(line)
                depth += _depth(line)
        rest = " ".join(parts)
        end = _balance(rest)
    if end < 0 or not _ends_value(rest[end + 1 :]):
        return None, at
    return tuple(filter(None, map(_scalar, split(rest[1:end])))), at


def _depth(text: str) -> int:
    return text.count("[") - text.count("]")


def _balance(text: str) -> int:
    """Where the bracket closes that `text` starts with; -1 where it does not. Brackets in quotations do not count."""
    depth = 0
    quote = ""
    fresh = False
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in "\"'" and fresh:
            quote = char
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return at
        fresh = char in ",[" or (fresh and char == " ")
    return -1


def split(text: str) -> list[str]:
    """The parts of a text between commas that stand in no quotation, bracket or brace."""
    parts: list[str] = []
    depth = 0
    quote = ""
    start = 0
    fresh = True
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in "\"'" and fresh:
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == "," and depth <= 0:
            parts.append(text[start:at].strip())
            start = at + 1
        fresh = char in ",:=" or (fresh and char in " \t[{")
    return [*parts, text[start:].strip()]
