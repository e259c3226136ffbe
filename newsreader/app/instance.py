"""Listening for other starts of the program on the same library, in the window's thread; nothing here ever waits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from newsreader.store.messages import (
    LARGEST,
    MOST_CONNECTIONS,
    PATIENCE_S,
    BadMessage,
    Message,
    answer_line,
    is_own_peer,
    listening_socket,
    message_of,
)

_PART = 16 * 1024


class Instance(QObject):
    """The listening side."""

    raised = Signal()
    """Another start wants the window to be seen."""
    article_wanted = Signal(str)
    """And an article of the library, by its path."""

    def __init__(self, path: Path, patience_ms: int = round(PATIENCE_S * 1000), parent: QObject | None = None) -> None:
        """Listen at `path`; a connection that says nothing is closed after `patience_ms`. Raises OSError."""
        super().__init__(parent)
        self._patience_ms = patience_ms
        self._listening = listening_socket(path)
        self._connections: set[_Connection] = set()
        self._notifier = QSocketNotifier(self._listening.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._accept())

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        for connection in tuple(self._connections):
            connection.close()
        self._listening.close()

    def _accept(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except (BlockingIOError, ConnectionError):
            return
        if len(self._connections) >= MOST_CONNECTIONS or not is_own_peer(connection, os.getuid()):
            connection.close()
            return
        self._connections.add(_Connection(connection, self))

    def take(self, message: Message) -> None:
        """Do what a message says."""
        if message.verb != "ping":
            self.raised.emit()
        if message.verb == "open":
            self.article_wanted.emit(message.path)

    def forget(self, connection: _Connection) -> None:
        """A connection is closed."""
        self._connections.discard(connection)

    @property
    def patience_ms(self) -> int:
        """How long a connection may say nothing."""
        return self._patience_ms


class _Connection(QObject):
    """One other start that says one line and is answered."""

    def __init__(self, connection: socket.socket, owner: Instance) -> None:
        super().__init__(owner)
        self._owner = owner
        self._socket = connection
        self._socket.setblocking(False)
        self._data = b""
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._read())
        QTimer.singleShot(owner.patience_ms, self, self.close)

    def close(self) -> None:
        """Hang up."""
        if self._socket.fileno() >= 0:
            self._notifier.setEnabled(False)
            self._socket.close()
            self._owner.forget(self)
            self.deleteLater()

    def _read(self) -> None:
        try:
            part = self._socket.recv(_PART)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._data += part
        line, newline, _ = self._data.partition(b"\n")
        if newline:
            self._answer(line)
        if newline or not part or len(self._data) > LARGEST:
            self.close()

    def _answer(self, line: bytes) -> None:
        trouble, message = "", None
        try:
            message = message_of(line)
        except BadMessage as error:
            trouble = str(error)
        try:
            self._socket.send(answer_line(trouble))
        except OSError:
            return  # it did not wait for the answer
        if message is not None:
            self._owner.take(message)
