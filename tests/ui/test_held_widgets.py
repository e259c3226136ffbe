"""What the tests themselves rely on."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_a_widget_lives_until_its_test_is_over(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    there = weakref.ref(widget)
    del widget
    gc.collect()
    assert there() is not None
