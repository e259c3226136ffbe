"""Commands of "find in article": open the bar, go from hit to hit, and leave with the place kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from newsreader.core.literal import literal_spans
from newsreader.ui.announcer import announce
from newsreader.ui.find_bar import FindBar
from newsreader.ui.focus_order import order_focus
from newsreader.ui.look import Look
from newsreader.ui.page.finding import SpansOf
from newsreader.ui.page.signs import clean
from newsreader.ui.reading import Reading
from newsreader.ui.reading_pane import ReadingPane


class FindCommands:
    """`find.open`, `find.next` and `find.previous`."""

    def __init__(
        self,
        pane: ReadingPane,
        reading: Reading,
        look: Callable[[], Look],
        searched: Callable[[], SpansOf | None],
        say: Callable[[str], None],
        show_page: Callable[[], None],
    ) -> None:
        """`searched` finds the words of the search in force, which are marked again when the bar closes; `show_page`
        brings the page onto the screen where it is not.
        """
        self._show_page = show_page
        self._pane = pane
        self._reading = reading
        self._look = look
        self._searched = searched
        self._say = say
        self._bar: FindBar | None = None
        self._count = 0

    def find_open(self) -> None:
        """Show the bar, with what is selected on the page."""
        if self._reading.article is None:
            return
        self._show_page()
        if self._bar is None:
            bar = self._bar = FindBar(self._look())
            bar.wanted.connect(self._find)
            bar.stepped.connect(self._step)
            bar.left.connect(self.leave)
            self._pane.add_bar(bar)
            order_focus([*self._pane.header.focus_chain(), *bar.focus_chain(), self._pane.browser])
            self._reading.shown.connect(lambda *_: self._find_again())
        selected = clean(self._pane.browser.textCursor().selectedText()).strip()
        if selected and "\n" not in selected:
            self._bar.field.setText(selected)
        self._bar.apply_look(self._look())
        self._bar.show()
        self._bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.field.selectAll()
        self._bar.ask()

    def find_next(self, _repeating: bool = False) -> None:
        """Go to the next hit of the bar, or of the search."""
        self._step(1)

    def find_previous(self, _repeating: bool = False) -> None:
        """Go to the previous hit."""
        self._step(-1)

    def leave(self) -> bool:
        """Close the bar; the page stays where it is. Whether there was one."""
        if self._bar is None or self._bar.isHidden():
            return False
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._bar.isAncestorOf(focus)
        self._bar.hide()
        self._pane.highlight(self._searched())
        if had_focus:
            self._pane.take_focus()
        return True

    def _find(self, text: str, by_case: bool, whole: bool) -> None:
        bar = self._bar
        if bar is None:
            return
        self._count = self._pane.words.find(
            lambda place: literal_spans(place, text, by_case=by_case, whole=whole) if text.strip() else []
        )
        number = self._pane.words.current
        bar.show_count(number, self._count)
        if text.strip():
            announce(bar.field, f"{number:,} of {self._count:,}" if self._count else "No hits")

    def _find_again(self) -> None:
        if self._bar is not None and not self._bar.isHidden():
            self._bar.ask()

    def _step(self, step: int) -> None:
        before = self._pane.words.current
        number = self._pane.words.step(step)
        bar = self._bar
        if bar is None or bar.isHidden():
            return
        bar.show_count(number, self._count)
        if number and step * (number - before) < 0:
            self._say("Continued from the top" if step > 0 else "Continued from the end")
        elif number:
            announce(bar.field, f"{number:,} of {self._count:,}")
