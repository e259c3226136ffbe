"""The words on the command line as `argparse` reads them: commands, pictures, help, and what is said of wrong use."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from newsreader import __version__
from newsreader.app.arguments import (
    COMMANDS,
    LOG_LEVEL,
    Check,
    Common,
    Index,
    ListArticles,
    OpenWindow,
    Picture,
    Request,
    ShowArticle,
)
from newsreader.reader.forms import By, Form

_EPILOG = """commands:
  newsreader [LIBRARY]            open the window on a folder, or on one file of it
  newsreader list [QUERY]         articles that match, newest first
  newsreader show FILE            one article as plain text
  newsreader check                problems in a library, or with the program's own things
  newsreader index                look through a library, and say how long it took

A folder called like a command is opened as ./list.
Exit codes: 0 done, 1 done with problems named on standard error, 2 wrong use."""
_LEVELS = ("debug", "info", "warning", "error")


def parse_options(words: Sequence[str]) -> Request:
    """As `arguments.parse_arguments`, whatever the words are.

    Ends the program by SystemExit: 0 after --help and --version, 2 after wrong use.
    """
    requests: tuple[Callable[[Sequence[str]], Request], ...] = (
        _list_request,
        _show_request,
        _check_request,
        _index_request,
    )
    read = dict(zip(COMMANDS, requests, strict=True)).get(words[0]) if words else None
    return read(words[1:]) if read is not None else _window_request(words)


def _parser(usage: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsreader",
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"newsreader {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where state, settings and log are kept")
    parser.add_argument("--log-level", choices=_LEVELS, default=LOG_LEVEL, help="how much the log holds")
    return parser


def _common(options: argparse.Namespace) -> Common:
    return Common(options.data_dir, options.log_level)


def _list_request(words: Sequence[str]) -> ListArticles:
    parser = _parser("newsreader list [QUERY] --library DIR [options]", "Articles that match, newest first.")
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words that must all occur; none: every article")
    parser.add_argument("--library", type=Path, required=True, metavar="DIR", help="the folder of articles")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--limit", type=_count, metavar="N", help="at most N articles")
    parser.add_argument("--sort", choices=[str(by) for by in By], default="published", help="the order")
    options = parser.parse_args(words)
    query = " ".join(options.query)
    return ListArticles(_common(options), options.library, query, options.json, options.limit, By(options.sort))


def _show_request(words: Sequence[str]) -> ShowArticle:
    parser = _parser("newsreader show FILE [--html | --markdown | --json] [options]", "One article as plain text.")
    parser.add_argument("file", type=Path, metavar="FILE", help="the article's file")
    forms = parser.add_mutually_exclusive_group()
    for form in ("html", "markdown", "json"):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"as {form}")
    options = parser.parse_args(words)
    return ShowArticle(_common(options), options.file, Form(options.form or "text"))


def _check_request(words: Sequence[str]) -> Check:
    parser = _parser(
        "newsreader check [--library DIR] [--self] [options]", "What is wrong; exit code 1 if anything is."
    )
    parser.add_argument("--library", type=Path, metavar="DIR", help="unreadable files, no title or date, duplicates")
    parser.add_argument("--self", dest="own", action="store_true", help="the program's own state, settings, fonts")
    parser.add_argument("--json", action="store_true", help="one JSON object a line: path, problem")
    options = parser.parse_args(words)
    if options.library is None and not options.own:
        parser.error("what is to be checked? --library DIR, --self, or both")
    return Check(_common(options), options.library, options.own, options.json)


def _index_request(words: Sequence[str]) -> Index:
    parser = _parser("newsreader index --library DIR [--rebuild] [options]", "Look through a library.")
    parser.add_argument("--library", type=Path, required=True, metavar="DIR", help="the folder of articles")
    parser.add_argument("--rebuild", action="store_true", help="read every file anew")
    options = parser.parse_args(words)
    return Index(_common(options), options.library, options.rebuild)


def _window_request(words: Sequence[str]) -> OpenWindow:
    parser = _parser(
        "newsreader [LIBRARY] [options]",
        "The desktop reader for news you keep: a folder of Markdown articles.",
        _EPILOG,
    )
    parser.add_argument("library", nargs="?", type=Path, metavar="LIBRARY", help="a folder of articles, or one file")
    parser.add_argument("--read-only", action="store_true", help="keep nothing; another window may have the library")
    painting = parser.add_argument_group("painting the window without a display")
    painting.add_argument("--screenshot", type=Path, metavar="FILE", help="write a PNG of the window and end")
    painting.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH", help="default 1440x900")
    painting.add_argument("--scale", type=_scale, default=1.0, metavar="N", help="device pixels a logical pixel")
    painting.add_argument("--theme", choices=("light", "sepia", "dark"), default="", help="default: the settings'")
    painting.add_argument("--select", default="", metavar="FILE", help="the article to show")
    painting.add_argument("--query", default="", metavar="QUERY", help="what the search field holds")
    options = parser.parse_args(words)
    picture = None
    if options.screenshot is not None:
        picture = Picture(options.screenshot, options.size, options.scale, options.theme, options.select, options.query)
    elif options.select or options.query or options.theme:
        parser.error("--theme, --select and --query go with --screenshot")
    return OpenWindow(_common(options), options.library, picture, options.read_only)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1440x900")
    size = int(width), int(height)
    if not all(200 <= length <= 8000 for length in size):
        raise argparse.ArgumentTypeError("each side must be between 200 and 8000")
    return size


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from error
    if not 0.5 <= scale <= 4:
        raise argparse.ArgumentTypeError("the scale must be between 0.5 and 4")
    return scale
