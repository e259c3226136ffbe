"""What the reader did, in order, to be taken back and made again: today, and in later sessions."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Mapping

from newsreader.core.hints import Any
from newsreader.core.values import replace
from newsreader.reader.steps import Deed, Step, row_of, step_of
from newsreader.store.late_log import log
from newsreader.store.steps_file import Row, StepsFile

STEPS = 500
"""So many steps are remembered; the oldest are forgotten first."""
ARTICLES = 300_000
"""Steps on more articles than this, together, are forgotten but for the last: half a second to read. The file is
written anew where it holds twice as many.
"""
_BACK, _AGAIN, _BENEATH = "back", "again", "beneath"
Revive = Callable[[str, Mapping[str, Any]], Deed | None]
"""Makes the deed of a label and what `Deed.kept` gave; None where there is no such deed."""


class History:
    """Two piles of steps over a file of them, which is read when it is first needed. A file that takes nothing is
    logged, and the steps hold for this session. But for `load` it belongs to one thread.
    """

    def __init__(
        self, file: StepsFile | None = None, now: Callable[[], float] = lambda: 0.0, revive: Revive | None = None
    ) -> None:
        """`file` keeps the steps over sessions (None: it does not); `now` gives seconds since 1970."""
        self._file = file
        self._now = now
        self._revive: Revive = revive or (lambda _label, _kept: None)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._is_loaded = file is None
        self._loading = threading.Lock()
        self._is_known = False
        """Whether the file was read: one that was not is never written over."""
        self._is_behind = False
        """Whether the file lacks a step, and has to be written whole."""

    @property
    def done(self) -> tuple[Step, ...]:
        """What can be taken back, the oldest first."""
        self.load()
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """What can be made again, in the order in which it was done."""
        self.load()
        return tuple(reversed(self._undone))

    def load(self) -> None:
        """Read the file, if it was not read yet; blocking, in any thread: 0.09 s for steps on 300,000 articles."""
        if self._is_loaded or self._file is None:
            return
        with self._loading:
            if not self._is_loaded:
                self._read(self._file)
                self._is_loaded = True

    def add(self, step: Step) -> None:
        """Something was done.

        A step that was not deliberate (an article marked as read because it was looked at) goes beneath the last
        deliberate step when that concerns the same article, or is a deed, and leaves what can be made again alone.
        """
        self.load()
        step = replace(step, when=int(self._now()))
        last = self._done[-1] if self._done else None
        goes_beneath = (
            last is not None
            and not step.is_deliberate
            and (last.deed is not None or (last.is_deliberate and last.concerns(step)))
        )
        self._put(step, beneath=goes_beneath)
        if self._file is not None:
            self._write(row_of(step) | ({_BENEATH: True} if goes_beneath else {}))

    def take_back(self) -> Step | None:
        """The last step goes over to what was taken back; None where there is none."""
        self.load()
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        self._write({_BACK: 1})
        return self._undone[-1]

    def make_again(self) -> Step | None:
        """The step that was taken back last is done again; None where there is none."""
        self.load()
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        self._write({_AGAIN: 1})
        return self._done[-1]

    def _put(self, step: Step, *, beneath: bool) -> None:
        if step.is_deliberate:
            self._undone.clear()
        self._done.insert(len(self._done) - beneath, step)
        weight = sum(one.weight for one in self._done)
        while len(self._done) > STEPS or (weight > ARTICLES and len(self._done) > 1):
            weight -= self._done.pop(0).weight

    def _read(self, file: StepsFile) -> None:
        number = articles = 0
        try:
            for row in file.rows():
                number += 1
                articles += self._replay(row)
            self._is_known = True
        except OSError as error:
            self._done.clear()
            self._undone.clear()
            # One that is too large is ours, and of no use any more: the next step makes it anew.
            self._is_known = self._is_behind = error.errno == errno.EFBIG
            _log(error)
        if self._is_known and (number > 2 * STEPS or articles > 2 * ARTICLES):
            try:
                file.replace(self._rows())
            except OSError as error:
                _log(error)

    def _replay(self, row: Row) -> int:
        """Do again what a row says was done; the articles of its step."""
        if _BACK in row:
            self._undone += [self._done.pop()] if self._done else []
        elif _AGAIN in row:
            self._done += [self._undone.pop()] if self._undone else []
        elif (step := step_of(row, self._revive)) is not None:
            self._put(step, beneath=row.get(_BENEATH) is True)
            return step.weight
        return 0

    def _rows(self) -> list[Row]:
        rows = [row_of(step) for step in (*self._done, *reversed(self._undone))]
        return rows + [{_BACK: 1} for _ in self._undone]

    def _write(self, row: Row) -> None:
        if self._file is None:
            return
        try:
            if self._is_behind:
                self._file.replace(self._rows())
            else:
                self._file.append(row)
        except OSError as error:
            self._is_behind = self._is_known
            _log(error)
        else:
            self._is_behind = False


def _log(error: OSError) -> None:
    log().warning("what can be undone is not kept: %s", error.strerror or error)
