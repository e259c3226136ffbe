"""The folder against the index: which files are new, changed, moved or gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.core.article import Problem
from newsreader.core.values import dataclass, field
from newsreader.store.index.writer import Stamp, Writer
from newsreader.store.walk import FolderFound, Found, walk_folders

Known = tuple[int, Stamp, bool]
FEW = 64
"""So many new or changed files are read whole at once: two passes would only take longer."""
MOST_KEPT = 50_000
"""So many new files wait until the walk is over, to be recognised as moved; more are taken in as they come."""
_TICK_NS = 20_000_000


@dataclass(slots=True)
class Survey:
    """What a walk found that the index does not know yet."""

    new: list[Found] = field(default_factory=list)
    changed: list[tuple[int, Found]] = field(default_factory=list)
    missing: dict[int, Stamp] = field(default_factory=dict)
    troubles: list[tuple[str, Problem]] = field(default_factory=list)
    found: int = 0


def stamp_of(found: Found, read_ns: int | None = None) -> Stamp:
    """By what a file is known to be unchanged; `read_ns` is when it was read (nanoseconds since 1970).

    Systems count the times of files in ticks of up to 10 ms: what was written in the tick it was read in may be written
    once more without a trace, and is never known to be unchanged.
    """
    is_fresh = read_ns is not None and abs(read_ns - found.changed_ns) < _TICK_NS
    return found.size, found.modified_ns, 0 if is_fresh else found.changed_ns, found.inode


def place_of(path: str) -> tuple[bytes, bytes]:
    """Folder and name of a relative path, as the system's own bytes."""
    folder, _, name = path.rpartition("/")
    return os.fsencode(folder), os.fsencode(name)


def survey(root: Path, writer: Writer, take: Callable[[list[Found]], None]) -> Survey:
    """Walk the library and compare it with the index. Raises OSError where `root` cannot be listed.

    New files go to `take` as they are met where there is no index yet, or where there are very many.
    """
    seen = Survey()
    known_folders = writer.standing.folders()
    visited: set[bytes] = set()
    streams = False
    most = FEW if writer.is_first else MOST_KEPT
    for folder in walk_folders(root, lambda path: writer.is_first and os.fsencode(path) not in known_folders):
        visited.add(os.fsencode(folder.path))
        new = list(_compare(folder, writer, known_folders, seen))
        streams = streams or len(seen.new) + len(new) > most
        if streams:
            if new or seen.new:
                take([*seen.new, *new])
            seen.new = []
        else:
            seen.new += new
    _look_for_lost(writer, known_folders, visited, seen)
    return seen


def moves(seen: Survey) -> dict[int, Found]:
    """Rows whose file stands elsewhere now, by inode and all that tells a file unchanged; taken out of `seen`.

    A rename changes the time of status change on most systems, so that is not compared; but a row without it is never
    known to be unchanged (`stamp_of`): a file made in the same tick may have been given the same inode.
    """
    stamps = seen.missing.items()
    lost = {(inode, size, modified): id_ for id_, (size, modified, changed, inode) in stamps if inode and changed}
    moved: dict[int, Found] = {}
    staying: list[Found] = []
    for found in seen.new:
        id_ = lost.pop((found.inode, found.size, found.modified_ns), None)
        if id_ is None:
            staying.append(found)
        else:
            moved[id_] = found
            del seen.missing[id_]
    seen.new = staying
    return moved


def _compare(folder: FolderFound, writer: Writer, known_folders: dict[bytes, int], seen: Survey) -> Iterator[Found]:
    """The new files of a folder; what else is different goes into `seen`."""
    seen.troubles += [(trouble.path, trouble.problem or Problem.UNREADABLE) for trouble in folder.troubles]
    seen.found += len(folder.files)
    number = known_folders.get(os.fsencode(folder.path))
    known: dict[bytes, Known] = writer.files(number) if number is not None else {}
    if not known:
        yield from folder.files
        return
    for found in folder.files:
        row = known.pop(os.fsencode(found.path.rpartition("/")[2]), None)
        if row is None:
            yield found
        elif row[1] != stamp_of(found):
            seen.changed.append((row[0], found))
    unreadable = {os.fsencode(trouble.path.rpartition("/")[2]) for trouble in folder.troubles if not trouble.is_article}
    is_unlisted = any(trouble.path == folder.path for trouble in folder.troubles)
    for name, (id_, stamp, _) in known.items():
        if not is_unlisted and name not in unreadable:
            seen.missing[id_] = stamp


def _look_for_lost(writer: Writer, known_folders: dict[bytes, int], visited: set[bytes], seen: Survey) -> None:
    """Rows of folders that are gone; those below a folder that could not be looked into are thought to be there."""
    hidden = tuple(os.fsencode(path) + b"/" for path, _ in seen.troubles)
    for path, number in known_folders.items():
        if path not in visited and not path.startswith(hidden):
            seen.missing.update({id_: stamp for id_, stamp, _ in writer.files(number).values()})
