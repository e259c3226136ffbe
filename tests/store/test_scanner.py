"""Scanning a library into its index in a child process: what is found, what changed, how it ends (security.md E20 to
E30, H03, H09).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.article import Article, Problem
from newsreader.core.search.tree import All, Text
from newsreader.store.frames import write_frame
from newsreader.store.index.finding import Finder
from newsreader.store.index.reader import NEWEST, Reader
from newsreader.store.scanner import News, Outcome, Progress, Rebuilt, Report, Request, Scanner, Summary
from newsreader.store.survey import FEW

NOW = 1_787_400_000


def put(root: Path, path: str, text: str) -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


class Bench:
    """A library, its index, and what scans of it tell."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "library"
        self.root.mkdir()
        self.index = folder / "data" / "index.db"
        self.scanner = Scanner()
        self.reports: list[Report] = []

    def scan(self, *, now: int = NOW, paths: tuple[str, ...] | None = None, rebuild: bool = False) -> Summary:
        self.reports = []
        request = Request(self.root, self.index, now, paths=paths, rebuild=rebuild)
        return self.scanner.scan(request, self.reports.append)

    @property
    def news(self) -> list[News]:
        return [report for report in self.reports if isinstance(report, News)]

    def rows(self) -> dict[str, tuple[int, Article]]:
        reader = Reader(self.index)
        try:
            return {article.path: (id_, article) for id_, article, _ in reader.rows(reader.order(NEWEST).ids)}
        finally:
            reader.close()

    def articles(self) -> dict[str, Article]:
        return {path: article for path, (_, article) in self.rows().items()}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.scanner.stop()


def test_a_file_becomes_an_article_with_what_search_needs(bench: Bench) -> None:
    put(bench.root, "a/b.md", "# Über Wörter\n\nErster Absatz mit [Link](https://hidden.example/).\n")
    summary = bench.scan()
    assert (summary.outcome, summary.complaints, summary.read) == (Outcome.DONE, "", 1)
    article = bench.articles()["a/b.md"]
    assert (article.title, article.words) == ("Über Wörter", 4)
    assert article.identity.startswith("t:")
    finder = Finder(bench.index)
    assert list(finder.every(All((Text("uber worter", "title"), Text("absatz mit link"))))) == [1]
    finder.close()


def test_the_first_pass_shows_every_file_and_the_second_corrects_it(bench: Bench) -> None:
    body = "word " * 2000
    for number in range(FEW * 2):
        put(bench.root, f"{number}.md", f"---\ntitle: T{number}\nurl: https://x.example/{number}\n---\n\n{body}\n")
    put(bench.root, "no address.md", f"# No address\n\n{body}\n")
    seen: list[dict[str, Article]] = []

    def look(report: Report) -> None:
        if isinstance(report, Progress) and report.first_pass_over:
            seen.append(bench.articles())

    bench.scanner.scan(Request(bench.root, bench.index, NOW), look)
    (first,) = seen
    last = bench.articles()
    assert set(first) == set(last)
    for path, article in last.items():
        assert article.words == 2000
        assert first[path].title == article.title
        assert 1000 < first[path].words < 2500
        if article.url:
            assert first[path].identity == article.identity


def test_unchanged_files_are_not_read_again_and_lost_ones_go(bench: Bench) -> None:
    for name in ("one", "two", "three"):
        put(bench.root, f"{name}.md", f"# {name}\n")
    bench.scan()
    before = bench.rows()
    assert bench.scan().read == 0
    assert bench.news == []
    (bench.root / "two.md").unlink()
    put(bench.root, "four.md", "# four\n")
    assert bench.scan().read == 1
    after = bench.rows()
    assert set(after) == {"one.md", "three.md", "four.md"}
    assert after["one.md"] == before["one.md"]
    assert after["four.md"][0] not in {id_ for id_, _ in before.values()}


def test_a_file_that_was_moved_keeps_its_row(bench: Bench) -> None:
    put(bench.root, "a/one.md", "# one\n")
    put(bench.root, "two.md", "# two\n")
    bench.scan()
    before = bench.rows()
    (bench.root / "b").mkdir()
    (bench.root / "a/one.md").rename(bench.root / "b/eins.md")
    (bench.root / "two.md").rename(bench.root / "zwei.md")
    assert bench.scan().read == 0
    assert {path: id_ for path, (id_, _) in bench.rows().items()} == {
        "b/eins.md": before["a/one.md"][0],
        "zwei.md": before["two.md"][0],
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of change")
def test_a_change_with_the_same_size_and_time_stamp_is_seen(bench: Bench) -> None:
    path = put(bench.root, "a.md", "# AAAA")
    os.utime(path, (10**9, 10**9))
    bench.scan()
    path.write_text("# BBBB", encoding="utf-8")
    os.utime(path, (10**9, 10**9))
    bench.scan()
    assert bench.articles()["a.md"].title == "BBBB"


def test_a_file_replaced_by_an_older_one_is_seen(bench: Bench) -> None:
    path = put(bench.root, "a.md", "# new\n")
    os.utime(path, (2 * 10**9, 2 * 10**9))
    bench.scan()
    other = put(bench.root, "b.tmp", "# old\n")
    os.utime(other, (10**9, 10**9))
    other.replace(path)
    bench.scan()
    assert bench.articles()["a.md"].title == "old"


def test_files_that_cannot_be_articles_are_rows_with_a_problem(bench: Bench) -> None:
    put(bench.root, "empty file.md", "")
    (bench.root / "binary.md").write_bytes(bytes(range(32)) * 200)
    with (bench.root / "sparse.md").open("wb") as file:
        file.truncate(50 << 30)
    bench.scan()
    rows = bench.articles()
    assert {path: row.problem for path, row in rows.items()} == {
        "empty file.md": Problem.EMPTY,
        "binary.md": Problem.NOT_TEXT,
        "sparse.md": Problem.TOO_LARGE,
    }
    assert rows["empty file.md"].title == "empty file"


def test_a_vanished_root_is_not_a_library_without_articles(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.scan()
    bench.root.rename(bench.root.with_name("elsewhere"))
    assert bench.scan().outcome is Outcome.GONE
    assert bench.news == []
    assert list(bench.rows()) == ["a.md"]


def test_an_emptied_mount_point_is_not_a_library_without_articles(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.scan()
    bench.root.rename(bench.root.with_name("elsewhere"))
    bench.root.mkdir()
    assert bench.scan().outcome is Outcome.GONE
    assert list(bench.rows()) == ["a.md"]


def test_a_folder_that_was_emptied_by_its_owner_is_empty(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.scan()
    (bench.root / "a.md").unlink()
    assert bench.scan().outcome is Outcome.DONE
    assert bench.rows() == {}


def test_articles_below_a_folder_that_cannot_be_listed_are_not_lost(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    put(bench.root, "/".join(["d"] * 64) + "/b.md", "# b\n")
    put(bench.root, "/".join(["d"] * 65) + "/c.md", "# c\n")
    bench.scan()
    assert len(bench.rows()) == 2
    reader = Reader(bench.index)
    assert reader.problems() == [("/".join(["d"] * 65), Problem.TOO_DEEP)]
    reader.close()


def test_only_the_files_that_were_named_are_looked_at(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    put(bench.root, "b/c.md", "# c\n")
    bench.scan()
    put(bench.root, "a.md", "# changed\n")
    put(bench.root, "b/new.md", "# new\n")
    put(bench.root, "unnamed.md", "# unnamed\n")
    (bench.root / "b/c.md").unlink()
    bench.scan(paths=("a.md", "b/new.md", "b/c.md", "never.md", "x/../a.md"))
    assert {path: article.title for path, article in bench.articles().items()} == {
        "a.md": "changed",
        "b/new.md": "new",
    }


def test_cancelling_ends_the_child_and_the_next_scan_goes_on(bench: Bench) -> None:
    for number in range(300):
        put(bench.root, f"{number}.md", f"# {number}\n")

    def cancel(report: Report) -> None:
        if isinstance(report, News):
            bench.scanner.cancel()

    assert bench.scanner.scan(Request(bench.root, bench.index, NOW), cancel).outcome is Outcome.CANCELLED
    assert bench.rows()  # how many depends on how soon the child hears of it
    assert bench.scan().outcome is Outcome.DONE
    assert len(bench.rows()) == 300


def test_a_paused_scan_rests_until_it_is_to_go_on(bench: Bench) -> None:
    for number in range(FEW + 10):
        put(bench.root, f"{number}.md", f"# {number}\n")
    bench.scanner.pause(True)
    ended: list[Summary] = []
    lane = threading.Thread(target=lambda: ended.append(bench.scan()))
    lane.start()
    lane.join(0.5)
    assert ended == []
    bench.scanner.pause(False)
    lane.join(30)
    assert ended[0].outcome is Outcome.DONE


def test_two_scans_of_one_library_wait_for_each_other(bench: Bench) -> None:
    for number in range(200):
        put(bench.root, f"{number}.md", f"# {number}\n")
    request = Request(bench.root, bench.index, NOW)
    summaries: list[Summary] = []
    lanes = [
        threading.Thread(target=lambda: summaries.append(Scanner().scan(request, lambda _report: None)))
        for _ in range(3)
    ]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join(60)
    assert [summary.outcome for summary in summaries] == [Outcome.DONE] * 3
    assert sorted(summary.read for summary in summaries) == [0, 0, 400]
    assert len(bench.rows()) == 200


def test_an_index_of_another_version_is_set_aside(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.index.parent.mkdir()
    bench.index.write_bytes(b"something else")
    bench.scan()
    assert any(isinstance(report, Rebuilt) for report in bench.reports)
    assert list(bench.rows()) == ["a.md"]
    assert [path.read_bytes() for path in bench.index.parent.glob("*.bad-*")] == [b"something else"]


def test_rebuilding_starts_from_nothing_and_keeps_the_old_one(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.scan()
    assert bench.scan(rebuild=True).read == 1
    assert len(list(bench.index.parent.glob("*.bad-*"))) == 1


def test_an_index_that_cannot_be_kept_is_told(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.index.parent.write_bytes(b"a file where the folder should be")
    summary = bench.scan()
    assert summary.outcome is Outcome.UNKEPT
    assert summary.reason


def test_stopping_from_another_thread_ends_a_child_that_says_nothing(tmp_path: Path) -> None:
    scanner = Scanner([sys.executable, "-c", "import sys; sys.stdout.write('x'); sys.stdout.flush(); sys.stdin.read()"])
    results: list[Summary] = []
    request = Request(tmp_path, tmp_path / "index.db", NOW)
    lane = threading.Thread(target=lambda: results.append(scanner.scan(request, lambda _report: None)))
    lane.start()
    scanner.stop()
    lane.join(30)
    assert results == [Summary(Outcome.CANCELLED)]
    assert scanner.scan(request, lambda _report: None).outcome is Outcome.CANCELLED


def test_a_child_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    request = Request(tmp_path, tmp_path / "index.db", NOW)
    summary = Scanner([sys.executable, "-c", "raise SystemExit('broken')"]).scan(request, print)
    assert summary.outcome is Outcome.FAILED
    assert "broken" in summary.complaints
    missing = Scanner([str(tmp_path / "no such program")]).scan(request, print)
    assert missing.outcome is Outcome.FAILED


def test_the_child_dies_with_its_parent(bench: Bench, project: Path) -> None:
    for number in range(2000):
        put(bench.root, f"{number}.md", f"# {number}\n")
    child = subprocess.Popen(
        [sys.executable, "-m", "newsreader.store.scan"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project
    )
    assert child.stdin is not None
    assert child.stdout is not None
    request = {"root": str(bench.root), "index": str(bench.index), "now": NOW, "first": "", "place": None}
    write_frame(child.stdin, request)  # type: ignore[arg-type]
    child.stdout.read(1)
    child.stdin.close()
    assert child.wait(30) == 1
    child.stdout.close()


def test_a_scan_leaves_no_trace_in_the_library(bench: Bench) -> None:
    put(bench.root, "a/one.md", "# one\n")
    put(bench.root, "two.md", "# two\n").chmod(0o444)
    os.utime(bench.root / "two.md", (10**9, 10**9))

    def state() -> dict[str, tuple[str, int, int, int]]:
        return {
            str(path): (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
                path.stat().st_mtime_ns,
                path.stat().st_mode,
                path.stat().st_ino,
            )
            for path in [bench.root, *bench.root.rglob("*")]
        }

    before = state()
    bench.scan()
    assert state() == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX systems")
def test_the_index_is_its_owners_alone(bench: Bench) -> None:
    put(bench.root, "a.md", "# a\n")
    bench.scan()
    modes = {path.name: path.stat().st_mode & 0o777 for path in bench.index.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert bench.index.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX systems")
def test_names_that_are_not_text_travel_unharmed(bench: Bench) -> None:
    put(bench.root, os.fsdecode(b"f\xf6lder/latin\xe9.md"), "# t\n")
    bench.scan()
    assert [os.fsencode(path) for path in bench.rows()] == [b"f\xf6lder/latin\xe9.md"]
    assert bench.scan().read == 0


def test_a_folder_with_python_in_it_runs_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    put(bench.root, "json.py", "raise SystemExit('ran code of the library')\n")
    put(bench.root, "a.md", "# a\n")
    monkeypatch.chdir(bench.root)
    assert bench.scan().outcome is Outcome.DONE
    assert list(bench.rows()) == ["a.md"]
