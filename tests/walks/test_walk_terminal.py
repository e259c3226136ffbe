"""Walks along the command line: what `check` and `index` say, exit codes, and pipes that close."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.core.article import Problem
from newsreader.reader.checks import COPY, NO_DATE, NO_TITLE
from tests.walks.program import PATIENCE, environment_of, newsreader
from tests.walks.stories import LINKS, ORBIT, STORIES, TIDES, UNDATED, trace, write, write_library


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in order but for one article without a date."""
    return write_library(tmp_path_factory.mktemp("terminal") / "library")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of which there is more to say than a pipe holds."""
    root = tmp_path_factory.mktemp("many") / "library"
    for number in range(600):
        write(root, f"{'a-folder-with-a-long-name/' * 4}{number:04}.md", f"{number}\n")
    return root


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    root = tmp_path / "bad"
    write(root, TIDES.path, TIDES.text())
    write(root, "z-copy.md", TIDES.text())
    write(root, "plain.md", "Nothing but words.\n")
    write(root, "red\x1b[31m\n\u202e.md", "")
    return root


def test_check_names_each_problem_with_its_path(project: Path, bad: Path) -> None:
    before = trace(bad)
    run = newsreader("check", "--library", str(bad), project=project)
    assert run.returncode == 1
    assert run.stdout.decode().splitlines() == [
        f"plain.md: {NO_TITLE}",
        f"plain.md: {NO_DATE}",
        f"red\\x1b[31m\\x0a\\u202e.md: {Problem.EMPTY}",
        f"z-copy.md: {COPY} {TIDES.path}",
    ]
    assert run.stderr == b"newsreader: 4 problems were found.\n"
    assert trace(bad) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are any bytes only here")
def test_bytes_that_are_no_text_are_written_out(project: Path, tmp_path: Path) -> None:
    write(tmp_path, os.fsdecode(b"latin-\xe9.md"), "")
    run = newsreader("check", "--library", str(tmp_path), project=project)
    assert run.stdout == f"latin-\\xe9.md: {Problem.EMPTY}\n".encode()
    run = newsreader("check", "--library", str(tmp_path), "--json", project=project)
    assert json.loads(run.stdout) == {"path": "latin-\\xe9.md", "problem": str(Problem.EMPTY)}


def test_check_as_json(project: Path, bad: Path) -> None:
    run = newsreader("check", "--library", str(bad), "--json", project=project)
    rows = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert run.returncode == 1
    assert all(sorted(row) == ["path", "problem"] for row in rows)
    assert rows[2] == {"path": "red\x1b[31m\n\u202e.md", "problem": str(Problem.EMPTY)}


def test_check_is_silent_where_all_is_well(project: Path, tmp_path: Path) -> None:
    write(tmp_path / "library", ORBIT.path, ORBIT.text())
    data = tmp_path / "data"
    words = ("--library", str(tmp_path / "library"), "--self", "--data-dir", str(data))
    run = newsreader("check", *words, project=project)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert not data.exists()


def test_check_of_the_program_names_its_file(project: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("x = [", encoding="utf-8")
    run = newsreader("check", "--self", "--data-dir", str(tmp_path), project=project)
    assert run.returncode == 1
    assert run.stdout.decode() == f"{tmp_path / 'settings.toml'}: The settings could not be understood.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_index_says_what_there_is_and_how_long_it_took(project: Path, folder: Path, tmp_path: Path) -> None:
    for words in ((), ("--rebuild",)):
        run = newsreader("index", "--library", str(folder), "--data-dir", str(tmp_path), *words, project=project)
        assert (run.returncode, run.stderr) == (0, b"")
        said = run.stdout.decode()
        wanted = rf"{len(STORIES)} articles, \d new, 0 changed, 0 gone, 0 problems\. \d+\.\d s\n"
        assert re.fullmatch(wanted, said), said


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--library", "nowhere"),
        ("check", "--library", "nowhere", "--self"),
        ("check", "--self", "somewhere"),
        ("index",),
        ("index", "--library", "nowhere"),
        ("index", "--library", ".", "--limit", "3"),
        ("list", "--library", "nowhere"),
        ("show", "nowhere.md"),
        ("show",),
    ],
)
def test_wrong_use_is_two(project: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    run = newsreader(*words, "--data-dir", str(tmp_path / "data"), project=project, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"Traceback" not in run.stderr
    assert run.stderr.splitlines()[-1].startswith(b"newsreader: ")


def test_a_folder_called_like_a_command_is_opened_as_a_path(project: Path, tmp_path: Path) -> None:
    write(tmp_path / "list", LINKS.path, LINKS.text())
    words = ("--data-dir", "data", "--screenshot", "window.png", "--size", "700x500")
    run = newsreader("./list", *words, project=project, cwd=tmp_path, DISPLAY="")
    assert (run.returncode, run.stderr) == (0, b"")
    assert (tmp_path / "window.png").stat().st_size > 10_000


COMMANDS = {
    "list": ["list", "--library", "{many}"],
    "list as json": ["list", "--library", "{many}", "--json"],
    "show": ["show", "{one}"],
    "show html": ["show", "{one}", "--html"],
    "check": ["check", "--library", "{many}"],
    "check as json": ["check", "--library", "{many}", "--json"],
    "check of the program": ["check", "--self"],
    "index": ["index", "--library", "{many}"],
    "help": ["--help"],
    "help of a command": ["check", "--help"],
    "version": ["--version"],
}


@pytest.fixture(params=COMMANDS)
def words(request: pytest.FixtureRequest, many: Path, folder: Path, tmp_path: Path) -> list[str]:
    """One call of each kind; the data folder is one that `check --self` has something to say of."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "settings.toml").write_text("x = [", encoding="utf-8")
    places = {"many": str(many), "one": str(folder / TIDES.path)}
    return [*(word.format(**places) for word in COMMANDS[request.param]), "--data-dir", str(data)]


def test_nobody_listens_from_the_start(project: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as end:
        run = newsreader(*words, project=project, stdout=end)
    assert (run.returncode, run.stderr) == (0, b"")


def shell(project: Path, words: list[str], ending: str) -> subprocess.CompletedProcess[bytes]:
    """The program as the first command of a shell's line, its exit code behind what it printed."""
    command = shlex.join([sys.executable, "-P", "-m", "newsreader", *words])
    line = f"({command}; echo code $? >&2) {ending}"
    environment = environment_of(project)
    return subprocess.run(["sh", "-c", line], env=environment, capture_output=True, timeout=PATIENCE, check=False)


@pytest.mark.skipif(os.name != "posix", reason="there is no shell of this kind")
def test_one_line_is_taken_and_no_more(project: Path, words: list[str]) -> None:
    run = shell(project, words, "| head -1")
    assert run.stdout.count(b"\n") == 1
    assert b"Traceback" not in run.stderr
    assert b"BrokenPipe" not in run.stderr
    assert run.stderr.splitlines()[-1] in (b"code 0", b"code 1")


@pytest.mark.skipif(os.name != "posix", reason="there is no shell of this kind")
@pytest.mark.parametrize("ending", ["2>&1 | true", ">&- <&-"])
def test_a_closed_stream_raises_nothing(project: Path, words: list[str], ending: str) -> None:
    run = shell(project, words, ending)
    assert b"Traceback" not in run.stderr + run.stdout
    assert b"Exception" not in run.stderr + run.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only here a disk is full on demand")
@pytest.mark.parametrize("words", ["list", "show", "check", "check of the program", "index"], indirect=True)
def test_output_that_cannot_be_written_is_told(project: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = newsreader(*words, project=project, stdout=full)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == b"newsreader: The output could not be written: No space left on device."


def test_check_and_index_need_no_display(project: Path, folder: Path) -> None:
    run = newsreader("check", "--library", str(folder), project=project, DISPLAY="", QT_QPA_PLATFORM="")
    assert run.returncode == 1
    assert run.stdout.decode() == f"{UNDATED.path}: {NO_DATE}\n"
