"""What two windows say to each other: one line of JSON each way over a socket of the system.

Three verbs: `raise` the window, `open` an article of its library, `ping`. Whatever else comes is refused; nothing that
comes is ever read from disk by itself.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from pathlib import Path

from newsreader.core.values import dataclass
from newsreader.store.folder import is_path

VERSION = 1
LARGEST = 64 * 1024
"""Bytes of a message."""
PATIENCE_S = 5.0
"""So long an answer may take (security.md section 7, J01 and J18)."""
MOST_CONNECTIONS = 8
VERBS = ("raise", "open", "ping")
_LONGEST_PATH = 4096
_RETRY_S = 0.05


@dataclass(frozen=True, slots=True)
class Message:
    """A verb, and for `open` the path of an article relative to the library."""

    verb: str
    path: str = ""


class BadMessage(ValueError):  # noqa: N818 - named for what it says
    """What came is no message of this version; the text says why, in a few words."""


def line_of(message: Message) -> bytes:
    """A message as it is sent."""
    row = {"version": VERSION, "verb": message.verb, "path": message.path}
    return json.dumps(row).encode("ascii") + b"\n"


def message_of(line: bytes) -> Message:
    """The message on a line. Raises `BadMessage`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadMessage("not JSON") from error
    if not isinstance(row, dict) or type(row.get("version")) is not int:
        raise BadMessage("no message")
    if row["version"] > VERSION:
        raise BadMessage("a newer version")
    verb, path = row.get("verb"), row.get("path", "")
    if verb not in VERBS or not isinstance(path, str):
        raise BadMessage("an unknown verb" if isinstance(verb, str) else "no verb")
    if len(path) > _LONGEST_PATH or not is_path(path) or (verb == "open") != bool(path):
        raise BadMessage("not a path")
    return Message(verb, path)


def answer_line(trouble: str = "") -> bytes:
    """What is answered: all is well, or why not."""
    return json.dumps({"version": VERSION, "ok": not trouble, "trouble": trouble}).encode("ascii") + b"\n"


def send(path: Path, message: Message, patience: float = PATIENCE_S) -> str:
    """Say something to the window that listens at `path`, waiting for it to listen; "" or why it did not do it.

    Raises TimeoutError where it does not answer in `patience` seconds.
    """
    until = time.monotonic() + patience
    while True:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return _ask(path, message, left)
        except TimeoutError:
            raise
        except OSError:
            # It holds the lock already and does not listen yet, or is about to end.
            time.sleep(min(_RETRY_S, left))


def is_listened_to(path: Path) -> bool:
    """Whether a process that lives listens at `path`, whether or not it would answer; instant."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.setblocking(False)
        try:
            connection.connect(str(path))
        except BlockingIOError:
            return True  # so many wait for it already
        except OSError:
            return False
    return True


def listening_socket(path: Path) -> socket.socket:
    """A socket that listens at `path`, which only the holder of the lock may ask for. Raises OSError."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listening.bind(str(path))
        path.chmod(0o600)
        listening.listen(MOST_CONNECTIONS)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening


def is_own_peer(connection: socket.socket, user: int) -> bool:
    """Whether the other end is a process of the same user, where the system tells."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    credentials = connection.getsockopt(socket.SOL_SOCKET, option, struct.calcsize("3i"))
    return bool(struct.unpack("3i", credentials)[1] == user)


def _ask(path: Path, message: Message, patience: float) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(patience)
        connection.connect(str(path))
        connection.sendall(line_of(message))
        data = b""
        while not data.endswith(b"\n"):
            part = connection.recv(LARGEST)
            if not part or len(data) > LARGEST:
                raise ConnectionError("no answer")
            data += part
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ConnectionError("no answer that makes sense") from error
    if not isinstance(row, dict):
        raise ConnectionError("no answer that makes sense")
    return "" if row.get("ok") else str(row.get("trouble"))
