"""What the command line asks for, as plain blocking calls: `list`, `show` and `index` of cli.md."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from html import escape
from pathlib import Path

from newsreader.core.article import Article
from newsreader.core.hints import Any
from newsreader.core.query import Query
from newsreader.core.timeline import ListKey, Sort
from newsreader.reader.article_markdown import article_markdown
from newsreader.reader.citation import long_day
from newsreader.reader.exports import fields
from newsreader.reader.forms import By, Form
from newsreader.reader.library import DamagedError, Library, Outcome, Progress, Rebuilt, Report
from newsreader.reader.page_text import page_html, page_text
from newsreader.render.client import Renderer
from newsreader.store.folder import read
from newsreader.store.intake import article_of

_PAGE = 256


class Incomplete(Exception):  # noqa: N818 - named for what it says
    """A library was not looked through to its end; the text says why."""


def list_articles(library: Library, query: str, limit: int | None, by: By, today: date) -> Iterator[dict[str, Any]]:
    """The articles that match, as the fields of `list --json`; `library` is brought up to date before
    (`Library.scan_now`).
    """
    catalogue = library.catalogue
    sort = {By.TITLE: Sort.TITLE, By.ADDED: Sort.ADDED, By.PUBLISHED: Sort.NEWEST}[by]
    asked = Query.parse(query, today)
    try:
        answer = library.searcher.every(asked)
    except DamagedError:  # which no look at its rows has told
        library.scan_now(rebuild=True)
        answer = library.searcher.every(asked)
    if asked.is_empty or answer is None:
        found = catalogue.ids(ListKey(), sort, today)
    elif answer.is_sorted:
        found = answer.ids
    else:
        found = catalogue.among(answer.ids, sort)
    for start in range(0, len(found), _PAGE):
        page = found[start : start + _PAGE]
        catalogue.load(page)
        for id_ in page[: None if limit is None else max(0, limit - start)]:
            article = catalogue.article(id_)
            yield fields(article, is_read=catalogue.is_read(id_), is_starred=catalogue.is_starred(id_))
        if limit is not None and start + _PAGE >= limit:
            break


def show_article(file: Path, form: Form, renderer: Renderer) -> str:
    """One file in one of the forms, ending in a newline. Raises `Unreadable`."""
    article, parsed = article_of(file.parent, file.name)
    data = read(file.parent, file.name)
    if form is Form.JSON:
        row = fields(article, is_read=False, is_starred=False)
        del row["read"], row["starred"]
        return json.dumps({**row, "markdown": parsed.body}, ensure_ascii=False) + "\n"
    if form is Form.MARKDOWN:
        return article_markdown(data, file.name)
    page = renderer.page(data, file.name)
    if form is Form.HTML:
        return f"<h1>{escape(article.title)}</h1>\n{_origin_html(article)}{page_html(page)}"
    origin = "\n".join(part for part in (_byline(article), article.url) if part)
    return "\n\n".join(part for part in (article.title, origin, page_text(page)) if part)


def index_library(root: Path, data: Path, rebuild: bool, progress: Callable[[int, int], None]) -> str:
    """Look through the library in `root`; one line on what is in it, what became of it, and how long that took.

    `progress` is told files done and files in all. `rebuild` sets an index that is there aside. Raises `Incomplete`.
    """
    started = time.monotonic()
    renderer = Renderer()
    library = Library(root, data, renderer, lambda: datetime.now().astimezone())

    def take(report: Report) -> None:
        if isinstance(report, Progress):
            progress(report.done, report.total)
        elif isinstance(report, Rebuilt):
            library.forget_index()

    try:
        summary = library.scan(take, rebuild=rebuild, hurried=True)
        library.settle()
        counts = library.catalogue.counts(datetime.now().astimezone().date())
    finally:
        library.close()
        renderer.close()
    if summary.outcome is not Outcome.DONE:
        raise Incomplete(summary.reason)
    became = f"{summary.came:,} new, {summary.changed:,} changed, {summary.went:,} gone"
    seconds = time.monotonic() - started
    return f"{_many(counts.total, 'article')}, {became}, {_many(counts.problems, 'problem')}. {seconds:.1f} s"


def _many(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _byline(article: Article) -> str:
    return " · ".join(part for part in (article.source, article.author, long_day(article.published)) if part)


def _origin_html(article: Article) -> str:
    link = f'<br><a href="{escape(article.url)}">{escape(article.url)}</a>' if article.url else ""
    line = escape(_byline(article)) + link
    return f"<p>{line}</p>\n" if line else ""
