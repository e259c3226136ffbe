"""`newsreader list` and `newsreader show`: results on standard output, what went wrong on standard error (cli.md)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from newsreader.app.arguments import ListArticles, ShowArticle
from newsreader.app.log import start_log
from newsreader.reader.headless import Form, list_articles, show_article
from newsreader.reader.library import Library, Outcome, Unreadable
from newsreader.render.client import Renderer
from newsreader.store.places import NoDataFolderError, find_places

DONE, WITH_PROBLEMS, WRONG_USE = 0, 1, 2


def answer(request: ListArticles | ShowArticle) -> int:
    """Carry out the request; the exit code. A broken pipe ends it quietly."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    try:
        code = _list(request) if isinstance(request, ListArticles) else _show(request)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except NoDataFolderError as error:
        return _refuse(str(error))
    return code


def _list(request: ListArticles) -> int:
    if not request.library.is_dir():
        return _refuse(f"There is no folder {request.library}.")
    places = find_places(request.common.data_dir)
    start_log(places.log, request.common.log_level)
    renderer = Renderer()
    library = Library(request.library.absolute(), places.data, renderer, _now)
    try:
        summary = library.scan_now()
        rows = list_articles(library, request.query, request.limit, request.by, _now().date())
        _print_rows(rows, as_json=request.as_json)
        problems = [f"{path}: {problem}" for path, problem in library.catalogue.problems()]
    finally:
        library.close()
        renderer.close()
    if summary.outcome is not Outcome.DONE:
        problems.append(summary.reason)
    for problem in problems:
        _complain(problem)
    return WITH_PROBLEMS if problems else DONE


def _show(request: ShowArticle) -> int:
    renderer = Renderer()
    try:
        sys.stdout.write(show_article(request.file.absolute(), Form(request.form), renderer))
    except Unreadable as error:
        return _refuse(f"{request.file}: {error.problem}")
    finally:
        renderer.close()
    return DONE


def _print_rows(rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            line = json.dumps(row, ensure_ascii=False)
        else:
            line = "\t".join((row["published"] or "", row["source"], row["title"], row["path"]))
        sys.stdout.write(line + "\n")


def _complain(text: str) -> None:
    printable = text.encode("utf-8", "backslashreplace").decode()
    sys.stderr.write(f"newsreader: {printable}\n")


def _refuse(text: str) -> int:
    _complain(text)
    return WRONG_USE


def _now() -> datetime:
    return datetime.now().astimezone()
