"""What may happen to an index: processes killed at any moment, broken files, others' files (security.md G, H03).

Whatever it was, the next scan ends with an index that equals a fresh one; a file that could not be used is set aside.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

from newsreader.store.index import opening
from newsreader.store.index.listings import ORDERS
from newsreader.store.index.opening import KEPT_ASIDE, BadIndexError, discard, make_index, open_index, open_or_make
from newsreader.store.index.reader import DamagedError, Reader, check_index
from newsreader.store.scanner import News, Outcome, Report, Request, Scanner
from tests.store.spoils import LOUD, SPOILS, Spoil

NOW = 1_787_400_000
FILES = 240


def write(root: Path, number: int, more: str = "") -> None:
    file = root / f"{number % 6}" / f"{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: T{number}{more}\nurl: https://x.example/{number}\ndate: 2020-01-{number % 28 + 1:02}\n"
    file.write_text(f"---\n{head}source: S{number % 7}\ntags: [a{number % 5}, b]\n---\n\nBody {number}.\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in range(FILES):
        write(tmp_path / "library", number)
    return tmp_path / "library"


def scan(root: Path, index: Path, told: Callable[[Report], None] = lambda _report: None) -> None:
    summary = Scanner().scan(Request(root, index, NOW, hurried=True), told)
    assert summary.outcome is Outcome.DONE, summary.complaints


def contents(index: Path) -> tuple[Any, ...]:
    """Everything the index says, but for ids."""
    reader = Reader(index)
    shot = reader.snapshot()
    articles = {article.path: article for _, article, _ in reader.rows(shot.newest.ids)}
    order = [article.path for id_ in shot.newest.ids for _, article, _ in reader.rows([id_])]
    labels = sorted((kind, key, total, unread) for kind, key, _, total, unread in shot.labels if total)
    folders = sorted(row[1:] for row in shot.folders)
    lengths = [len(reader.order(name).ids) for name in ORDERS]
    reader.close()
    return articles, order, labels, folders, lengths


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_scan_that_is_killed_at_any_moment_goes_on(root: Path, tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - the same moments on every run, as far as the machine allows
    index = tmp_path / "data" / "index.db"
    for round_ in range(10):
        for _ in range(30):
            write(root, chance.randrange(FILES), f" {round_}")
        (root / "0" / f"{round_ * 6}.md").unlink(missing_ok=True)
        scanner = Scanner()
        reports: list[Report] = []
        lane = threading.Thread(
            target=lambda: scanner.scan(Request(root, index, NOW, hurried=True), reports.append)  # noqa: B023
        )
        lane.start()
        lane.join(chance.random() * 0.5)
        child = scanner._child
        if child is not None:
            child.send_signal(signal.SIGKILL)
        lane.join(30)
    scan(root, index)
    scan(root, tmp_path / "fresh.db")
    assert contents(index) == contents(tmp_path / "fresh.db")


FAULTS = [pytest.param(SPOILS[name], id=name) for name in LOUD]


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_file_that_cannot_be_used_is_set_aside_and_made_again(root: Path, tmp_path: Path, spoil: Spoil) -> None:
    index = tmp_path / "data" / "index.db"
    scan(root, index)
    before = contents(index)
    with apsw.Connection(str(index)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for side in ("-wal", "-shm"):
        index.with_name(index.name + side).unlink(missing_ok=True)
    spoil(index, random.Random(5))  # noqa: S311 - the same noise on every run
    with pytest.raises((BadIndexError, DamagedError, OSError)):
        contents(index)
    scan(root, index)
    assert contents(index) == before
    assert [path.name for path in index.parent.glob("index.db.bad-*")]
    assert check_index(index) == ""


def test_another_databases_log_beside_the_index_is_no_harm(root: Path, tmp_path: Path) -> None:
    index = tmp_path / "data" / "index.db"
    scan(root, index)
    other = make_index(tmp_path / "other.db")
    other.execute("CREATE TABLE strange(x)")
    other.execute("DROP TABLE article")
    wal = (tmp_path / "other.db-wal").read_bytes()
    other.close()
    index.with_name("index.db-wal").write_bytes(wal)
    index.with_name("index.db-shm").unlink(missing_ok=True)
    scan(root, index)
    scan(root, tmp_path / "fresh.db")
    assert contents(index) == contents(tmp_path / "fresh.db")


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is not deleted there")
def test_a_journal_to_play_back_beside_an_open_index_holds_nobody(root: Path, tmp_path: Path) -> None:
    """An index with a log has no journal: one that says it must be played back is not ours, and waited for in vain."""
    index = tmp_path / "data" / "index.db"
    scan(root, index)
    before = contents(index)
    reader = Reader(index)
    reader.snapshot()
    SPOILS["G17 a journal to play back"](index, random.Random(5))  # noqa: S311 - the same noise on every run
    assert "rebuilt" not in str(open_or_make(index, "now")[1])
    scan(root, index)
    reader.close()
    assert contents(index) == before
    assert [path.name for path in index.parent.iterdir() if ".bad-" in path.name] == []


def test_an_index_is_whole_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(Exception):
        pass

    def kill(*_words: object, **_named: object) -> None:
        raise KilledError

    index = tmp_path / "data" / "index.db"
    (tmp_path / "data").mkdir()
    index.with_name("index.db-journal").write_bytes(b"of a file that was deleted")
    monkeypatch.setattr(opening, "_set_up", kill)
    with pytest.raises(KilledError):
        make_index(index)
    monkeypatch.undo()
    assert [path.name for path in index.parent.iterdir()] == ["index.db"]
    assert check_index(index) == ""
    assert index.read_bytes()[18:20] == b"\2\2"
    reader = Reader(index)
    assert len(reader.snapshot().newest.ids) == 0
    reader.close()


def test_at_most_three_bad_files_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT_ASIDE + 3):
        (tmp_path / "index.db").write_text(f"{number}")
        os.utime(tmp_path / "index.db", (number, number))
        discard(tmp_path / "index.db", "20260822-120000")
    kept = sorted(path.read_text() for path in tmp_path.glob("index.db.bad-*"))
    assert kept == ["3", "4", "5"]


def test_a_reader_never_writes(tmp_path: Path) -> None:
    make_index(tmp_path / "index.db").close()
    connection = open_index(tmp_path / "index.db", writing=False)
    with pytest.raises(apsw.ReadOnlyError):
        connection.execute("DELETE FROM article")
    connection.close()


def test_a_tree_that_changes_while_it_is_read_ends_as_it_is(root: Path, tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - the same changes on every run
    index = tmp_path / "data" / "index.db"
    over = threading.Event()

    def change() -> None:
        for step in range(10_000):
            number = chance.randrange(FILES)
            file = root / f"{number % 6}" / f"{number}.md"
            what = step % 4
            if what == 0:
                file.unlink(missing_ok=True)
            elif what == 1 and file.exists():
                file.rename(file.with_name(f"moved-{step}.md"))
            else:
                write(root, number, f" {step}")
        over.set()

    lane = threading.Thread(target=change)
    lane.start()
    while not over.is_set():
        scan(root, index)
    lane.join()
    scan(root, index)
    scan(root, tmp_path / "fresh.db")
    assert contents(index)[0] == contents(tmp_path / "fresh.db")[0]
    assert contents(index)[2:] == contents(tmp_path / "fresh.db")[2:]


def test_the_list_command_beside_a_scan_waits_and_loses_nothing(root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-m", "newsreader", "list", "--library", str(root), "--data-dir", str(data)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    answers = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert [len(out.splitlines()) for out, _ in answers] == [FILES] * 3
    assert all(err == b"" for _, err in answers)


def test_news_names_what_changed(root: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.db"
    scan(root, index)
    reports: list[Report] = []
    write(root, 7, " changed")
    (root / "1" / "1.md").unlink()
    scan(root, index, reports.append)
    (news,) = [report for report in reports if isinstance(report, News)]
    assert (len(news.came), len(news.changed), len(news.went)) == (0, 1, 1)


def test_an_index_of_an_older_version_is_not_kept_beside_the_new_one(root: Path, tmp_path: Path) -> None:
    index = tmp_path / "data" / "index.db"
    scan(root, index)
    connection = apsw.Connection(str(index))
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    scan(root, index)
    assert [path.name for path in index.parent.iterdir() if ".bad-" in path.name] == []
    scan(root, tmp_path / "fresh.db")
    assert contents(index) == contents(tmp_path / "fresh.db")


def test_an_index_that_was_let_go_of_has_no_query_to_end(root: Path, tmp_path: Path) -> None:
    index = tmp_path / "data" / "index.db"
    scan(root, index)
    reader = Reader(index)
    reader.close()
    reader.interrupt()
