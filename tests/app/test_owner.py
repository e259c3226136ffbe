"""Who has a library, where lock and data folder are not what they should be (security.md H10, J16, J17)."""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from newsreader.app.arguments import OpenWindow, parse_arguments
from newsreader.app.desktop import Desktop
from newsreader.app.owner import Owner
from newsreader.reader.marks import Field
from newsreader.store.claim import claim, socket_path
from newsreader.store.messages import answer_line, listening_socket
from newsreader.store.places import Places
from newsreader.ui.opener import Opener
from tests.fakes import Desk, FixedClock
from tests.walks.stories import write_library
from tests.walks.walker import Walker

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks and sockets of Unix")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", tempfile.mkdtemp(dir="/tmp"))
    return tmp_path / "data"


def hold(data: Path, root: Path) -> tuple[socket.socket, Path]:
    """Have the library, as a window has it; the socket it listens at."""
    held = claim(data, root)
    assert held is not None
    assert held.socket is not None
    return listening_socket(held.socket), held.socket


def delete_lock(data: Path) -> None:
    for path in (data / "instance").glob("*.lock"):
        path.unlink()


def test_a_lock_that_is_deleted_while_it_is_held_makes_no_second_writer(data: Path, tmp_path: Path) -> None:
    listening, path = hold(data, tmp_path)
    delete_lock(data)
    listening.setblocking(True)

    def answer() -> None:
        for _ in range(2):  # whether it is listened to, and the message
            connection, _ = listening.accept()
            with connection:
                if connection.recv(1000):
                    connection.send(answer_line())

    lane = threading.Thread(target=answer)
    lane.start()
    second = Owner(data)
    assert second.take(tmp_path) is Owner.Answer.RAISED
    lane.join()
    second.close()
    assert path.exists()
    listening.close()


def test_nor_does_one_whose_holder_hangs(data: Path, tmp_path: Path) -> None:
    listening, _ = hold(data, tmp_path)
    delete_lock(data)
    assert Owner(data, patience=0.1).take(tmp_path) is Owner.Answer.SILENT
    listening.close()


def test_the_socket_of_a_dead_one_is_in_nobodys_way(data: Path, tmp_path: Path) -> None:
    path = socket_path(data, tmp_path)
    assert path is not None
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(path))
    dead.close()
    owner = Owner(data)
    assert owner.take(tmp_path) is Owner.Answer.OURS
    assert not path.exists(), "the next start need not ask again"
    owner.close()


def test_where_nothing_can_be_kept_the_window_opens_and_says_so(qapp: QApplication, data: Path, tmp_path: Path) -> None:
    data.write_text("a file where the folder should be")
    root = write_library(tmp_path / "library")
    desktop = Desktop(Places(data), "", Opener(Desk()), FixedClock(), Owner(data))
    request = parse_arguments([str(root), "--data-dir", str(data)])
    assert isinstance(request, OpenWindow)
    assert desktop.ask_owner(request) is None
    shell = desktop.put_together(qapp)
    desktop.show(shell, root)
    said = [text for text in desktop._troubles if "kept" in text]
    assert said == ["Nothing can be kept: File exists."]
    library = shell.desk.library
    assert library is not None
    assert library.marks.change(Field.STARRED, ["u:x"], True).trouble == "This window is read-only"
    assert library.marks.is_starred("u:x")
    desktop.close(shell)
    Walker(shell).close()
    assert data.is_file()
