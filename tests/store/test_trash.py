"""The trash of a library: nothing overwritten, nothing lost, wherever it is interrupted."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from newsreader.store import directory
from newsreader.store import trash as trash_module
from newsreader.store.folder import Unreadable
from newsreader.store.trash import Deleted, Trash

NOW = 1_787_400_000


@pytest.fixture(autouse=True, params=["descriptors", "paths"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By descriptors of folders where the system has them, and by paths as where it has none."""
    if request.param == "paths":
        monkeypatch.setattr(directory, "_BY_DESCRIPTOR", False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "library" / "a").mkdir(parents=True)
    file = tmp_path / "library" / "a" / "one.md"
    file.write_bytes(b"# One\n")
    os.utime(file, (10**9, 10**9))
    file.chmod(0o640)
    return tmp_path / "library"


def test_a_file_goes_and_comes_back_as_it_was(root: Path) -> None:
    before = (root / "a/one.md").stat()
    deleted = Trash(root).put("a/one.md", NOW)
    assert not (root / "a/one.md").exists()
    assert (root / ".newsreader/trash" / deleted.name).read_bytes() == b"# One\n"
    (root / "a").rmdir()
    assert Trash(root).deleted() == [deleted]
    assert Trash(root).restore(deleted) == "a/one.md"
    after = (root / "a/one.md").stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (before.st_mtime_ns, before.st_mode, before.st_ino)
    assert Trash(root).deleted() == []


def test_nothing_is_overwritten_on_either_way(root: Path) -> None:
    trash = Trash(root)
    first = trash.put("a/one.md", NOW)
    (root / "a/one.md").write_text("another")
    second = trash.put("a/one.md", NOW)
    assert first.name != second.name
    (root / "a/one.md").write_text("a third")
    assert [trash.restore(first), trash.restore(second)] == ["a/one 2.md", "a/one 3.md"]
    texts = {path.name: path.read_text() for path in (root / "a").iterdir()}
    assert texts == {"one.md": "a third", "one 2.md": "# One\n", "one 3.md": "another"}


def test_what_is_no_file_of_the_library_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("outside")
    (root / "link.md").symlink_to("a/one.md")
    (root / "leak.md").symlink_to(tmp_path / "outside.md")
    for path in ("../outside.md", "leak.md", "link.md", "a", "gone.md", ""):
        with pytest.raises((Unreadable, OSError)):
            Trash(root).put(path, NOW)
    assert (tmp_path / "outside.md").exists()
    assert (root / "a/one.md").exists()


def test_a_link_in_the_place_of_the_trash_leads_nowhere(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".newsreader").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="not a folder"):
        Trash(root).put("a/one.md", NOW)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (root / "a/one.md").exists()


@pytest.mark.parametrize("step", ["_note", "_take"])
def test_a_step_that_fails_leaves_the_file_in_its_place(root: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(trash_module, step, fail)
    with pytest.raises(OSError, match="No space"):
        Trash(root).put("a/one.md", NOW)
    assert (root / "a/one.md").read_bytes() == b"# One\n"
    assert Trash(root).deleted() == []


def test_a_record_that_makes_no_sense_is_passed_over(root: Path) -> None:
    deleted = Trash(root).put("a/one.md", NOW)
    record = root / ".newsreader/trash/deleted.jsonl"
    bad = (
        b'{"path": "../../x.md", "name": "deleted.jsonl", "when": 1}\n{"path": "x.md", "name": "../a"}\nnot json\n[]\n'
    )
    bad += b'{"path": "x.md", "name": "x.md", "when": Infinity}\n' + b"[" * 100_000 + b"\n"
    record.write_bytes(bad + record.read_bytes() + b'{"path": "torn')
    assert Trash(root).deleted() == [deleted]


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX systems")
def test_names_of_any_bytes_and_any_length(root: Path) -> None:
    for name in (b"latin\xe9.md", b"\xe6\xb5\xb7" * 80 + b".md", b"-rf.md", b"a\nb.md"):
        path = os.fsdecode(name)
        (root / path).write_text("x")
        deleted = Trash(root).put(path, NOW)
        assert Trash(root).restore(deleted) == path


def write_record(root: Path, path: str, name: str) -> None:
    folder = root / ".newsreader/trash"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deleted.jsonl").write_text(json.dumps({"path": path, "name": name, "when": 1}) + "\n")


@pytest.mark.parametrize(
    "path", [".git/hooks/post-checkout", ".git/a.md", "../a.md", "/a.md", "a//b.md", "run.sh", "a.md/.."]
)
def test_a_record_that_came_with_a_library_leads_nowhere_else(root: Path, path: str) -> None:
    write_record(root, path, "x.md")
    (root / ".newsreader/trash/x.md").write_text("x")
    assert Trash(root).deleted() == []


def test_nothing_is_restored_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "way").symlink_to(tmp_path / "elsewhere")
    write_record(root, "way/x.md", "x.md")
    (root / ".newsreader/trash/x.md").write_text("x")
    (deleted,) = Trash(root).deleted()
    with pytest.raises(NotADirectoryError):
        Trash(root).restore(deleted)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_trash_that_is_a_link_gives_nothing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write_record(tmp_path / "other", "x.md", "x.md")
    (tmp_path / "other/.newsreader/trash/x.md").write_text("not ours")
    (root / ".newsreader").symlink_to(tmp_path / "other/.newsreader")
    assert Trash(root).deleted() == []
    with pytest.raises(NotADirectoryError):
        Trash(root).restore(Deleted("x.md", "x.md", 1))
    assert (tmp_path / "other/.newsreader/trash/x.md").exists()


def test_a_torn_line_takes_no_other_with_it(root: Path) -> None:
    write_record(root, "gone.md", "gone.md")
    with (root / ".newsreader/trash/deleted.jsonl").open("a") as record:
        record.write('{"path": "torn')
    deleted = Trash(root).put("a/one.md", NOW)
    assert Trash(root).deleted() == [deleted]


def test_a_restore_that_was_killed_half_way_is_finished(root: Path) -> None:
    deleted = Trash(root).put("a/one.md", NOW)
    os.link(root / ".newsreader/trash" / deleted.name, root / "a/one.md")
    assert Trash(root).restore(deleted) == "a/one.md"
    assert [path.name for path in (root / "a").iterdir()] == ["one.md"]


def test_a_file_that_cannot_leave_its_place_is_not_in_the_trash(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(*_words: object, **_named: object) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(PermissionError):
        Trash(root).put("a/one.md", NOW)
    assert Trash(root).deleted() == []
    assert (root / "a/one.md").read_bytes() == b"# One\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_the_record_is_refused_at_once(root: Path) -> None:
    (root / ".newsreader/trash").mkdir(parents=True)
    os.mkfifo(root / ".newsreader/trash/deleted.jsonl")
    assert Trash(root).deleted() == []
    with pytest.raises(OSError, match=r"not a file|No such device"):
        Trash(root).put("a/one.md", NOW)
    assert (root / "a/one.md").exists()


def test_a_record_of_enormous_size_is_read_from_its_end(root: Path) -> None:
    (root / ".newsreader/trash").mkdir(parents=True)
    with (root / ".newsreader/trash/deleted.jsonl").open("wb") as record:
        record.truncate(1 << 36)
    deleted = Trash(root).put("a/one.md", NOW)
    assert Trash(root).deleted() == [deleted]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_trash_is_private_and_folders_of_articles_are_like_others(root: Path) -> None:
    before = os.umask(0o022)
    try:
        deleted = Trash(root).put("a/one.md", NOW)
        (root / "a").rmdir()
        Trash(root).restore(deleted)
    finally:
        os.umask(before)
    modes = [(root / path).stat().st_mode & 0o777 for path in (".newsreader", ".newsreader/trash", "a")]
    assert modes == [0o700, 0o700, 0o755]
