"""What the word that is being typed into the search field may become: an operator, or a value of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newsreader.core.late import late
from newsreader.core.search.parsing import OPERATORS, SORTS
from newsreader.core.text import fold
from newsreader.core.values import dataclass

MOST = 8
"""So many are offered."""
_LEAST = 2
_TOKEN = late(r'(?:^|(?<=[\s(]))-?(?:([A-Za-z]+):("?)([^"()]*)|([A-Za-z]+))\Z')
_PARTED = late(r"[\s()]")
_STATES = {"is": ("unread", "read", "starred"), "has": ("note", "highlight", "image", "link"), "sort": SORTS}
_DAYS = ("today", "yesterday", "7d", "4w", "6m", "1y")
_VALUES = {**_STATES, "before": _DAYS, "after": _DAYS, "on": _DAYS}

NAMED = ("source", "feed", "tag", "folder", "author")
"""Fields whose values are names of the library."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What stands in the place of `text[start:end]`; `options` are shown as they will stand there.

    `is_value` where an operator is there already and its value is looked for; `is_recent` where nothing was typed, and
    whole searches are offered, none of which is meant before it is marked.
    """

    start: int
    end: int
    options: tuple[str, ...]
    is_value: bool
    is_recent: bool = False


def complete(
    text: str, cursor: int, names: Callable[[str, str], Iterable[str]], recent: Sequence[str] = ()
) -> Completion | None:
    """What may stand at the cursor; None where nothing is to be offered.

    `names` gives the values of one of `NAMED` that may begin with some letters, or more of them; `recent` are the last
    searches, offered where nothing was typed.
    """
    if not text.strip():
        return Completion(0, len(text), tuple(recent[:MOST]), is_value=True, is_recent=True) if recent else None
    found = _TOKEN.search(text[:cursor])
    if found is None or text[cursor : cursor + 1].strip():
        return None
    field, quote, value, word = found.groups()
    if field is None:
        return _operators(word, found.start(4), cursor)
    name, wanted = field.lower(), fold(value)
    if name in _VALUES and not quote:
        options = [option for option in _VALUES[name] if option.startswith(wanted)]
    elif name in NAMED and (quote or " " not in value):
        options = [_quoted(option) for option in _near(wanted, names(name, value))]
    else:
        return None
    start = found.end(1) + 1
    if not options or options in ([value], [f'"{value}"']):
        return None
    return Completion(start, cursor, tuple(options[:MOST]), is_value=True)


def _operators(word: str, start: int, cursor: int) -> Completion | None:
    options = [option for option in OPERATORS if option.startswith(word.lower())]
    if len(word) < _LEAST or not options:
        return None
    return Completion(start, cursor, tuple(options[:MOST]), is_value=False)


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    """Names that begin so, then those with a word that does; each in its order."""
    first: list[str] = []
    second: list[str] = []
    for name in names:
        folded = fold(name)
        if folded.startswith(wanted):
            first.append(name)
        elif f" {wanted}" in f" {folded}" or (wanted and not wanted.isascii() and wanted in folded):
            second.append(name)
        if len(first) >= MOST:
            break
    return first + second


def _quoted(name: str) -> str:
    plain = name.replace('"', " ").strip()
    return plain if plain and not _PARTED.search(plain) else f'"{plain}"'
