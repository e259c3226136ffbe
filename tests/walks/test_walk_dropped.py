"""Whatever is dropped onto the window: one file or folder opens, everything else is left alone (security.md J22)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage

from tests.walks.stories import TIDES
from tests.walks.walker import Walker


def drop(walk: Walker, data: QMimeData) -> list[str]:
    """What the window wants to open after this was dropped onto it."""
    wanted: list[str] = []
    walk.window.dropped.connect(wanted.append)
    event = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    walk.heart.reset()
    walk.window.dropEvent(event)
    walk.settle()
    walk.window.dropped.disconnect(wanted.append)
    return wanted


def many(data: QMimeData) -> None:
    data.setUrls([QUrl.fromLocalFile(f"/nowhere/{number}.md") for number in range(10_000)])


def address(data: QMimeData) -> None:
    data.setUrls([QUrl("https://x.example/a.md")])


def long_text(data: QMimeData) -> None:
    data.setText("file:///etc/passwd " * 500_000)


def html(data: QMimeData) -> None:
    data.setHtml("<img src='http://x.example/p.png'><a href='file:///etc/passwd'>x</a>")


def picture(data: QMimeData) -> None:
    data.setImageData(QImage(64, 64, QImage.Format.Format_RGB32))


@pytest.mark.parametrize("fill", [many, address, long_text, html, picture])
def test_what_is_no_single_file_is_left_alone(walk: Walker, fill: Callable[[QMimeData], None]) -> None:
    data = QMimeData()
    fill(data)
    before = walk.titles
    assert drop(walk, data) == []
    assert walk.titles == before
    assert walk.heart.longest < 1000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda _path: None])
def test_a_pipe_a_device_and_nothing_do_not_hold_the_window(
    walk: Walker, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    (tmp_path / "beside").mkdir()
    path = tmp_path / "beside" / "odd.md"
    make(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    root = walk.root
    assert drop(walk, data) == [str(path)]
    walk.until(lambda: not walk.shell.desk.is_scanning)
    walk.settle()
    assert walk.heart.longest < 1000
    walk.shell.open_path(root)
    walk.until(lambda: walk.root == root and TIDES.title in walk.titles)
