"""`library.export_notes` and `article.copy_notes`: what was written and highlighted, as Markdown with citations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from newsreader.reader.library import Library
from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.reading import Reading
from newsreader.ui.tasks import Lane

_FILE = "Notes and highlights.md"


class NotesCommands:
    """Of one article to the clipboard, of the whole library to a file."""

    def __init__(
        self, window: QWidget, desk: LibraryDesk, reading: Reading, lane: Lane, say: Callable[[str], None]
    ) -> None:
        """`lane` writes the file, which may take long on a slow drive; `say` tells something in passing."""
        self._window = window
        self._desk = desk
        self._reading = reading
        self._lane = lane
        self._say = say

    def article_copy_notes(self) -> None:
        """Copy citation, quotations and note of the article."""
        library, article = self._desk.library, self._reading.article
        if library is None or article is None:
            return
        text = library.notebook([article.identity])
        if text:
            QGuiApplication.clipboard().setText(text)
        self._say("Notes copied" if text else "Nothing was noted or highlighted in this article")

    def library_export_notes(self) -> None:
        """Choose a file, and write everything that was noted, highlighted and tagged into it."""
        library = self._desk.library
        if library is None:
            return
        if not library.marks.noted():
            self._say("Nothing was noted, highlighted or tagged yet")
            return
        dialog = QFileDialog(self._window, "Export notes and highlights", str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Markdown (*.md)")
        dialog.setDefaultSuffix("md")
        dialog.selectFile(_FILE)
        dialog.fileSelected.connect(lambda path: self._write(library, Path(path)))
        dialog.open()

    def _write(self, library: Library, path: Path) -> None:
        identities = library.marks.noted()
        text = library.notebook(identities)

        def failed(error: Exception) -> None:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self._say(f"The notes were not written: {why}")

        count = len(identities)
        done = f"Notes on {count:,} article{'' if count == 1 else 's'} written to {path.name}"
        self._lane.submit(lambda: library.export(path, text), lambda _nothing: self._say(done), failed)
