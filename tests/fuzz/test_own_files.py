"""F9, files of our own: what was written is read again as it was, and what somebody else wrote there is survived."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.core.highlights import CONTEXT, Highlight, highlight_of
from newsreader.core.own import Own, unpacked
from newsreader.core.saved import SavedSearch
from newsreader.core.saved_file import read_searches, with_search, without_search
from newsreader.core.settings import SETTINGS, Setting, Settings
from newsreader.core.trail import Trail
from newsreader.store.facts import Fact, fact_of, line_of
from newsreader.store.folder import is_path
from newsreader.store.searches_file import SEARCHES, SearchesFile
from newsreader.store.session import LibrarySession, Session, load_session, save_session
from newsreader.store.settings_file import SettingsFile
from newsreader.store.steps_file import StepsFile
from tests.core.test_saved import BY_HAND, RUST, TRAINS
from tests.fuzz.strategies import ANY, law, soup

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
TEXTS = st.text(ANY, max_size=20)
PIECES = (
    *(
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\u0000",
        "\n",
        "\n\n",
        "\r\n",
        " ",
    ),
    *(
        "appearance",
        "theme",
        "keys",
        "search",
        "name",
        "query",
        "[[search]]\n",
        "[appearance]\n",
        "[keys]\n",
        'name = "a"\n',
    ),
    *(
        'query = "b"\n',
        "a = ",
        "a.b.",
        "1",
        "0x",
        "9" * 40,
        "nan",
        "inf",
        "true",
        "1979-05-27",
        "07:32:00",
        "\u2028",
        "\x85",
    ),
    *('theme = "dark"\n', '"article.next" = ["J"]\n', "[a.b.c]\n", "{b = ", "\0", "\ufeff", "é"),
)
DEEP = ".".join("abcd" * 500)
ABSURD = (
    f"[{DEEP}]\nx = 1\n",
    f"{DEEP} = 1\n",
    f"[[{DEEP}]]\n",
    f"[appearance.theme.{DEEP}]\nx = 1\n",
    f"[keys.{DEEP}]\n",
    "a = " + "[" * 300 + "]" * 300,
    "a = " + "{b = " * 300 + "1" + "}" * 300,
    "[appearance]\ntheme = " + "[" * 300 + "]" * 300,
    "a = " + "9" * 5_000,
    "a = 0x" + "f" * 5_000,
    "[list]\nhide_read = 0x" + "f" * 5_000,
    f"[[search]]\nname = 'x'\nquery = 'y'\n[{DEEP}]\nx = 1\n",
    'keys = "x"\nappearance = 1\n',
    ".".join("a" * 125_000) + " = 1",
)
"""Each of these but one ended a start or a save with an exception, and the last with all the memory there was."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def allowed(setting: Setting) -> st.SearchStrategy[Any]:
    """What a setting may be."""
    if setting.is_open:
        return TEXT.filter(bool)
    return st.sampled_from(setting.choices) if setting.choices else st.booleans()


LEAVES = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXT | st.dates() | st.times()
INNER = LEAVES | st.lists(LEAVES, max_size=3) | st.dictionaries(TEXT, LEAVES, min_size=1, max_size=3)
OURS = ("keys", *{setting.id.partition(".")[0] for setting in SETTINGS})
REST = st.dictionaries(
    TEXT.filter(lambda name: name not in OURS),
    INNER | st.lists(INNER, max_size=3) | st.dictionaries(TEXT, INNER, min_size=1, max_size=3),
    max_size=3,
)
VALUES = st.fixed_dictionaries({}, optional={setting.id: allowed(setting) for setting in SETTINGS})
KEYS = st.dictionaries(TEXT, st.lists(TEXT.filter(bool), max_size=3), max_size=3)


@law(100)
@example({"appearance.theme": "dark"}, {"": ["J"]}, {"a": [date(1, 1, 1), {"b": time(1)}], "": ""})
@given(VALUES, KEYS, REST)
def test_settings_come_back_beside_what_is_not_ours(
    folder: Path, values: dict[str, Any], keys: dict[str, list[str]], rest: dict[str, Any]
) -> None:
    path = folder / "settings.toml"
    file = SettingsFile(path, rest)
    settings = Settings(values, keys)
    file.save(settings)
    again = SettingsFile(path)
    loaded = again.load("now")
    assert loaded.complaints == ()
    assert loaded.settings.changed() == settings.changed()
    assert loaded.settings.keys == settings.keys
    before = path.read_bytes()
    again.save(loaded.settings)
    assert path.read_bytes() == before


@law(120)
@given(soup(PIECES, 30, 3) | st.sampled_from(ABSURD))
def test_any_file_of_settings_is_survived(folder: Path, text: str) -> None:
    """At worst it is set aside; what is changed then is kept, and is there at the next start."""
    path = folder / "odd" / "settings.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    file = SettingsFile(path)
    assert all(len(complaint) < 200 for complaint in file.complaints())
    settings = file.load("now").settings
    settings.change("appearance.theme", "sepia")
    file.save(settings)
    assert SettingsFile(path).load("now").settings.text("appearance.theme") == "sepia"
    for kept in path.parent.iterdir():
        kept.unlink()


@law(120)
@given(soup(PIECES, 30, 3) | st.sampled_from(ABSURD))
def test_any_file_of_searches_is_read_or_left_alone(folder: Path, text: str) -> None:
    place = folder / SEARCHES
    place.parent.mkdir(exist_ok=True)
    before = text.encode("utf-8", "surrogatepass")
    place.write_bytes(before)
    file = SearchesFile(folder)
    searches, trouble = file.load()
    assert len(trouble) < 200
    wanted = SavedSearch("Two words", "rust is:unread")
    with suppress(ValueError):
        file.save(wanted)
        kept, _ = file.load()
        assert wanted in kept
        assert {search for search in searches if search.name != wanted.name} <= set(kept)
        file.remove(wanted.name)
        assert wanted.name not in [search.name for search in file.load()[0]]
        return
    assert place.read_bytes() == before


NAMES = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"), blacklist_characters="\ufffc"),
    min_size=1,
    max_size=9,
)
SEARCH = st.builds(SavedSearch, NAMES, TEXT.map("a".__add__))


@law(80)
@given(st.lists(SEARCH, max_size=5, unique_by=lambda search: search.name))
def test_what_is_saved_is_read_again_and_what_is_removed_is_gone(kept: list[SavedSearch]) -> None:
    text = BY_HAND
    for search in kept:
        text = with_search(text, search)
    expected = {search.name: search for search in (RUST, TRAINS, *kept)}
    assert read_searches(text) == (tuple(expected.values()), "")
    for search in kept:
        text = without_search(text, search.name)
        del expected[search.name]
        assert read_searches(text) == (tuple(expected.values()), "")


FACTS = st.builds(
    Fact,
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
        st.lists,
        max_leaves=3,
    ),
    st.just("2026-08-22T09:38:00.000Z-0000"),
    TEXTS,
)
HIGHLIGHTS = st.builds(
    Highlight, TEXTS.filter(bool), st.text(ANY, max_size=CONTEXT), st.text(ANY, max_size=CONTEXT), st.integers(0, 10**9)
)


@law(150)
@given(FACTS)
def test_a_line_gives_back_the_fact(fact: Fact) -> None:
    line = line_of(fact)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert fact_of(line) == fact


@law(100)
@given(st.lists(TEXTS, max_size=4).map(tuple), TEXTS, st.lists(HIGHLIGHTS, max_size=3).map(tuple))
def test_what_a_reader_made_of_an_article_is_unpacked_as_it_was_packed(
    tags: tuple[str, ...], note: str, highlights: tuple[Highlight, ...]
) -> None:
    own = Own(tags, note, highlights)
    assert unpacked(own.packed()) == own
    assert [highlight_of(json.loads(json.dumps(one.value))) for one in highlights] == list(highlights)


@law(40)
@given(
    st.lists(st.dictionaries(TEXTS, st.integers() | TEXTS | st.lists(TEXTS, max_size=2), max_size=3), max_size=4),
    st.binary(max_size=20),
)
def test_steps_come_back_also_behind_a_torn_line(folder: Path, rows: list[dict[str, Any]], torn: bytes) -> None:
    path = folder / "steps.jsonl"
    file = StepsFile(path)
    file.replace(rows)
    assert list(file.rows()) == rows
    path.write_bytes(path.read_bytes() + torn.replace(b"{", b"").replace(b"\n", b""))
    file.append({"last": 1})
    assert list(file.rows()) == [*rows, {"last": 1}]


PATHS = TEXTS.filter(is_path)
PLACES = st.builds(
    LibrarySession,
    st.sampled_from(["all", "tag", "source"]),
    PATHS,
    PATHS,
    PATHS,
    st.lists(PATHS, min_size=1, max_size=3).map(lambda paths: Trail(tuple(paths), 0)),
)


@law(40)
@given(st.dictionaries(TEXTS, TEXTS, max_size=3), st.dictionaries(PATHS, PLACES, max_size=3))
def test_where_the_window_was_left_comes_back(
    folder: Path, window: dict[str, str], libraries: dict[str, LibrarySession]
) -> None:
    session = Session(window, libraries)
    save_session(folder / "session.json", session)
    assert load_session(folder / "session.json") == session
