"""What the words on the command line mean."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from newsreader import __version__
from newsreader.app.arguments import Check, Index, ListArticles, OpenWindow, Request, ShowArticle, parse_arguments
from newsreader.app.options import parse_options
from newsreader.reader.forms import By, Form


def test_without_words_the_window_opens_where_it_was_left() -> None:
    request = parse_arguments([])
    assert isinstance(request, OpenWindow)
    assert request.library is None
    assert request.picture is None


def test_one_word_is_the_library() -> None:
    request = parse_arguments(["~/News", "--data-dir", "/tmp/data", "--log-level", "debug"])
    assert isinstance(request, OpenWindow)
    assert request.library == Path("~/News")
    assert request.common.data_dir == Path("/tmp/data")
    assert request.common.log_level == "debug"


@pytest.mark.parametrize("name", ["list", "show", "check", "index"])
def test_a_folder_called_like_a_command_is_opened_as_a_path(name: str) -> None:
    request = parse_arguments([f"./{name}"])
    assert isinstance(request, OpenWindow)
    assert request.library == Path(name)


def test_a_picture_has_size_scale_theme_article_and_query() -> None:
    words = "news --screenshot a.png --size 900x600 --scale 2 --theme sepia --select a/b.md --query rust"
    request = parse_arguments(words.split())
    assert isinstance(request, OpenWindow)
    assert request.picture is not None
    assert (request.picture.file, request.picture.size, request.picture.scale) == (Path("a.png"), (900, 600), 2.0)
    assert (request.picture.theme, request.picture.select, request.picture.query) == ("sepia", "a/b.md", "rust")


def test_a_picture_is_1440_by_900_unless_told_otherwise() -> None:
    request = parse_arguments(["--screenshot", "a.png"])
    assert isinstance(request, OpenWindow)
    assert request.picture is not None
    assert request.picture.size == (1440, 900)


def test_list_takes_words_and_options() -> None:
    request = parse_arguments(
        ["list", "two", "words", "--library", "news", "--json", "--limit", "3", "--sort", "title"]
    )
    assert isinstance(request, ListArticles)
    assert (request.query, request.library, request.as_json) == ("two words", Path("news"), True)
    assert (request.limit, request.by) == (3, By.TITLE)


def test_show_takes_one_form() -> None:
    request = parse_arguments(["show", "a.md", "--markdown"])
    assert isinstance(request, ShowArticle)
    assert (request.file, request.form) == (Path("a.md"), Form.MARKDOWN)
    assert parse_arguments(["show", "a.md"]) == ShowArticle(request.common, Path("a.md"), Form.TEXT)


def test_check_looks_at_a_library_at_the_program_or_at_both() -> None:
    request = parse_arguments(["check", "--library", "news", "--json"])
    assert isinstance(request, Check)
    assert (request.library, request.own, request.as_json) == (Path("news"), False, True)
    own = parse_arguments(["check", "--self"])
    assert own == Check(request.common, None, own=True, as_json=False)
    both = parse_arguments(["check", "--self", "--library", "news"])
    assert both == Check(request.common, Path("news"), own=True, as_json=False)


def test_index_takes_a_library() -> None:
    request = parse_arguments(["index", "--library", "news", "--rebuild"])
    assert isinstance(request, Index)
    assert (request.library, request.rebuild) == (Path("news"), True)
    assert parse_arguments(["index", "--library", "news"]) == Index(request.common, Path("news"), rebuild=False)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "news"],
        ["index"],
        ["index", "--library", "x", "--json"],
        ["list"],
        ["list", "--library", "x", "--limit", "-1"],
        ["list", "--library", "x", "--sort", "colour"],
        ["show"],
        ["show", "a.md", "--html", "--json"],
        ["a", "b"],
        ["--size", "900x"],
        ["--screenshot", "a.png", "--size", "9x9"],
        ["--screenshot", "a.png", "--scale", "0"],
        ["--theme", "dark"],
        ["--unknown"],
    ],
)
def test_wrong_use_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse_arguments(words)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: newsreader")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse_arguments(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"newsreader {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in ("list", "show", "check", "index"))])
def test_help_is_on_standard_output(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse_arguments(words)
    assert end.value.code == 0
    assert "usage: newsreader" in capsys.readouterr().out


def test_up_to_three_words_mean_the_same_with_and_without_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    some = ["news", "list", "--data-dir", "--data-dir=a", "--read-only", "--", "-", "-1", ""]
    for words in itertools.chain.from_iterable(itertools.product(some, repeat=length) for length in range(4)):
        assert _meant(parse_arguments, words) == _meant(parse_options, words), words
    capsys.readouterr()


def test_a_window_on_a_library_does_without_argparse() -> None:
    words = ["news", "--data-dir", "data"]
    program = f"import sys; from newsreader.app.arguments import parse_arguments; parse_arguments({words}); "
    subprocess.run([sys.executable, "-c", program + "sys.exit('argparse' in sys.modules)"], check=True)


def _meant(parse: Callable[[Sequence[str]], Request], words: Sequence[str]) -> object:
    try:
        return parse(words)
    except SystemExit as end:
        return end.code
