"""When it does fail: said once, written down without a word of anybody's article, and on it goes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from newsreader.app.faults import Faults, described
from newsreader.core.settings import Settings

SECRET = "A title nobody may read https://example.org/secret"


def fault() -> Exception:
    """What a value that cannot be raises in our code, with a message that must go nowhere."""
    with pytest.raises(ValueError, match="theme") as caught:
        Settings().change("appearance.theme", SECRET)
    return caught.value


def test_a_fault_names_our_code_and_no_article() -> None:
    text = described(fault(), "pages")
    assert text.startswith("ValueError in pages\n")
    assert "test_faults.py:" in text
    assert "secret" not in text
    assert "core/settings.py:" in text
    assert "/" not in text.replace("core/settings.py", "")
    gone = FileNotFoundError(2, "No such file", "/home/someone/library/secret.md")
    assert described(gone, "scans") == "FileNotFoundError ENOENT in scans"


def test_a_fault_is_said_once_and_its_details_are_copied(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    said: list[tuple[str, str, Callable[[], None]]] = []
    faults = Faults(lambda *words: said.append(words))
    with caplog.at_level(logging.ERROR, "newsreader"):
        for _ in range(3):
            faults.take("pages", fault())
    assert len(said) == 1
    assert len(caplog.records) == 3
    assert "secret" not in caplog.text
    text, offer, act = said[0]
    assert (text, offer) == ("Something went wrong, and was left out", "Copy details")
    act()
    assert "ValueError in pages" in QGuiApplication.clipboard().text()
    assert "secret" not in QGuiApplication.clipboard().text()


def test_what_is_raised_in_the_window_is_taken_and_the_window_goes_on(qtbot: QtBot) -> None:
    said: list[str] = []
    faults = Faults(lambda text, _offer, _act: said.append(text))
    before = sys.excepthook
    faults.watch()
    try:
        sys.excepthook(ZeroDivisionError, ZeroDivisionError(SECRET), None)
        alive: list[int] = []
        QTimer.singleShot(0, lambda: alive.append(1))
        qtbot.waitUntil(lambda: bool(alive))
    finally:
        faults.end()
    assert len(said) == 1
    assert sys.excepthook is before
