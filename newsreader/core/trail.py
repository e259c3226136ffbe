"""The way a reader came: the articles that were on the page, as a browser has its history. Values only."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.values import dataclass

MOST = 100
"""So many articles are remembered, the newest."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Paths of articles in the order they were read, and which of them the reader is at; -1 in an empty trail."""

    paths: tuple[str, ...] = ()
    at: int = -1

    @property
    def path(self) -> str:
        """Where the reader is; "" in an empty trail."""
        return self.paths[self.at] if self.paths else ""

    def visited(self, path: str) -> Trail:
        """The trail with `path` as where the reader is; what lay ahead is cut off. The same trail where it is that
        already.
        """
        if path == self.path:
            return self
        paths = (*self.paths[: self.at + 1], path)[-MOST:]
        return Trail(paths, len(paths) - 1)

    def stepped(self, step: int, is_there: Callable[[str], bool]) -> Trail:
        """The trail with the reader at the next (1) or the last (-1) article that is still there; this very trail
        where there is none.
        """
        at = self.at + step
        while 0 <= at < len(self.paths):
            if self.paths[at] != self.path and is_there(self.paths[at]):
                return Trail(self.paths, at)
            at += step
        return self
