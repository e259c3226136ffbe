"""The page: what the reading pane lays out, as values.

The renderer makes a `Page` of an article's Markdown after cleaning it; the pane builds a document of it. Between the
two nothing else exists: an element that has no value here cannot reach the screen. Containers (quotations, lists) are
not nested values: each leaf block says in `nest` what it stands in, outermost first, so that a page is one flat
sequence that can be built in slices.
"""

from __future__ import annotations

from newsreader.core.enums import IntFlag, StrEnum
from newsreader.core.values import dataclass


class Mark(IntFlag):
    """How a run of text is set; several may hold at once."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRIKE = 8
    UNDERLINE = 16
    KEY = 32
    HIGHLIGHT = 64
    SUPERSCRIPT = 128
    SUBSCRIPT = 256
    SMALL = 512
    KEYWORD = 1024
    STRING = 2048
    COMMENT = 4096
    NAME = 8192
    NUMBER = 16384
    """These five stand in code blocks alone: what a word is in its language."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one way. `href` is "" or a cleaned address: http, https, mailto, or "#anchor" on this page.

    `anchor` names this place as a target ("fn-1", "fnref-1"). A line feed in `text` is a hard line break. `image` is ""
    or the source of a picture whose alternative text is `text`: a path relative to the article's folder, or an
    http(s) address that is shown as a placeholder.
    """

    text: str
    mark: Mark = Mark.PLAIN
    href: str = ""
    anchor: str = ""
    image: str = ""
    title: str = ""


class Nest(StrEnum):
    """One container a block stands in; `Block.nest` strings them together."""

    QUOTE = "Q"
    LIST = "L"
    DEFINITION = "D"
    NOTES = "N"


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "p"
    HEADING = "h"
    CODE = "code"
    RULE = "rule"
    IMAGE = "image"
    CAPTION = "caption"
    TABLE = "table"
    TERM = "term"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `align` is "", "left", "center" or "right"; spans are 1 to 50."""

    runs: tuple[Run, ...]
    head: bool = False
    align: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of the page.

    `level` is 1 to 6 for a heading. `marker` stands on the first block of a list item: "-" for a bullet, "12." for a
    number, "[ ]" and "[x]" for a task; on the other blocks of the item it is "". `tight` is true in a list whose
    items are not set apart by blank lines. `language` belongs to code and is validated. `anchor` is the target of
    links on this page. `rows` belong to a table, `runs` to everything else; those of code differ in what their words
    are, and in nothing else.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    nest: str = ""
    level: int = 0
    marker: str = ""
    tight: bool = False
    language: str = ""
    anchor: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole article, ready to be laid out.

    `notices` are sentences about what was cut or could not be formatted; they are shown above the text. `plain` is
    true where the blocks hold the file's own text because formatting failed or a limit was passed. `more` is true
    of the beginning of a long article whose whole page is still to come.
    """

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    plain: bool = False
    more: bool = False

    def goes_on_in(self, whole: Page) -> bool:
        """Whether `whole` begins with all that this page holds, so that nothing of it need be set anew; what is to be
        said above the text may become known with the rest.
        """
        told = whole.notices[: len(self.notices)] == self.notices
        return self.more and told and whole.blocks[: len(self.blocks)] == self.blocks


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is in a page; it survives another width, theme and text size.

    The first line to be seen holds the character `character` of block `block` (0 is the title block, 1 the first of
    `Page.blocks`); `above` is how much of that line is out of sight, in heights of the line, and negative where there
    is space above it.
    """

    block: int = 0
    character: int = 0
    above: float = 0.0
