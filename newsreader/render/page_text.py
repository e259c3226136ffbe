"""The text of one block while it grows: runs merged, white space as HTML has it, nothing in it that upsets a layout."""

from __future__ import annotations

import re

from newsreader.core.page import Block, Cell, Kind, Mark, Run
from newsreader.core.values import dataclass, field
from newsreader.render.limits import BIDI_CONTROLS, COMBINING, JOINED, WORD

_CJK = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_LINE_END = re.compile(f"(?<=[{_CJK}])[ \t]*\n[ \t\n]*(?=[{_CJK}])")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_REPLACED = re.compile("[\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_SEPARATORS = re.compile("[\u2028\u2029]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_MARKS}]{{{COMBINING}}})[{_MARKS}]+")
_INVISIBLE = "\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
_PILED = re.compile(f"([{_INVISIBLE}]{{{JOINED}}})[{_INVISIBLE}]+")
_CHAINED = re.compile(f"((?:[^\\s\u200d]\ufe0f?\u200d){{{JOINED}}})(?=[^\\s\u200b])")
_LONG_WORD = re.compile(rf"[^\s\u200b]{{{WORD}}}(?=[^\s\u200b])")

Style = tuple[Mark, str, str]
"""How text is set: marks, href, title."""


def clean_text(text: str, preformatted: bool) -> str:
    """`text` without control characters; U+FDD0 and its like, which Qt keeps for itself, become U+FFFD."""
    if not text.isascii():
        text = _REPLACED.sub("\ufffd", _SEPARATORS.sub("\n" if preformatted else " ", text))
        if not preformatted:
            text = _CJK_LINE_END.sub("", text)
    text = _CONTROLS.sub("", text) if not text.isprintable() else text
    return text.expandtabs(4) if preformatted else _SPACES.sub(" ", text)


def unstacked(text: str) -> str:
    """`text` with at most 16 combining marks on a letter, invisible characters in a row, and letters joined."""
    if text.isascii():
        return text
    return _CHAINED.sub("\\1\u200b", _PILED.sub(r"\1", _STACKED.sub(r"\1", text)))


def breakable(text: str) -> str:
    """`text` with a place to break in every word over 1,000 characters."""
    return _LONG_WORD.sub(lambda match: match.group() + "\u200b", text) if len(text) > WORD else text


@dataclass(slots=True)
class Draft:
    """A block, or the text of one cell, that is still being filled. `size` counts its characters."""

    kind: Kind
    nest: str = ""
    marker: str = ""
    tight: bool = False
    level: int = 0
    language: str = ""
    anchor: str = ""
    runs: list[Run] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    style: Style = (Mark.PLAIN, "", "")
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    size: int = 0
    images: int = 0
    entities: int = 0
    flooded: bool = False

    def write(self, text: str, style: Style) -> None:
        """Add collapsed text; a blank after a blank, at the start or after a break is dropped."""
        if text.startswith(" ") and self._ends_blank():
            text = text[1:]
        if not text:
            return
        if style != self.style:
            self._flush()
            self.style = style
        self.parts.append(text)
        self.size += len(text)

    def write_raw(self, text: str) -> None:
        """Add preformatted text."""
        self.parts.append(text)
        self.size += len(text)

    def break_line(self) -> None:
        """Add a hard line break; the blank before it goes."""
        if self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")
        self.parts.append("\n")
        self.size += 1

    def add(self, run: Run) -> None:
        """Add a run that is never merged: a picture or a target."""
        self._flush()
        self.runs.append(run)
        self.size += len(run.text)
        self.images += bool(run.image)

    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self.runs and not self.parts

    def finish(self) -> tuple[Run, ...]:
        """The runs, without blanks at either end, long words and stacks of direction controls broken."""
        self._flush()
        self.flooded = _is_flood(self.runs)
        runs = _broken(self.runs, self.flooded)
        while runs and not runs[-1].image and not runs[-1].anchor and not runs[-1].text.strip(" \n\xa0"):
            runs.pop()
        if runs and not runs[-1].image and self.kind is not Kind.CODE:
            last = runs[-1]
            runs[-1] = _with_text(last, last.text.rstrip(" \n\xa0"))
        return tuple(runs)

    def block(self) -> Block:
        """The finished block."""
        rows = tuple(self.rows)
        return Block(
            self.kind, self.finish(), self.nest, self.level, self.marker, self.tight, self.language, self.anchor, rows
        )

    def _ends_blank(self) -> bool:
        if self.parts:
            return self.parts[-1][-1:] in (" ", "\n")
        return not self.runs or (not self.runs[-1].image and self.runs[-1].text[-1:] in (" ", "\n"))

    def _flush(self) -> None:
        text = "".join(self.parts)
        self.parts = []
        if not text:
            return
        mark, href, title = self.style
        last = self.runs[-1] if self.runs else None
        if last is not None and (last.mark, last.href, last.title, last.image, last.anchor) == (
            mark,
            href,
            title,
            "",
            "",
        ):
            self.runs[-1] = _with_text(last, last.text + text)
        else:
            self.runs.append(Run(text, mark, href, "", "", title))


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.mark, run.href, run.anchor, run.image, run.title)


def _is_flood(runs: list[Run]) -> bool:
    """Whether `runs` hold more direction controls than any text needs."""
    return sum(0 if run.text.isascii() else len(_BIDI.findall(run.text)) for run in runs) > BIDI_CONTROLS


def _broken(runs: list[Run], flood: bool) -> list[Run]:
    """`runs` with a place to break in every word over 1,000 characters, and a `flood` of direction controls taken
    out.
    """
    if not flood and sum(len(run.text) for run in runs) <= WORD:
        return runs
    out = []
    for run in runs:
        changed = _BIDI.sub("", run.text) if flood else run.text
        out.append(_with_text(run, breakable(changed)))
    return out
