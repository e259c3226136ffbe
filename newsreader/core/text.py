"""What plain text says: one line of it, words, script and direction, and its folded form for search."""

from __future__ import annotations

import re
import unicodedata

from newsreader.core.hints import Literal
from newsreader.core.late import late

_CJK_RANGES = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uffdc\U0001aff0-\U0001b16f\U00020000-\U0003fffd"
)
_CJK = late(f"[{_CJK_RANGES}]+")
_LETTER_OR_CJK = late(f"[{_CJK_RANGES}]|[^\\W\\d_]")
_LONGEST_SAMPLE = 2000

# Characters that would reorder, hide or replace what stands beside them, or that no face can show (security.md, rows
# 5 and 8). Joiners stay: emoji and Persian need them.
_UNWANTED_CLASS = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffc\uffff\ufffe"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
)
_UNWANTED = late(f"[{_UNWANTED_CLASS}]")
_SURROGATE = late("[\ud800-\udfff]")
_UNSEEN = late(f"[{_UNWANTED_CLASS}\u2028\u2029\ud800-\udfff]")


def one_line(text: str, limit: int) -> str:
    """`text` as one harmless line of at most `limit` characters: blanks folded, control, bidi and private-use ones out.

    A longer one ends with an ellipsis; half a surrogate pair, as file names that are not UTF-8 have it, becomes
    U+FFFD.
    """
    if len(text) > limit * 4:
        text = text[: limit * 4]
    line = " ".join(text.split())
    if not is_harmless(line):
        line = " ".join(_SURROGATE.sub("\ufffd", _UNWANTED.sub("", line)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_harmless(text: str) -> bool:
    """Whether nothing in `text` controls, hides, reorders, or stands for an object, which Python would print."""
    return text.isprintable() and "\ufffc" not in text


def escaped(text: str) -> str:
    """`text` as HTML that shows it, in quotation marks too.

    As `html.escape`, whose module brings all names of characters with it: 8 million instructions of a start.
    """
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        text = text.replace(sign, name)
    return text


def visible(text: str) -> str:
    r"""`text` with every character written out that would steer a terminal, reorder what is beside it, or not be seen.

    Bytes of a file name that are not UTF-8 (`os.fsdecode`) and characters below U+0100 as `\xNN`, others as `\uNNNN`.
    """
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def is_cjk(char: str) -> bool:
    """Whether a character is one of Chinese, Japanese or Korean writing (punctuation is not)."""
    return _CJK.fullmatch(char) is not None


def mostly_cjk(text: str) -> bool:
    """Whether at least half of the letters in the beginning of `text` are Chinese, Japanese or Korean."""
    return _is_cjk_for(text, 2)


def fills_with_cjk(text: str) -> bool:
    """Whether they take at least half of the room, being twice as wide as others."""
    return _is_cjk_for(text, 3)


def _is_cjk_for(text: str, part: int) -> bool:
    """Whether one in `part` letters of the beginning of a text, or more, is Chinese, Japanese or Korean."""
    sample = text[:_LONGEST_SAMPLE]
    if sample.isascii():
        return False
    characters = part * _cjk_characters(sample)
    return characters > 0 and (characters >= len(sample) or characters >= len(_LETTER_OR_CJK.findall(sample)))


def direction(text: str) -> Literal["ltr", "rtl"]:
    """The direction of a text by its first strong letter; "ltr" where the beginning holds none."""
    for char in text[:_LONGEST_SAMPLE]:
        if char < "\u0590":
            if char.isalpha():
                return "ltr"
            continue
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"


def _cjk_characters(text: str) -> int:
    return sum(map(len, _CJK.findall(text)))


# What is not counted, each with the signs without which it need not be looked for. Possessive quantifiers (Python
# 3.11) keep the time linear: nothing is tried twice on 100,000 brackets that never close.
_NOT_COUNTED = (
    (
        "](",
        late(
            # the target of a link
            r"\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+\)"
        ),
    ),
    ("<", late(r"</?[A-Za-z][^<>]*+>")),  # tags
    (
        "]:",
        late(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}+\]:[ \t]*+\S++.*+", re.MULTILINE),
    ),  # definitions of links, but of notes
    ("```", late(r"^ {0,3}```.*+", re.MULTILINE)),  # the edges of code blocks
    ("~~~", late(r"^ {0,3}~~~.*+", re.MULTILINE)),
)
# A dash between blanks counts, as word processors count it; a sign of the markup does not.
_WORD = late(r"[\w\u2013\u2014]\S*+")
_NO_WORD = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code).isspace() or code == ord("_")))
_SPACED = bytes(ord(" ") if chr(code).isspace() else code for code in range(256))


def count_words(body: str) -> tuple[int, int]:
    """How many words, and how many Chinese, Japanese and Korean characters, a Markdown text holds.

    Markup is not counted: link targets, tags, comments, definitions of links, the edges of code blocks.
    """
    text = _without_comments(body)
    for sign, pattern in _NOT_COUNTED:
        if sign in text:
            text = pattern.sub(" ", text)
    if text.isascii():
        # What `_WORD` finds: runs without blanks in which there is a letter, a digit or "_". A quarter of its time.
        return len(text.encode().translate(_SPACED, _NO_WORD).split()), 0
    characters = _cjk_characters(text)
    if characters:
        text = _CJK.sub(" ", text)
    return len(_WORD.findall(text)), characters


def _without_comments(text: str) -> str:
    start = text.find("<!--")
    kept: list[str] = []
    end = 0
    while start >= 0:
        close = text.find("-->", start + 4)
        if close < 0:
            break
        kept.append(text[end:start])
        end = close + 3
        start = text.find("<!--", end)
    return " ".join((*kept, text[end:])) if kept else text


_COMBINING = late(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u1ab0-\u1abd\u1abf-\u1ace"
    "\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f]+"
)
# Characters that join the one before them when a text is composed although they are no marks (Hangul parts, some
# Indic vowels).
_JOINING = frozenset(
    "".join(map(chr, (*range(0x1160, 0x1176), *range(0x11A7, 0x11C3))))
    + "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000113b8\U000113c2\U000113c9\U000114b0\U000114ba\U000114bd\U000115af\U00011930\U00016121\U00016d67"
)
# Characters each of which folds to one character, whatever stands before them.
_FOLDED_ALONE = late("[\x00-\x7f\u3001-\u301d\u3041-\u304b\u3400-\u4dbf\u4e00-\u9fff]+")


def fold(text: str) -> str:
    """`text` as search sees it: case, accents and width folded (`É` is `e`, `ß` is `ss`, `Ａ` is `a`)."""
    if text.isascii():
        return text.lower()
    return _folded(text)


def fold_map(text: str) -> tuple[str, list[int]]:
    """The folded text, the same as `fold` gives, and for each of its characters the index in `text` it comes from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for simple in _FOLDED_ALONE.finditer(text):
        start, end = simple.span()
        _fold_pieces(text, at, start, pieces, origins)
        if end < len(text) and not _starts_piece(text[end]):
            end -= 1
        pieces.append(text[start:end].lower())
        origins.extend(range(start, end))
        at = end
    _fold_pieces(text, at, len(text), pieces, origins)
    return "".join(pieces), origins


def _fold_pieces(text: str, start: int, end: int, pieces: list[str], origins: list[int]) -> None:
    """Fold `text[start:end]` piece by piece, so that each result can be told its origin."""
    while start < end:
        after = start + 1
        while after < end and not _starts_piece(text[after]):
            after += 1
        piece = _folded(text[start:after])
        pieces.append(piece)
        origins.extend(range(start, after) if len(piece) == after - start else [start] * len(piece))
        start = after


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _COMBINING.sub("", unicodedata.normalize("NFKD", plain)))


def _starts_piece(char: str) -> bool:
    """Whether folding what stands before `char` never depends on it."""
    if char < "\u0300":
        return True
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.combining(first) == 0 and first not in _JOINING


_HANT = frozenset(
    "這個們為來國時會說對學經發現點過還後與實關問題開間東電車長門見馬書報導網聞應該將從讓體無業務變產區縣灣黨議員據錢買賣認識轉"
)
_HANS = frozenset(
    "这个们为来国时会说对学经发现点过还后与实关问题开间东电车长门见马书报导网闻应该将从让体无业务变产区县湾党议员据钱买卖认识转"
)
_SCRIPTS = (
    ("ja", late("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")),
    ("ko", late("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")),
    ("zh", late("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")),
    ("ar", late("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("he", late("[\u05d0-\u05ea\ufb1d-\ufb4f]")),
    ("hi", late("[\u0904-\u0939]")),
    ("th", late("[\u0e01-\u0e2e]")),
)
_LETTER = late(r"[^\W\d_]")
_PERSIAN = frozenset("پچژگکی")
_URDU = frozenset("ٹڈڑںےہ")


def guess_language(text: str) -> str:
    """The language of a text by script: "ja", "ko", "zh", "zh-Hans", "zh-Hant", "ar", "fa", "ur", "he", "hi", "th".

    "" where that is unclear, and for all writing in Latin, Greek or Cyrillic letters.
    """
    sample = text[:_LONGEST_SAMPLE]
    if sample.isascii():
        return ""
    letters = len(_LETTER.findall(sample))
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    east_asian = counts["ja"] + counts["ko"] + counts["zh"]
    if east_asian * 3 >= letters and east_asian:
        if counts["ja"] * 20 >= east_asian and counts["ja"] >= counts["ko"]:
            return "ja"
        return "ko" if counts["ko"] * 4 >= east_asian else _chinese(sample)
    name = max(counts, key=lambda script: counts[script])
    if counts[name] * 3 < letters or not counts[name]:
        return ""
    return _arabic(sample) if name == "ar" else name


def _chinese(sample: str) -> str:
    """Traditional or simplified, by the characters that only one of them has; "zh" where both or none are there."""
    traditional = sum(char in _HANT and char not in _HANS for char in sample)
    simplified = sum(char in _HANS and char not in _HANT for char in sample)
    if traditional == simplified:
        return "zh"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _arabic(sample: str) -> str:
    urdu = sum(char in _URDU for char in sample)
    persian = sum(char in _PERSIAN for char in sample)
    if urdu * 50 >= len(sample):
        return "ur"
    return "fa" if persian * 50 >= len(sample) else "ar"
