"""A letter typed into the palette of a large library, to the painted rows that fit it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QStringListModel
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from newsreader.app.shell import Shell
from newsreader.ui.palette_overlay import PaletteOverlay
from tests.bench.figures import Figures, Stopwatch
from tests.bench.loop import AfterPaint, rest, turn_until

_PAUSE_MS = 120
"""Between two letters: what was typed before has been answered."""
_LONGEST = 6
_ROWS = 10
_ARTICLES_FROM = 2
"""Letters from which on titles are looked for."""


def letters(application: QApplication, shell: Shell, times: int) -> Figures:
    """The last letter of beginnings of one to six letters, to the paint of the rows with the titles that fit."""
    shell.run("palette.open")
    overlay = shell.widgets.window.findChild(PaletteOverlay)
    assert overlay is not None
    answered: list[str] = []
    show = overlay.show_articles

    def shown(typed: str, articles: object) -> None:
        show(typed, articles)  # type: ignore[arg-type]
        answered.append(typed)

    overlay.show_articles = shown  # type: ignore[method-assign]
    titles = _titles(shell, random.Random(4))  # noqa: S311 - the same each time

    def is_answered(text: str) -> bool:
        return overlay.field.text() == text and (len(text) < _ARTICLES_FROM or text in answered)

    def forget() -> None:
        answered.clear()

    return _typed(application, overlay.field, overlay.list, titles, times, is_answered, forget)


def bare(application: QApplication, times: int) -> Figures:
    """The floor: a bare field over a bare list of ten rows."""
    window = QWidget()
    window.resize(620, 420)
    field, view, model = QLineEdit(), QListView(), QStringListModel()
    view.setModel(model)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(view)
    field.textChanged.connect(lambda text: model.setStringList([f"{text} {row}" for row in range(_ROWS)]))
    window.show()
    field.setFocus()
    rest(300)
    words = (f"harbour{number}"[: 1 + number % _LONGEST] for number in range(times))
    figures = _typed(application, field, view, words, times, lambda text: field.text() == text, lambda: None)
    window.close()
    return figures


def _titles(shell: Shell, chance: random.Random) -> Iterator[str]:
    """Beginnings of words and of stretches of Chinese out of titles, one to six letters long in turn."""
    length = 0
    ids = shell.browsing.ids
    while True:
        title = shell.rows.article(ids[chance.randrange(len(ids))]).title
        words = [word for word in title.lower().split() if word.isalnum()]
        if words:
            length = length % _LONGEST + 1
            word = chance.choice(words)
            start = 0 if word.isascii() else chance.randrange(max(1, len(word) - length))
            yield word[start : start + length]


def _typed(
    application: QApplication,
    field: QLineEdit,
    view: QListView,
    words: Iterator[str],
    times: int,
    is_answered: Callable[[str], bool],
    forget: Callable[[], None],
) -> Figures:
    figures = Figures()
    watch = Stopwatch(figures)
    waited = ""

    def painted() -> None:
        nonlocal waited
        if waited and is_answered(waited):
            watch.stop()
            waited = ""

    def is_painted() -> bool:
        return not waited

    AfterPaint(view.viewport(), painted)
    for _, word in zip(range(times), words, strict=False):
        field.setText(word[:-1])
        rest(_PAUSE_MS)
        forget()
        waited = word
        watch.start()
        if word[-1].isascii():
            QTest.keyClicks(field, word[-1])
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(word[-1])
            QCoreApplication.sendEvent(field, commit)
        turn_until(application, is_painted)
    return figures
