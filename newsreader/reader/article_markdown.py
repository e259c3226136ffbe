"""An article as Markdown for other people's texts."""

from __future__ import annotations

from newsreader.core.formats import parse_file
from newsreader.reader.exports import iso


def article_markdown(data: bytes, path: str) -> str:
    """The article in a file as Markdown that says where it is from: title, one line of origin, the body.

    Paragraphs are set apart by blank lines, whatever the file does.
    """
    parsed = parse_file(data, path)
    link = f"[{parsed.source or parsed.url}](<{parsed.url}>)" if parsed.url else parsed.source
    origin = " · ".join(part for part in (", ".join(parsed.authors), link, iso(parsed.published)) if part)
    parts = [f"# {parsed.title}", origin, parsed.body.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"
