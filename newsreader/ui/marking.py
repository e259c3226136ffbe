"""What the reader makes of articles, on its way to the journal: marks, undo and redo, reading by dwelling, places.

A mark is on disk before it is seen to change (product.md, "Acknowledged"). Places are kept a moment later, in one go,
so that no key press waits for the disk because of the article it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from newsreader.core.article import Article
from newsreader.core.own import Own
from newsreader.core.page import Place
from newsreader.reader.history import History
from newsreader.reader.marks import Field, Marks
from newsreader.reader.steps import Change, Deed, Value

DWELL_MS = 1000
"""An article becomes read after this long on the screen (keyboard.md)."""
PLACE_MS = 1000
"""Places are written when the reader has rested this long."""


class Marking(QObject):
    """Changes marks and tells everyone what changed."""

    changed = Signal(object)
    """A `Change`: the identities whose marks differ now."""
    announced = Signal(str, bool)
    """What an action did, and whether taking it back is worth offering because its result is out of sight."""
    not_kept = Signal(str)
    """A mark could not be written: why. It holds in memory."""
    not_done = Signal(str)
    """Something could not be done, or taken back: why."""

    def __init__(self, parent: QObject | None = None, *, dwell_ms: int = DWELL_MS) -> None:
        """`dwell_ms` is how long an article stays on the screen before it is read."""
        super().__init__(parent)
        self._marks: Marks | None = None
        self._looked_at: Article | None = None
        self._places: dict[str, Place | None] = {}
        self._dwell = self._timer(dwell_ms)
        self._dwell.timeout.connect(self._dwelt)
        self._rest = self._timer(PLACE_MS)
        self._rest.timeout.connect(self.keep_places)

    def open(self, marks: Marks | None) -> None:
        """Work on the marks of another library, or of none."""
        self.keep_places()
        self._dwell.stop()
        self._marks = marks

    def is_read(self, article: Article) -> bool:
        """Whether the article was read."""
        return self._marks is not None and self._marks.is_read(article.identity)

    def is_starred(self, article: Article) -> bool:
        """Whether the article is starred."""
        return self._marks is not None and self._marks.is_starred(article.identity)

    def own(self, article: Article) -> Own:
        """The reader's tags and note of the article."""
        return self._marks.own(article.identity) if self._marks is not None else Own()

    def write(self, field: str, identities: Iterable[str], value: Value, label: str, about: str = "") -> None:
        """Give a field of `core.own` of these articles another value, as the reader asked. `about` is the title of the
        article, where it is one.
        """
        if self._marks is None:
            return
        change = self._marks.write(field, dict.fromkeys(identities, value), label, about)
        if change.identities:
            self.changed.emit(change)
            self.announced.emit(label, False)
        self._report(change)

    def place(self, article: Article) -> Place | None:
        """Where the reader was in the article."""
        if article.identity in self._places:
            return self._places[article.identity]
        return self._marks.place(article.identity) if self._marks is not None else None

    def mark(self, field: Field, articles: Iterable[Article], value: bool, *, offer_undo: bool = False) -> int:
        """Set one field of these articles, as the reader asked; how many articles that changed."""
        return self._change(field, articles, value, deliberate=True, offer_undo=offer_undo)

    def mark_many(self, field: Field, identities: Sequence[str], value: bool, *, offer_undo: bool = True) -> None:
        """Set one field of many articles at once."""
        self._say(self._record(field, identities, value), offer_undo=offer_undo)

    def read_in_passing(self, article: Article) -> None:
        """The article was read on: it is read now, if it was not."""
        if not self.is_read(article):
            self._change(Field.READ, [article], True, deliberate=False, offer_undo=False)

    def watch(self, article: Article | None) -> None:
        """`article` is on the screen now; it becomes read if it stays there."""
        self._looked_at = article
        self._dwell.stop()
        if article is not None and not self.is_read(article):
            self._dwell.start()

    def note_place(self, article: Article, place: Place | None) -> None:
        """The reader is here in the article; kept at the next rest."""
        if self.place(article) != place:
            self._places[article.identity] = place
            self._rest.start()

    def keep_places(self) -> None:
        """Write the places that were noted."""
        self._rest.stop()
        places, self._places = self._places, {}
        if self._marks is not None:
            for identity, place in places.items():
                self._report(self._marks.keep_place(identity, place))

    @property
    def history(self) -> History | None:
        """The steps of the open library."""
        return self._marks.history if self._marks is not None else None

    def do(self, deed: Deed, *, offer_undo: bool = True) -> None:
        """Do something that is no mark, as a step of its own, and say so."""
        if self._marks is None:
            return
        trouble = deed.redo()
        if deed.label:
            self._marks.did(deed)
            self.announced.emit(deed.label, offer_undo)
        if trouble:
            self.not_done.emit(trouble)

    def undo(self) -> None:
        """Take back the last change, or say that there is none."""
        change = self._marks.undo() if self._marks is not None else None
        self._tell(change, "Nothing to undo")

    def redo(self) -> None:
        """Make the change that was taken back last again, or say that there is none."""
        change = self._marks.redo() if self._marks is not None else None
        self._tell(change, "Nothing to redo")

    def travel(self, steps: int) -> None:
        """Take back so many steps, or make so many again where `steps` is negative; said once, at the end."""
        if self._marks is None:
            return
        move = self._marks.undo if steps > 0 else self._marks.redo
        changes = [change for change in (move() for _ in range(abs(steps))) if change is not None]
        for change in changes:
            if change.identities:
                self.changed.emit(change)
        if len(changes) == 1:
            self._tell_of(changes[0])
        elif changes:
            self.announced.emit(f"{len(changes):,} steps {'undone' if steps > 0 else 'made again'}", False)
            for trouble in dict.fromkeys(change.trouble for change in changes if change.trouble):
                self.not_done.emit(trouble)

    def _change(
        self, field: Field, articles: Iterable[Article], value: bool, *, deliberate: bool, offer_undo: bool
    ) -> int:
        if self._marks is None:
            return 0
        wanted = list(articles)
        identities = [article.identity for article in wanted]
        change = self._record(field, identities, value, deliberate=deliberate, about=_about(wanted))
        if deliberate:
            self._say(change, offer_undo=offer_undo)
        else:
            self._report(change)
        return len(change.identities)

    def _record(
        self, field: Field, identities: Sequence[str], value: bool, *, deliberate: bool = True, about: str = ""
    ) -> Change:
        """Mark, and tell everyone what changed."""
        self._dwell.stop()
        if self._marks is None:
            return Change(field, {}, {})
        change = self._marks.change(field, identities, value, deliberate=deliberate, about=about)
        if change.identities:
            self.changed.emit(change)
        return change

    def _say(self, change: Change, *, offer_undo: bool) -> None:
        if change.identities:
            self.announced.emit(change.label, offer_undo)
        self._report(change)

    def _dwelt(self) -> None:
        if self._looked_at is not None:
            self.read_in_passing(self._looked_at)

    def _tell(self, change: Change | None, otherwise: str) -> None:
        self._dwell.stop()
        if change is None:
            self.announced.emit(otherwise, False)
            return
        if change.identities:
            self.changed.emit(change)
        self._tell_of(change)

    def _tell_of(self, change: Change) -> None:
        """Say what was taken back or made again."""
        self.announced.emit(change.label, False)
        if change.identities:
            self._report(change)
        elif change.trouble:
            self.not_done.emit(change.trouble)

    def _report(self, change: Change) -> None:
        if change.trouble:
            self.not_kept.emit(change.trouble)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer


def _about(articles: Sequence[Article]) -> str:
    """The title of the article where it is one."""
    return articles[0].title if len(articles) == 1 else ""
