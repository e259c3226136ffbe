"""What `newsreader check --self` finds; it mends nothing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from newsreader.core.commands import COMMANDS
from newsreader.reader.self_checks import FACES, check_program
from newsreader.store.index.opening import make_index
from newsreader.store.places import Places, resource_folder
from newsreader.store.session import LibrarySession, Session, save_session
from tests.reader.makers import marks, noon
from tests.walks.stories import trace


@pytest.fixture
def places(tmp_path: Path) -> Places:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    marks(data)
    return Places(data)


def found(places: Places) -> dict[str, str]:
    """What is wrong, by the last part of the path; nothing is changed by looking."""
    before = trace(places.data)
    findings = list(check_program(places, resource_folder(), noon))
    assert trace(places.data) == before
    assert all(Path(finding.path).is_absolute() for finding in findings)
    return {Path(finding.path).name: finding.problem for finding in findings}


def test_all_is_well_before_the_first_start_and_after_it(places: Places, tmp_path: Path) -> None:
    assert found(Places(tmp_path / "not" / "made" / "yet")) == {}
    places.settings.write_text('[appearance]\ntheme = "dark"\n', encoding="utf-8")
    assert found(places) == {}


@pytest.mark.skipif(os.name != "posix", reason="this system has other permissions")
def test_a_data_folder_that_others_can_read_is_told(places: Places) -> None:
    places.data.chmod(0o755)
    assert found(places) == {"data": "Other users of this computer may look into it."}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_data_folder_that_cannot_be_written_is_told(places: Places) -> None:
    places.data.chmod(0o500)
    assert "no permission to write" in found(places)["data"]
    assert "no permission to write" in found(Places(places.data / "inside"))["data"]


def test_a_file_in_the_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    assert "not a folder" in found(Places(tmp_path / "data"))["data"]


def test_torn_and_foreign_lines_of_journals_are_told(places: Places) -> None:
    places.state.mkdir()
    (places.state / "aaaaaaaa.jsonl").write_bytes(b"nonsense\n")
    (places.data / "seen").mkdir()
    (places.data / "seen" / "bbbbbbbb.jsonl").write_bytes(b'{"ids": ["u:x"], "fie')
    problems = found(places)
    assert "could not be understood: 1" in problems["aaaaaaaa.jsonl"]
    assert "incomplete" in problems["bbbbbbbb.jsonl"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("x = [", "could not be understood"), ('[appearance]\ntheme = "pink"\n', "appearance.theme cannot be 'pink'")],
)
def test_settings_that_make_no_sense_are_told_and_stay(places: Places, text: str, problem: str) -> None:
    places.settings.write_text(text, encoding="utf-8")
    assert problem in found(places)["settings.toml"]


def test_the_index_is_looked_into_by_whoever_can(places: Places) -> None:
    folder = places.data / "index"
    folder.mkdir()
    make_index(folder / "good.db").close()
    for name in ("bad.db", "bad.db-wal", "bad.lock", "other.db.bad-1"):
        (folder / name).touch()
    # SQLite keeps what readers share in a file beside the index.
    (finding,) = check_program(places, resource_folder(), noon)
    assert Path(finding.path).name == "bad.db"
    assert finding.problem == "The index cannot be used: it is empty. It is made again at the next start."


@pytest.mark.parametrize("text", [b"no json", b"[]", b"[" * 100_000])
def test_a_session_that_makes_no_sense_is_told(places: Places, text: bytes) -> None:
    (places.data / "session.json").write_bytes(text)
    assert "could not be understood" in found(places)["session.json"]


def test_steps_that_make_no_sense_are_told(places: Places) -> None:
    (places.data / "history").mkdir()
    (places.data / "history" / "good.jsonl").write_bytes(b'\n{"a": 1}\n')
    (places.data / "history" / "bad.jsonl").write_bytes(b'{"a": 1}\n{"torn\n[]\n')
    (places.data / "history" / "folder.jsonl").mkdir()
    problems = found(places)
    assert "understood: 2" in problems["bad.jsonl"]
    assert "could not be read" in problems["folder.jsonl"]
    assert "good.jsonl" not in problems


def test_keys_that_make_no_sense_are_told(places: Places) -> None:
    places.settings.write_text('[keys]\n"article.next" = 7\n', encoding="utf-8")
    assert "keys of article.next cannot be 7" in found(places)["settings.toml"]


def test_what_is_kept_inside_the_libraries_is_looked_at(places: Places, tmp_path: Path) -> None:
    root = tmp_path / "library"
    (root / ".newsreader" / "state").mkdir(parents=True)
    session = Session().with_library(tmp_path / "gone", LibrarySession()).with_library(root, LibrarySession())
    save_session(places.data / "session.json", session)
    assert found(places) == {}
    (root / ".newsreader" / "state" / "cccccccc.jsonl").write_bytes(b"nonsense\n")
    (root / ".newsreader" / "searches.toml").write_text("[[search")
    (root / ".newsreader" / "trash").mkdir()
    before = trace(root)
    problems = found(places)
    assert trace(root) == before
    assert "understood: 1" in problems["cccccccc.jsonl"]
    assert "understood" in problems["searches.toml"]
    assert "trash" not in problems


def test_fonts_and_drawings_have_to_be_there(places: Places, tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(resource_folder(), resources)
    (resources / "fonts" / "SourceSerif4-It.ttf").unlink()
    (resources / "icons" / "star.svg").write_bytes(b"")
    problems = {Path(finding.path).name for finding in check_program(places, resources, noon)}
    assert problems == {"SourceSerif4-It.ttf", "star.svg"}


def test_every_bundled_font_is_looked_for() -> None:
    names = {path.stem for path in (resource_folder() / "fonts").glob("*.ttf")}
    assert names == {*(f"SourceSerif4-{face}" for face in FACES), "SourceSerif4Display-Bold"}
    assert any(command.icon == "star" for command in COMMANDS)
