"""The overlay of problems: every file that could not be read as it should be, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from newsreader.core.article import Problem
from newsreader.core.text import visible
from newsreader.ui.elided_label import ElidedLabel, colour_text
from newsreader.ui.empty_state import EmptyState
from newsreader.ui.list_overlay import ListOverlay
from newsreader.ui.look import Look
from newsreader.ui.overlay_rows import OverlayRow
from newsreader.ui.redress import Redress

Trouble = tuple[str, Problem]
"""A path relative to the library, and what is wrong there."""

_CLOSE = (("Esc",), "Close")
_HINTS = ((("Enter",), "Show"), (("↑", "↓"), "Move"), _CLOSE, (("Ctrl", "C"), "Copy list"))


class ProblemsOverlay(ListOverlay):
    """Rows of path and reason; nothing is made for a row that is out of sight."""

    place_chosen = Signal(str)
    """The path of the row that was chosen."""
    copy_requested = Signal(str)
    """The whole list as text, one line a problem."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Empty until `show_problems`."""
        super().__init__("Problems", look, parent, _HINTS)
        self._problems: Sequence[Trouble] = ()
        self._title, self._count = QLabel("Problems"), ElidedLabel()
        self._copy = QPushButton("Copy list")
        self._copy.clicked.connect(self._ask_copy)
        self._none = EmptyState(look, "raised")
        self.head.addWidget(self._title)
        self.head.addWidget(self._count, 1)
        self.head.addWidget(self._copy)
        self.body.addWidget(self._none, 1)
        self.list.taken.connect(lambda trouble: self.place_chosen.emit(trouble[0]))
        self.list.copy_requested.connect(self._ask_copy)
        self.apply_look(look)
        Redress(self, self._dress)

    def show_problems(self, problems: Sequence[Trouble], is_article: Callable[[str], bool]) -> None:
        """Show these, with the same row current where it is still there; `is_article` tells paths that are rows of
        the article list, and is instant.
        """
        before = self.list.current_item()
        self._problems = problems
        self.rows.set_items(problems, lambda trouble: _described(trouble, is_article))
        self.list.select_row(problems.index(before) if before in problems else 0)
        self._count.show_text(f"{len(problems):,}" if problems else "")
        for part in (self.list, self._copy):
            part.setVisible(bool(problems))
        self._none.setVisible(not problems)
        self.hints.show_hints(_HINTS if problems else (_CLOSE,))
        self._none.show_message("check", "No problems", "Every file of this library could be read.")
        self._cover()

    def open(self) -> None:
        """Show at once, with the first row current."""
        self.list.select_row(0)
        super().open()

    def focus_target(self) -> QWidget:
        """The list; the panel where there is none."""
        return self.list if self._problems else self.panel

    def apply_look(self, look: Look) -> None:
        """Take colours, fonts and metrics of `look`."""
        super().apply_look(look)
        self._none.apply_look(look)
        self._dress()

    def _dress(self) -> None:
        self._title.setFont(self._look.font(17, 600))
        self._title.setMinimumHeight(self._look.px(32))
        colour_text(self._title, self._look, "fg")
        self._count.setFont(self._look.font(13, tabular=True))
        colour_text(self._count, self._look, "fg3")

    def _ask_copy(self) -> None:
        if self._problems:
            self.copy_requested.emit("".join(f"{visible(path)}: {problem}\n" for path, problem in self._problems))


def _described(trouble: Trouble, is_article: Callable[[str], bool]) -> OverlayRow:
    path, problem = trouble
    return OverlayRow(visible(path), str(problem), "file-text" if is_article(path) else "folder-open")
