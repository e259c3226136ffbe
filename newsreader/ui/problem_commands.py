"""The overlay of problems at work: filled from the open library, and where its rows lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from newsreader.ui.library_desk import LibraryDesk
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.problems_overlay import ProblemsOverlay


class ProblemCommands:
    """The command `library.problems`."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        desk: LibraryDesk,
        show_article: Callable[[int], None],
        show_in_folder: Callable[[Path], bool],
        say: Callable[[str], None],
    ) -> None:
        """`look` is the one in force; `show_article` brings a row of the article list into view; `show_in_folder` asks
        the file manager, and says whether it came.
        """
        self._window = window
        self._look = look
        self._overlay = Opened(self._make)
        self._desk = desk
        self._show_article = show_article
        self._show_in_folder = show_in_folder
        self._say = say
        desk.opened.connect(lambda _library: self._leave())
        desk.scanned.connect(lambda _summary: self._renew())

    def library_problems(self) -> None:
        """Every file that could not be read, with the reason, in an overlay."""
        overlay = self._overlay.get()
        self._fill(overlay)
        overlay.open()

    def _make(self) -> ProblemsOverlay:
        overlay = ProblemsOverlay(self._look(), self._window)
        overlay.place_chosen.connect(self._go_to)
        overlay.copy_requested.connect(self._copy)
        return overlay

    def _leave(self) -> None:
        if self._overlay.current is not None:
            self._overlay.current.leave()

    def _renew(self) -> None:
        if self._overlay.current is not None:
            self._fill(self._overlay.current)

    def _fill(self, overlay: ProblemsOverlay) -> None:
        library = self._desk.library
        if library is None:
            overlay.show_problems((), lambda _path: False)
        else:
            catalogue = library.catalogue
            overlay.show_problems(catalogue.problems(), lambda path: catalogue.find(path) is not None)

    def _go_to(self, path: str) -> None:
        """The article, where the file is one; else the place of what could not be read, in the file manager."""
        library = self._desk.library
        if library is None:
            return
        self._leave()
        id_ = library.catalogue.find(path)
        if id_ is not None:
            self._show_article(id_)
        elif not self._show_in_folder(library.root / path):
            self._say("The folder could not be opened")

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say("List copied")
