"""What the command line can ask of a library, in words; without the library, so that asking costs nothing."""

from __future__ import annotations

from newsreader.core.enums import StrEnum


class Form(StrEnum):
    """The forms of `show`."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


class By(StrEnum):
    """The orders of `list --sort`, newest or A first."""

    PUBLISHED = "published"
    ADDED = "added"
    TITLE = "title"
