"""The window for hours: thousands of articles in a row, keys at random, and starts and quits without number.

python -m tests.long.soak FOLDER read [ARTICLES]        J, and each page waited for (5,000)
python -m tests.long.soak FOLDER keys [MINUTES [SEED]]  keys at random on 50,000 articles (60)
python -m tests.long.soak FOLDER starts [TIMES]         the program started and ended, each time as from outside (200)

FOLDER keeps the library that is made once. Each prints a line now and then, and at its end what was left behind.
"""

# ruff: noqa: E402 - a start is prepared before Qt is imported
from __future__ import annotations

import contextlib
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from newsreader.app.quick_start import look_for_garbage, prepare

prepare()  # as the program does: PySide keeps the source of every module that is imported later otherwise, 6 MB

from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.core.commands import COMMANDS
from newsreader.core.settings import Settings
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces
from tests.bench.library import library
from tests.bench.loop import rest, turn_until
from tests.bench.processes import memory_mb, own_memory_mb, tree
from tests.fakes import Desk

_LIBRARY = 50_000
_DIALOG_MS = 5000
_SETTLED = 200
"""Steps after which memory counts: everything was used once."""
_NOT_PRESSED = ("app.quit", "library.open", "library.open_file")
"""What ends the window, or has the desktop ask for a folder."""
_LETTERS = 'abcdefghijklmnopqrstuvwxyz \N{CJK UNIFIED IDEOGRAPH-6E2F}\N{LATIN SMALL LETTER E WITH ACUTE}"-:*'


class _Faults(logging.Handler):
    """Keeps what the program logs as its own fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Bench:
    """The window on a library, its desktop a fake, and the messages Qt gave meanwhile."""

    def __init__(self, root: Path, data: Path) -> None:
        self.warnings: list[str] = []
        self.faults = _Faults()
        logging.getLogger("newsreader").addHandler(self.faults)
        qInstallMessageHandler(self._note)
        self.application = QApplication([])
        self.application.setStyle("Fusion")
        self._renderer = Renderer()
        resources = resource_folder()
        services = Services(
            # Whatever folder is chosen by chance, only this one is ever written to.
            lambda _path: Library(root, data, self._renderer, _now),
            lambda _settings: None,
            Opener(Desk()),
            _now,
            ask_printer=_ask_nothing,
            ask_file=_ask_nothing,
        )
        faces = register_faces(resources / "fonts")
        self.shell = Shell(self.application, Settings(), Icons(resources / "icons"), faces, services)
        self.shell.faults.watch()
        window = self.shell.widgets.window
        window.resize(1440, 900)
        window.show()
        scanned: list[object] = []
        self.shell.desk.scanned.connect(scanned.append)
        self.shell.open_left(root)
        turn_until(self.application, lambda: bool(scanned) and self.shell.reading.article is not None)
        look_for_garbage()
        self.shell.widgets.articles.setFocus()
        self._closing = QTimer()
        self._closing.timeout.connect(_close_dialogs)
        self._closing.start(_DIALOG_MS)

    def memory(self) -> tuple[float, float]:
        """Megabytes of this process alone, for children come and go: all, and without pages of files."""
        return memory_mb(os.getpid()), own_memory_mb(os.getpid())

    def close(self) -> None:
        """End everything."""
        self._closing.stop()
        self.shell.widgets.window.hide()
        self.shell.close()
        self._renderer.close()
        rest(500)

    def _note(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            _say(message)
        if "This plugin does not support" not in message:  # the offscreen platform says so of every window
            self.warnings.append(message)


def read(bench: Bench, articles: int) -> list[tuple[float, float]]:
    """J, and each page waited for; the memory after every hundredth."""
    shown: list[int] = []
    bench.shell.reading.shown.connect(lambda *_: shown.append(1))
    handle, memory = bench.shell.widgets.window.windowHandle(), []
    key = QKeySequence("J")[0]  # type: ignore[index]
    for number in range(articles):
        shown.clear()
        QTest.keyClick(handle, key.key())
        turn_until(bench.application, lambda: bool(shown))
        if number % 100 == 0:
            memory.append(bench.memory())
            _say(f"{number:6} articles {_shown(memory[-1])}")
    return memory


def press(bench: Bench, minutes: float, seed: int) -> list[tuple[float, float]]:
    """Keys at random, of the table and letters; the memory after every hundredth."""
    _say(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311 - the same keys again for the same seed
    keys = [
        key.rpartition(":")[2]
        for command in COMMANDS
        if command.id not in _NOT_PRESSED
        for key in command.keys
        if key not in ("Back", "Forward")
    ]
    memory, number, end = [], 0, time.monotonic() + minutes * 60
    while time.monotonic() < end:
        _press(bench, chance, keys)
        rest(chance.choice((0, 0, 5, 20, 60, 200)))
        if number % 100 == 0:
            memory.append(bench.memory())
        if number % 2000 == 0:
            _say(f"{number:6} keys {_shown(memory[-1])}, {len(bench.warnings)} messages of Qt")
        number += 1
    _say(f"{number:6} keys in {minutes:g} minutes")
    return memory


def _press(bench: Bench, chance: random.Random, keys: list[str]) -> None:
    """One key of the table, or a letter where text is typed; a menu is closed again, mostly."""
    popup = QApplication.activePopupWidget()
    target: Any = popup or QApplication.focusWidget() or bench.shell.widgets.window
    if isinstance(target, QLineEdit) and chance.random() < 0.7:
        letter = chance.choice(_LETTERS)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        return
    if popup is not None and chance.random() < 0.7:
        QTest.keyClick(popup, QKeySequence("Esc")[0].key())  # type: ignore[index]
        return
    wanted = chance.choice(("Esc", "Tab", "Return", "Down", *keys)) if chance.random() < 0.8 else "J"
    for part in wanted.split(", "):
        sequence = QKeySequence(part)
        if sequence.count():
            combination = sequence[0]  # type: ignore[index]
            handle = target.window().windowHandle() or bench.shell.widgets.window.windowHandle()
            QTest.keyClick(handle, combination.key(), combination.keyboardModifiers())


def starts(root: Path, data: Path, times: int) -> None:
    """The program started and told to end, each time as a stranger does; what it left, at the end."""
    codes: dict[int, int] = {}
    longest = 0.0
    for number in range(times):
        begun = time.monotonic()
        with subprocess.Popen(
            (sys.executable, "-m", "newsreader", os.fspath(root), "--data-dir", os.fspath(data)),
            stderr=subprocess.PIPE,
        ) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(random.Random(number).uniform(0.05, 2.0))  # noqa: S311 - at any moment of a start
            process.send_signal(signal.SIGTERM)
            _out, said = process.communicate(timeout=30)
        longest = max(longest, time.monotonic() - begun)
        codes[process.returncode] = codes.get(process.returncode, 0) + 1
        if said.strip() and b"This plugin does not support" not in said:
            _say(f"start {number} said: {said.decode('utf-8', 'replace').strip()}")
    _say(f"{times} starts, exit codes {codes}, the longest {longest:.1f} s with its end")
    _say(f"left behind: {_left(data)}")


def _left(data: Path) -> str:
    """Temporary files, and programs of ours that still run on this data."""
    files = [path.name for path in data.rglob("*") if ".tmp" in path.name]
    running = [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if os.fspath(data).encode() in _read(path) and path.parent.name != str(os.getpid())
    ]
    return f"files {files}, processes {running}"


def _read(path: Path) -> bytes:
    """A file of /proc, whose process may have ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def main(folder: Path, what: str, number: float, seed: int) -> None:
    """One of the three, on a library whose state is a fresh one."""
    place = library(folder, 1000 if what == "starts" else _LIBRARY)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        if what == "starts":
            starts(place.root, data, int(number))
            return
        root = place.root
        if what == "keys":  # keys delete articles, and write into the library
            root = Path(name) / "library"
            shutil.copytree(place.root, root)
        threads = set(threading.enumerate())
        bench = Bench(root, data)
        memory = read(bench, int(number)) if what == "read" else press(bench, number, seed)
        bench.close()
        settled = memory[_SETTLED // 100 :]
        if settled:
            most = (max(one for one, _ in settled), max(own for _, own in settled))
            _say(f"memory after {_SETTLED} steps {_shown(settled[0])}")
            _say(f"at most {_shown(most)}, last {_shown(settled[-1])}")
        _say(f"messages of Qt: {sorted(set(bench.warnings))}")
        _say(f"faults: {bench.faults.said}")
        children = [pid for pid in tree(os.getpid()) if pid != os.getpid()]
        _say(f"left behind: threads {[t.name for t in set(threading.enumerate()) - threads]}, children {children}")
        sys.stdout.flush()


def _close_dialogs() -> None:
    """Qt's own dialogs and menus have a loop of their own, in which no key of ours would come."""
    for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if widget is not None:
            widget.close()


def _now() -> datetime:
    return datetime.now().astimezone()


def _ask_nothing(*_words: object) -> None:
    """Nobody chooses a printer or a file."""


def _shown(memory: tuple[float, float]) -> str:
    return f"{memory[0]:.1f} MB ({memory[1]:.1f} without files)"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


_MODES = {"read": 5000, "keys": 60, "starts": 200}

if __name__ == "__main__":
    folder_, mode, *rest_ = sys.argv[1:]
    main(
        Path(folder_),
        mode,
        float(rest_[0] if rest_ else _MODES[mode]),
        int(rest_[1]) if len(rest_) > 1 else int(time.time()),
    )
