"""Pages of articles, ready for the pane: read, converted in the renderer's process, and kept for the next look."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from newsreader.core.article import Article, Problem
from newsreader.core.formats.encoding import decode
from newsreader.core.page import Page
from newsreader.render.client import Renderer
from newsreader.render.plain import plain_page
from newsreader.store.folder import READ_LIMIT, Unreadable, read
from newsreader.store.pictures import Picture, Refusal, read_picture

__all__ = ["Pages", "Picture", "Refusal", "Unreadable"]

KEPT = 24
_PLAIN_BYTES = 4 * 400_000
"""400,000 characters are at most so many bytes (security.md section 5)."""


class Pages:
    """Pages, file contents and pictures of one library. Every call blocks and belongs in the read lane, one at a
    time.
    """

    def __init__(self, root: Path, renderer: Renderer) -> None:
        """`renderer` converts; it is closed by whoever made it."""
        self._root = root
        self._renderer = renderer
        self._kept: OrderedDict[tuple[str, int, int], Page] = OrderedDict()

    def bytes_of(self, path: str) -> bytes:
        """What the file holds, at most 4 MB of it. Raises `Unreadable`."""
        return read(self._root, path)

    def page(self, article: Article) -> Page:
        """The page of an article; a file over 4 MB gives the plain text of its beginning. Raises `Unreadable`."""
        key = (article.path, article.size, article.modified_ns)
        page = self._kept.pop(key, None)
        if page is None:
            page = self._made(article)
        self._kept[key] = page
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return page

    def picture(self, article: Article, src: str) -> Picture | Refusal:
        """A local picture of an article, or why there is none."""
        return read_picture(self._root, article.path, src)

    def _made(self, article: Article) -> Page:
        if article.size > READ_LIMIT:
            text, _ = decode(read(self._root, article.path, _PLAIN_BYTES))
            return plain_page(text, str(Problem.TOO_LARGE))
        return self._renderer.page(read(self._root, article.path), article.path)
