"""Sources and tags of the index: under which spelling, how many articles, how many unread, and which."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence

import apsw

from newsreader.core.text import fold
from newsreader.core.values import dataclass, field
from newsreader.store.index.packing import READ, ids_of, text

SOURCE, TAG = 1, 2


@dataclass(slots=True, eq=False)
class Label:
    """One source or tag, whatever its spelling; `added` and `gone` are ids that its posting does not know yet."""

    id: int
    kind: int
    key: str
    spellings: dict[str, int]
    total: int = 0
    unread: int = 0
    added: array[int] = field(default_factory=lambda: array("I"))
    gone: set[int] = field(default_factory=set)
    is_changed: bool = True


class Labels:
    """All labels, in the process that writes the index; on disk after `write`."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read every label, but no posting."""
        self._connection = connection
        self._by_key: dict[tuple[int, str], Label] = {}
        self._by_name: dict[tuple[int, str], Label] = {}
        self._fresh: dict[tuple[int, str], array[int]] = {}
        self._last = 0
        for id_, kind, key, spellings, total, unread in connection.execute("SELECT * FROM label"):
            names = {str(name): int(count) for name, count in json.loads(spellings).items()}
            label = Label(id_, kind, key, names, total, unread, is_changed=False)
            self._by_key[kind, key] = label
            self._last = max(self._last, id_)

    def clear(self) -> None:
        """Forget everything, to be counted anew."""
        self._connection.execute("DELETE FROM label")
        self._connection.execute("DELETE FROM posting")
        self._by_key.clear()
        self._by_name.clear()
        self._fresh.clear()
        self._last = 0

    def note(self, id_: int, source: str, tags: Iterable[str]) -> int:
        """As `put`, for many new rows: counted when it is written, 1 µs a row. The id of the source's label."""
        number = 0
        fresh = self._fresh
        if source:
            label = self._by_name.get((SOURCE, source)) or self._of(SOURCE, source)
            number = label.id
            key = (SOURCE, source)
            if key in fresh:
                fresh[key].append(id_)
            else:
                fresh[key] = array("I", (id_,))
        for tag in tags:
            key = (TAG, tag)
            if key in fresh:
                fresh[key].append(id_)
            else:
                fresh[key] = array("I", (id_,))
        return number

    def count_noted(self, flags: Sequence[int]) -> None:
        """Take in the rows that were noted; `flags` tell which of them are read."""
        fresh, self._fresh = self._fresh, {}
        for (kind, name), noted in fresh.items():
            label = self._of(kind, name)
            ids = [id_ for id_ in noted if id_ not in known] if (known := set(label.added)) else noted
            label.added.extend(ids)
            label.gone.difference_update(ids)
            label.total += len(ids)
            label.unread += sum(not flags[id_] & READ for id_ in ids)
            label.spellings[name] = label.spellings.get(name, 0) + len(ids)
            label.is_changed = True

    def put(self, id_: int, source: str, tags: Iterable[str], *, unread: bool) -> int:
        """Row `id_` bears these from now on; the id of its source's label, 0 where it has none."""
        number = 0
        if source:
            number = self._put(SOURCE, source, id_, unread)
        seen: set[int] = set()
        for tag in tags:
            label = self._of(TAG, tag)
            if label.id not in seen:
                seen.add(label.id)
                self._put(TAG, tag, id_, unread)
        return number

    def drop(self, id_: int, source: str, tags: Iterable[str], *, unread: bool) -> None:
        """Row `id_` bears these no more."""
        for label, name in self._borne(source, tags):
            label.total -= 1
            label.unread -= unread
            label.spellings[name] -= 1
            label.is_changed = True
            if id_ in label.added:
                label.added.remove(id_)
            label.gone.add(id_)  # what is in the index may have it from before it was added

    def mark(self, source: str, tags: Iterable[str], more_unread: int) -> None:
        """A row that bears these became unread (1) or read (-1)."""
        for label, _ in self._borne(source, tags):
            label.unread += more_unread
            label.is_changed = True

    def write(self) -> None:
        """Bring the tables up to date."""
        changed = [label for label in self._by_key.values() if label.is_changed]
        for label in changed:
            if label.added or label.gone:
                self._write_posting(label)
            label.is_changed = False
            if label.total:
                spellings = {name: count for name, count in label.spellings.items() if count > 0}
                row = (label.id, label.kind, label.key, json.dumps(spellings), label.total, label.unread)
                self._connection.execute("INSERT OR REPLACE INTO label VALUES(?,?,?,?,?,?)", row)
        for label in changed:
            if not label.total:
                self._connection.execute("DELETE FROM label WHERE id=?", (label.id,))
                self._connection.execute("DELETE FROM posting WHERE label=?", (label.id,))
                del self._by_key[label.kind, label.key]
        self._by_name = {name: label for name, label in self._by_name.items() if label.total}

    def _borne(self, source: str, tags: Iterable[str]) -> list[tuple[Label, str]]:
        borne = [(self._of(SOURCE, source), source)] if source else []
        seen: set[int] = set()
        for tag in tags:
            label = self._of(TAG, tag)
            if label.id not in seen:
                seen.add(label.id)
                borne.append((label, tag))
        return borne

    def _put(self, kind: int, name: str, id_: int, unread: bool) -> int:
        label = self._by_name.get((kind, name)) or self._of(kind, name)
        label.total += 1
        label.unread += unread
        label.added.append(id_)
        label.gone.discard(id_)
        label.is_changed = True
        label.spellings[name] = label.spellings.get(name, 0) + 1
        return label.id

    def _of(self, kind: int, name: str) -> Label:
        label = self._by_name.get((kind, name))
        if label is None:
            key = text(fold(name))
            label = self._by_key.get((kind, key))
            if label is None:
                self._last += 1
                label = self._by_key[kind, key] = Label(self._last, kind, key, {})
            self._by_name[kind, name] = label
        return label

    def _write_posting(self, label: Label) -> None:
        row = next(iter(self._connection.execute("SELECT ids FROM posting WHERE label=?", (label.id,))), None)
        ids = ids_of(row[0]) if row is not None else array("I")
        leaving = label.gone.union(label.added)
        if row is not None and leaving:
            ids = array("I", [id_ for id_ in ids if id_ not in leaving])
        ids.extend(label.added)
        self._connection.execute("INSERT OR REPLACE INTO posting VALUES(?,?)", (label.id, ids.tobytes()))
        label.added = array("I")
        label.gone = set()
