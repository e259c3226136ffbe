"""What the reader wrote to articles, as the process that writes the index meets it."""

from __future__ import annotations

import os

import apsw

from newsreader.core.own import Own, unpacked
from newsreader.store.index.packing import base_of, exact
from newsreader.store.index.proofs import verify


class OwnMarks:
    """Tags and notes in the table of marks."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def verify(self) -> None:
        """Look whether the table is what was written: 1 µs a mark. Raises as `proofs.verify` does."""
        verify(self._connection)

    def of(self, identity: str, before: str = "") -> Own:
        """What was written to an article, or to its elder while nothing is said of itself, or to the text it was
        `before` it was edited. Raises ValueError where the table is damaged.
        """
        for number in dict.fromkeys(map(exact, filter(None, (identity, base_of(identity), before)))):
            query = "SELECT own FROM mark WHERE exact=? AND flags IS NOT NULL"
            row = next(iter(self._connection.execute(query, (number,))), None)
            if row is not None and row[0] is not None:
                return unpacked(row[0])
        return Own()

    def concern(self, id_: int) -> bool:
        """Whether something was ever written to the article of a row, or taken off."""
        for (identity,) in self._connection.execute("SELECT identity FROM article WHERE id=?", (id_,)):
            query = "SELECT 1 FROM mark WHERE exact IN (?,?) AND own IS NOT NULL"
            numbers = (exact(identity), exact(base_of(identity)))
            return next(iter(self._connection.execute(query, numbers)), None) is not None
        return False

    def news(self, stamp: int) -> list[tuple[int, str]]:
        """Id and path of rows to which something was written, or is no longer, since the mark of this number."""
        rows = self._connection.execute(
            "SELECT article.id, folder.path, name FROM mark JOIN article ON article.kin = mark.kin"
            " JOIN folder ON folder.id = article.folder WHERE own IS NOT NULL AND stamp > ?",
            (stamp,),
        )
        return [(id_, os.fsdecode(folder + b"/" + name if folder else name)) for id_, folder, name in rows]
