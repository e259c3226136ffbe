"""Walks with the state inside the library: another device's marks come in, and ours go out."""

from __future__ import annotations

import json
from pathlib import Path

from newsreader.store.own_folder import STATE
from tests.walks.stories import ORBIT, TIDES, write_library
from tests.walks.test_walk_own import chips, select
from tests.walks.walker import Walker

IDENTITY = "u:orbit.example/signal"


def line(field: str, value: object) -> str:
    fact = {"ids": [IDENTITY], "field": field, "value": value, "clock": "2026-08-22T10:00:00.000Z-0000"}
    return json.dumps(fact | {"device": "bbbbbbbb"}) + "\n"


def test_what_another_device_says_shows_in_an_open_window(room: Walker, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    state = root.joinpath(*STATE)
    state.mkdir(parents=True)
    room.open(root)
    select(room, ORBIT.title)
    room.until(lambda: room.shell.desk.is_watching, "the folder is watched")
    told = line("starred", True) + line("tag/slow", "Slow") + line("note", "From the *other* desk.")
    (state / "bbbbbbbb.jsonl").write_text(told, encoding="utf-8")
    room.until(lambda: room.is_starred(ORBIT), "the star is there")
    room.until(lambda: "From the other desk." in room.page_text, "the note is on the page")
    room.until(lambda: chips(room) == [*ORBIT.tags, "Slow"], "the tag is there")
    room.settle()


def test_marks_are_kept_inside_the_library_where_the_reader_wants_it(room: Walker, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    room.open(root)
    room.press("S")
    state = root.joinpath(*STATE)
    assert not state.exists()
    room.shell.preferences.change("library.state_inside", True)
    room.until(lambda: room.shell.reading.article is not None, "it is open again")
    room.until(lambda: state.exists() and any(state.iterdir()), "older marks are inside as well")
    room.settle()
    assert room.is_starred(TIDES)
    room.press("J", "S")
    (file,) = state.iterdir()
    facts = [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines()]
    assert sum(len(fact["ids"]) for fact in facts if fact["field"] == "starred") == 2
