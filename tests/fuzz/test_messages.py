"""F14, what comes from other processes: any bytes are a message, a fact, a frame or refused, in a moment."""

from __future__ import annotations

import io
import json
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.store.facts import BadLine, fact_of
from newsreader.store.facts import line_of as line_of_fact
from newsreader.store.folder import is_path
from newsreader.store.frames import read_frame, write_frame
from newsreader.store.messages import (
    VERBS,
    VERSION,
    BadMessage,
    Message,
    answer_line,
    line_of,
    listening_socket,
    message_of,
    send,
)
from tests.fuzz.strategies import ANY, law

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(ANY, max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(ANY, max_size=6), inner, max_size=3),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "version": st.sampled_from([VERSION, 0, -1, VERSION + 1, True, "1", None, 1.0]) | JSON,
        "verb": st.sampled_from([*VERBS, "quit", "", ["open"]]) | JSON,
        "path": st.sampled_from(["", "a.md", "../x", "/etc/x", "a\0", "\udcff", "x" * 5_000]) | JSON,
        "ids": st.lists(st.text(ANY, max_size=3), max_size=2),
        "field": st.text(ANY, max_size=6),
        "value": JSON,
        "clock": st.just("2026-08-22T09:38:00.000Z-0000"),
        "device": st.text(ANY, max_size=3),
    },
)
WHOLE = st.fixed_dictionaries(
    {
        "ids": st.lists(st.text(ANY, max_size=3), max_size=2) | JSON,
        "field": st.text(ANY, max_size=6),
        "value": JSON,
        "clock": st.just("2026-08-22T09:38:00.000Z-0000") | JSON,
        "device": st.text(ANY, max_size=3) | JSON,
    }
)
LINES = st.binary(max_size=200) | (ROWS | WHOLE | JSON).map(lambda row: json.dumps(row).encode())


@law(250)
@example(b"[" * 200_000)
@example(b'{"version":' + b"9" * 5_000 + b"}")
@example(b'{"version": 1, "verb": "open", "path": "\\ud800"}')
@given(LINES)
def test_a_line_is_a_message_or_a_bad_one(line: bytes) -> None:
    try:
        message = message_of(line)
    except BadMessage:
        return
    assert message.verb in VERBS
    assert bool(message.path) is (message.verb == "open")
    assert not message.path or is_path(message.path)
    assert message_of(line_of(message)) == message


@law(150)
@given(st.builds(Message, st.just("open"), st.text(ANY, min_size=1, max_size=50).filter(is_path)))
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    assert message_of(line_of(message)) == message
    assert line_of(message).count(b"\n") == 1


@law(200)
@example(b'{"ids":["a"],"field":"f","value":1e999,"clock":"2026-08-22T09:38:00.000Z-0000","device":"a"}')
@example(b'{"ids":["a"],"field":"f","value":' + b"[" * 100_000)
@example(
    b'{"ids":["a"],"field":"f","value":' + b"9" * 5_000 + b',"clock":"2026-08-22T09:38:00.000Z-0000","device":"a"}'
)
@given(LINES)
def test_a_line_is_a_fact_or_a_bad_one(line: bytes) -> None:
    try:
        fact = fact_of(line)
    except BadLine:
        return
    assert all(isinstance(id_, str) for id_ in fact.ids)
    assert fact_of(line_of_fact(fact)) == fact, "what was taken in can be written and read again"


@law(150)
@given(
    JSON.map(
        lambda value: (
            json.loads(json.dumps(value, allow_nan=False))
            if "nan" not in repr(value) and "inf" not in repr(value)
            else 0
        )
    )
)
def test_a_frame_comes_back(value: object) -> None:
    stream = io.BytesIO()
    write_frame(stream, value)
    whole = stream.getvalue()
    assert read_frame(io.BytesIO(whole)) == value
    assert read_frame(io.BytesIO(whole[:-1])) is None


@pytest.fixture(scope="module")
def answering() -> Iterator[tuple[Path, list[bytes]]]:
    """Where something listens that answers each connection with the bytes in the list."""
    with tempfile.TemporaryDirectory() as folder:
        answer = [b""]
        path = Path(folder) / "socket"
        listening = listening_socket(path)
        listening.settimeout(None)

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection, suppress(OSError):  # it did not wait any longer
                    connection.recv(65_536)
                    connection.sendall(answer[0])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield path, answer
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@law(30)
@example(answer_line())
@example(answer_line("not JSON"))
@example(b"[" * 60_000 + b"\n")
@example(b"3\n")
@given(LINES.map(lambda line: line + b"\n"))
def test_any_answer_is_understood_or_waited_for_in_vain(answering: tuple[Path, list[bytes]], line: bytes) -> None:
    path, answer = answering
    answer[0] = line
    try:
        assert isinstance(send(path, Message("ping"), 0.04), str)
    except TimeoutError:
        return
