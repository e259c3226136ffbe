"""The child process that reads a library: `python -m newsreader.store.scan`, spoken to by `newsreader.store.scanner`.

It gets one frame on standard input (the root and what is known already), answers with batches on standard output and a
last frame that says how it ended. First every new or changed file's first 4 KB, newest files first, so that the list
stands; then, at low priority, every file whole (engine.md, "Index", point 5). It dies with its parent: the end of
standard input ends it.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsreader.core.article import Problem
from newsreader.store.batches import Batch, Entry, Signature, Trouble, read_frame, write_batch, write_frame
from newsreader.store.folder import Found, walk
from newsreader.store.intake import entry_of, signature_of

FEW = 64
"""So many changed files are read whole at once: two passes would only take longer."""
_FIRST_BATCH = 50
_BATCH = 64
_BATCH_BYTES = 512 * 1024
"""A batch stays below both: taking 64 articles in costs the window's thread 2 ms, at most 4, without painting."""


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the walk found: changed files newest first, paths that are gone, and places that could not be looked
    into.
    """

    changed: list[Found]
    removed: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    found: int


def scan(root: Path, known: Mapping[str, Signature], place: Place | None = None) -> Iterator[Batch]:
    """Every batch of a scan, in order; the first tells what is gone. Raises OSError where `root` cannot be listed.

    So it does where another folder than `place`, and one without articles, is there now: a disk that was unmounted.
    """
    survey = _survey(root, known)
    if known and not survey.found and place not in (None, place_of(root)):
        raise FileNotFoundError(errno.ENOENT, "Another folder, without articles, stands in its place")
    total = len(survey.changed)
    yield Batch((), survey.removed, survey.troubles, 0, total)
    yield from _batches(_entries(root, survey.changed), total)


def place_of(root: Path) -> Place:
    """What tells a folder from another that was put (or mounted) in its place. Raises OSError."""
    about = root.stat()
    return about.st_dev, about.st_ino


def main(requests: BinaryIO, answers: BinaryIO) -> None:
    """Serve one request and return; a parent that is gone is no error."""
    frame = read_frame(requests)
    if frame is None:
        return
    request = frame[0]
    threading.Thread(target=_die_with_parent, args=(requests.fileno(),), daemon=True).start()
    known = {path: Signature(*row) for path, row in request["known"].items()}
    try:
        write_frame(answers, _answer(Path(request["root"]), known, request["place"], answers))
    except BrokenPipeError:
        return


def _answer(root: Path, known: Mapping[str, Signature], place: list[int] | None, answers: BinaryIO) -> dict[str, Any]:
    try:
        here = place_of(root)
        for batch in scan(root, known, None if place is None else (place[0], place[1])):
            write_batch(answers, batch)
    except BrokenPipeError:
        raise
    except OSError as error:
        return {"outcome": "gone", "reason": error.strerror or str(error)}
    return {"outcome": "done", "reason": "", "place": here}


def _survey(root: Path, known: Mapping[str, Signature]) -> _Survey:
    changed: list[Found] = []
    troubles: list[Trouble] = []
    seen: set[str] = set()
    for found in walk(root):
        if not found.is_article:
            troubles.append(Trouble(found.path, found.problem or Problem.UNREADABLE))
            continue
        seen.add(found.path)
        if known.get(found.path) != signature_of(found):
            changed.append(found)
    changed.sort(key=lambda found: found.modified_ns, reverse=True)
    unseen = tuple(f"{trouble.path}/" for trouble in troubles)
    removed = tuple(path for path in known if path not in seen and not path.startswith(unseen))
    return _Survey(changed, removed, tuple(troubles), len(seen))


def _entries(root: Path, changed: Sequence[Found]) -> Iterator[Entry]:
    """Every changed file: where there are many, first what stands in their beginnings, then those whole that are
    longer.
    """
    rest: Sequence[Found] = changed
    if len(changed) > FEW:
        rest = longer = []
        for found in changed:
            entry = entry_of(root, found, whole=False)
            if not entry.is_final:
                longer.append(found)
            yield entry
    _be_nice()
    for found in rest:
        yield entry_of(root, found, whole=True)


def _batches(entries: Iterable[Entry], total: int) -> Iterator[Batch]:
    waiting: list[Entry] = []
    size, done, limit = 0, 0, _FIRST_BATCH
    for entry in entries:
        waiting.append(entry)
        size += len(entry.text)
        done += entry.is_final
        if len(waiting) >= limit or size >= _BATCH_BYTES:
            yield Batch(tuple(waiting), done=done, total=total)
            waiting, size, limit = [], 0, _BATCH
    if waiting:
        yield Batch(tuple(waiting), done=done, total=total)


def _be_nice() -> None:
    if hasattr(os, "nice"):
        os.nice(10)


def _die_with_parent(descriptor: int) -> None:
    while os.read(descriptor, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
