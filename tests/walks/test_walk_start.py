"""Walks from the command line: the program in a process of its own, with what it prints, writes and loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from newsreader import __version__
from tests.walks.program import newsreader
from tests.walks.stories import LINKS, ORBIT, PLAIN, STORIES, TIDES, trace, write, write_library

LATE = (
    "markdown feedparser httpx2 trafilatura html_to_markdown keyring watchfiles pygments asyncio multiprocessing nh3 "
    "pymdownx _hashlib"
)
"""What must not be loaded before the window is on the screen."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("start") / "library")


def test_list_as_json(project: Path, folder: Path, tmp_path: Path) -> None:
    before = trace(folder)
    run = newsreader("list", "--library", str(folder), "--json", "--data-dir", str(tmp_path), project=project)
    assert (run.returncode, run.stderr) == (0, b"")
    rows = [json.loads(line) for line in run.stdout.decode().splitlines()]
    facts = ["path", "title", "authors", "published", "source", "url", "tags", "language", "words"]
    names = [*facts, "read", "starred", "problem"]
    assert all(sorted(row) == sorted(names) for row in rows)
    assert [row["title"] for row in rows] == [story.title for story in STORIES]
    first = rows[0]
    assert first["path"] == TIDES.path
    assert first["url"] == TIDES.url
    assert first["authors"] == ["Ada Finn"]
    assert first["tags"] == list(TIDES.tags)
    assert first["published"] == "2026-08-22T09:15:00+00:00"
    assert rows[1]["published"] == "2026-08-21"
    assert rows[2]["url"] is None
    assert rows[-1]["published"] is None
    assert trace(folder) == before


def test_list_finds_limits_and_sorts(project: Path, folder: Path, tmp_path: Path) -> None:
    common = ("--library", str(folder), "--data-dir", str(tmp_path))
    found = newsreader("list", "weather", *common, "--limit", "2", project=project)
    assert [line.split("\t")[3] for line in found.stdout.decode().splitlines()] == [TIDES.path, ORBIT.path]
    titles = newsreader("list", *common, "--sort", "title", project=project).stdout.decode().splitlines()
    assert titles[0].split("\t")[2] == PLAIN.title


def test_list_says_what_of_a_query_it_did_not_understand(project: Path, folder: Path, tmp_path: Path) -> None:
    common = ("--library", str(folder), "--data-dir", str(tmp_path))
    run = newsreader("list", "colour:blue OR title:orbiter -is:read", *common, project=project)
    assert run.returncode == 0
    assert run.stderr.decode() == "newsreader: “colour:” is not an operator; it was searched for as text.\n"
    assert [line.split("\t")[3] for line in run.stdout.decode().splitlines()] == [ORBIT.path]


def test_problems_are_named_and_told_by_the_exit_code(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    write(folder, ORBIT.path, ORBIT.text())
    write(folder, "binary.md", bytes(range(256)) * 40)
    run = newsreader("list", "--library", str(folder), "--data-dir", str(tmp_path / "data"), project=project)
    assert run.returncode == 1
    assert b"binary.md" in run.stderr
    assert ORBIT.title.encode() in run.stdout


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ((), [PLAIN.title, "Field Notes", "bareword"]),
        (("--html",), [f"<h1>{PLAIN.title}</h1>", "<p>Only a bareword"]),
        (("--markdown",), [PLAIN.title, "Only a bareword and"]),
        (("--json",), ['"title": "A page without an original"', '"markdown": "Only a bareword']),
    ],
)
def test_show_gives_one_article(project: Path, folder: Path, form: tuple[str, ...], holds: list[str]) -> None:
    run = newsreader("show", str(folder / PLAIN.path), *form, project=project)
    assert (run.returncode, run.stderr) == (0, b"")
    for text in holds:
        assert text in run.stdout.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--library", "nowhere"),
        ("show", "nowhere.md"),
        ("--size", "3"),
        ("--theme", "pink"),
        ("nowhere",),
        ("--query", "x"),
    ],
)
def test_wrong_use_is_two_and_one_word_of_it(project: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    run = (
        newsreader(*words, "--data-dir", str(tmp_path), project=project)
        if words[0] != "show"
        else newsreader(*words, project=project)
    )
    assert run.returncode == 2
    assert run.stdout == b""
    assert run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only here a window may have no display")
def test_without_a_display_one_sentence_says_so(project: Path, tmp_path: Path) -> None:
    run = newsreader("--data-dir", str(tmp_path), project=project, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert run.returncode == 2
    assert run.stderr.count(b"\n") == 1
    for word in (b"DISPLAY", b"--screenshot"):
        assert word in run.stderr


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ((), (1440, 900)),
        (("--size", "900x600", "--scale", "2"), (1800, 1200)),
        (("--select", LINKS.path, "--theme", "dark"), (1440, 900)),
        (("--query", "weather", "--size", "1024x768"), (1024, 768)),
    ],
    ids=["plain", "twice as sharp", "one article", "a search"],
)
def test_a_picture_of_the_window(
    project: Path, folder: Path, tmp_path: Path, words: tuple[str, ...], size: tuple[int, int]
) -> None:
    before = trace(folder)
    file = tmp_path / "window.png"
    run = newsreader(
        str(folder),
        "--data-dir",
        str(tmp_path / "data"),
        "--screenshot",
        str(file),
        *words,
        project=project,
        DISPLAY="",
    )
    assert (run.returncode, run.stderr) == (0, b"")
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == size
    dark = "dark" in words
    assert (picture.pixelColor(size[0] // 2, size[1] - 4).lightness() < 100) is dark
    assert trace(folder) == before


def test_a_second_picture_is_of_the_article_that_is_asked_for(project: Path, folder: Path, tmp_path: Path) -> None:
    words = (str(folder), "--data-dir", str(tmp_path / "data"), "--screenshot", str(tmp_path / "window.png"))
    for chosen in ((), ("--select", LINKS.path)):
        run = newsreader(*words, *chosen, project=project, DISPLAY="")
        assert (run.returncode, run.stderr) == (0, b"")


def test_the_version(project: Path) -> None:
    run = newsreader("--version", project=project)
    assert (run.returncode, run.stdout.decode()) == (0, f"newsreader {__version__}\n")


FIRST_PAINT = """
import sys
import threading
import PySide6.QtWidgets
from PySide6.QtCore import QEvent, QObject
from newsreader.app.arguments import parse_arguments
from newsreader.app.quick_start import leave_openssl_out
leave_openssl_out()
from newsreader.app import desktop
from newsreader.ui.window import MainWindow

late = sys.argv[2].split()
seen = []

class Watching(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not seen:
            loaded = sorted(name for name in late if sys.modules.get(name) is not None)
            # PySide prepares all its classes of widgets, this one too, when it is asked for a widget that Qt made
            seen.append(loaded + [name for name in ("QWizard",) if name in vars(PySide6.QtWidgets)])
            print(seen[0])

import newsreader.app.widgets as widgets
widgets.MainWindow = Watching
sys.exit(desktop.open_window(parse_arguments(sys.argv[3:])))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(project: Path, folder: Path, tmp_path: Path) -> None:
    words = [str(folder), "--data-dir", str(tmp_path / "data"), "--screenshot", str(tmp_path / "window.png")]
    command = [sys.executable, "-P", "-c", FIRST_PAINT, "-", LATE, *words]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    run = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert run.stderr == b""
    assert run.stdout == b"[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_that_is_told_to_end_closes_its_window(
    project: Path, folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    command = [sys.executable, "-P", "-m", "newsreader", str(folder), "--data-dir", str(tmp_path)]
    program = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    session, never = tmp_path / "session.json", threading.Event()
    tries = 300
    while not session.exists() and tries and program.poll() is None:
        never.wait(0.1)
        tries -= 1
    kept = json.loads(session.read_bytes())
    assert kept["libraries"][str(folder)]["article_path"] == TIDES.path
    program.send_signal(number)
    output, _ = program.communicate(timeout=20)
    assert program.returncode == 0
    assert b"Traceback" not in output
