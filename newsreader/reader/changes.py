"""What became of the rows of a library."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the rows, as ids; a `changed` row looks different, may stand elsewhere, but is the same file.

    `is_vague` where there are too many to name: any row may have come, changed or gone. `is_published` where files have
    changed, and not only what the reader makes of them.
    """

    added: Sequence[int] = ()
    changed: Sequence[int] = ()
    removed: Sequence[int] = ()
    is_vague: bool = False
    is_published: bool = False

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.changed or self.removed or self.is_vague)
