"""What the reader makes of articles: read, starred, and the place in each; every change can be taken back.

Marks are looked up by identity, so that they may come before an article and outlive it (product.md, "Identity and
state").
"""

from __future__ import annotations

import json
import threading
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress

from newsreader.core.enums import StrEnum
from newsreader.core.highlights import HIGHLIGHT, highlight_of
from newsreader.core.hints import Protocol, cast
from newsreader.core.own import NOTE, TAG, Own, tag_name, unpacked
from newsreader.core.page import Place
from newsreader.reader.history import History
from newsreader.reader.steps import Alike, Change, Deed, Step, condensed
from newsreader.store.facts import Value
from newsreader.store.index.mark_table import Mark
from newsreader.store.index.packing import READ, STARRED, base_of, elders_of
from newsreader.store.journal import Complaint, Journal, NotKept
from newsreader.store.many import MANY, Texts, packed, pieces


class Field(StrEnum):
    """The fields of the journal that readers make."""

    READ = "read"
    STARRED = "starred"
    PLACE = "place"


_LABELS = {
    (Field.READ, True): ("Marked as read", "{} articles marked as read"),
    (Field.READ, False): ("Marked as unread", "{} articles marked as unread"),
    (Field.STARRED, True): ("Starred", "{} articles starred"),
    (Field.STARRED, False): ("Star removed", "{} stars removed"),
}


_UNMARKED = (0, None, None)
_FARTHEST = 10**9


class Mirror(Protocol):
    """What the journals say, without reading them; each call instant."""

    def mark(self, identity: str) -> tuple[int, str | None, str | None] | None:
        """Flags, place (JSON) and own texts (`Own.packed`) of an identity; None where nothing was ever said. Raises
        LookupError where it cannot tell.
        """


class Marks:
    """The marks over a journal, with undo and redo. The journal is read when it is first needed.

    Look-ups are instant and may come from any thread, `said` from another one; what changes marks belongs to one. A
    change is one write (and one fsync, unless the journal was given another way), short enough for the window's
    thread: what is seen to change is on disk.
    """

    def __init__(self, journal: Journal, history: History | None = None) -> None:
        """`journal` is read by `load`, at the latest when something is changed; `history` remembers the steps."""
        self.history = history or History()
        self.complaints: list[Complaint] = []
        self._journal = journal
        self._mirror: Mirror | None = None
        self._is_loaded = False
        self._lock = threading.RLock()

    def load(self) -> None:
        """Read the journals, if they were not read yet: half a second for 100,000 lines. Fills `complaints`."""
        with self._lock:
            if not self._is_loaded:
                self.complaints += self._journal.load()
                self._is_loaded = True

    def make_ready(self) -> None:
        """Read what the first mark needs, journals and steps, if that was not done yet; blocking, in any thread: 0.3 s
        for 100,000 marks in each. A mark that comes meanwhile waits for the rest.
        """
        self.load()
        self.history.load()

    @property
    def is_loaded(self) -> bool:
        """Whether the journals were read."""
        return self._is_loaded

    def look_into(self, mirror: Mirror | None) -> None:
        """Until the journals are read, take what is said from here. None: read them."""
        self._mirror = mirror

    @property
    def read_to(self) -> dict[str, int]:
        """How much of each journal file is known, in bytes."""
        return self._journal.read_to

    def said(self) -> Sequence[str]:
        """The identities of which the journals say anything; once for each field."""
        self.load()
        with self._lock:
            facts = self._journal.facts
            return Texts(identity for field in facts.fields("") for identity, _ in facts.values(field))

    def noted(self) -> list[str]:
        """The identities of which something is written: a tag, a note or a highlight. In no order."""
        self.load()
        facts = self._journal.facts
        fields = [NOTE, *facts.fields(TAG), *facts.fields(HIGHLIGHT)]
        wanted = dict.fromkeys(identity for field in fields for identity, value in facts.values(field) if value)
        return list(wanted)

    def mirrored(self, identity: str) -> Mark:
        """What is said of one identity; in any thread."""
        with self._lock:  # another thread may be hearing of the same article
            flags = self.flags(identity)
            place = self._value(Field.PLACE, identity)
            written = self.own(identity).packed() if self.was_written_to(identity) else None
        return Mark(identity, flags, None if place is None else json.dumps(place), written)

    def is_read(self, identity: str) -> bool:
        """Whether the article was read; unread where nothing was ever said."""
        return self._value(Field.READ, identity) is True

    def is_starred(self, identity: str) -> bool:
        """Whether the article is starred."""
        return self._value(Field.STARRED, identity) is True

    def flags(self, identity: str) -> int:
        """READ and STARRED as far as they hold, in a microsecond where the journals are read."""
        if not self._is_loaded:
            return READ * self.is_read(identity) | STARRED * self.is_starred(identity)
        facts = self._journal.facts
        return READ * (facts.heard(Field.READ, identity, base_of) is True) | STARRED * (
            facts.heard(Field.STARRED, identity, base_of) is True
        )

    def flags_of(self, identities: Sequence[str]) -> list[int]:
        """The flags of many identities, in their order; 0.2 µs each where the journals are read."""
        if not self._is_loaded:
            return [self.flags(identity) for identity in identities]
        elders, heard = elders_of(identities), self._journal.facts.heard_of_all
        read, starred = heard(Field.READ, identities, elders), heard(Field.STARRED, identities, elders)
        return [READ * (one is True) | STARRED * (other is True) for one, other in zip(read, starred, strict=True)]

    def place(self, identity: str) -> Place | None:
        """Where the reader was in the article, if it was ever left other than at its top."""
        value = self._value(Field.PLACE, identity)
        if not isinstance(value, list) or len(value) != 3:
            return None
        block, character, above = value
        if type(block) is not int or type(character) is not int or type(above) not in (int, float):
            return None
        # Other devices may have said anything: also what is no number, or too large for one.
        sane = max(abs(block), abs(character)) < _FARTHEST and -_FARTHEST < cast(float, above) < _FARTHEST
        return Place(max(block, 0), max(character, 0), float(cast(float, above))) if sane else None

    def own(self, identity: str) -> Own:
        """The reader's tags and note of an article, or of its elder while nothing was written to itself."""
        mirrored = self._mirrored(identity)
        if mirrored is not None and mirrored[2] is None:
            mirrored = self._mirrored(base_of(identity))
        if mirrored is not None:
            return unpacked(mirrored[2])
        facts = self._journal.facts
        said = self._speaker(identity)
        tags = [facts.value(field, said) for field in facts.named(said, TAG)]
        note = facts.value(NOTE, said)
        found = [highlight_of(facts.value(field, said)) for field in facts.named(said, HIGHLIGHT)]
        return Own(
            tuple(filter(None, (tag_name(tag) for tag in tags if isinstance(tag, str)))),
            note if isinstance(note, str) else "",
            tuple(sorted(filter(None, found), key=lambda highlight: (highlight.at, highlight.quote))),
        )

    def write(self, field: str, values: Mapping[str, Value], label: str, about: str = "") -> Change:
        """Give `field` (`core.own`) of articles other values: one step of undo, said to the reader as `label`.

        `about` is the title of the article, where it is one.
        """
        self.load()
        facts = self._journal.facts
        for identity in values:
            self._take_over(identity)
        before = {identity: facts.value(field, identity) for identity in values}
        wanted = {
            identity: value for identity, value in values.items() if (before[identity] or None) != (value or None)
        }
        change = self._apply(Change(field, *condensed({one: before[one] for one in wanted}, wanted), label))
        if wanted:
            self.history.add(Step(change, is_deliberate=True, about=about))
        return change

    def change(
        self, field: Field, identities: Iterable[str], value: bool, *, deliberate: bool = True, about: str = ""
    ) -> Change:
        """Say that `field` of these articles is `value`: one line of the journal, one step of undo (`History.add`).

        `about` is the title of the article, where it is one.
        """
        names = packed(identities)
        if len(names) >= MANY:
            self.load()  # asking the index about each takes longer
        if self._is_loaded:
            names = self._unlike(field, names, value)
        else:
            names = tuple(one for one in dict.fromkeys(names) if (self._value(field, one) is True) is not value)
        done = Change(field, Alike(names, not value), Alike(names, value), _label(field, value, len(names)))
        change = self._apply(done)
        if names:
            self.history.add(Step(change, deliberate, about=about))
        return change

    def keep_place(self, identity: str, place: Place | None) -> Change:
        """Remember where the reader is in an article; no step of undo. None: at its top."""
        value: Value = None if place is None else [place.block, place.character, round(place.above, 4)]
        before = self._value(Field.PLACE, identity)
        if before == value:
            return Change(Field.PLACE, {}, {})
        return self._apply(Change(Field.PLACE, {identity: before}, {identity: value}))

    def did(self, deed: Deed) -> None:
        """Something else was done on purpose: it is the last step now."""
        self.history.add(Step(Change(Field.READ, {}, {}, deed.label), True, deed))

    def undo(self) -> Change | None:
        """Take back the last step; what changed thereby, or None where there is nothing to take back."""
        step = self.history.take_back()
        if step is None:
            return None
        done = step.change
        if step.deed is not None:
            return Change(done.field, {}, {}, f"Undone: {_lower(done.label)}", step.deed.undo())
        return self._apply(Change(done.field, done.after, done.before, f"Undone: {_lower(done.label)}"))

    def redo(self) -> Change | None:
        """Make the step that was taken back last again, or None."""
        step = self.history.make_again()
        if step is None:
            return None
        done = step.change
        if step.deed is not None:
            return Change(done.field, {}, {}, done.label, step.deed.redo())
        return self._apply(Change(done.field, done.before, done.after, done.label))

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; "" where there is nothing."""
        done = self.history.done
        return done[-1].change.label if done else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would make again; "" where there is nothing."""
        undone = self.history.undone
        return undone[0].change.label if undone else ""

    def carry(self, old: str, new: str) -> bool:
        """Say of `new` everything that holds for `old` and was never said of `new`: the text of an article was edited.

        Whether there was anything to say.
        """
        self.load()
        carried = False
        for field in (*Field, NOTE, *self._journal.facts.named(old)):
            if self._journal.facts.knows(field, old) and not self._journal.facts.knows(field, new):
                self._apply(Change(field, {}, {new: self._value(field, old)}))
                carried = True
        return carried

    def refresh(self, most: int) -> set[str]:
        """Take in what other windows and devices wrote, about `most` bytes of each file; the identities it concerns.
        `is_behind` tells whether there is more.
        """
        self.load()
        with self._lock:
            return self._journal.refresh(most)

    @property
    def is_behind(self) -> bool:
        """Whether other windows or devices have written what was not taken in yet; some system calls."""
        return self._journal.is_behind

    def condense(self) -> None:
        """Keep what is said of many articles in little room; in any thread, 1.5 µs for each where there are many."""
        with self._lock:
            self._journal.facts.condense()

    def adopt(self, is_here: Callable[[str], bool]) -> str:
        """Have the own file hold all that is said of the articles that are here, whoever said it; "" or why not.

        Blocking, in any thread; `is_here` may take long, the marks are not held up by it.
        """
        here = {identity for identity in set(self.said()) if is_here(identity)}
        try:
            with self._lock:
                self._journal.adopt(here.__contains__)
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def _unlike(self, field: Field, names: Sequence[str], value: bool) -> Sequence[str]:
        """Those of which `field` is not `value` yet, each once; the same object where it is all. 1 µs each."""
        heard, numbers, is_unlike = self._journal.facts.heard_of_all, array("q"), bytearray()
        for some in pieces(names):
            is_unlike.extend((said is True) is not value for said in heard(field, some, elders_of(some)))
            numbers.extend(map(hash, some))
        if len(set(numbers)) < len(names) and len(once := dict.fromkeys(names)) < len(names):
            return self._unlike(field, packed(once), value)
        return names if all(is_unlike) else packed(compress(names, is_unlike))

    def _value(self, field: Field, identity: str) -> Value:
        """What is said of an article, or of its elder (its address alone) until something is said of itself."""
        mirrored = self._mirrored(identity)
        if mirrored is not None:
            return _mirrored_value(field, mirrored)
        elder = base_of(identity)
        facts = self._journal.facts
        return facts.value(field, identity if elder == identity or facts.knows(field, identity) else elder)

    def _mirrored(self, identity: str) -> tuple[int, str | None, str | None] | None:
        """What the mirror says; None where the journals are read, which are then at hand."""
        if not self._is_loaded and self._mirror is not None:
            elder = base_of(identity)
            try:
                mark = self._mirror.mark(identity) or (self._mirror.mark(elder) if elder != identity else None)
            except LookupError:
                self._mirror = None
            else:
                return mark or _UNMARKED
        self.load()
        return None

    def _speaker(self, identity: str) -> str:
        """Whose own texts hold: those of the article, or of its elder while nothing was written to itself."""
        return identity if self.was_written_to(identity) else base_of(identity)

    def _take_over(self, identity: str) -> None:
        """Before the first thing is written to an article: what was written to its elder holds for it as well."""
        elder = self._speaker(identity)
        facts = self._journal.facts
        for field in (NOTE, *facts.named(elder)) if elder != identity else ():
            if facts.knows(field, elder):
                self._apply(Change(field, {}, {identity: facts.value(field, elder)}))

    def was_written_to(self, identity: str) -> bool:
        """Whether a tag, a note or a highlight was ever put on an article, or taken off."""
        facts = self._journal.facts
        return facts.knows(NOTE, identity) or bool(facts.named(identity))

    def _apply(self, change: Change) -> Change:
        if not change.after:
            return change
        self.load()
        try:
            with self._lock:
                self._journal.record(change.field, change.after)
        except NotKept as trouble:
            return Change(change.field, change.before, change.after, change.label, str(trouble))
        return change


def _mirrored_value(field: Field, mark: tuple[int, str | None, str | None]) -> Value:
    flags, place, _ = mark
    if field is Field.PLACE:
        return None if place is None else cast(Value, json.loads(place))
    return bool(flags & (READ if field is Field.READ else STARRED))


def _label(field: Field, value: bool, count: int) -> str:
    single, several = _LABELS[(field, value)]
    return single if count == 1 else several.format(f"{count:,}")


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
