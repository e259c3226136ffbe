"""Markdown to HTML: the one place that knows which Markdown this is.

Python-Markdown with `tables`, `footnotes`, `def_list`, `pymdownx.tilde` and `pymdownx.magiclink`, named one by one.
Lists (also what `sane_lists` and `tasklist` do), fences (what `pymdownx.superfences` does) and raw HTML blocks are
read by our own processors, because articles are written for GitHub: see `markdown_lists`, `markdown_raw` and
`markdown_breaks`. Left out on purpose: `codehilite`, `smarty`, `abbr`, `nl2br`, `attr_list`, `md_in_html`
(security.md section 4).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    IMAGE_REFERENCE_RE,
    REFERENCE_RE,
    ImageReferenceInlineProcessor,
    ReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from pymdownx.magiclink import MagiclinkExtension
from pymdownx.tilde import DeleteSubExtension

from newsreader.core.hints import cast
from newsreader.render.markdown_breaks import Breaks, Headings, HtmlBlock
from newsreader.render.markdown_lists import Lists
from newsreader.render.markdown_raw import OPEN, RawBlocks, keep_open_tags

_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff\ufffc]")

_SIGNS = {
    "backtick": ("`",),
    "reference": ("[",),
    "link": ("[",),
    "short_reference": ("[",),
    "magic-link": ("://", "www.", "WWW."),
    "magic-mail": ("@",),
}
_LABEL = re.compile(r"\[([^\]]*)\]")


def to_html(body: str, token: str) -> str:
    """The HTML of the Markdown `body`, not yet clean.

    `token` is a word nobody outside knows; it begins the class names by which lists, tasks, footnotes and code
    languages that we made are told from raw HTML that claims to be the same. May raise anything (RecursionError
    among it), and may not end: it belongs in a process with a budget.
    """
    text = keep_open_tags(_NONCHARACTERS.sub("\ufffd", body))
    return _markdown(token).convert(text).replace(OPEN, "&lt;")


def _markdown(token: str) -> Markdown:
    """A new converter; an old one keeps the references and footnotes of the article before."""
    return Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(),
            DefListExtension(),
            DeleteSubExtension(subscript=False),
            MagiclinkExtension(),
            _Dialect(token),
        ],
    )


class _Dialect(Extension):
    """Our own processors, in the place of Markdown's."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Markdown calls
        """Register ours and remove theirs; the numbers are places in Markdown's order, highest first."""
        md.ESCAPED_CHARS = list(string.punctuation)
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(RawBlocks(md, self._token), "raw_blocks", 25)
        blocks = md.parser.blockprocessors
        for theirs in ("indent", "olist", "ulist"):
            blocks.deregister(theirs)
        blocks.register(Lists(md.parser, self._token), "lists", 96)
        blocks.register(Breaks(md.parser), "breaks", 95)
        blocks.register(HtmlBlock(md.parser), "html_blocks", 94)
        blocks.register(Headings(md.parser), "hashheader", 70)
        md.inlinePatterns.register(_Reference(REFERENCE_RE, md), "reference", 170)
        md.inlinePatterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 181)
        for name, signs in _SIGNS.items():
            pattern = md.inlinePatterns[name]
            pattern.compiled_re = cast(re.Pattern[str], _Signed(pattern.compiled_re, signs))
        md.treeprocessors.register(_FootnoteMarks(md, self._token), "footnote_marks", 5)


class _Signed:
    """A pattern that is tried only where one of its signs stands.

    These patterns look behind every letter of a text and almost never find anything: a third of Markdown's time.
    """

    def __init__(self, pattern: re.Pattern[str], signs: tuple[str, ...]) -> None:
        self._pattern = pattern
        self._signs = signs

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """What the pattern finds, the one method of it that Markdown calls."""
        if any(sign in text for sign in self._signs):
            yield from self._pattern.finditer(text, start)


class _Reference(ReferenceInlineProcessor):
    """Links by reference, where "[a] [b]" is two of them, as everywhere but in the first Markdown."""

    RE_LINK = _LABEL


class _ImageReference(ImageReferenceInlineProcessor):
    """Pictures by reference, likewise."""

    RE_LINK = _LABEL


class _FootnoteMarks(Treeprocessor):
    """Replaces the footnotes' own ids and classes by marks that survive the cleaning: `ref-2-1`, `note-2`,
    `back-2-1`.
    """

    def __init__(self, md: Markdown, token: str) -> None:
        super().__init__(md)
        self._token = token

    def run(self, root: Element) -> None:
        """Mark the references, the notes and their back links."""
        notes: dict[str, int] = {}
        for div in root.iter("div"):
            if div.get("class") == "footnote":
                self._mark_notes(div, notes)
        for sup in root.iter("sup"):
            identity = sup.attrib.pop("id", "")
            count, _, label = identity.removeprefix("fnref").partition(":")
            number = notes.get(label)
            if identity and number:
                sup.set("class", f"{self._token}ref-{number}-{count or '1'}")

    def _mark_notes(self, div: Element, notes: dict[str, int]) -> None:
        """Number the notes within `div` and remember which label has which number."""
        div.attrib.pop("class")
        for rule in div.findall("hr"):
            div.remove(rule)
        for ol in div.findall("ol"):
            ol.set("class", self._token + "notes")
            for number, li in enumerate(ol.findall("li"), start=1):
                notes[li.attrib.pop("id", "").partition(":")[2]] = number
                li.set("class", f"{self._token}note-{number}")
                for link in li.iter("a"):
                    if link.get("class") == "footnote-backref":
                        count = link.get("href", "").removeprefix("#fnref").partition(":")[0]
                        link.attrib.clear()
                        link.set("class", f"{self._token}back-{number}-{count or '1'}")
