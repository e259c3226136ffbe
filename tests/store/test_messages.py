"""What one window takes from another: three verbs in one short line, and nothing else."""

from __future__ import annotations

import json

import pytest

from newsreader.store.messages import VERSION, BadMessage, Message, line_of, message_of


@pytest.mark.parametrize("message", [Message("raise"), Message("ping"), Message("open", "a/b\u202e.md")])
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    assert message_of(line_of(message)) == message


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b"[]", "no message"),
        (b"3", "no message"),
        (b'{"version": "1", "verb": "ping"}', "no message"),
        (b'{"version": true, "verb": "ping"}', "no message"),
        (json.dumps({"version": VERSION + 1, "verb": "ping"}).encode(), "a newer version"),
        (b'{"version": 1, "verb": "quit"}', "an unknown verb"),
        (b'{"version": 1, "verb": ["open"]}', "no verb"),
        (b'{"version": 1, "verb": "open"}', "not a path"),
        (b'{"version": 1, "verb": "open", "path": "a\\u0000b"}', "not a path"),
        (b'{"version": 1, "verb": "raise", "path": "a"}', "not a path"),
        (json.dumps({"version": 1, "verb": "open", "path": "a" * 5000}).encode(), "not a path"),
    ],
)
def test_everything_else_is_refused_with_a_reason(line: bytes, why: str) -> None:
    with pytest.raises(BadMessage, match=why):
        message_of(line)
