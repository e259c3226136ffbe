"""What `newsreader check --library` finds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newsreader.core.article import Problem
from newsreader.reader.checks import COPY, NO_DATE, NO_TITLE, SAME_ARTICLE, SAME_FILE, Finding, check_library


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def article(title: str, date: str = "2026-08-01", url: str = "", body: str = "") -> str:
    facts = {"title": title, "date": date, "url": url}
    head = "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
    return f"---\n{head}\n---\n\n{body or title} has a text of its own.\n"


def test_a_library_in_order_has_no_problems(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("One"))
    write(tmp_path, "deep/2026-08-02-two.md", article("Two", date=""))
    write(tmp_path, "notes.pdf", "no article")
    assert list(check_library(tmp_path)) == []


def test_a_file_that_cannot_be_read_has_that_one_problem(tmp_path: Path) -> None:
    write(tmp_path, "empty.md", "")
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "out.md").symlink_to("/etc/hostname")
    assert list(check_library(tmp_path)) == [
        Finding("binary.md", str(Problem.NOT_TEXT)),
        Finding("empty.md", str(Problem.EMPTY)),
        Finding("out.md", str(Problem.OUTSIDE)),
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "closed.md", article("Closed")).chmod(0)
    folder = tmp_path / "folder"
    write(folder, "inside.md", article("Inside"))
    folder.chmod(0)
    found = list(check_library(tmp_path))
    folder.chmod(0o700)
    assert found == [Finding("closed.md", str(Problem.NO_PERMISSION)), Finding("folder", str(Problem.NO_PERMISSION))]


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        ("plain-words.md", "Only a text.\n", [NO_TITLE, NO_DATE]),
        ("2026-08-01-plain-words.md", "Only a text.\n", [NO_TITLE]),
        ("plain words.md", "# plain words\n\nThe heading says what the name says.\n", [NO_DATE]),
        ("named.md", "---\ntitle: named\n---\n\nA text.\n", [NO_DATE]),
        ("setext.md", "A heading\n=========\n\nA text.\n", [NO_DATE]),
    ],
)
def test_a_title_is_missing_only_where_the_file_gives_none(
    tmp_path: Path, name: str, text: str, problems: list[str]
) -> None:
    write(tmp_path, name, text)
    assert [finding.problem for finding in check_library(tmp_path)] == problems


def test_a_file_that_is_there_twice_names_the_other(tmp_path: Path) -> None:
    first = write(tmp_path, "a.md", article("One", url="https://x.example/one"))
    write(tmp_path, "b/copy.md", first.read_text(encoding="utf-8"))
    (tmp_path / "b/link.md").hardlink_to(first)
    write(tmp_path, "c.md", article("One", date="2026-08-02", url="https://www.x.example/one/?utm_source=z"))
    write(tmp_path, "d.md", article("Another title", url="https://x.example/one"))
    assert list(check_library(tmp_path)) == [
        Finding("b/copy.md", COPY, "a.md"),
        Finding("b/link.md", SAME_FILE, "a.md"),
        Finding("c.md", SAME_ARTICLE, "a.md"),
    ]


def test_the_same_text_without_an_address_is_the_same_article(tmp_path: Path) -> None:
    write(tmp_path, "a.md", article("One", body="Words"))
    write(tmp_path, "b.md", article("Two", body="Words"))
    assert list(check_library(tmp_path)) == [Finding("b.md", SAME_ARTICLE, "a.md")]


def test_a_folder_that_is_gone_is_the_problem(tmp_path: Path) -> None:
    assert list(check_library(tmp_path / "gone")) == [Finding(".", str(Problem.GONE))]


def test_a_sentence_shows_the_twin_as_it_is_told_to() -> None:
    finding = Finding("a.md", COPY, "\udce9.md")
    assert finding.sentence() == "A copy of \\xe9.md"
    assert Finding("a.md", NO_DATE).sentence() == NO_DATE
