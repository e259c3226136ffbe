"""What was asked for on the command line (cli.md).

How a window is mostly asked for is read here; all else by `options`, with `argparse`: 6 ms of a start.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsreader.core.values import dataclass
from newsreader.reader.forms import By, Form

COMMANDS = ("list", "show", "check", "index")
LOG_LEVEL = "warning"
"""How much the log holds where nobody says so."""


@dataclass(frozen=True, slots=True)
class Common:
    """Options of every call."""

    data_dir: Path | None
    log_level: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the window instead of the window: `size` in logical pixels, `scale` device pixels for each."""

    file: Path
    size: tuple[int, int]
    scale: float
    theme: str
    select: str
    query: str


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Open the window on a folder or file, or paint it; without `library` on the last one.

    Where it `is_read_only`, nothing is kept of what is done in it, and another window may have the library.
    """

    common: Common
    library: Path | None
    picture: Picture | None
    is_read_only: bool = False


@dataclass(frozen=True, slots=True)
class ListArticles:
    """Print the articles that match; `limit` None for all."""

    common: Common
    library: Path
    query: str
    as_json: bool
    limit: int | None
    by: By


@dataclass(frozen=True, slots=True)
class ShowArticle:
    """Print one article."""

    common: Common
    file: Path
    form: Form


@dataclass(frozen=True, slots=True)
class Check:
    """Name the problems in a `library` (None: in none), and those with the program's `own` things."""

    common: Common
    library: Path | None
    own: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Bring the index of a library up to date, or make it anew."""

    common: Common
    library: Path
    rebuild: bool


Headless = ListArticles | ShowArticle | Check | Index
Request = OpenWindow | Headless


def parse_arguments(words: Sequence[str]) -> Request:
    """The request in the words after the program's name.

    Ends the program by SystemExit: 0 after --help and --version, 2 after wrong use.
    """
    plain = _plain_window(words)
    if plain is not None:
        return plain
    from newsreader.app.options import parse_options

    return parse_options(words)


def _plain_window(words: Sequence[str]) -> OpenWindow | None:
    """What `[LIBRARY] [--data-dir DIR]`, in any order, asks for; None where the words are others."""
    rest, folders = [*words], []
    if "--data-dir" in rest[:-1]:
        place = rest.index("--data-dir")
        folders = rest[place + 1 : place + 2]
        del rest[place : place + 2]
    is_other = len(rest) > 1 or any(not word or word[0] == "-" for word in rest + folders)
    if is_other or (words and words[0] in COMMANDS):
        return None
    return OpenWindow(Common(Path(folders[0]) if folders else None, LOG_LEVEL), Path(rest[0]) if rest else None, None)
