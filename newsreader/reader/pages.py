"""Pages of articles, ready for the pane: read, converted in the renderer's process, and kept for the next look."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from newsreader.core.article import Article
from newsreader.core.digests import sha256
from newsreader.core.page import Block, Kind, Page
from newsreader.core.values import replace
from newsreader.render.client import Renderer
from newsreader.render.wire import decode, encode
from newsreader.store.files import write_atomic
from newsreader.store.folder import READ_LIMIT, Unreadable, read
from newsreader.store.late_log import log
from newsreader.store.pictures import Picture, Refusal, read_picture

__all__ = ["Pages", "Picture", "Refusal", "Unreadable"]

PAGE_VERSION = 5
"""A page kept by another version of the renderer is made again."""
KEPT = 24
"""So many pages are kept: the article in view, its neighbours, and those just read."""
BEGINNING_FROM = 7_000
"""Bytes from which on the first screen is made before the rest: below it all of it is there in 5 ms, at most 18. With
12,000 one in a hundred took 23 ms, so 12; with 5,000 13.
"""
_NOTE_HEAD = "---\ntitle: note of the reader\n---\n\n## Note\n\n"
"""A note is read like an article; below a heading nothing in it is taken for a header."""
_Key = tuple[str, int, int, str]
"""Path, size and date of a file, and the digest of the note on it."""


def _no_note(_article: Article) -> str:
    return ""


class Pages:
    """Pages, file contents and pictures of one library.

    Every call blocks and belongs in the read lane, one at a time; but `prepared` and `interrupt` are instant and
    may come from any thread, and `picture` from another lane.
    """

    def __init__(
        self, root: Path, renderer: Renderer, kept_page: Path, note_of: Callable[[Article], str] = _no_note
    ) -> None:
        """`renderer` converts; it is closed by whoever made it. `kept_page` is a file for the page of the last article:
        the next start shows it without a renderer. `note_of` is the reader's note, which stands below the article;
        instant, from any thread.
        """
        self._note_of = note_of
        self._root = root
        self._renderer = renderer
        self._kept_page = kept_page
        self._is_looked_up = False
        self._kept: OrderedDict[_Key, Page] = OrderedDict()

    def bytes_of(self, path: str) -> bytes:
        """What the file holds, at most 4 MB of it. Raises `Unreadable`."""
        return read(self._root, path)

    def page(self, article: Article) -> Page:
        """The page of an article; a file over 4 MB gives the plain text of its beginning. Raises `Unreadable`."""
        key = self._key(article)
        page = self._kept.pop(key, None)
        if page is None:
            page = self._made(article)
        self._kept[key] = page
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return page

    def beginning(self, article: Article) -> Page | None:
        """The page of the first screen of a long article, `more` of which is to come; None for a short one, and where
        it is to be had only whole, or is there whole by now. Raises `Unreadable`.
        """
        if not BEGINNING_FROM <= article.size <= READ_LIMIT or self._key(article) in self._kept:
            return None
        return self._renderer.beginning(read(self._root, article.path, READ_LIMIT + 1), article.path)

    def prepared(self, article: Article) -> Page | None:
        """The page of an article, if it was made lately, or kept for this start."""
        if not self._is_looked_up:
            self._is_looked_up = True
            self._look_up()
        return self._kept.get(self._key(article))

    def has_kept(self) -> bool:
        """Whether a page was kept by an earlier start."""
        return self._kept_page.is_file()

    def keep(self, article: Article) -> None:
        """Keep the page of an article for the next start, if it is at hand; nobody misses it where that fails."""
        page = self._kept.get(self._key(article))
        if page is not None and not page.plain:
            row = {"key": [*self._key(article)], "page": encode(page), "version": PAGE_VERSION}
            try:
                write_atomic(self._kept_page, json.dumps(row, separators=(",", ":")).encode("ascii"))
            except OSError as error:
                log().info("the last page was not kept: %s", error.strerror)

    def _look_up(self) -> None:
        try:
            row = json.loads(self._kept_page.read_bytes())
            if row["version"] == PAGE_VERSION:
                path, size, modified_ns, note = row["key"]
                self._kept[str(path), int(size), int(modified_ns), str(note)] = decode(row["page"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
            log().info("the last page was not understood: %s", type(error).__name__)

    def forget(self) -> None:
        """Keep no page that was made."""
        self._kept.clear()

    def interrupt(self) -> None:
        """Give up the page that is being made: its `page` raises `Superseded`."""
        self._renderer.interrupt()

    def plain_page(self, article: Article) -> Page:
        """The file's own text, whatever it holds. Raises `Unreadable`."""
        data = read(self._root, article.path, READ_LIMIT + 1)
        return self._renderer.page(data, article.path, plain_reason="The file is shown as plain text.")

    def picture(self, article: Article, src: str) -> Picture | Refusal:
        """A local picture of an article, or why there is none."""
        return read_picture(self._root, article.path, src)

    def _made(self, article: Article) -> Page:
        """One byte more than the limit is read, by which the renderer knows a file that is too large."""
        page = self._renderer.page(read(self._root, article.path, READ_LIMIT + 1), article.path)
        note = self._note_of(article)
        if not note:
            return page
        written = self._renderer.page(f"{_NOTE_HEAD}{note}".encode("utf-8", "replace"), "note.md")
        return replace(page, blocks=(*page.blocks, Block(Kind.RULE), *written.blocks))

    def _key(self, article: Article) -> _Key:
        note = self._note_of(article)
        digest = sha256(note.encode("utf-8", "replace")).hexdigest() if note else ""
        return article.path, article.size, article.modified_ns, digest
