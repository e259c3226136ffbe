"""Drawings kept for the next start: given back as they were, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.store.drawings import load_drawings, save_drawings

DRAWN = {"star #112233 18": bytes(range(64)), "globe": b"", "none \n of it": b"\n\n1234"}


def test_drawings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    save_drawings(tmp_path / "kept", "one", DRAWN)
    assert load_drawings(tmp_path / "kept", "one") == DRAWN


def test_those_of_another_maker_are_not_taken(tmp_path: Path) -> None:
    save_drawings(tmp_path / "kept", "one", DRAWN)
    assert load_drawings(tmp_path / "kept", "other") == {}


def test_a_file_that_changed_in_any_byte_is_none(tmp_path: Path) -> None:
    save_drawings(tmp_path / "kept", "one", DRAWN)
    data = (tmp_path / "kept").read_bytes()
    for place in range(len(data)):
        (tmp_path / "kept").write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        assert load_drawings(tmp_path / "kept", "one") == {}
        (tmp_path / "kept").write_bytes(data[:place])
        assert load_drawings(tmp_path / "kept", "one") == {}


@pytest.mark.parametrize("there", ["nothing", "a folder"])
def test_where_nothing_was_kept_there_is_none(tmp_path: Path, there: str) -> None:
    if there == "a folder":
        (tmp_path / "kept").mkdir()
    assert load_drawings(tmp_path / "kept", "one") == {}
