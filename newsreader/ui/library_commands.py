"""Commands on the library as a whole: open another, look at the folder again, search it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from newsreader.ui.library_desk import LibraryDesk

_FILTER = "Articles (*.md *.markdown *.mdx *.txt)"


class LibraryCommands:
    """Ctrl+O, R and /."""

    def __init__(
        self,
        window: QWidget,
        desk: LibraryDesk,
        search: QLineEdit,
        show_search: Callable[[], None],
        open_path: Callable[[Path], None],
    ) -> None:
        """`show_search` makes sure that the search field is on the screen; `open_path` opens a folder or a file."""
        self._window = window
        self._desk = desk
        self._search = search
        self._show_search = show_search
        self._open_path = open_path

    def library_open(self) -> None:
        """Choose the folder of a library."""
        dialog = self._dialog("Open folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def library_open_file(self) -> None:
        """Choose one article; its folder becomes the library."""
        dialog = self._dialog("Open file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_FILTER)
        dialog.open()

    def library_rescan(self) -> None:
        """Look at the folder again."""
        self._desk.rescan()

    def search_focus(self) -> None:
        """Turn to the search field."""
        self._show_search()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _dialog(self, title: str) -> QFileDialog:
        start = self._desk.library.root if self._desk.library is not None else Path.home()
        dialog = QFileDialog(self._window, title, str(start))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._open_path(Path(path)))
        return dialog
