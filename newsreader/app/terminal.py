"""The commands without a window: results on standard output, what went wrong on standard error (cli.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from newsreader.app.arguments import Check, Headless, Index, ListArticles, ShowArticle
from newsreader.app.log import start_log
from newsreader.app.streams import DONE, WITH_PROBLEMS, complain, put, refuse
from newsreader.core.hints import Any
from newsreader.core.query import Query
from newsreader.core.text import visible
from newsreader.reader.checks import Finding, check_library
from newsreader.reader.exports import printable_path
from newsreader.reader.forms import Form
from newsreader.reader.headless import Incomplete, index_library, list_articles, show_article
from newsreader.reader.library import Library, Outcome, Unreadable
from newsreader.reader.self_checks import check_program
from newsreader.render.client import Renderer
from newsreader.store.places import NoDataFolderError, find_places, resource_folder


def answer(request: Headless) -> int:
    """Carry out the request; the exit code."""
    try:
        if isinstance(request, ListArticles):
            return _list(request)
        if isinstance(request, ShowArticle):
            return _show(request)
        return _check(request) if isinstance(request, Check) else _index(request)
    except NoDataFolderError as error:
        return refuse(str(error))


def _list(request: ListArticles) -> int:
    if not request.library.is_dir():
        return _no_folder(request.library)
    places = find_places(request.common.data_dir)
    start_log(places.log, request.common.log_level)
    renderer = Renderer()
    library = Library(request.library.absolute(), places.data, renderer, _now)
    try:
        summary = library.scan_now()
        for hint in Query.parse(request.query, _now().date()).hints:
            complain(hint)
        rows = list_articles(library, request.query, request.limit, request.by, _now().date())
        _print_rows(rows, as_json=request.as_json)
        problems = [f"{path}: {problem}" for path, problem in library.catalogue.problems()]
    finally:
        library.close()
        renderer.close()
    if summary.outcome is not Outcome.DONE:
        problems.append(summary.reason)
    for problem in problems:
        complain(problem)
    return WITH_PROBLEMS if problems else DONE


def _show(request: ShowArticle) -> int:
    renderer = Renderer()
    try:
        put(show_article(request.file.absolute(), Form(request.form), renderer))
    except Unreadable as error:
        return refuse(f"{request.file}: {error.problem}")
    finally:
        renderer.close()
    return DONE


def _check(request: Check) -> int:
    if request.library is not None and not request.library.is_dir():
        return _no_folder(request.library)
    count = 0
    for finding in _findings(request):
        count += 1
        if request.as_json:
            row = {"path": printable_path(finding.path), "problem": finding.sentence()}
            put(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            put(f"{visible(finding.path)}: {finding.sentence(visible)}\n")
    if not count:
        return DONE
    complain("1 problem was found." if count == 1 else f"{count:,} problems were found.")
    return WITH_PROBLEMS


def _findings(request: Check) -> Iterator[Finding]:
    if request.library is not None:
        yield from check_library(request.library.absolute())
    if request.own:
        yield from check_program(find_places(request.common.data_dir), resource_folder(), _now)


def _index(request: Index) -> int:
    if not request.library.is_dir():
        return _no_folder(request.library)
    places = find_places(request.common.data_dir)
    start_log(places.log, request.common.log_level)
    show = _show_progress if sys.stderr.isatty() else _show_nothing
    try:
        put(index_library(request.library.absolute(), places.data, request.rebuild, show) + "\n")
    except Incomplete as error:
        complain(str(error))
        return WITH_PROBLEMS
    return DONE


def _show_progress(done: int, total: int) -> None:
    """One line that is written over; the last one makes way for the result."""
    text = f"{done:,} of {total:,} files" if done < total else ""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def _show_nothing(_done: int, _total: int) -> None:
    """Nobody looks."""


def _print_rows(rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            line = json.dumps(row, ensure_ascii=False)
        else:
            line = "\t".join(map(visible, (row["published"] or "", row["source"], row["title"], row["path"])))
        put(line + "\n")


def _no_folder(path: Path) -> int:
    return refuse(f"There is no folder {path}.")


def _now() -> datetime:
    return datetime.now().astimezone()
