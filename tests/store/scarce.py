"""A reader's acts while something has run out, in a process of its own.

`python -m tests.store.scarce FOLDER KIND LEFT…`: KIND is what there is only LEFT more of: `bytes` a file may have,
`files` that may be open, `names` there is room for on the disk, `room` on it in bytes. One line of JSON says what the
reader was told of each act, each time something was scarce and afterwards, and what was there in the end.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from newsreader.core.own import NOTE
from newsreader.core.saved import SavedSearch
from newsreader.core.settings import Settings
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from newsreader.store.session import LibrarySession, Session, save_session
from newsreader.store.settings_file import SettingsFile
from tests.fakes import NOON

ARTICLES = 5


class House:
    """A library of some articles, with everything a reader keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "library"
        self.root.mkdir(exist_ok=True)
        for number in range(ARTICLES):
            self.add(number)
        self.settings = Settings({"appearance.theme": "dark"})
        self.file = SettingsFile(folder / "settings.toml")
        self.file.load("now")
        self.library = self.opened()
        self.turn = 0

    def add(self, number: int) -> None:
        """Put an article into the library."""
        (self.root / f"{number}.md").write_text(
            f"---\ntitle: Paper {number}\n---\n\nBody {number}.\n" + "word " * 2_000
        )

    def opened(self) -> Library:
        """A start of the program."""
        return Library(self.root, self.folder / "data", Renderer(["false"]), lambda: NOON)

    def close(self) -> None:
        """The end of the program."""
        self.library.close()
        self.library.searcher.close()

    def paths(self) -> list[str]:
        """The articles the index knows."""
        return sorted(str(row["path"]) for row in list_articles(self.library, "", None, By.PUBLISHED, NOON.date()))

    def acts(self) -> dict[str, Callable[[], str]]:
        """What a reader does; each gives "" or what they are told."""
        self.turn += 1
        marks, turn = self.library.marks, self.turn
        identities = [self.library.catalogue.article(id_).identity for id_ in (1, 2)]
        return {
            "settings": lambda: self._set("sepia" if turn % 2 else "light"),
            "mark": lambda: marks.change(Field.STARRED, identities, bool(turn % 2)).trouble,
            "note": lambda: marks.write(NOTE, {identities[0]: f"Note {turn}"}, "Note kept").trouble,
            "search": lambda: self._save(f"q{turn}"),
            "session": self._leave,
            "export": lambda: self._export(turn),
            "scan": self.scan,
        }

    def scan(self) -> str:
        """Look at the folder."""
        summary = self.library.scan_now()
        return "" if summary.outcome is Outcome.DONE else summary.reason or str(summary.outcome)

    def _set(self, theme: str) -> str:
        self.settings.change("appearance.theme", theme)
        self.file.save(self.settings)
        return ""

    def _save(self, query: str) -> str:
        self.library.searches.save(SavedSearch("Mine", query))
        return ""

    def _leave(self) -> str:
        save_session(self.folder / "session.json", Session().with_library(self.root, LibrarySession()))
        return ""

    def _export(self, turn: int) -> str:
        self.library.export(self.folder / "export.md", f"Text {turn}")
        return ""


def said(act: Callable[[], str]) -> str:
    """What a reader is told; what is no fault of the system's is one of ours."""
    try:
        return act()
    except OSError as error:
        return error.strerror or str(error)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"FAULT {type(error).__name__}: {error}"


@contextmanager
def limited(kind: int, left: int) -> Iterator[None]:
    """The system allows no more than that."""
    soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(kind, (soft, hard))


def free_descriptors(left: int) -> int:
    """The limit under which so many more files can be opened."""
    taken = {int(entry.name) for entry in Path("/proc/self/fd").iterdir()}
    number = 0
    while left:
        left -= number not in taken
        number += 1
    return number


@contextmanager
def crowded(folder: Path, left: int) -> Iterator[None]:
    """The disk has room for no more than so many names."""
    names: list[Path] = []
    try:
        while True:
            path = folder / f"filler-{len(names)}"
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
            names.append(path)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    for path in names[len(names) - left :]:
        path.unlink()
    try:
        yield
    finally:
        for path in names:
            path.unlink(missing_ok=True)


@contextmanager
def full(folder: Path, left: int) -> Iterator[None]:
    """The disk has room for no more than so many bytes, as far as its blocks allow."""
    filler = folder / "filler"
    descriptor = os.open(filler, os.O_CREAT | os.O_WRONLY)
    size = 1 << 20
    try:
        while size >= 512:
            try:
                os.write(descriptor, b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                size //= 2
        os.ftruncate(descriptor, max(0, os.fstat(descriptor).st_size - left))
    finally:
        os.close(descriptor)
    try:
        yield
    finally:
        filler.unlink()


def scarce(kind: str, left: int, folder: Path) -> AbstractContextManager[None]:
    """There is no more of it than that."""
    if kind == "names":
        return crowded(folder, left)
    if kind == "room":
        return full(folder, left)
    if kind == "files":
        return limited(resource.RLIMIT_NOFILE, free_descriptors(left))
    return limited(resource.RLIMIT_FSIZE, left)


def main(folder: Path, kind: str, lefts: list[int]) -> None:
    """Say what became of the acts."""
    house = House(folder)
    house.scan()
    told = []
    after = [{name: said(act) for name, act in house.acts().items()}]
    for number, left in enumerate(lefts, ARTICLES):
        house.add(number)
        with scarce(kind, left, folder):
            told.append({name: said(act) for name, act in house.acts().items()})
        after.append({name: said(act) for name, act in house.acts().items()})
    house.close()
    house.library = house.opened()
    house.scan()
    catalogue, marks = house.library.catalogue, house.library.marks
    found = {
        "theme": SettingsFile(folder / "settings.toml").load("now").settings.text("appearance.theme"),
        "starred": [catalogue.is_starred(id_) for id_ in (1, 2)],
        "note": marks.own(catalogue.article(1).identity).note,
        "searches": [search.query for search in house.library.searches.load()[0]],
        "articles": house.paths(),
        "complaints": [complaint.text for complaint in house.library.complaints],
    }
    house.close()
    print(json.dumps({"turn": house.turn, "told": told, "after": after, "found": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], [int(word) for word in sys.argv[3:]])
