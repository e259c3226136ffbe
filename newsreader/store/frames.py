"""Talk between the window and the process that scans: frames on a pipe, the length of a JSON value and the value."""

from __future__ import annotations

import json
import struct

from newsreader.core.hints import Any, BinaryIO

_LENGTH = struct.Struct(">I")
_LONGEST = 64 * 1024 * 1024


def write_frame(stream: BinaryIO, value: object) -> None:
    """Send one value and flush. Raises OSError where nobody listens any more."""
    data = json.dumps(value, separators=(",", ":")).encode("ascii")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> Any:
    """The next value; None at the end, also where the sender died within one."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(length)
    data = stream.read(size) if size <= _LONGEST else b""
    return json.loads(data) if len(data) == size else None
