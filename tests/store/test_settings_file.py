"""The settings on disk: readable, patient with what it does not know, never deleted."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest

from newsreader.core.settings import Settings
from newsreader.store.settings_file import SettingsFile

STAMP = "2026-08-22"


def test_what_was_set_comes_back_and_defaults_are_not_written(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.toml")
    settings = file.load(STAMP).settings
    settings.change("appearance.theme", "dark")
    file.save(settings)
    assert tomllib.loads(file.path.read_text(encoding="utf-8")) == {"appearance": {"theme": "dark"}}
    loaded = SettingsFile(file.path).load(STAMP)
    assert loaded.complaints == ()
    assert loaded.settings.text("appearance.theme") == "dark"
    loaded.settings.change("appearance.theme", "system")
    again = SettingsFile(file.path)
    again.load(STAMP)
    again.save(loaded.settings)
    assert file.path.read_bytes() == b""


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'top = 1\n[appearance]\ntheme = "sepia"\nfuture = [1, 2]\n[later.deep]\nx = "y"\n', encoding="utf-8"
    )
    file = SettingsFile(path)
    settings = file.load(STAMP).settings
    settings.change("appearance.density", "compact")
    file.save(settings)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "top": 1,
        "appearance": {"theme": "sepia", "density": "compact", "future": [1, 2]},
        "later": {"deep": {"x": "y"}},
    }


def test_a_value_that_cannot_be_is_told_and_its_default_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[appearance]\ntheme = "neon"\n[list]\nhide_read = "yes"\n', encoding="utf-8")
    loaded = SettingsFile(path).load(STAMP)
    assert len(loaded.complaints) == 2
    assert loaded.settings.text("appearance.theme") == Settings().text("appearance.theme")


@pytest.mark.parametrize("data", [b"= nonsense", b"\xff\xfe\x00", b"a = " + b"[" * 100_000])
def test_a_broken_file_is_set_aside_and_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    file = SettingsFile(path)
    (complaint,) = file.load(STAMP).complaints
    assert "settings.toml.bad-2026-08-22" in complaint
    assert (tmp_path / "settings.toml.bad-2026-08-22").read_bytes() == data
    file.save(Settings())
    assert path.exists()


def test_a_file_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    loaded = SettingsFile(tmp_path / "settings.toml").load(STAMP)
    assert len(loaded.complaints) == 1
    assert (tmp_path / "settings.toml").is_dir()


@pytest.mark.parametrize("kind", ["pipe", "device", "large"])
def test_what_is_no_file_of_settings_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.toml"
    if kind == "large":
        path.write_bytes(b"#" * 1_100_000)
    elif sys.platform == "win32":
        pytest.skip("pipes and devices of POSIX")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    file = SettingsFile(path)
    assert "no file of a reasonable size" in file.load(STAMP).complaints[0]
    with pytest.raises(OSError, match="were not read"):
        file.save(Settings({"appearance.theme": "sepia"}))


def test_the_readers_own_keys_are_kept_and_odd_ones_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\n"article.next" = ["Ctrl+J"]\n"article.previous" = 7\n[other]\nx = 1\n', encoding="utf-8")
    file = SettingsFile(path)
    loaded = file.load("now")
    assert loaded.settings.keys == {"article.next": ("Ctrl+J",)}
    assert loaded.complaints == ("The keys of article.previous cannot be 7; its own are used.",)
    loaded.settings.rebind({"article.open": ("X", "list:Return"), "article.next": None})
    file.save(loaded.settings)
    text = path.read_text(encoding="utf-8")
    assert '"article.open" = [\n    "X",\n    "list:Return",\n]' in text
    assert "article.next" not in text
    assert "[other]" in text
    assert SettingsFile(path).load("now").settings.keys == {"article.open": ("X", "list:Return")}


def test_settings_that_could_not_be_read_are_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[appearance]\ntheme = "dark"\n', encoding="utf-8")
    file = SettingsFile(path)

    def fail(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", fail)
        assert "Input/output error" in file.load("now").complaints[0]
    with pytest.raises(OSError, match="were not read"):
        file.save(Settings({"appearance.theme": "sepia"}))
    assert path.read_text(encoding="utf-8") == '[appearance]\ntheme = "dark"\n'
    path.unlink()
    file.save(Settings({"appearance.theme": "sepia"}))
    assert SettingsFile(path).load("now").settings.changed() == {"appearance.theme": "sepia"}
