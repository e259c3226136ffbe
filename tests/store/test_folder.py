"""The library as a folder: security.md section 7 E, formats.md section 4."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.article import Problem
from newsreader.store.folder import READ_LIMIT, Unreadable, is_article_name, is_article_path, read
from newsreader.store.walk import DEPTH, Found, found_at, walk, walk_folders

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and names of POSIX systems")
NOBODY = 65534


def put(root: Path, path: str, text: str = "MARK\n") -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def articles(root: Path) -> dict[str, Found]:
    return {found.path: found for found in walk(root) if found.is_article}


def named(root: Path) -> dict[str, Problem | None]:
    return {found.path: found.problem for found in walk(root) if not found.is_article}


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A library outside the test folders (which are root's alone), looked at without root's rights."""
    folder = Path(tempfile.mkdtemp(prefix="newsreader-"))
    folder.chmod(0o755)
    is_root = os.geteuid() == 0
    put(folder, "closed.md")
    put(folder, "open.md")
    put(folder, "shut/in.md")
    (folder / "closed.md").chmod(0)
    (folder / "shut").chmod(0)
    if is_root:
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    (folder / "shut").chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "name", ["a.md", "a.MD", "a.markdown", "a.mdx", "a.txt", "trail.md ", "CON.md", "-rf.md", "é.md"]
)
def test_names_of_articles(name: str) -> None:
    assert is_article_name(name)


@pytest.mark.parametrize(
    "name", [".md", ".hidden.md", "._x.md", "x.md~", ".x.md.swp", "x.md.tmp", "x.md.part", "x.html"]
)
def test_names_that_are_none(name: str) -> None:
    assert not is_article_name(name)


def test_hidden_and_foreign_folders_are_not_walked(tmp_path: Path) -> None:
    for folder in (".git", ".obsidian", "node_modules", ".stversions", ".Trash-0", "__MACOSX", "a/.b"):
        put(tmp_path, f"{folder}/in.md")
    put(tmp_path, "a/b/ok.md")
    put(tmp_path, "dir.md/in.md")
    assert set(articles(tmp_path)) == {"a/b/ok.md", "dir.md/in.md"}
    assert not is_article_path(".git/in.md")


def test_an_empty_and_an_enormous_file_are_rows_with_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "empty.md", "")
    with (tmp_path / "sparse.md").open("wb") as file:
        file.truncate(50 << 30)
    found = articles(tmp_path)
    assert found["empty.md"].problem is Problem.EMPTY
    assert found["sparse.md"].problem is Problem.TOO_LARGE
    assert found["sparse.md"].size == 50 << 30
    assert len(read(tmp_path, "sparse.md")) == READ_LIMIT


@posix
def test_links_never_lead_out_or_round_in_circles(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("secret", encoding="utf-8")
    root = tmp_path / "library"
    put(root, "a/b/ok.md")
    put(root, "kept/data.bin", "not listed by its own name")
    links = {
        "a/self": ".",
        "a/up": "..",
        "a/rootlink": "/",
        "a/leak.md": str(outside),
        "a/dangling.md": "nowhere",
        "loop1.md": "loop2.md",
        "loop2.md": "loop1.md",
        "a/inside.md": "b/ok.md",
        "other.md": "kept/data.bin",
        "folder.md": "a",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert set(articles(root)) == {"a/b/ok.md", "other.md"}
    assert named(root) == {
        "a/leak.md": Problem.OUTSIDE,
        "a/dangling.md": Problem.GONE,
        "loop1.md": Problem.UNREADABLE,
        "loop2.md": Problem.UNREADABLE,
    }
    assert read(root, "a/inside.md") == b"MARK\n"
    assert read(root, "a/self/b/ok.md") == b"MARK\n"
    for name in ("a/leak.md", "a/rootlink/etc/hostname", "../outside.md", str(outside)):
        with pytest.raises(Unreadable) as refused:
            read(root, name)
        assert refused.value.problem is Problem.OUTSIDE


@posix
def test_pipes_and_sockets_are_neither_met_nor_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock.md")
        assert list(walk(tmp_path)) == []
        for name in ("pipe.md", "sock.md", "."):
            with pytest.raises(Unreadable):
                read(tmp_path, name)


@posix
def test_any_name_is_an_article_of_its_own(tmp_path: Path) -> None:
    names = [
        b"latin\xe9.md",
        b"bad-\xff\xfe-dir/x.md",
        b"nl\nname.md",
        b"tab\tname.md",
        "bidi\u202etxt.md".encode(),
        b"$(id).md",
        b"<img src=x>.md",
        b"%2e%2e%2f.md",
        "\u00e9.md".encode(),
        "e\u0301.md".encode(),
        b"a" * 252 + b".md",
        b"x (conflicted copy).md",
        b"con\x1b[31m.md",
    ]
    for name in names:
        place = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - pathlib takes no bytes
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        with open(place, "wb") as file:  # noqa: PTH123
            file.write(name)
    found = articles(tmp_path)
    assert {os.fsencode(path) for path in found} == set(names)
    assert all(read(tmp_path, path) == os.fsencode(path) for path in found)


@posix
def test_depth_ends_with_one_row_that_says_so(tmp_path: Path) -> None:
    put(tmp_path, "/".join(["d"] * DEPTH) + "/deepest.md")
    folder = os.open(tmp_path / "/".join(["d"] * DEPTH), os.O_RDONLY)
    for _ in range(100):  # deeper ones end the clearing of the test folder with a RecursionError
        os.mkdir("d", dir_fd=folder)
        inner = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    assert list(articles(tmp_path)) == ["/".join(["d"] * DEPTH) + "/deepest.md"]
    assert named(tmp_path) == {"/".join(["d"] * (DEPTH + 1)): Problem.TOO_DEEP}


@posix
def test_what_may_not_be_read_is_named_and_stops_nothing(unprivileged: Path) -> None:
    assert set(articles(unprivileged)) == {"closed.md", "open.md"}
    assert named(unprivileged) == {"shut": Problem.NO_PERMISSION}
    with pytest.raises(Unreadable) as refused:
        read(unprivileged, "closed.md")
    assert refused.value.problem is Problem.NO_PERMISSION
    assert read(unprivileged, "open.md") == b"MARK\n"


@posix
def test_a_read_only_file_opens_and_stays_so(tmp_path: Path) -> None:
    put(tmp_path, "readonly.md")
    (tmp_path / "readonly.md").chmod(0o444)
    assert read(tmp_path, "readonly.md") == b"MARK\n"
    assert stat.S_IMODE((tmp_path / "readonly.md").stat().st_mode) == 0o444


def test_hard_links_are_two_rows_of_one_file(tmp_path: Path) -> None:
    put(tmp_path, "one.md")
    (tmp_path / "two.md").hardlink_to(tmp_path / "one.md")
    assert len({found.inode for found in articles(tmp_path).values()}) == 1
    assert len(articles(tmp_path)) == 2


@pytest.mark.parametrize("seconds", [-86400, 0, 2**33])
def test_odd_time_stamps_are_taken_as_they_are(tmp_path: Path, seconds: int) -> None:
    put(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", (seconds, seconds))
    assert articles(tmp_path)["a.md"].modified_ns == (tmp_path / "a.md").stat().st_mtime_ns


def test_a_root_that_is_gone_is_an_error_and_not_an_empty_library(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "gone"))


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    for ask in (read, found_at):
        with pytest.raises(Unreadable) as refused:
            ask(tmp_path, "gone.md")
        assert refused.value.problem is Problem.GONE


@posix
def test_a_linked_root_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "real", "a.md")
    (tmp_path / "link").symlink_to("real")
    assert set(articles(tmp_path / "link")) == {"a.md"}
    assert read(tmp_path / "link", "a.md") == b"MARK\n"


@posix
def test_a_look_at_beginnings_changes_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/1.md", "a/long.md", "2.md", "empty.md"):
        (tmp_path / name).write_bytes(name.encode() * (3000 if "long" in name else "empty" not in name))
    (tmp_path / "locked.md").write_bytes(b"locked")
    (tmp_path / "locked.md").chmod(0)
    (tmp_path / "link.md").symlink_to("a/1.md")
    os.mkfifo(tmp_path / "pipe.md")
    plain = [found for folder in walk_folders(tmp_path) for found in folder.files]
    peeked = [found for folder in walk_folders(tmp_path, lambda path: path != "a") for found in folder.files]
    assert [found._replace(head=None) for found in peeked] == plain
    assert {found.path: found.head for found in peeked} == {
        "2.md": b"2.md",
        "empty.md": b"",
        "locked.md": b"locked" if os.geteuid() == 0 else None,
        "a/1.md": None,
        "a/long.md": None,
    }
    inner = [found.head for folder in walk_folders(tmp_path, lambda _path: True) for found in folder.files]
    assert inner[-1] == (b"a/long.md" * 3000)[:4096]
