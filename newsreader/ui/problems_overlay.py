"""The overlay of problems: every file that could not be read as it should be, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from newsreader.core.article import Problem
from newsreader.core.text import visible
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.titled_overlay import TitledOverlay

Trouble = tuple[str, Problem]
"""A path relative to the library, and what is wrong there."""

_HINTS = ((("Enter",), "Show"), (("↑", "↓"), "Move"), (("Esc",), "Close"), (("Ctrl", "C"), "Copy list"))
_NONE = ("check", "No problems", "Every file of this library could be read.")


class ProblemsOverlay(TitledOverlay):
    """Rows of path and reason; nothing is made for a row that is out of sight."""

    place_chosen = Signal(str)
    """The path of the row that was chosen."""
    copy_requested = Signal(str)
    """The whole list as text, one line a problem."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_problems`."""
        super().__init__("Problems", "", look, parent, _HINTS, _NONE)
        self._problems: Sequence[Trouble] = ()
        self._copy = QPushButton("Copy list")
        self._copy.clicked.connect(self._ask_copy)
        self.head.addWidget(self._copy)
        self.list.taken.connect(lambda trouble: self.place_chosen.emit(trouble[0]))
        self.list.copy_requested.connect(self._ask_copy)

    def show_problems(self, problems: Sequence[Trouble], is_article: Callable[[str], bool]) -> None:
        """Show these, with the same row current where it is still there; `is_article` tells paths that are rows of
        the article list, and is instant.
        """
        before = self.list.current_item()
        self._problems = problems
        self._copy.setVisible(bool(problems))
        self.explain(f"{len(problems):,}" if problems else "")
        current = problems.index(before) if before in problems else 0
        self.show_rows(problems, lambda trouble: _described(trouble, is_article), current)

    def open(self) -> None:
        """Show at once, with the first row current."""
        self.list.select_row(0)
        super().open()

    def _ask_copy(self) -> None:
        if self._problems:
            self.copy_requested.emit("".join(f"{visible(path)}: {problem}\n" for path, problem in self._problems))


def _described(trouble: Trouble, is_article: Callable[[str], bool]) -> OverlayRow:
    path, problem = trouble
    return OverlayRow(visible(path), str(problem), "file-text" if is_article(path) else "folder-open")
