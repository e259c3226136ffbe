"""The renderer keeps its budget whatever its child does, and leaves no process behind."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.core.page import Page
from newsreader.render.client import Renderer, Superseded
from newsreader.render.conversion import convert

_ARTICLE = b"# Title\n\nSome *text* here.\n\n- one\n- two\n"
_BODY = "Some *text* here.\n\n- one\n- two\n"
_SLOW = b"# Title\n\n" + b"[a]:\n" * 19_000
_ANSWER = '{"page": [[["p", ["fine"]]], [], false, false]}'


def _python(script: str) -> list[str]:
    return [sys.executable, "-c", script]


def _answering(body: str, size: int | None = None) -> list[str]:
    """A child that answers one request with `body` and ends."""
    header = json.dumps({"size": len(body) if size is None else size})
    read = "import json, sys; i = sys.stdin.buffer; i.read(json.loads(i.readline())['size'])"
    return _python(f"{read}; sys.stdout.write({header!r} + '\\n' + {body!r})")


def _shown(page: Page) -> str:
    return "\n".join(run.text for block in page.blocks for run in block.runs)


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """A renderer with the real child."""
    renderer = Renderer(deadline=20)
    yield renderer
    renderer.close()


def test_page_of_a_file(renderer: Renderer) -> None:
    """The page is the one the conversion gives, header and title taken off."""
    assert renderer.page(_ARTICLE, "a.md") == convert(_BODY)
    assert renderer.page(_ARTICLE, "\udcff odd\nname.md") == convert(_BODY)


def test_plain_at_once_with_a_reason_or_beyond_four_megabytes(renderer: Renderer) -> None:
    """Neither asks the child; the file's own text is shown."""
    page = renderer.page(_ARTICLE, "a.md", plain_reason="Because.")
    assert (page.plain, page.notices) == (True, ("Because.",))
    assert "Some *text* here." in _shown(page)
    large = renderer.page(b"word " * 900_000, "a.md")
    assert large.plain
    assert "larger than 4 MB" in large.notices[0]


def test_damaged_characters_are_announced(renderer: Renderer) -> None:
    """Latin-1 is shown with replacement characters and a notice; a cut at the end is none."""
    assert "could not be read" in renderer.page("# T\n\ncaf\u00e9 text".encode("latin-1"), "a.md").notices[0]
    assert renderer.page("# T\n\ncaf\u00e9".encode()[:-1], "a.md").notices == ()


def test_an_article_that_takes_too_long_is_plain_and_the_next_is_not() -> None:
    """The child is killed at the deadline and a new one answers."""
    renderer = Renderer(deadline=0.3)
    try:
        page = renderer.page(_SLOW, "a.md")
        assert page.plain
        assert "took too long" in page.notices[0]
    finally:
        renderer.close()
    renderer = Renderer(deadline=20)
    try:
        assert renderer.page(_ARTICLE, "a.md") == convert(_BODY)
    finally:
        renderer.close()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (_python("import threading; threading.Event().wait()"), "took too long"),
        (_python("pass"), "ended"),
        (_python("print('nonsense')"), "ended"),
        (_answering("not json"), "not understood"),
        (_answering("[]"), "not understood"),
        (_answering("{}"), "not understood"),
        (_answering('{"page": [[["no kind"]], [], false, false]}'), "not understood"),
        (_answering(_ANSWER, size=10**12), "ended"),
        (_answering(_ANSWER, size=10**6), "ended"),
        (_answering('{"failed": "A sentence."}'), "A sentence."),
        (["/no/such/program"], "could not be started"),
    ],
)
def test_a_child_that_misbehaves_costs_only_the_formatting(command: list[str], reason: str) -> None:
    """The article is shown as plain text, and the reason is said, within the deadline."""
    renderer = Renderer(command, deadline=1)
    try:
        begin = time.monotonic()
        page = renderer.page(_ARTICLE, "a.md")
        assert time.monotonic() - begin < 1.5
    finally:
        renderer.close()
    assert page.plain
    assert reason in page.notices[0]
    assert "Some *text* here." in _shown(page)


def test_a_child_that_was_killed_is_replaced() -> None:
    """A child that ends after each answer is started anew, and no article is plain for it."""
    renderer = Renderer(_answering(_ANSWER), deadline=20)
    try:
        pages = [renderer.page(_ARTICLE, "a.md") for _ in range(4)]
    finally:
        renderer.close()
    assert [_shown(page) for page in pages] == ["fine"] * 4


def _interrupted(renderer: Renderer, stop: str) -> list[str]:
    """What a request in another thread ends in when `stop` ("interrupt" or "close") is called while it runs."""
    ends: list[str] = []

    def ask() -> None:
        try:
            ends.append("plain" if renderer.page(_ARTICLE, "a.md").plain else "page")
        except Superseded:
            ends.append("superseded")

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        renderer.interrupt() if stop == "interrupt" else None
        thread.join(0.01)
    return ends


def test_interrupt_ends_the_request() -> None:
    """A request whose page nobody wants any more ends at once, long before its deadline."""
    renderer = Renderer(_python("import threading; threading.Event().wait()"), deadline=60)
    begin = time.monotonic()
    try:
        assert _interrupted(renderer, "interrupt") == ["superseded"]
    finally:
        renderer.close()
    assert time.monotonic() - begin < 10


def test_interrupt_without_a_request_does_nothing(renderer: Renderer) -> None:
    """The child lives on, and the next request has its page."""
    renderer.interrupt()
    renderer.warm()
    renderer.interrupt()
    assert renderer.page(_ARTICLE, "a.md") == convert(_BODY)


def test_after_close_pages_are_plain() -> None:
    """Nothing is started any more."""
    renderer = Renderer()
    renderer.warm()
    renderer.close()
    renderer.close()
    assert renderer.page(_ARTICLE, "a.md").plain


def test_the_child_ends_at_the_end_of_its_input(project: Path) -> None:
    """A parent that is killed closes the pipe; the child answers what it has and ends by itself."""
    command = [sys.executable, "-P", "-m", "newsreader.render.worker"]
    environment = {"PYTHONPATH": str(project)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(
            json.dumps({"path": "a.md", "size": len(_ARTICLE), "beginning": False}).encode() + b"\n" + _ARTICLE
        )
        child.stdin.flush()
        size = json.loads(child.stdout.readline())["size"]
        assert "page" in json.loads(child.stdout.read(size))
        child.stdin.close()
        assert child.wait(20) == 0


def test_the_window_never_imports_markdown(project: Path) -> None:
    """What the window's process imports of the renderer brings neither Markdown nor the cleaning."""
    script = (
        "import sys, newsreader.render.client, newsreader.render.wire, newsreader.render.plain;"
        "print([name for name in ('markdown', 'nh3', 'pymdownx', 'asyncio', 'multiprocessing') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
