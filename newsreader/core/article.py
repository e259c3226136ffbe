"""The article as a frozen value, and what its file says before anyone looks at state.

An article never changes: a changed file gives a new value. What the user makes of it (read, star, place) lives in the
journal and is joined by `identity` alone, so that it may come before the article and outlive it.
"""

from __future__ import annotations

from newsreader.core.dates import Published
from newsreader.core.enums import StrEnum
from newsreader.core.values import dataclass


class Problem(StrEnum):
    """Why a file is only a row: one sentence each, shown as it stands."""

    EMPTY = "The file is empty."
    NOT_TEXT = "The file does not hold text."
    TOO_LARGE = "The file is larger than 4 MB; only its beginning is shown, as plain text."
    NO_PERMISSION = "There is no permission to read it."
    GONE = "The file is no longer there."
    UNREADABLE = "The file could not be read."
    OUTSIDE = "The link leads out of the library."
    TOO_DEEP = "The folder lies deeper than 64 levels."


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What the text of one file says, by the rules of `newsreader.core.formats`; every field is plain text.

    `body` is Markdown whose paragraphs are already set apart (the newline rule); the header and a heading that
    repeats the title are not in it. `url` is "" unless it is an http or https address. `language` is a BCP 47 tag, or
    "" where the file names none. `is_named_by_file` where the text gives no title, and `title` is the file's name.
    """

    title: str
    authors: tuple[str, ...]
    published: Published | None
    source: str
    url: str
    tags: tuple[str, ...]
    description: str
    language: str
    body: str
    problem: Problem | None = None
    is_named_by_file: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One file of the library as the list and the details know it; no text but the excerpt.

    `path` is relative to the library with "/" between its parts; bytes that are not UTF-8 stand in it as surrogates
    (`os.fsdecode`). `size` is in bytes, `modified_ns` the file's own time stamp: both only tell whether the file
    changed. `words` counts Latin words, `characters` those of Chinese, Japanese and Korean.
    """

    path: str
    identity: str
    title: str
    authors: tuple[str, ...]
    published: Published | None
    source: str
    url: str
    tags: tuple[str, ...]
    language: str
    excerpt: str
    words: int
    characters: int
    size: int
    modified_ns: int
    problem: Problem | None = None

    @property
    def author(self) -> str:
        """The authors as one line of text; "" where the file names none."""
        return ", ".join(self.authors)

    @property
    def minutes(self) -> int:
        """Reading time in minutes, at least 1: 230 Latin words or 400 CJK characters a minute (look.md section 6)."""
        return max(1, round(self.words / 230 + self.characters / 400))
