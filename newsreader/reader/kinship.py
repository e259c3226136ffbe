"""Which articles are the same one: rows that share an identity, and files that share an address under different titles.

product.md, "Identity and state": where several files with different titles share one URL, the identity is URL + folded
title.
"""

from __future__ import annotations

from newsreader.core.identity import identify_shared
from newsreader.core.text import fold


class Kinship:
    """Identities by row, kept up to date as rows come and go; every call is instant."""

    def __init__(self) -> None:
        """Start with no rows."""
        self._base: dict[int, str] = {}
        self._titles: dict[str, dict[int, tuple[str, str]]] = {}
        self._identity: dict[int, str] = {}
        self._rows: dict[str, set[int]] = {}

    def put(self, id_: int, base: str, url: str, title: str) -> dict[int, str]:
        """Row `id_` is the article `base` (by its file alone) called `title`; the rows whose identity is new, with it.

        Without a `url` the base is made of the text, and titles tell nothing apart.
        """
        touched = {} if self._base.get(id_) in (None, base) else self.drop(id_)
        self._base[id_] = base
        self._titles.setdefault(base, {})[id_] = (
            fold(title) if url else "",
            identify_shared(url, title) if url else base,
        )
        return touched | self._settle(base)

    def drop(self, id_: int) -> dict[int, str]:
        """Row `id_` is gone; the other rows whose identity is new thereby."""
        base = self._base.pop(id_, None)
        if base is None:
            return {}
        self._titles[base].pop(id_)
        self._rows[self._identity.pop(id_)].discard(id_)
        return self._settle(base)

    def rows(self, identity: str) -> list[int]:
        """The rows of an identity, in the order they were met."""
        return sorted(self._rows.get(identity, ()))

    def base(self, id_: int) -> str:
        """The identity a row would have if no other shared its address."""
        return self._base[id_]

    def _settle(self, base: str) -> dict[int, str]:
        titles = self._titles[base]
        is_shared = len({folded for folded, _ in titles.values()}) > 1
        touched: dict[int, str] = {}
        for id_, (_, alone) in titles.items():
            identity = alone if is_shared else base
            if self._identity.get(id_) != identity:
                if id_ in self._identity:
                    self._rows[self._identity[id_]].discard(id_)
                self._identity[id_] = identity
                self._rows.setdefault(identity, set()).add(id_)
                touched[id_] = identity
        return touched
