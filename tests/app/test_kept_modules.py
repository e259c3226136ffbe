"""Modules come from one file where it holds what Python would make of their sources, and from the sources elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.app import kept_modules
from newsreader.core import hints
from newsreader.store import files

_START = """
import sys
from newsreader.app.kept_modules import KeptModules
kept = KeptModules("newsreader.thing")
kept.take()
taken = dict(kept.compiled)
kept.make()
made = sorted(name for name in sys.modules if name.startswith(("newsreader.thing", "newsreader.more")))
import newsreader.thing, newsreader.more.inner
kept.note()
kept.compiled[b"1"] = compile(b"1", "one.py", "eval")
kept.keep(0.0)
kept.keep(0.0)
names = ("newsreader.thing", "newsreader.more", "newsreader.more.inner")
loaders = {type(sys.modules[name].__spec__.loader).__name__ for name in names}
print(newsreader.thing.VALUE, *loaders)
thing = newsreader.thing
assert (thing.__file__, thing.where.__code__.co_filename) == (thing.__spec__.origin, thing.__file__), thing.__file__
assert newsreader.more.__path__ == [newsreader.more.__file__.removesuffix("__init__.py")[:-1]]
assert thing.__spec__.loader.get_code("newsreader.thing").co_filename == thing.__file__
"""
_HOW = """
print(made)
for name in ("newsreader.thing", "newsreader.more"):
    module = sys.modules[name]
    left_out = {"__builtins__", "__spec__", "__loader__", "where"}
    about = sorted((key, value) for key, value in vars(module).items() if key not in left_out)
    spec = module.__spec__
    assert module.__loader__ is spec.loader and spec.loader.path == module.__file__, name
    print(about, spec.name, spec.origin, spec.cached, spec.has_location, spec.parent, spec.submodule_search_locations)
print(newsreader.thing.where.__module__, newsreader.more.inner)
"""
_FRESH, _KEPT = "SourceFileLoader", "_Loader"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of few modules, called as ours is."""
    package = tmp_path / "newsreader"
    for name in ("", "app", "core", "store", "more"):
        (package / name).mkdir()
        (package / name / "__init__.py").touch()
    shutil.copy(kept_modules.__file__, package / "app")
    shutil.copy(hints.__file__, package / "core")
    shutil.copy(files.__file__, package / "store")
    (package / "thing.py").write_text("VALUE = 1\ndef where(): pass\n")
    (package / "more" / "inner.py").touch()
    return tmp_path


@pytest.fixture
def place(program: Path) -> Path:
    """Where the program keeps its modules."""
    cached = sys.implementation.cache_tag
    return program / "newsreader" / "__pycache__" / f"__init__.{cached}.start"


def _start(program: Path, then: str = "", **more: str) -> str:
    without = ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment |= {"PYTHONPATH": os.fspath(program), **more}
    command = [sys.executable, "-c", _START + then]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=program, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_second_start_takes_its_modules_from_the_file_and_leaves_it(program: Path, place: Path) -> None:
    assert _start(program) == f"1 {_FRESH}"
    first = place.stat()
    assert _start(program) == f"1 {_KEPT}"
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    assert [path.name for path in place.parent.glob("*.start")] == [place.name]


def test_modules_that_are_made_at_once_are_as_if_they_were_imported(program: Path) -> None:
    (program / "newsreader" / "thing.py").write_text(
        "from newsreader.more import inner\nVALUE = 1\ndef where(): pass\n"
    )
    fresh, *about = _start(program, _HOW).splitlines()[1:]
    made, *same = _start(program, _HOW).splitlines()[1:]
    assert (fresh, made) == ("[]", "['newsreader.more', 'newsreader.more.inner', 'newsreader.thing']")
    assert about == same
    assert len(same) == 3


def test_only_what_the_first_module_brings_with_it_is_made_at_once(program: Path) -> None:
    _start(program)
    assert _start(program, "print(made)").splitlines() == [f"1 {_KEPT}", "['newsreader.thing']"]


def test_what_others_had_compiled_is_kept_with_them(program: Path) -> None:
    said = "print({source: eval(code) for source, code in taken.items()})"
    assert _start(program, said).splitlines() == [f"1 {_FRESH}", "{}"]
    assert _start(program, said).splitlines() == [f"1 {_KEPT}", "{b'1': 1}"]


def test_a_module_that_cannot_be_made_is_left_to_its_import(program: Path) -> None:
    source = program / "newsreader" / "thing.py"
    source.write_text("import os\nif os.environ.get('FAILS'): raise ImportError('as it says')\n" + source.read_text())
    _start(program)
    with pytest.raises(AssertionError, match="as it says"):
        _start(program, FAILS="1")
    assert _start(program) == f"1 {_KEPT}"


def test_a_source_that_has_changed_is_read_and_kept_anew(program: Path) -> None:
    _start(program)
    (program / "newsreader" / "thing.py").write_text("VALUE = 22\ndef where(): pass\n")
    assert _start(program).startswith("22 ")
    assert _start(program) == f"22 {_KEPT}"


def test_a_source_of_the_same_length_that_has_changed_is_read(program: Path) -> None:
    _start(program)
    source = program / "newsreader" / "thing.py"
    source.write_text("VALUE = 3\ndef where(): pass\n")
    os.utime(source, (1, 1))
    assert _start(program).startswith("3 ")


def test_a_program_at_another_place_does_not_use_the_file(program: Path, place: Path, tmp_path: Path) -> None:
    _start(program)
    moved = tmp_path / "moved"
    shutil.copytree(program / "newsreader", moved / "newsreader")
    assert _start(moved) == f"1 {_FRESH}"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: b"",
        lambda data: data[:-40] + bytes(byte ^ 1 for byte in data[-40:]),
        lambda data: data.replace(sys.version.encode(), b"3.10.0 (another)"),
    ],
    ids=["cut", "cut in its head", "empty", "flipped bits", "another Python"],
)
def test_a_file_that_is_not_as_it_was_written_is_not_used_and_made_again(
    program: Path, place: Path, damage: Callable[[bytes], bytes]
) -> None:
    _start(program)
    damaged = damage(place.read_bytes())
    place.write_bytes(damaged)
    assert _start(program) == f"1 {_FRESH}"
    assert place.read_bytes() != damaged
    assert _start(program) == f"1 {_KEPT}"


def test_where_no_bytecode_is_written_none_is_kept(program: Path, place: Path) -> None:
    assert _start(program, PYTHONDONTWRITEBYTECODE="1") == f"1 {_FRESH}"
    assert not place.exists()


def test_where_no_bytecode_can_be_written_the_program_starts_as_ever(program: Path, place: Path) -> None:
    place.parent.write_text("not a folder")
    assert _start(program) == f"1 {_FRESH}"
    assert _start(program) == f"1 {_FRESH}"


def test_bytecode_at_another_place_brings_the_file_along(program: Path, place: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "bytecode"
    assert _start(program, PYTHONPYCACHEPREFIX=os.fspath(elsewhere)) == f"1 {_FRESH}"
    assert _start(program, PYTHONPYCACHEPREFIX=os.fspath(elsewhere)) == f"1 {_KEPT}"
    assert not place.exists()
    assert len(list(elsewhere.rglob("*.start"))) == 1
