"""What tests of widgets share."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from newsreader.ui.look import Look
from tests.ui.list_bench import dress, look_of


@pytest.fixture
def look(qapp: QApplication, project: Path) -> Look:
    """The light look, which the application wears."""
    look = look_of(project)
    dress(qapp, look)
    return look
