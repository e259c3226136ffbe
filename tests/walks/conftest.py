"""The window the walks go through: one for each module, opened anew on an untouched folder for each walk."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.core.high_contrast import SystemColours
from newsreader.core.settings import SETTINGS, Settings
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.overlay import leave_front_overlay
from newsreader.ui.page.faces import register_faces
from tests.fakes import Desk, FixedClock
from tests.walks.stories import trace, write_library
from tests.walks.walker import LANES, Walker


@dataclass
class Asked:
    """A dialog that was asked for: what it is about, and what becomes of the answer."""

    about: str
    answer: Callable[[Any], None]


@dataclass
class House:
    """A module's window, with what stands in for the world outside."""

    walker: Walker
    desk: Desk
    clock: FixedClock
    data: list[Path] = field(default_factory=list)
    known: list[Path] = field(default_factory=list)
    """The libraries that are remembered."""
    contrast: list[SystemColours] = field(default_factory=list)
    """The colours of a desktop that asks for high contrast; none where it does not."""
    asked: list[Asked] = field(default_factory=list)
    """The dialogs for a printer or a file that would have been shown."""


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """The child that makes pages, warm, for all modules."""
    renderer = Renderer()
    renderer.warm()
    yield renderer
    renderer.close()
    assert not children_of_this()


@pytest.fixture(scope="module")
def dwell_ms() -> int:
    """How long an article stays on the screen before it is read: never, unless a module says otherwise."""
    return 10_000_000


@pytest.fixture(scope="module")
def moment_ms() -> int:
    """How long an article must be seen to be part of the reader's way: for ever, unless a module says otherwise."""
    return 10_000_000


@pytest.fixture(scope="module")
def house(qapp: QApplication, renderer: Renderer, dwell_ms: int, moment_ms: int) -> Iterator[House]:
    """A window on the screen, with no library yet."""
    before = set(threading.enumerate())
    qapp.setStyle("Fusion")
    desk, clock, data = Desk(), FixedClock(), [Path()]
    known: list[Path] = []
    settings = Settings({"appearance.theme": "light"})

    def open_library(root: Path) -> Library:
        inside = settings.flag("library.state_inside")
        return Library(root, data[0], renderer, clock, keeps_state_inside=inside)

    asked: list[Asked] = []
    contrast: list[SystemColours] = []
    services = Services(
        open_library,
        lambda _settings: None,
        Opener(desk),
        clock,
        dwell_ms,
        moment_ms,
        known_libraries=lambda: known,
        forget_library=known.remove,
        ask_printer=lambda _window, title, use: asked.append(Asked(title, use)),
        ask_file=lambda _window, name, use: asked.append(Asked(name, use)),
        ask_contrast=lambda _application: contrast[0] if contrast else None,
    )
    resources = resource_folder()
    faces = register_faces(resources / "fonts")
    shell = Shell(qapp, settings, Icons(resources / "icons"), faces, services)
    walker = Walker(shell)
    walker.window.resize(1440, 900)
    walker.window.show()
    yield House(walker, desk, clock, data, known, contrast, asked)
    walker.close()
    left = {thread.name for thread in set(threading.enumerate()) - before}
    assert not any(name.startswith(LANES) for name in left)


@pytest.fixture
def desk(house: House) -> Desk:
    """The desktop that takes addresses."""
    house.desk.opened.clear()
    house.desk.takes = True
    return house.desk


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """The folder of stories; reading leaves every byte and date of it as it was."""
    folder = write_library(tmp_path / "library")
    before = trace(folder)
    yield folder
    assert trace(folder) == before


@pytest.fixture
def room(house: House, desk: Desk, tmp_path: Path) -> Walker:
    """The window as at a first start, with a data folder of this walk and no library."""
    house.data[0] = tmp_path / "data"
    house.known.clear()
    house.asked.clear()
    walker = house.walker
    for setting in SETTINGS:
        value = "light" if setting.id == "appearance.theme" else setting.default
        if walker.shell.preferences.settings.changed().get(setting.id, setting.default) != value:
            walker.shell.preferences.change(setting.id, value)
    walker.window.set_focus_mode(False)
    walker.window.show_article(False)
    walker.window.setWindowState(walker.window.windowState().WindowNoState)
    walker.window.restore({"geometry": "", "widths": "208 356", "shown_wide": "11", "shown_medium": "01"})
    walker.window.resize(1440, 900)
    walker.widgets.toast.hide()
    while leave_front_overlay(walker.window):
        continue
    walker.widgets.articles.setFocus()
    walker.window.activateWindow()
    walker.until(lambda: QApplication.focusWidget() is walker.widgets.articles, "the list has the focus")
    walker.heart.reset()
    return walker


@pytest.fixture
def walk(room: Walker, root: Path) -> Walker:
    """The window with the stories in it, the newest shown."""
    room.open(root)
    return room


def children_of_this() -> list[int]:
    """The processes this one has started and that still run; none are known outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    found = []
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        # A thread may end while it is looked at; its children are the process's then.
        with contextlib.suppress(FileNotFoundError):
            found += [int(child) for child in (task / "children").read_text().split()]
    return found
