"""The text of an article's file as it is read, of which snippets are cut."""

from __future__ import annotations

from newsreader.core.search.words import plain_body


def text_of(data: bytes, path: str) -> str:
    """What stands in the file `data`, whose name is `path`, without its header and the marks of Markdown."""
    from newsreader.core.formats import parse_file

    return plain_body(parse_file(data, path).body)
