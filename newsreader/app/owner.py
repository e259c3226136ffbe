"""Which window has a library: this one, or another, which is then asked to come to the front."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from newsreader.core.enums import StrEnum
from newsreader.core.hints import TYPE_CHECKING
from newsreader.store.claim import Claim, claim, socket_path
from newsreader.store.late_log import log

if TYPE_CHECKING:
    from newsreader.app.instance import Instance
    from newsreader.app.shell import Shell


_UNWRITABLE = frozenset(
    {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EEXIST, errno.EIO}
)
"""What is said of folders in which nothing can be made: there is no state then that two windows could write."""


class Owner:
    """Holds the claim on the open library while it is open; `take` and `move_to` may wait for another window."""

    class Answer(StrEnum):
        """What became of a library that was asked for."""

        OURS = "ours"
        RAISED = "raised"
        """Another window has it, and came to the front."""
        SILENT = "silent"
        """Another window has it, and does not answer."""
        UNKEPT = "unkept"
        """Nothing can be written where the state is kept: nobody has it, and `trouble` says why."""
        REFUSED = "refused"
        """It cannot be told who has it: `trouble` says why."""

    def __init__(self, data: Path, *, is_free: bool = False, patience: float | None = None) -> None:
        """`data` is where the state is kept; where it `is_free`, every library may be had, and nobody is asked.
        `patience` is how many seconds another window may take to answer (default: `messages.PATIENCE_S`).
        """
        self._data = data
        self._is_free = is_free
        self._patience = patience
        self._claim: Claim | None = None
        self._instance: Instance | None = None
        self._shell: Shell | None = None
        self.trouble = ""

    def take(self, root: Path, article: str = "") -> Answer:
        """Have the library in `root`, or have the window that has it come to the front, with an article of it."""
        if self._is_free:
            return Owner.Answer.OURS
        try:
            claimed = claim(self._data, root)
        except OSError as error:
            if error.errno in _UNWRITABLE:
                self.trouble = f"Nothing can be kept: {error.strerror}."
                return Owner.Answer.UNKEPT
            self.trouble = f"The library cannot be taken for this window: {error.strerror or error}."
            return Owner.Answer.REFUSED
        if claimed is None:
            return self._raise_other(root, article)
        if _is_lived_in(claimed):
            claimed.leave()
            return self._raise_other(root, article)
        self._replace(claimed)
        return Owner.Answer.OURS

    def let_all(self) -> None:
        """Nothing is kept in this window: from now on every library may be had, and nobody is asked."""
        self._is_free = True

    def move_to(self, root: Path) -> str:
        """Have another library instead of the one there is: "", or what is to be said; then all is as it was."""
        if self._is_free or (self._claim is not None and _is_same(self._claim.root, root)):
            return ""
        answer = self.take(root)
        if answer is Owner.Answer.RAISED:
            return "This library is open in another window"
        if answer is Owner.Answer.SILENT:
            return "This library is open in another window, which does not answer"
        return "" if answer is Owner.Answer.OURS else self.trouble

    def listen(self, shell: Shell) -> None:
        """From now on other starts reach this window."""
        self._shell = shell
        self._hear()

    def close(self) -> None:
        """Let others have the library."""
        self._replace(None)

    def _replace(self, claimed: Claim | None) -> None:
        if self._instance is not None:
            self._instance.close()
            self._instance = None
        if self._claim is not None:
            self._claim.release()
        self._claim = claimed
        if claimed is not None and self._shell is not None:
            self._hear()

    def _hear(self) -> None:
        shell, claimed = self._shell, self._claim
        if shell is None or claimed is None or claimed.socket is None:
            return
        from newsreader.app.instance import Instance  # sockets: 5 ms that no first paint waits for

        try:
            self._instance = Instance(claimed.socket, parent=shell)
        except OSError as error:
            log().warning("other starts cannot reach this window: %s", error.strerror)
            return
        self._instance.raised.connect(shell.come_to_front)
        self._instance.article_wanted.connect(shell.show_path)

    def _raise_other(self, root: Path, article: str) -> Answer:
        from newsreader.store.messages import PATIENCE_S, Message, send  # sockets, which few starts need

        path = socket_path(self._data, root)
        if path is None:
            self.trouble = "This library is open in another window."
            return Owner.Answer.REFUSED
        message = Message("open", article) if article else Message("raise")
        try:
            self.trouble = send(path, message, PATIENCE_S if self._patience is None else self._patience)
        except TimeoutError:
            return Owner.Answer.SILENT
        return Owner.Answer.REFUSED if self.trouble else Owner.Answer.RAISED


def _is_lived_in(claimed: Claim) -> bool:
    """Whether another window has the library, whose lock somebody deleted: it listens still. Where nobody does, what a
    killed window left is taken away: the next start need not ask again.
    """
    if claimed.socket is None or not claimed.socket.exists():
        return False
    from newsreader.store.messages import is_listened_to  # after a kill, or a cleaner, and else never

    if is_listened_to(claimed.socket):
        return True
    claimed.clear()
    return False


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
