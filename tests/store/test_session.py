"""What the window remembers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.trail import MOST, Trail
from newsreader.store.session import LIBRARIES, LibrarySession, Session, load_session, save_session

PLACE = LibrarySession("tag", "rust", "a/b.md", "u:x.example/", Trail(("one.md", "a/b.md"), 0), ("tide", "source:x"))


def test_what_was_left_comes_back(tmp_path: Path) -> None:
    session = Session({"geometry": "00ff", "widths": "208 356"}).with_library(Path("one"), PLACE)
    session = session.with_library(Path("two"), LibrarySession())
    save_session(tmp_path / "session.json", session)
    again = load_session(tmp_path / "session.json")
    assert again == session
    assert again.last_library == Path("two")
    assert again.library(Path("one")) == PLACE
    assert again.library(Path("never opened")) == LibrarySession()
    assert again.with_library(Path("one"), PLACE).last_library == Path("one")


def test_old_libraries_are_forgotten() -> None:
    session = Session()
    for number in range(LIBRARIES + 5):
        session = session.with_library(Path(str(number)), LibrarySession())
    assert len(session.libraries) == LIBRARIES
    assert Path("0") not in map(Path, session.libraries)


def test_the_last_library_is_the_first_and_one_can_be_left_out() -> None:
    session = Session()
    for name in ("a", "b", "c", "a"):
        session = session.with_library(Path(name), PLACE)
    assert session.known_libraries == [Path("a"), Path("c"), Path("b")]
    session = session.without_library(Path("c")).without_library(Path("never there"))
    assert session.known_libraries == [Path("a"), Path("b")]
    assert session.library(Path("b")) == PLACE


def test_paths_that_no_system_has_are_left_out(tmp_path: Path) -> None:
    row = {"kind": "tag", "article_path": "\ud800", "trail": {"paths": ["a\0"], "at": 0}}
    (tmp_path / "s").write_text(json.dumps({"libraries": {"\ud800": {}, "one": row}}))
    session = load_session(tmp_path / "s")
    assert session.known_libraries == [Path("one")]
    assert session.library(Path("one")) == LibrarySession("tag")


def test_a_path_that_is_not_text_comes_back(tmp_path: Path) -> None:
    session = Session().with_library(Path("x"), LibrarySession(article_path="latin\udce9.md"))
    save_session(tmp_path / "s", session)
    assert load_session(tmp_path / "s") == session


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"[" * 100_000, b"\xff", b'{"window": "x", "libraries": [1]}'])
def test_a_file_that_makes_no_sense_is_the_same_as_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "s").write_bytes(data)
    assert load_session(tmp_path / "s") == Session() == load_session(tmp_path / "missing")


@pytest.mark.parametrize(
    "trail",
    [
        3,
        [],
        {"paths": ["a"]},
        {"paths": ["a"], "at": 1},
        {"paths": ["a"], "at": -1},
        {"paths": ["a", 2], "at": 0},
        {"paths": ["a"], "at": True},
        {"paths": ["a"] * (MOST + 1), "at": 0},
    ],
)
def test_a_way_that_makes_no_sense_is_none(tmp_path: Path, trail: object) -> None:
    row = {"libraries": {"one": {"kind": "tag", "trail": trail}}}
    (tmp_path / "s").write_text(json.dumps(row), encoding="utf-8")
    assert load_session(tmp_path / "s").library(Path("one")) == LibrarySession("tag")


@pytest.mark.parametrize("searches", [3, "tide", {"a": 1}, [1, None, ["x"]]])
def test_searches_that_make_no_sense_are_none(tmp_path: Path, searches: object) -> None:
    row = {"libraries": {"one": {"kind": "tag", "searches": searches}}}
    (tmp_path / "s").write_text(json.dumps(row), encoding="utf-8")
    assert load_session(tmp_path / "s").library(Path("one")) == LibrarySession("tag")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("window", "libraries"), json_values)))
def test_no_json_upsets_it(tmp_path_factory: pytest.TempPathFactory, row: dict[str, object]) -> None:
    path = tmp_path_factory.getbasetemp() / "session.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    session = load_session(path)
    assert all(isinstance(text, str) for text in session.window.values())
