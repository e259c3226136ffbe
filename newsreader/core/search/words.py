"""The words of a text, as search compares them, and the tokens the full-text index is made of.

Case, accents and width are evened out (`core.text.fold`). A word is a run of letters and digits; runs of Chinese,
Japanese and Korean characters are words of their own, in which any part can be found. `C++`, `C#` and their like keep
their signs.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import add

from newsreader.core.late import late
from newsreader.core.own import Own
from newsreader.core.text import fold

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3040-\u30ff\u3130-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# Compiled at the first use, by `re` itself: large classes take 8 ms, which the window's start should not pay.
_SIGN = r"[a-z](?:\+\+|\#(?![a-z0-9]))"
_WORD = rf"[{_CJK}]+|{_SIGN}|[^\W_{_CJK}]+"
_STARTS_CJK = rf"[{_CJK}]"
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
# What begins with letters is tried at every one of them: these begin with the rare signs, and each with one alone.
_PLUS = late(r"\+\+(?<=(?<![a-z0-9])[a-z]\+\+)")
_SHARP = late(r"\#(?<=(?<![a-z0-9])[a-z]\#)(?![a-z0-9])")
_TARGET = late(r"\[([^\[\]\n]{0,500})\]\([^()\s]{1,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)")
_SIGNS = {ord("+"): "\ue02b", ord("#"): "\ue023"}
"""The index takes signs of ASCII for blanks; these stand for them there. No text has private-use characters as
letters."""
_LINK = late(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{1,2000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)")
_MARKS = late(r"^[ \t>#]*[>#][ \t]*|[*`]+|~~|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\s_])_{1,2}(?!\w)", re.MULTILINE)
_TAG = late(r"</?[A-Za-z][^<>]{0,2000}>")
_IMAGE = late(r"!\[[^\[\]\n]{0,500}\][(\[]|<img\b", re.IGNORECASE)
_ANY_LINK = late(r"(?<!!)\[[^\[\]\n]{1,500}\]\(\s?[^\s)]|<a\s", re.IGNORECASE)

FIELDS = ("title", "source", "author", "tag", "url", "lang", "has", "note", "body")
"""The fields of an article that can be searched, in the order in which `texts` has them."""
PLAIN = ("title", "source", "author", "tag", "note", "body")
"""The fields in which words without a field are looked for."""
_MARKERS = {name: chr(0xE001 + number) for number, name in enumerate(FIELDS)}
_FIRSTS: dict[str, bool] = {}
"""Whether a word that begins with this character is CJK, for those that were met."""
BETWEEN = "\t"
"""Stands between the values of one field, so that no phrase runs over two of them."""


def starts_cjk(word: str) -> bool:
    """Whether a word is one of Chinese, Japanese or Korean characters."""
    return not word.isascii() and re.match(_STARTS_CJK, word) is not None


def words_of(text: str) -> list[str]:
    """The words of `text`, folded, in order; a run of CJK characters is one."""
    folded = fold(text)
    return folded.translate(_NO_WORD).split() if _is_simple(folded) else re.findall(_WORD, folded)


def searchable(text: str) -> str:
    """The words of `text`, one blank before each and one behind the last; "" where there is none.

    A term of a query (`needle`) is then a plain substring of it.
    """
    folded = _western(text) or fold(text)
    if not _is_simple(folded):
        words = re.findall(_WORD, folded)
        return f" {' '.join(words)} " if words else ""
    blanked = re.sub("  +", " ", f" {folded.translate(_NO_WORD)} ")  # as split and joined, in two thirds of the time
    return blanked if blanked != " " else ""


@lru_cache(256)
def needle(term: str, *, is_whole: bool) -> str:
    """What has to be in a `searchable` text for it to hold `term`, words with one blank between them.

    Letters that are written with blanks are met at the beginning of a word, and to its end where the last one
    `is_whole`; CJK is met anywhere.
    """
    start = "" if starts_cjk(term) else " "
    end = " " if is_whole and not starts_cjk(term.rpartition(" ")[2]) else ""
    return f"{start}{term}{end}"


def pattern(term: str, *, is_whole: bool) -> str:
    """What `needle` finds, as an expression over folded text that was not taken apart into words."""
    words = term.split()
    found = "" if starts_cjk(term) else rf"(?:(?<![^\W_])|(?<=[{_CJK}]))"
    for number, word in enumerate(words):
        if number:
            found += r"[\W_]+" if starts_cjk(words[number - 1]) == starts_cjk(word) else r"[\W_]*"
        found += re.escape(word)
        may_go_on = not is_whole and number == len(words) - 1
        if len(word) == 1 and "a" <= word <= "z" and not may_go_on:
            found += r"(?!\+\+|\#(?![a-z0-9]))"
    if words[-1].endswith("#"):
        found += "(?![a-z0-9])"
    elif is_whole and not starts_cjk(words[-1]) and not words[-1].endswith("+"):
        found += rf"(?![^\W_{_CJK}])"
    return found


def plain_body(markdown: str) -> str:
    """`markdown` about as it is read: without the targets of links and pictures, tags, and the marks of emphasis, code,
    headings and quotations.
    """
    return _MARKS.sub("", _TAG.sub(" ", _LINK.sub(r"\1", markdown)))


def searchable_body(markdown: str) -> str:
    """The words of `plain_body(markdown)` in a third of the time: marks that stand between words are blanks anyway."""
    text = _TARGET.sub(r"\1", markdown) if "](" in markdown else markdown
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = text.replace("*", "").replace("`", "")
    return searchable(text.replace("~~", "") if "~" in text else text)


def texts(
    title: str, source: str, authors: Iterable[str], tags: Iterable[str], url: str, language: str, body: str
) -> tuple[str, ...]:
    """What search knows of an article: the `searchable` text of each of `FIELDS`; `body` is Markdown."""
    has = ("image " if _has_image(body) else "") + ("link" if _has_link(body) else "")
    return (
        searchable(title),
        searchable(source),
        BETWEEN.join(map(searchable, authors)),
        BETWEEN.join(map(searchable, tags)),
        searchable(url),
        searchable(language),
        searchable(has),
        "",
        searchable_body(body),
    )


def with_own(fields: tuple[str, ...], own: Own) -> tuple[str, ...]:
    """The `texts` of an article with what its reader wrote to it."""
    title, source, authors, tags, url, language, has, _, body = fields
    tags = BETWEEN.join(part for part in (tags, *map(searchable, own.tags)) if part)
    made = " note" * bool(own.note) + " highlight" * bool(own.highlights)
    written = " ".join((own.note, *(highlight.quote for highlight in own.highlights)))
    return title, source, authors, tags, url, language, searchable(has + made), searchable_body(written), body


def tokens(fields: Iterable[str]) -> str:
    """The document of the full-text index for the `texts` of an article: its tokens, with blanks between.

    A word is a token; a CJK run becomes its pairs of neighbours and its last character, so that pairs are found
    exactly and one character by prefix (engine.md, "Index", point 2). The words of a field also stand there with the
    field's sign before them. FTS5 meets a token it has just stored for the same entry in less time than it takes
    to leave it out here.
    """
    *short, body = fields
    found = [_tokens(body)]
    for name, text in zip(FIELDS[:-1], short, strict=True):
        if text:
            words = _tokens(text)
            if name in PLAIN:
                found.append(words)
            sign = _MARKERS[name]
            found.append(sign + f" {sign}".join(words.split()))
    return " ".join(found)


def match_expression(term: str, field: str, *, is_whole: bool) -> str:
    """What FTS5 is asked for `term`: every article that holds it, and for some terms others, too (`is_exact`)."""
    words = term.split()
    sign = _MARKERS[field] if field else ""
    parts: list[str] = []
    for number, word in enumerate(words, 1):
        if starts_cjk(word):
            pairs = _pieces(word)[:-1]
            parts += [f'"{sign}{pair}"' for pair in pairs] or [f'"{sign}{word}"*']
        else:
            is_prefix = number == len(words) and not is_whole
            parts.append(f'"{sign}{word.translate(_SIGNS)}"' + "*" * is_prefix)
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def is_exact(term: str) -> bool:
    """Whether the index answers for `term` by itself; phrases and longer CJK words are compared with the text."""
    return " " not in term and (len(term) <= 2 or not starts_cjk(term))


def _western(text: str) -> str:
    """`fold(text)` in a fifth of the time, with blanks for dashes and quotation marks, where that is ASCII then; else
    "". Texts that are not ASCII for these and for some accents are most of English, Spanish and the like.
    """
    if text.isascii():
        return ""
    try:
        data = text.encode("cp1252").translate(_western_table())
    except UnicodeEncodeError:
        return ""
    return "" if b"\xff" in data else data.decode("ascii")


@cache
def _western_table() -> bytes:
    """For each byte of cp1252 what it folds to, or a blank; 255 where that is not one letter or digit of ASCII."""
    table = bytearray(b"\xff" * 256)
    for byte in range(256):
        folded = fold(bytes([byte]).decode("cp1252", "replace"))
        if len(folded) == 1 and folded.isascii():
            table[byte] = ord(folded)
        elif folded != "\ufffd" and not re.search(r"[^\W_]", folded):
            table[byte] = ord(" ")
    return bytes(table)


def _is_simple(folded: str) -> bool:
    """Whether the words of a folded text are its runs of ASCII letters and digits."""
    return (
        folded.isascii()
        and not ("+" in folded and _PLUS.search(folded))
        and not ("#" in folded and _SHARP.search(folded))
    )


def _has_image(body: str) -> bool:
    return ("![" in body or "<" in body) and _IMAGE.search(body) is not None


def _has_link(body: str) -> bool:
    return "http://" in body or "https://" in body or (("](" in body or "<" in body) and bool(_ANY_LINK.search(body)))


def _tokens(text: str) -> str:
    """The tokens of a `searchable` text."""
    if "+" in text or "#" in text:
        text = text.translate(_SIGNS)
    if text.isascii() or not re.search(_STARTS_CJK, text):
        return text
    runs: list[str] = []
    others: list[str] = []
    firsts = _FIRSTS
    for word in text.split():
        first = word[0]
        is_cjk = firsts.get(first)
        if is_cjk is None:
            is_cjk = firsts[first] = starts_cjk(word)
        (runs if is_cjk else others).append(word)
    return f"{_pairs(runs)} {' '.join(others)}"


def _pairs(runs: list[str]) -> str:
    """The `_pieces` of CJK words, with blanks between; for all at once, in a fifth of the time."""
    codes = array("I", f"{' '.join(runs)} ".encode("utf-32-le"))
    spaced = array("I", (" " * (3 * len(codes) - 3)).encode("utf-32-le"))
    spaced[::3] = codes[:-1]
    spaced[1::3] = codes[1:]
    return re.sub("   . ", " ", str(spaced, "utf-32-le"))  # without the pairs of a blank and a first character


def _pieces(word: str) -> list[str]:
    """The pairs of neighbours in a CJK word, and its last character."""
    return [*map(add, word, word[1:]), word[-1]]
