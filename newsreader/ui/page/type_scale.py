"""The typographic scale of the page: faces, sizes, leading and spacing as values (look.md section 3).

All lengths are logical pixels. The table is written for text of 18 px (100 %) and multiplied for the other sizes; the
measure is 68 characters of the face in use, 36 em for Chinese, Japanese and Korean, unless the reader wants another.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

from newsreader.core.enums import StrEnum
from newsreader.core.values import dataclass, replace

BASE = 18.0
"""Size of the text at 100 %."""
SIDE = 24.0
"""Least distance of the text from either edge of the pane."""
PAGE_TOP = 40.0
"""Space above the first line of the page."""
PAGE_BOTTOM = 150.0
"""Space under the last line, in which the next unread article is announced."""
QUOTE_INDENT = 24.0
LIST_INDENT = 26.0
NOTICE_INDENT = 16.0
CODE_PADDING = 16.0
CELL_PADDING = (7.0, 10.0)
"""Above and below, left and right of a cell's text."""
RADIUS = 6.0
"""Corners of code blocks and pictures."""
PLACEHOLDER = 96.0
"""Least height of the box that stands for a picture that is not there."""
LONG_TITLE = 64
"""A title of more characters than this is set in the smaller size."""

CHARACTERS = 68
"""Length of a line."""
_EMS = 36
_SAMPLE = (
    "In the morning the harbour was quiet, and the first boats came in before the town was awake. "
    "It was hard to tell how many there had been, but everyone remembers the light on the water, and the slow bell."
)


_INDENTS = {"Q": QUOTE_INDENT, "L": LIST_INDENT, "D": LIST_INDENT}


def indent_of(nest: str) -> float:
    """How far the text of a block stands in, for what it stands in (`Block.nest`); notes are a list of their own."""
    notes = LIST_INDENT if "N" in nest and "L" not in nest else 0.0
    return sum(_INDENTS.get(letter, 0.0) for letter in nest) + notes


class Face(StrEnum):
    """Which family of the article's faces a text is set in."""

    SERIF = "serif"
    TITLE = "title"
    INTERFACE = "interface"
    CODE = "code"


class Role(StrEnum):
    """What a block is, as far as its setting goes."""

    EYEBROW = "eyebrow"
    TITLE = "title"
    LONG_TITLE = "long-title"
    CJK_TITLE = "cjk-title"
    BYLINE = "byline"
    NOTICE = "notice"
    TEXT = "text"
    CJK_TEXT = "cjk-text"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    TERM = "term"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    HEAD = "head"
    CAPTION = "caption"
    NOTE = "note"
    RULE = "rule"
    IMAGE = "image"
    MISSING = "missing"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Setting:
    """How one role is set: size, line height and the space above and below in pixels, weight, colour token,
    tracking in pixels.
    """

    face: Face
    pixels: float
    line: float
    weight: int
    colour: str
    above: float
    below: float
    tracking: float = 0.0

    def scaled(self, factor: float, leading: float = 1.0) -> Setting:
        """The same at another text size; line heights and spaces are whole pixels, so that lines stay on the grid.

        `leading` multiplies the line height of what is set in the face of the text.
        """
        leading = leading if self.face is Face.SERIF else 1.0
        return replace(
            self,
            pixels=self.pixels * factor,
            line=float(round(self.line * factor * leading)),
            above=float(round(self.above * factor)),
            below=float(round(self.below * factor)),
            tracking=self.tracking * factor,
        )


_SETTINGS: dict[Role, Setting] = {
    Role.EYEBROW: Setting(Face.INTERFACE, 12.5, 18, 600, "accent", 0, 10, 0.2),
    Role.TITLE: Setting(Face.TITLE, 33, 41, 700, "fg", 0, 14, -0.15),
    Role.LONG_TITLE: Setting(Face.TITLE, 29, 37, 700, "fg", 0, 14, -0.15),
    Role.CJK_TITLE: Setting(Face.TITLE, 28, 40, 700, "fg", 0, 14),
    Role.BYLINE: Setting(Face.INTERFACE, 13.5, 20, 400, "fg3", 0, 34),
    Role.NOTICE: Setting(Face.INTERFACE, 13.5, 20, 400, "fg2", 10, 27),
    Role.TEXT: Setting(Face.SERIF, 18, 29, 400, "body", 0, 17),
    Role.CJK_TEXT: Setting(Face.SERIF, 18, 32, 400, "body", 0, 20),
    Role.H2: Setting(Face.SERIF, 24, 32, 600, "fg", 34, 12, -0.2),
    Role.H3: Setting(Face.SERIF, 20, 29, 600, "fg", 28, 12),
    Role.H4: Setting(Face.SERIF, 18, 27, 600, "fg", 26, 12),
    Role.TERM: Setting(Face.SERIF, 18, 29, 600, "body", 0, 6),
    Role.ITEM: Setting(Face.SERIF, 18, 29, 400, "body", 0, 6),
    Role.CODE: Setting(Face.CODE, 14.5, 21, 400, "body", 17, 24),
    Role.TABLE: Setting(Face.INTERFACE, 14.5, 21, 400, "body", 13, 25),
    Role.HEAD: Setting(Face.INTERFACE, 13, 21, 600, "fg2", 13, 25),
    Role.CAPTION: Setting(Face.INTERFACE, 13.5, 20, 400, "fg3", 8, 26),
    Role.NOTE: Setting(Face.SERIF, 15.5, 29, 400, "fg2", 0, 6),
    Role.RULE: Setting(Face.SERIF, 18, 29, 400, "fg3", 0, 17),
    Role.IMAGE: Setting(Face.INTERFACE, 1, 1, 400, "fg3", 0, 8),
    Role.MISSING: Setting(Face.INTERFACE, 13, 20, 400, "fg3", 0, 0),
    Role.FILLER: Setting(Face.SERIF, 1, 1, 400, "body", 0, 0),
}


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The scale at one text size; `cjk` says that the page is mostly Chinese, Japanese or Korean.

    `characters` is the length of a line; `leading` multiplies the height of the text's lines.
    """

    percent: int = 100
    cjk: bool = False
    characters: int = CHARACTERS
    leading: float = 1.0

    @property
    def size(self) -> float:
        """Size of the text in whole pixels: 15, 16, 17, 18, 20, 22, 24 at the steps of look.md section 3."""
        return float(max(8, round(BASE * self.percent / 100)))

    @property
    def factor(self) -> float:
        """What the lengths of the table are multiplied with."""
        return self.size / BASE

    def setting(self, role: Role) -> Setting:
        """How a role is set at this size."""
        return _SETTINGS[role].scaled(self.factor, self.leading)

    def px(self, length: float) -> float:
        """A length of the table at this size, in whole pixels."""
        return float(round(length * self.factor))

    def ideal(self, reading: QFont) -> float:
        """Width of the text for the face it is set in, where there is room for it."""
        if self.cjk:
            return _EMS * self.size * self.characters / CHARACTERS
        return QFontMetricsF(reading).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * self.characters


def fitted(ideal: float, pane: float) -> float:
    """Width of the text in a pane `pane` pixels wide."""
    return float(max(120, round(min(ideal, pane - 2 * SIDE))))
