"""Signs in the document that only its setting needs, which no reader sees, finds, copies or quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from newsreader.core.late import late
from newsreader.core.page import Run
from newsreader.core.values import replace

JOINER = "\u2060"
"""Keeps a leading hyphen with its word."""
BRAKE = "\u180e"
"""Stands before a blank behind a Latin word in justified Chinese or Japanese.

Qt gives a line's slack to its blanks, and to letters only where it has none (`QTextEngine::justify`); but not to a
blank that belongs to a writing in which letters come first. A blank belongs to the writing of the letter before it,
and this sign, the Mongolian vowel separator, is the only one without width of such a writing. Before a blank it means
nothing in Mongolian itself, so that it can be told from an author's own.
"""

_SPREADING = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30fa\u30fd-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003fffd"
)
_SPREAD = late(f"[{_SPREADING}]")
"""Letters whose blanks Qt stretches as it stretches them: ideographs, kana, bopomofo."""
_HELD = late(f"[^\\W\\d_{_SPREADING}]")
"""Letters of all other writings."""
_LETTER = late(r"[^\W\d_]")
_BLANKS = " \xa0\u2002\u2003\u2009\u200a\u202f\u3000"
_HANGUL = late("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]")
_SIGNS = late(f"{JOINER}|{BRAKE}(?=[{_BLANKS}]|$)")
BRAKES = late(f"({BRAKE}(?=[{_BLANKS}]|$)[ \xa0]*)")
"""A brake and what is set with it: in the face of the text alone, since Qt would look for a Mongolian one, which is
higher than the line."""
_REPLACED = str.maketrans(
    {"\ufffc": None, "\u2028": "\n", "\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n", "\u2068": None, "\u2069": None}
)


def clean(text: str) -> str:
    """`text` as the article has it: without the signs, isolates and places of pictures that the page needs."""
    return text if text.isascii() else _SIGNS.sub("", text).translate(_REPLACED)


def without_signs(text: str) -> tuple[str, Callable[[int], int]]:
    """`text` without its signs, and from a place in that to the place in `text`."""
    if text.isascii() or (JOINER not in text and BRAKE not in text):
        return text, int
    gone = [match.start() - number for number, match in enumerate(_SIGNS.finditer(text))]
    return _SIGNS.sub("", text), lambda place: place + bisect_right(gone, place)


def braked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a paragraph that is set to both edges, with `BRAKE` before each blank that would take all slack.

    Korean has such blanks between its own words and is left as it is.
    """
    text = "".join("" if run.image else run.text for run in runs)
    if not any(blank in text for blank in _BLANKS) or _HANGUL.search(text):
        return runs
    first = _LETTER.search(text)
    held = first is not None and _HELD.match(first[0]) is not None
    result = []
    for run in runs:
        if run.image:
            result.append(run)
        else:
            shown, held = _braked(run.text, held)
            result.append(replace(run, text=shown))
    return tuple(result)


def _braked(text: str, held: bool) -> tuple[str, bool]:
    """`text` behind a letter that is `held`, and whether its own last letter is."""
    parts, start = [], 0
    while start < len(text):
        match = (_SPREAD if held else _HELD).search(text, start)
        end = match.start() if match else len(text)
        part = text[start:end]
        parts.append(_with_brakes(part) if held else part)
        start, held = end, held if match is None else not held
    return "".join(parts), held


def _with_brakes(text: str) -> str:
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, BRAKE + blank)
    return text
