"""`palette.open`: the palette at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from newsreader.core.commands import Command
from newsreader.core.query import Query, Scope
from newsreader.core.timeline import ListKey
from newsreader.reader.search import Found as Hits
from newsreader.ui.article_rows import ArticleRows
from newsreader.ui.look import Look
from newsreader.ui.opened import Opened
from newsreader.ui.palette_overlay import Found, Listed, PaletteOverlay
from newsreader.ui.searching import Answers
from newsreader.ui.tasks import Lane

_ARTICLES = 8
_REMEMBERED = 8
_ANY = "a"
"""A question whose answer nobody waits for."""
_NOT_OFFERED = ("palette.open", "link.open", "link.copy", "pane.left", "pane.right")


class PaletteCommands:
    """What was run lately comes first while nothing is typed."""

    def __init__(
        self,
        window: QWidget,
        look: Callable[[], Look],
        answers: Callable[[], Answers],
        lane: Lane,
        rows: ArticleRows,
        lists: Callable[[], Sequence[Listed]],
        today: Callable[[], date],
        is_enabled: Callable[[str], bool],
        run: Callable[[str], None],
        choose_list: Callable[[ListKey], None],
        show_article: Callable[[int], None],
        recent: list[str],
        commands: Callable[[], Sequence[Command]],
    ) -> None:
        """`answers` and `lane` find titles; `lists` are the sources and tags of the library. `recent` are the commands
        that were run last, the last one first; it is kept up to date. `commands` are those in force.
        """
        self._commands = commands
        self._window = window
        self._look = look
        self._answers = answers
        self._lane = lane
        self._rows = rows
        self._lists = lists
        self._today = today
        self._is_enabled = is_enabled
        self._run = run
        self._choose_list = choose_list
        self._show_article = show_article
        self._overlay = Opened(self._make)
        self._recent = recent

    def palette_open(self) -> None:
        """Offer everything by name."""
        offered = [command for command in self._commands() if command.id not in _NOT_OFFERED]
        by_id = {command.id: command for command in offered}
        recent = [by_id[id_] for id_ in self._recent if id_ in by_id]
        others = [command for command in offered if command not in recent]
        overlay = self._overlay.get()
        overlay.show_choices([*recent, *others], len(recent), self._lists())
        overlay.open()
        self._prepare()

    def _make(self) -> PaletteOverlay:
        overlay = PaletteOverlay(self._look(), self._window, self._is_enabled)
        overlay.command_chosen.connect(self._take)
        overlay.list_chosen.connect(self._choose_list)
        overlay.article_chosen.connect(self._show_article)
        overlay.articles_wanted.connect(self._find)
        return overlay

    def _take(self, id_: str) -> None:
        self._recent[:] = [id_, *(one for one in self._recent if one != id_)][:_REMEMBERED]
        self._run(id_)

    def _prepare(self) -> None:
        """Have the first question of all asked before the first letter: it opens the index."""
        self._ask(_ANY, lambda _found: None)

    def _find(self, typed: str) -> None:
        """Titles that hold what is typed; the newest, from the full-text index, within some milliseconds."""
        self._ask(typed, lambda found: self._show(typed, found.ids if found is not None else ()))

    def _ask(self, typed: str, answered: Callable[[Hits | None], None]) -> None:
        query = Query.parse(typed, self._today(), is_typed=True).scoped(Scope.TITLES)
        try:
            answers = self._answers()
        except LookupError:
            return
        self._lane.submit(lambda: answers.first(query), answered)

    def _show(self, typed: str, ids: Sequence[int]) -> None:
        if self._overlay.current is not None:
            articles = [(id_, self._rows.article(id_)) for id_ in ids[:_ARTICLES]]
            self._overlay.current.show_articles(typed, [Found(id_, one.title, one.source) for id_, one in articles])
