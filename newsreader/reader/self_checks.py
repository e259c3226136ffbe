"""What is wrong with the program's own things: its data folder, journals, settings, session, steps, index,
fonts and drawings, and what it keeps inside the libraries it knows.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from newsreader.core.commands import COMMANDS
from newsreader.reader.checks import Finding
from newsreader.store.clock import Clock
from newsreader.store.index.reader import check_index
from newsreader.store.journal import Journal
from newsreader.store.own_folder import STATE, enter_own
from newsreader.store.places import Places
from newsreader.store.searches_file import SEARCHES, SearchesFile
from newsreader.store.session import load_session, session_complaint
from newsreader.store.settings_file import SettingsFile
from newsreader.store.steps_file import StepsFile
from newsreader.store.trash import FOLDER as TRASH
from newsreader.store.trash import Trash

FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
"""The bundled cuts of Source Serif 4; the title has one of its own."""
_NOBODY = "check"
"""A device without a journal: reading as it leaves every journal as it is."""

CheckIndex = Callable[[Path], str]
"""Looks into one file of the index: "" or one sentence that says what is wrong with it."""


def check_program(
    places: Places, resources: Path, now: Callable[[], datetime], look: CheckIndex = check_index
) -> Iterator[Finding]:
    """Every problem of the program's own files; nothing is made, mended or renamed. Blocking.

    `now` gives the local time, aware; `look` looks into the index of a library.
    """
    yield from _data_folder(places.data)
    for folder in (places.state, places.data / "seen"):
        for complaint in Journal(folder, _NOBODY, Clock(now)).load():
            yield Finding(str(folder / complaint.file), complaint.text)
    for text in SettingsFile(places.settings).complaints():
        yield Finding(str(places.settings), text)
    yield from _session(places.data / "session.json", now)
    yield from _steps(places.data / "history")
    yield from _index(places.data / "index", look)
    yield from _resources(resources)


def _data_folder(data: Path) -> Iterator[Finding]:
    """It can be written, or made; and nobody else can look into it."""
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    if not there.is_dir():
        yield Finding(str(there), "This is not a folder; nothing can be kept in it.")
        return
    if not os.access(there, os.W_OK | os.X_OK):
        yield Finding(str(there), "There is no permission to write here; nothing can be kept.")
    if there == data and os.name == "posix" and stat.S_IMODE(data.stat().st_mode) & 0o077:
        yield Finding(str(data), "Other users of this computer may look into it.")


def _steps(folder: Path) -> Iterator[Finding]:
    for file in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
        trouble = StepsFile(file).complaint()
        if trouble:
            yield Finding(str(file), trouble)


def _session(file: Path, now: Callable[[], datetime]) -> Iterator[Finding]:
    """The session, and what is ours in the libraries it knows, where they can be reached."""
    trouble = session_complaint(file)
    if trouble:
        yield Finding(str(file), trouble)
    for root in load_session(file).known_libraries:
        if root.is_dir():
            yield from _own_folder(root, now)


def _own_folder(root: Path, now: Callable[[], datetime]) -> Iterator[Finding]:
    """The saved searches, the trash and the journals inside a library."""
    trouble = SearchesFile(root).load()[1]
    if trouble:
        yield Finding(str(root / SEARCHES), trouble)
    try:
        Trash(root).deleted()
    except OSError as error:
        yield Finding(str(root.joinpath(*TRASH)), f"The trash could not be read: {error.strerror or error}.")
    try:
        state = enter_own(root, STATE)
    except FileNotFoundError:
        return
    except OSError as error:
        yield Finding(str(root.joinpath(*STATE)), f"The marks inside could not be read: {error.strerror or error}.")
        return
    for complaint in Journal(state, _NOBODY, Clock(now)).load():
        yield Finding(str(state / complaint.file), complaint.text)


def _index(folder: Path, look: CheckIndex) -> Iterator[Finding]:
    for file in sorted(folder.glob("*.db")) if folder.is_dir() else ():
        trouble = look(file)
        if trouble:
            yield Finding(str(file), trouble)


def _resources(folder: Path) -> Iterator[Finding]:
    fonts = [f"fonts/SourceSerif4-{face}.ttf" for face in FACES] + ["fonts/SourceSerif4Display-Bold.ttf"]
    drawings = sorted({f"icons/{command.icon}.svg" for command in COMMANDS if command.icon})
    for name in (*fonts, *drawings):
        file = folder / name
        if not file.is_file() or not file.stat().st_size:
            yield Finding(str(file), "This file of the program is missing.")
