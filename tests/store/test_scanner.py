"""Scanning a library in a child process: what is found, what changed, how it ends (security.md E20 to E30, H09)."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from newsreader.core.article import Problem
from newsreader.store.batches import Batch, Entry, Signature, write_frame
from newsreader.store.scan import FEW
from newsreader.store.scanner import Outcome, Scanner, Summary


def put(root: Path, path: str, text: str) -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def scanned(root: Path, known: Mapping[str, Signature] | None = None) -> tuple[Summary, list[Batch]]:
    batches: list[Batch] = []
    summary = Scanner().scan(root, known or {}, batches.append, lambda: False)
    return summary, batches


def entries(batches: list[Batch]) -> dict[str, Entry]:
    return {entry.article.path: entry for batch in batches for entry in batch.entries}


def known(batches: list[Batch]) -> dict[str, Signature]:
    return {path: entry.signature for path, entry in entries(batches).items() if entry.is_final}


def test_a_file_becomes_an_article_with_what_search_needs(tmp_path: Path) -> None:
    put(tmp_path, "a/b.md", "# Über Wörter\n\nErster Absatz mit [Link](https://hidden.example/).\n")
    summary, batches = scanned(tmp_path)
    assert (summary.outcome, summary.complaints) == (Outcome.DONE, "")
    entry = entries(batches)["a/b.md"]
    assert entry.article.title == "Über Wörter"
    assert entry.article.identity.startswith("t:")
    assert entry.article.words == 4
    assert entry.text.decode() == " uber worter\n\n erster absatz mit link"
    assert batches[-1].done == batches[-1].total == 1


def test_the_first_pass_is_provisional_and_the_second_final(tmp_path: Path) -> None:
    body = "word " * 2000
    for number in range(FEW + 1):
        put(tmp_path, f"{number}.md", f"---\ntitle: T{number}\nurl: https://example.org/{number}\n---\n\n{body}\n")
    put(tmp_path, "no address.md", f"# No address\n\n{body}\n")
    summary, batches = scanned(tmp_path)
    assert summary.read == batches[-1].done == batches[-1].total == FEW + 2
    assert all(one.done <= other.done for one, other in pairwise(batches))
    passes = [
        [entry for batch in batches for entry in batch.entries if entry.is_final is final] for final in (False, True)
    ]
    assert len(passes[0]) == FEW + 1
    assert len(passes[1]) == FEW + 2
    first = {entry.article.path: entry for entry in passes[0]}
    for entry in passes[1]:
        assert entry.article.words == 2000
        if entry.article.url:
            assert first[entry.article.path].article.identity == entry.article.identity
            assert 1500 < first[entry.article.path].article.words < 2500
    assert "no address.md" not in first


def test_unchanged_files_are_not_read_again_and_lost_ones_are_told(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        put(tmp_path, f"{name}.md", f"# {name}\n")
    _, batches = scanned(tmp_path)
    (tmp_path / "two.md").unlink()
    put(tmp_path, "four.md", "# four\n")
    summary, again = scanned(tmp_path, known(batches))
    assert summary.outcome is Outcome.DONE
    assert list(entries(again)) == ["four.md"]
    assert [path for batch in again for path in batch.removed] == ["two.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of change")
def test_a_change_with_the_same_size_and_time_stamp_is_seen(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "AAAA")
    os.utime(path, (10**9, 10**9))
    _, batches = scanned(tmp_path)
    path.write_text("BBBB", encoding="utf-8")
    os.utime(path, (10**9, 10**9))
    _, again = scanned(tmp_path, known(batches))
    assert "bbbb" in entries(again)["a.md"].text.decode()


def test_a_file_replaced_by_an_older_one_is_seen(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "# new\n")
    os.utime(path, (2 * 10**9, 2 * 10**9))
    _, batches = scanned(tmp_path)
    other = put(tmp_path, "b.tmp", "# old\n")
    os.utime(other, (10**9, 10**9))
    other.replace(path)
    _, again = scanned(tmp_path, known(batches))
    assert entries(again)["a.md"].article.title == "old"


def test_files_that_cannot_be_articles_are_rows_with_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "empty file.md", "")
    (tmp_path / "binary.md").write_bytes(bytes(range(32)) * 200)
    with (tmp_path / "sparse.md").open("wb") as file:
        file.truncate(50 << 30)
    rows = {path: entry.article for path, entry in entries(scanned(tmp_path)[1]).items()}
    assert {path: row.problem for path, row in rows.items()} == {
        "empty file.md": Problem.EMPTY,
        "binary.md": Problem.NOT_TEXT,
        "sparse.md": Problem.TOO_LARGE,
    }
    assert rows["empty file.md"].title == "empty file"


def test_a_vanished_root_is_not_a_library_without_articles(tmp_path: Path) -> None:
    put(tmp_path / "library", "a.md", "# a\n")
    _, batches = scanned(tmp_path / "library")
    (tmp_path / "library").rename(tmp_path / "elsewhere")
    summary, again = scanned(tmp_path / "library", known(batches))
    assert summary.outcome is Outcome.GONE
    assert again == []


def test_an_emptied_mount_point_is_not_a_library_without_articles(tmp_path: Path) -> None:
    put(tmp_path / "library", "a.md", "# a\n")
    scanner = Scanner()
    batches: list[Batch] = []
    scanner.scan(tmp_path / "library", {}, batches.append, lambda: False)
    (tmp_path / "library").rename(tmp_path / "elsewhere")
    (tmp_path / "library").mkdir()
    again: list[Batch] = []
    summary = scanner.scan(tmp_path / "library", known(batches), again.append, lambda: False)
    assert summary.outcome is Outcome.GONE
    assert again == []


def test_articles_below_a_folder_that_cannot_be_listed_are_not_lost(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 65)
    put(tmp_path, "a.md", "# a\n")
    put(tmp_path, f"{deep}/b.md", "# b\n")
    here = Signature(1, 1, 1, 1)
    _, batches = scanned(tmp_path, {f"{deep}/b.md": here, "gone.md": here})
    assert batches[0].removed == ("gone.md",)
    assert batches[0].troubles is not None
    assert [trouble.path for trouble in batches[0].troubles] == [deep]


def test_cancelling_ends_the_child(tmp_path: Path) -> None:
    for number in range(300):
        put(tmp_path, f"{number}.md", f"# {number}\n")
    seen: list[Batch] = []
    summary = Scanner().scan(tmp_path, {}, seen.append, lambda: len(seen) > 1)
    assert summary.outcome is Outcome.CANCELLED
    assert 0 < len(entries(seen)) < 300


def test_stopping_from_another_thread_ends_a_child_that_says_nothing(tmp_path: Path) -> None:
    scanner = Scanner([sys.executable, "-c", "import sys; sys.stdout.write('x'); sys.stdout.flush(); sys.stdin.read()"])
    results: list[Summary] = []
    lane = threading.Thread(
        target=lambda: results.append(scanner.scan(tmp_path, {}, lambda batch: None, lambda: False))
    )
    lane.start()
    scanner.stop()
    lane.join(30)
    assert results == [Summary(Outcome.CANCELLED)]
    assert scanner.scan(tmp_path, {}, lambda batch: None, lambda: False).outcome is Outcome.CANCELLED


def test_a_child_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    summary = Scanner([sys.executable, "-c", "raise SystemExit('broken')"]).scan(tmp_path, {}, print, lambda: False)
    assert summary.outcome is Outcome.FAILED
    assert "broken" in summary.complaints
    missing = Scanner([str(tmp_path / "no such program")]).scan(tmp_path, {}, print, lambda: False)
    assert missing.outcome is Outcome.FAILED


def test_the_child_dies_with_its_parent(tmp_path: Path, project: Path) -> None:
    for number in range(2000):
        put(tmp_path, f"{number}.md", f"# {number}\n")
    child = subprocess.Popen(
        [sys.executable, "-m", "newsreader.store.scan"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project
    )
    assert child.stdin is not None
    assert child.stdout is not None
    write_frame(child.stdin, {"root": str(tmp_path), "known": {}, "place": None})  # type: ignore[arg-type]
    child.stdout.read(1)
    child.stdin.close()
    assert child.wait(30) == 1
    child.stdout.close()


def test_a_scan_leaves_no_trace_in_the_library(tmp_path: Path) -> None:
    put(tmp_path, "a/one.md", "# one\n")
    put(tmp_path, "two.md", "# two\n").chmod(0o444)
    os.utime(tmp_path / "two.md", (10**9, 10**9))

    def state() -> dict[str, tuple[str, int, int, int]]:
        return {
            str(path): (
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
                path.stat().st_mtime_ns,
                path.stat().st_mode,
                path.stat().st_ino,
            )
            for path in [tmp_path, *tmp_path.rglob("*")]
        }

    before = state()
    scanned(tmp_path)
    assert state() == before


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX systems")
def test_names_that_are_not_text_travel_unharmed(tmp_path: Path) -> None:
    put(tmp_path, os.fsdecode(b"latin\xe9.md"), "# t\n")
    _, batches = scanned(tmp_path)
    assert [os.fsencode(path) for path in entries(batches)] == [b"latin\xe9.md"]
    _, again = scanned(tmp_path, known(batches))
    assert entries(again) == {}


def test_a_folder_with_python_in_it_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "json.py", "raise SystemExit('ran code of the library')\n")
    put(tmp_path, "a.md", "# a\n")
    monkeypatch.chdir(tmp_path)
    summary, batches = scanned(tmp_path)
    assert (summary.outcome, list(entries(batches))) == (Outcome.DONE, ["a.md"])
