"""Whose library it is: one holder at a time, whatever the lock file and the folders around it are."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from newsreader.store.claim import LONGEST_PATH, claim, socket_path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks and sockets of Unix")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", tempfile.mkdtemp(dir="/tmp"))
    return tmp_path / "data"


def lock_file(data: Path) -> Path:
    (path,) = (data / "instance").glob("*.lock")
    return path


def test_a_library_has_one_holder_until_it_is_released(data: Path, tmp_path: Path) -> None:
    first = claim(data, tmp_path)
    assert first is not None
    assert claim(data, tmp_path) is None
    first.release()
    second = claim(data, tmp_path)
    assert second is not None
    second.release()


def test_two_libraries_and_two_data_folders_are_apart(data: Path, tmp_path: Path) -> None:
    roots = [(data, tmp_path / "a"), (data, tmp_path / "b"), (tmp_path / "other", tmp_path / "a")]
    held = [claim(*place) for place in roots]
    assert None not in held
    assert len({socket_path(*place) for place in roots}) == 3
    for one in held:
        assert one is not None
        one.release()


def test_another_way_to_the_same_folder_is_the_same_library(data: Path, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "link").symlink_to("library")
    held = claim(data, tmp_path / "library")
    assert held is not None
    assert claim(data, tmp_path / "link") is None
    held.release()


def test_everything_is_private(data: Path, tmp_path: Path) -> None:
    held = claim(data, tmp_path)
    assert held is not None
    assert held.socket is not None
    assert stat.S_IMODE(lock_file(data).stat().st_mode) == 0o600
    for folder in (lock_file(data).parent, held.socket.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    held.release()


@pytest.mark.parametrize("kind", ["garbage", "folder", "link"])
def test_whatever_the_lock_file_is_there_is_a_claim_or_a_reason(data: Path, tmp_path: Path, kind: str) -> None:
    held = claim(data, tmp_path)
    assert held is not None
    held.release()
    path = lock_file(data)
    path.unlink()
    if kind == "garbage":
        path.write_bytes(b"\0host:99999\n" * 100)
        again = claim(data, tmp_path)
        assert again is not None
        again.release()
        return
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"[Dd]irectory|symbolic"):
        claim(data, tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_socket_has_a_short_path_in_a_folder_of_ours_or_none(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("long" * 40)))
    path = socket_path(data, tmp_path)
    assert path is not None
    assert len(os.fsencode(path)) <= LONGEST_PATH
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = socket_path(data, tmp_path)
    assert path is not None
    assert path.parent == tmp_path / f"newsreader-{os.getuid()}"
    path.parent.rmdir()
    monkeypatch.setattr("newsreader.store.claim._TEMPORARY", ())
    (tmp_path / f"newsreader-{os.getuid()}").write_text("not a folder")
    assert socket_path(data, tmp_path) is None
