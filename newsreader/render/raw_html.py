"""HTML made safe to parse: nothing in it may swallow the text after it (promise P10).

HTML has some twenty ways to make text disappear that no allow-list of tags can prevent, because the parser itself
eats it: comments, declarations, raw text elements, quotes that never close. One pass from left to right makes each
"<" either a tag that every parser reads alike, or text.
"""

from __future__ import annotations

import re

from newsreader.render.limits import OPEN_TAGS, TAG_CHARACTERS
from newsreader.render.sanitise import TAGS, names

_TAG = re.compile(
    r"""<(?P<name>[a-zA-Z][a-zA-Z0-9:_.-]*+)
        (?:[\s/]*+[^\s"'<>/=\x00]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`][^\s<>"'`]*+))?+)*+
        [\s/]*+>
      | </(?P<end>[a-zA-Z][a-zA-Z0-9:_.-]*+)\s*+>
      | (?P<doctype><!doctype[^<>\[\]]*+>)
      | (?P<comment><!--)
      | (?P<other><)""",
    re.VERBOSE | re.IGNORECASE,
)
_HIDDEN = {"script": "", "style": "", "svg": "A drawing (SVG) was left out."}
"""Elements that go with their content where they end, and what is said about it."""

_EMBEDDED = names("iframe object embed video audio applet")
_BLOCKS = names(
    "section article aside header footer main nav hgroup address form fieldset center dialog menu dir option legend"
)
_MATHS = names(
    "math mi mn mo ms mtext mrow mfrac msup msub msubsup msqrt mroot mover munder munderover mtable mtr mtd mspace "
    "mstyle mpadded mphantom mfenced menclose mglyph semantics annotation"
)
_OTHERS = names(
    "title textarea xmp noembed noframes noscript plaintext select optgroup input button label output datalist "
    "progress meter template picture source track param link meta base basefont html head body frame frameset canvas "
    "font big tt nobr blink marquee bdo bdi time data span search map area slot ruby rb rt rp rtc keygen isindex "
    "bgsound spacer acronym strike col colgroup"
)
_DROPPED = _EMBEDDED | _BLOCKS | _MATHS | _OTHERS
"""Known elements that have no place on a page; their tags go and their text stays."""

_KEPT = TAGS - {"span"}
_VOID = names("br hr img wbr")
_PIXEL = re.compile(r"""\b(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]""", re.IGNORECASE)
_OPTIONAL_END = names("p li dt dd td th tr thead tbody tfoot")


class TooDeepError(Exception):
    """The HTML leaves more elements open within each other than a parser bears."""


class Preparation:
    """One pass over one article's HTML; `notices` fills while it runs."""

    def __init__(self, source: str) -> None:
        """`source` is HTML by Markdown or by an author."""
        self._source = source
        self._lower = source.lower()
        self._no_end: set[str] = set()
        self._open = 0
        self.notices: list[str] = []

    def run(self) -> str:
        """`source` with every "<" a whole tag of a known element or "&lt;". Raises TooDeepError."""
        out: list[str] = []
        position = 0
        source = self._source
        while True:
            match = _TAG.search(source, position)
            if match is None:
                out.append(source[position:])
                return "".join(out)
            out.append(source[position : match.start()])
            text, position = self._tag(match)
            out.append(text)

    def _tag(self, match: re.Match[str]) -> tuple[str, int]:
        """What stands in the place of one match, and where to read on."""
        if match["comment"]:
            return self._comment(match)
        if match["doctype"]:
            return "", match.end()
        name = (match["name"] or match["end"] or "").lower()
        if match["other"] or not (name in _KEPT or name in _DROPPED or name in _HIDDEN or self._custom(match)):
            return "&lt;", match.start() + 1
        if name in _HIDDEN:
            return self._hidden(name, match)
        if name not in _KEPT:
            if name in _EMBEDDED and match["name"]:
                self._say("Embedded content (film, sound or a frame) was left out.")
            return "<div>" if name in _BLOCKS and match["name"] else "</div>" if name in _BLOCKS else "", match.end()
        return self._kept(name, match), match.end()

    def _kept(self, name: str, match: re.Match[str]) -> str:
        """A tag that stays; one too long to be honest loses its attributes, a picture of one pixel goes."""
        if name == "img" and len(_PIXEL.findall(match.group())) > 1:
            return ""
        if name not in _VOID and name not in _OPTIONAL_END:
            self._open += 1 if match["name"] else -1 if self._open else 0
            if self._open > OPEN_TAGS:
                raise TooDeepError
        return match.group() if match.end() - match.start() <= TAG_CHARACTERS else f"<{name}>"

    def _custom(self, match: re.Match[str]) -> bool:
        """Whether the tag is a custom element ("my-card"), whose text is all there is to show."""
        name = match["name"] or match["end"]
        return "-" in name and name == name.lower()

    def _comment(self, match: re.Match[str]) -> tuple[str, int]:
        """Leave out a comment that ends; one that does not is text."""
        start = match.end()
        for short in (">", "->"):
            if self._source.startswith(short, start):
                return "", start + len(short)
        end = self._find("-->", start)
        return ("", end + 3) if end >= 0 else ("&lt;", match.start() + 1)

    def _hidden(self, name: str, match: re.Match[str]) -> tuple[str, int]:
        """Leave out a script, a style or a drawing with its content; without an end its tag becomes text."""
        if match["end"]:
            return "", match.end()
        end = self._find(f"</{name}", match.end())
        close = self._source.find(">", end) if end >= 0 else -1
        if close < 0:
            return "&lt;", match.start() + 1
        if _HIDDEN[name]:
            self._say(_HIDDEN[name])
        return "", close + 1

    def _find(self, what: str, start: int) -> int:
        """Where `what` stands next; remembers a miss, so that many openings without an end stay linear."""
        if what in self._no_end:
            return -1
        found = self._lower.find(what, start)
        if found < 0:
            self._no_end.add(what)
        return found

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)
