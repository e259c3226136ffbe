"""Where the program's own files and the user's data are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import newsreader
from newsreader.store import places

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the XDG folders are Linux's")


def test_data_dir_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.find_places(Path("kept")).data == tmp_path / "kept"


def test_all_the_program_keeps_lies_below_the_data_folder(tmp_path: Path) -> None:
    found = places.find_places(tmp_path)
    kept = [found.state, found.settings, found.log]
    assert len(set(kept)) == len(kept)
    assert all(path.is_relative_to(tmp_path) and path != tmp_path for path in kept)


def test_nothing_is_made_by_asking(tmp_path: Path, home: Path) -> None:
    assert not places.find_places(tmp_path / "kept").data.exists()
    assert not places.find_places(None).data.exists()


@linux_only
def test_data_lies_in_the_usual_folder(home: Path) -> None:
    assert places.find_places(None).data == home / ".local/share/newsreader"


@linux_only
def test_xdg_data_home_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert places.find_places(None).data == tmp_path / "newsreader"


@linux_only
def test_a_user_without_a_home_folder_is_told_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    with pytest.raises(places.NoDataFolderError, match="--data-dir"):
        places.find_places(None)


def test_own_folders_stand_beside_the_package_in_a_checkout(project: Path) -> None:
    assert places.resource_folder() == project / "resources"
    assert places.seed_folder() == project / "seeds"
    assert Path(newsreader.__file__).parent.parent == project
