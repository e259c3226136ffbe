"""The listening side: it answers what is right, hangs up on the rest, and never holds the window."""

from __future__ import annotations

import json
import socket
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from newsreader.app.instance import Instance
from newsreader.store.messages import MOST_CONNECTIONS, VERSION, Message, line_of


class Bench:
    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(dir="/tmp")) / "s"
        self.instance = Instance(self.path, patience_ms=300)
        self.heard: list[str] = []
        self.instance.raised.connect(lambda: self.heard.append("raise"))
        self.instance.article_wanted.connect(self.heard.append)

    def connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect(str(self.path))
        connection.setblocking(False)
        return connection


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.instance.close()


def received(qtbot: QtBot, connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up."""
    data = bytearray()

    def is_over() -> bool:
        try:
            part = connection.recv(65536)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True
        data.extend(part)
        return not part

    qtbot.waitUntil(is_over)
    connection.close()
    return bytes(data)


def ask(qtbot: QtBot, bench: Bench, data: bytes) -> dict[str, object]:
    connection = bench.connect()
    connection.send(data)
    answer: dict[str, object] = json.loads(received(qtbot, connection))
    return answer


def test_the_three_verbs(bench: Bench, qtbot: QtBot) -> None:
    for message in (Message("ping"), Message("raise"), Message("open", "a.md")):
        assert ask(qtbot, bench, line_of(message)) == {"version": VERSION, "ok": True, "trouble": ""}
    assert bench.heard == ["raise", "raise", "a.md"]


def test_what_is_no_message_is_refused_and_the_next_one_works(bench: Bench, qtbot: QtBot) -> None:
    assert ask(qtbot, bench, b'{"version": 99, "verb": "raise"}\n')["trouble"] == "a newer version"
    assert ask(qtbot, bench, b"\n" * 200_000)["ok"] is False
    assert ask(qtbot, bench, line_of(Message("raise")))["ok"] is True
    assert bench.heard == ["raise"]


def test_a_flood_is_cut_off(bench: Bench, qtbot: QtBot) -> None:
    connection = bench.connect()
    sent = 0

    def is_cut() -> bool:
        nonlocal sent
        try:
            sent += connection.send(b"[" * 65536)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True
        return False

    qtbot.waitUntil(is_cut)
    connection.close()
    assert sent < 2_000_000
    assert ask(qtbot, bench, line_of(Message("ping")))["ok"] is True


def test_who_says_nothing_is_hung_up_on(bench: Bench, qtbot: QtBot) -> None:
    assert received(qtbot, bench.connect()) == b""


def test_there_are_never_more_than_eight(bench: Bench, qtbot: QtBot) -> None:
    silent = []
    for _ in range(300):
        silent.append(bench.connect())
        QCoreApplication.processEvents()
        assert len(bench.instance._connections) <= MOST_CONNECTIONS
    assert len(bench.instance._connections) == MOST_CONNECTIONS
    for connection in silent:
        received(qtbot, connection)
    assert ask(qtbot, bench, line_of(Message("ping")))["ok"] is True


def test_the_socket_is_private_and_a_dead_ones_place_is_taken(bench: Bench, qtbot: QtBot) -> None:
    assert stat.S_IMODE(bench.path.stat().st_mode) == 0o600
    bench.instance.close()
    again = Instance(bench.path)
    again.close()
