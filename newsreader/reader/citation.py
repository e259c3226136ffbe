"""An article in other people's texts: the line that names it, and its Markdown."""

from __future__ import annotations

from newsreader.core.article import Article
from newsreader.core.dates import Published
from newsreader.core.formats import parse_file
from newsreader.reader.exports import iso

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def citation(article: Article) -> str:
    """Author, title, source, date and link on one line, as a quotation names where it is from."""
    title = f"\N{LEFT DOUBLE QUOTATION MARK}{article.title}\N{RIGHT DOUBLE QUOTATION MARK}"
    parts = [article.author, title, article.source, long_day(article.published), article.url]
    return ", ".join(part for part in parts if part)


def long_day(published: Published | None) -> str:
    """A day in words ("31 July 2026"); "" for none."""
    if published is None:
        return ""
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}"


def article_markdown(data: bytes, path: str) -> str:
    """The article in a file as Markdown that says where it is from: title, one line of origin, the body.

    Paragraphs are set apart by blank lines, whatever the file does.
    """
    parsed = parse_file(data, path)
    link = f"[{parsed.source or parsed.url}](<{parsed.url}>)" if parsed.url else parsed.source
    origin = " · ".join(part for part in (", ".join(parsed.authors), link, iso(parsed.published)) if part)
    parts = [f"# {parsed.title}", origin, parsed.body.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"
