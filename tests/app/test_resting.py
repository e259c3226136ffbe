"""What is needed no more goes in a rest."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
import weakref

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from newsreader.app import resting
from newsreader.app.resting import Resting

_SIZES = """
import os
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from newsreader.app.resting import Resting
from newsreader.store.places import resource_folder
def held():
    return int(open("/proc/self/statm").read().split()[1])
def drawn(size):
    image = QImage(900, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont(family, size))
    painter.drawText(0, 40, "".join(map(chr, range(33, 700))))
    painter.end()
    return image
application = QApplication([])
file = next((resource_folder() / "fonts").rglob("*-Regular.ttf"))
family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]
window = QWidget()
resting = Resting(window, lambda: None)
resting.rest()
resting.note_setting("reading.text_size")
first = drawn(20)
for size in range(8, 60):
    drawn(size)
full = held()
resting.rest()
print(full - held(), flush=True)
assert drawn(20) == first
os._exit(0)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has another heap")
def test_letters_of_sizes_that_were_left_go_and_come_again() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _SIZES], capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    assert int(done.stdout) > 3000, "pages of 4 KB; 231 of 5,631 where the letters stay"


def test_typefaces_go_after_the_start_and_after_changes_of_the_look(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(resting, "QFont", type("Font", (), {"cleanup": staticmethod(lambda: gone.append("fonts"))}))
    monkeypatch.setattr(resting, "REST_MS", 0)
    label = QLabel()
    qtbot.addWidget(label)
    rests = Resting(label, lambda: gone.append("layouts"))
    rests.begin()
    qtbot.waitUntil(lambda: gone == ["layouts", "fonts"])
    rests.rest()
    rests.note_setting("library.hides_read")
    rests.rest()
    assert len(gone) == 2
    rests.note_setting("reading.text_size")
    rests.note_article()
    rests.note_article()
    qtbot.waitUntil(lambda: len(gone) == 4)


def test_typefaces_go_after_many_articles(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[str] = []
    monkeypatch.setattr(resting, "QFont", type("Font", (), {"cleanup": staticmethod(lambda: gone.append("fonts"))}))
    label = QLabel()
    qtbot.addWidget(label)
    rests = Resting(label, lambda: None)
    rests.rest()
    for _ in range(199):
        rests.note_article()
    rests.rest()
    assert len(gone) == 1
    rests.note_article()
    rests.rest()
    assert len(gone) == 2


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_a_library_goes_when_another_was_opened_although_it_was_there_at_the_start(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    rests = Resting(label, lambda: None)
    circle = _Circle()
    there = weakref.ref(circle)
    gc.freeze()
    del circle
    rests.note_library()
    rests.rest()
    gc.collect()
    assert there() is not None
    rests.note_library()
    rests.rest()
    assert there() is None
    gc.unfreeze()


def test_scan_after_scan_does_not_put_a_rest_off(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bool] = []
    monkeypatch.setattr(resting, "REST_MS", 60)
    monkeypatch.setattr(resting, "give_back", lambda: given.append(True))
    label = QLabel()
    qtbot.addWidget(label)
    rests = Resting(label, lambda: None)
    scans = QTimer()
    scans.timeout.connect(rests.begin)
    scans.start(20)
    qtbot.waitUntil(lambda: len(given) >= 2)
    scans.stop()
