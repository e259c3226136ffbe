"""`article.print` and `article.export`: the article on the screen on paper, in a PDF or as a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QObject, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPdfWriter
from PySide6.QtWidgets import QWidget

from newsreader.core.article import Article
from newsreader.core.page import Page
from newsreader.reader.exports import keep
from newsreader.reader.library import Unreadable
from newsreader.ui.page.paper import Paper
from newsreader.ui.page.pictures import decode_picture
from newsreader.ui.page.sheet import Printing
from newsreader.ui.paper_dialogs import page_layout, page_size
from newsreader.ui.paper_job import PaperJob, dots
from newsreader.ui.reading import Reading
from newsreader.ui.tasks import Lane

AskPrinter = Callable[[QWidget, str, Callable[[QPagedPaintDevice], None]], None]
AskFile = Callable[[QWidget, str, Callable[[Path], None]], None]

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST = 80


class PaperCommands(QObject):
    """Ctrl+P and Ctrl+S; the window goes on meanwhile."""

    def __init__(
        self,
        window: QWidget,
        reading: Reading,
        printing: Callable[[], Printing],
        picture: Callable[[Article, str], bytes | None],
        file_of: Callable[[str], bytes],
        lanes: tuple[Lane, Lane],
        ask: tuple[AskPrinter, AskFile],
        say: Callable[[str], None],
    ) -> None:
        """`printing` is what paper is set with; `picture` gives the bytes of a picture and `file_of` those of a file,
        both blocking; `lanes` are those for pictures and for files. `ask` are the dialogs for a printer and a file.
        """
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._printing = printing
        self._picture = picture
        self._file_of = file_of
        self._pictures, self._files = lanes
        self._ask_printer, self._ask_file = ask
        self._say = say
        self._shown: tuple[Article, Page] | None = None
        reading.shown.connect(self._turn)

    def article_print(self) -> None:
        """Choose a printer, and print the article."""
        shown = self._current()
        if shown is not None:
            self._ask_printer(self._window, shown[0].title, lambda printer: self._print(shown, printer))

    def article_export(self) -> None:
        """Choose a file, and save the article in it: as a PDF, or as the Markdown it is."""
        shown = self._current()
        if shown is not None:
            self._ask_file(self._window, file_name(shown[0].title), lambda path: self._export(shown, path))

    def _turn(self, article: Article, page: Page) -> None:
        self._shown = article, page

    def _current(self) -> tuple[Article, Page] | None:
        """The selected article and its page, once that is there."""
        article = self._reading.article
        if article is None:
            return None
        if self._shown is None or self._shown[0].path != article.path:
            self._say("The article is not there yet")
            return None
        return self._shown

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
    return _FORBIDDEN.sub(" ", title).strip(" .")[:_LONGEST].strip(" .") or "article"
