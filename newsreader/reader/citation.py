"""An article in other people's texts: the line that names it."""

from __future__ import annotations

from newsreader.core.article import Article
from newsreader.core.dates import Published

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
