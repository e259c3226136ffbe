"""Articles on paper, in PDFs and as Markdown files. Loaded when the first is asked for: most sessions print nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QObject, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPdfWriter
from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.page import Page
from newsreader.core.text import one_line
from newsreader.reader.exports import keep
from newsreader.reader.library import Unreadable
from newsreader.ui.page.paper import Paper
from newsreader.ui.page.pictures import decode_picture
from newsreader.ui.page.sheet import Printing
from newsreader.ui.paper_commands import AskFile, AskPrinter
from newsreader.ui.paper_dialogs import ask_for_file, ask_for_printer, page_layout, page_size
from newsreader.ui.paper_job import PaperJob, dots
from newsreader.ui.tasks import Lane

_FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever stands behind the dot."""
_LONGEST, _LONGEST_BYTES = 80, 160
"""Of a name; a system takes 255 bytes, of which the ending and the name while it is written need some."""


class PaperDesk(QObject):
    """Prints and saves; the window goes on meanwhile."""

    def __init__(
        self,
        window: QWidget,
        printing: Callable[[], Printing],
        picture: Callable[[Article, str], bytes | None],
        file_of: Callable[[str], bytes],
        lanes: tuple[Lane, Lane],
        ask: tuple[AskPrinter | None, AskFile | None],
        say: Callable[[str], None],
    ) -> None:
        """`printing` is what paper is set with; `picture` gives the bytes of a picture and `file_of` those of a file,
        both blocking; `lanes` are those for pictures and for files. `ask` has a printer and a file chosen; None: by
        the desktop's own dialogs.
        """
        super().__init__(window)
        self._window = window
        self._printing = printing
        self._picture = picture
        self._file_of = file_of
        self._pictures, self._files = lanes
        self._ask_printer = ask[0] or ask_for_printer
        self._ask_file = ask[1] or ask_for_file
        self._say = say

    def print_article(self, article: Article, page: Page) -> None:
        """Have a printer chosen, and print the article."""
        self._ask_printer(self._window, article.title, lambda printer: self._print((article, page), printer))

    def save_article(self, article: Article, page: Page) -> None:
        """Have a file chosen, and save the article in it: as a PDF, or as the Markdown it is."""
        self._ask_file(self._window, file_name(article.title), lambda path: self._export((article, page), path))

    def _print(self, shown: tuple[Article, Page], printer: QPagedPaintDevice) -> None:
        job = self._begin(shown, printer)
        job.failed.connect(lambda: self._say("The article could not be printed"))

    def _export(self, shown: tuple[Article, Page], path: Path) -> None:
        if path.suffix.lower() in (".md", ".markdown"):
            source = shown[0].path
            self._files.submit(lambda: keep(path, self._file_of(source)), lambda _: self._saved(path), self._not_saved)
            return
        buffer = QBuffer(self)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(dots())
        writer.setPageLayout(page_layout(page_size(QLocale.system())))
        writer.setTitle(shown[0].title)
        writer.setCreator("Newsreader")
        job = self._begin(shown, writer)

        def write() -> None:
            data = bytes(buffer.data().data())
            buffer.deleteLater()
            self._files.submit(lambda: keep(path, data), lambda _: self._saved(path), self._not_saved)

        job.finished.connect(write)
        job.failed.connect(lambda: self._say("The article could not be saved"))

    def _begin(self, shown: tuple[Article, Page], device: QPagedPaintDevice) -> PaperJob:
        article, page = shown
        size = QSizeF(device.pageLayout().fullRect(QPageLayout.Unit.Point).size())
        paper = Paper(article, page, self._printing(), size, self)

        def request(source: str, width: int) -> None:
            def load() -> QImage | None:
                data = self._picture(article, source)
                return decode_picture(data, width) if data is not None else None

            self._pictures.submit(
                load, lambda image: job.picture_ready(source, image), lambda _: job.picture_ready(source, None)
            )

        job = PaperJob(paper, device, request, self)
        job.destroyed.connect(paper.document.deleteLater)
        return job

    def _saved(self, path: Path) -> None:
        self._say(f"Saved as {path.name}")

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, Unreadable):
            why = str(error.problem)
        else:
            why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        self._say(f"The article could not be saved: {why}")


def file_name(title: str) -> str:
    """A title as the name of a file on any system, without an ending."""
    name = " ".join(_FORBIDDEN.sub(" ", one_line(unicodedata.normalize("NFC", title), 2 * _LONGEST)).split())
    name = name.strip(" .")[:_LONGEST].encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").strip(" .")
    return (f"_{name}" if _DEVICE.match(name) else name) or "article"
