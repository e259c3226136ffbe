"""The child's answers, without the child."""

from __future__ import annotations

import pytest

from newsreader.core.page import Page
from newsreader.render import worker
from newsreader.render.conversion import convert
from newsreader.render.wire import decode


def _page(data: bytes) -> Page:
    return decode(worker.respond(data, "a.md")["page"])


def test_answer_is_the_page() -> None:
    """A file's page, as values that JSON can hold."""
    assert _page(b"# T\n\nText.") == convert("Text.")


@pytest.mark.parametrize("data", [b"", b"\0" * 40, b"\x89PNG\r\n" + bytes(range(32)) * 9])
def test_a_file_without_text_is_a_plain_page_with_the_reason(data: bytes) -> None:
    """Its problem is its notice."""
    page = _page(data)
    assert page.plain
    assert page.notices


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MemoryError(), "memory"), (RecursionError(), "nested"), (ValueError("secret text"), "(ValueError)")],
)
def test_every_failure_is_an_answer(monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    """The parent hears a sentence, which never holds text of the article."""

    def fail(data: bytes, path: str) -> Page:
        raise error

    monkeypatch.setattr(worker, "_page", fail)
    answer = worker.respond(b"x", "a.md")
    assert reason in answer["failed"]
    assert "secret" not in answer["failed"]
