"""F6, pictures: whatever an article names, only files inside the library are read, as the system itself finds them."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.render.addresses import clean_source, source_path
from newsreader.store.pictures import Picture, Refusal, measure, read_picture
from tests.fuzz.strategies import ANY, law
from tests.store.test_pictures import png

FILES = ("top.png", "a/ok.png", "a/b/deep.png", "a/blank name.png", "a/50%.png", "a/é.png", "..hidden/x.png")
LINKS = {
    "a/in.png": "../top.png",
    "a/out.png": "../../outside.png",
    "a/folder": "b",
    "a/up": "..",
    "a/away": "../..",
    "a/root": "/",
    "a/loop.png": "loop.png",
    "a/gone.png": "nowhere.png",
    "a/chain.png": "up/a/folder/deep.png",
    "a/winding.png": "away/library/top.png",
    "a/b/self": "../b",
}
PARTS = st.sampled_from(
    [
        *("..", ".", "", "a", "b", "folder", "up", "away", "root", "self", "library", "..hidden", "outside", "etc"),
        *("ok.png", "top.png", "deep.png", "blank%20name.png", "50%25.png", "50%.png", "é.png", "%C3%A9.png", "in.png"),
        *(
            "out.png",
            "loop.png",
            "gone.png",
            "chain.png",
            "winding.png",
            "outside.png",
            "x.png",
            "pipe.png",
            "hostname",
        ),
        *(
            "%2e%2e",
            "%2E",
            "..%2f",
            "%5c",
            "\\",
            "..\\",
            "a%00",
            "\0",
            "%252e%252e",
            "...",
            ".. ",
            "~",
            "C:",
            "file:",
            "?x",
        ),
    ]
)
SOURCES = st.lists(PARTS, max_size=7).map("/".join) | st.text(ANY, max_size=12)
ARTICLES = st.sampled_from(["a/article.md", "article.md", "a/b/article.md", "a/folder/article.md"])


@pytest.fixture(scope="module")
def library() -> Iterator[Path]:
    """A library with links of every kind, beside a picture that is not its own; each picture is of another size."""
    base = Path(tempfile.mkdtemp()).resolve()
    root = base / "library"
    for number, name in enumerate(FILES, 1):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(png(number, 7))
    (base / "outside.png").write_bytes(png(99, 99))
    for name, target in LINKS.items():
        (root / name).symlink_to(target)
    os.mkfifo(root / "a" / "pipe.png")
    yield root
    shutil.rmtree(base)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
@law(200)
@example("a/article.md", "up/a/folder/../ok.png")
@example("article.md", "a/away/outside.png")
@given(ARTICLES, SOURCES)
def test_a_picture_is_the_file_the_system_finds_there_and_inside(library: Path, article: str, source: str) -> None:
    found = read_picture(library, article, source)
    place = f"{article.rpartition('/')[0]}/{unquote(source.partition('#')[0].partition('?')[0])}".replace("\0", "")
    place = place.encode("utf-8", "replace").decode()
    try:
        real = Path(os.path.realpath(library / place.lstrip("/"), strict=True))
        is_inside = real.is_relative_to(library) and real.is_file()
    except OSError:
        real, is_inside = library, False
    if isinstance(found, Picture):
        assert is_inside
        assert found.data == real.read_bytes()
    else:
        assert isinstance(found, Refusal)
    is_plain = not set(source) & set("%\\:#?\0") and source == source.strip() and not source.startswith("/")
    if is_plain and is_inside and real.suffix == ".png" and "//" not in source and source and source[-1] != "/":
        assert isinstance(found, Picture), found


@law(200)
@given(SOURCES | st.text(ANY, max_size=40))
def test_what_a_page_asks_for_is_a_path_below_nothing_but_its_folder(source: str) -> None:
    """The renderer's half of the gate: cleaning twice changes nothing, and what is left is a relative path."""
    cleaned = clean_source(source)
    assert clean_source(cleaned) == cleaned
    path = source_path(cleaned)
    if path and not path.startswith(("http://", "https://")):
        assert path[0] not in "/:\\"
        assert not set(path) & set("\\\0")


@law(200)
@given(
    st.sampled_from(
        [b"", png(8, 8), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff", b"RIFF0000WEBPVP8X", b"GIF89a"]
    ),
    st.binary(max_size=200),
)
def test_no_bytes_upset_the_measure(start: bytes, rest: bytes) -> None:
    found = measure(start + rest)
    assert found is None or found[0] in ("png", "jpeg", "gif", "webp")
