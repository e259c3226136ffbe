"""Every file the program writes, on a disk that fails at any one call (security.md H06, H07, H08).

For each kind of file and each n, the n-th call that changes the disk fails, alone or with all after it. Then the file
is the old or the new one, whole; the reader gets a sentence; the same action works once the disk does, without a
restart; and nothing temporary is left at the next start.
"""

from __future__ import annotations

import errno
import os
import time
from abc import ABC, abstractmethod
from pathlib import Path

import pytest

from newsreader.core.own import NOTE
from newsreader.core.saved import SavedSearch
from newsreader.reader.exports import keep
from newsreader.reader.history import History
from newsreader.reader.marks import Field, Marks
from newsreader.store import journal as journal_module
from newsreader.store.clock import Clock
from newsreader.store.files import sweep, write_atomic
from newsreader.store.journal import Journal, NotKept, own_device
from newsreader.store.searches_file import SearchesFile
from newsreader.store.session import LibrarySession, Session, load_session, save_session
from newsreader.store.settings_file import SettingsFile
from newsreader.store.steps_file import StepsFile
from newsreader.store.trash import Trash
from tests.fakes import NOON
from tests.system_calls import CHANGING, SystemCalls, from_then_on, once

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
LATER = 7200.0
"""The next start, in seconds from now: what another window may be writing is left alone for an hour."""


class Kind(ABC):
    """A kind of file in a folder of its own: `act` writes it anew, `look` says what it holds."""

    may_lag = False
    """Whether the file may miss the last step until the next one is written."""

    def __init__(self, folder: Path) -> None:
        """What stands there before, written on a sound disk."""
        self.folder = folder

    @abstractmethod
    def act(self) -> str:
        """Write; "" or the sentence the reader gets."""

    @abstractmethod
    def look(self) -> object:
        """What another start of the program would find."""


class Plain(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "deep" / "file"
        write_atomic(self.path, b"old" * 1000)

    def act(self) -> str:
        keep(self.path, b"new" * 1000)
        return ""

    def look(self) -> object:
        return self.path.read_bytes()


class First(Plain):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.path = folder / "other" / "file"

    def look(self) -> object:
        return self.path.read_bytes() if self.path.exists() else None


class SettingsKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "settings.toml").write_text('mine = "kept"\n[appearance]\ntheme = "dark"\n')
        self.file = SettingsFile(folder / "settings.toml")
        self.settings = self.file.load("now").settings

    def act(self) -> str:
        self.settings.change("appearance.theme", "sepia")
        self.file.save(self.settings)
        return ""

    def look(self) -> object:
        file = SettingsFile(self.folder / "settings.toml")
        loaded = file.load("now")
        assert loaded.complaints == ()
        return loaded.settings.changed(), file._rest["mine"]


class SessionKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        save_session(folder / "session.json", Session().with_library(folder, LibrarySession()))

    def act(self) -> str:
        save_session(self.folder / "session.json", Session())
        return ""

    def look(self) -> object:
        return load_session(self.folder / "session.json")


class DeviceKind(Kind):
    def act(self) -> str:
        own_device(self.folder)
        return ""

    def look(self) -> object:
        path = self.folder / "device"
        return len(path.read_text()) if path.exists() else None


class SearchesKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        SearchesFile(folder).save(SavedSearch("One", "rust"))

    def act(self) -> str:
        SearchesFile(self.folder).save(SavedSearch("Two", "go"))
        return ""

    def look(self) -> object:
        return SearchesFile(self.folder).load()


class FirstSearchKind(SearchesKind):
    def __init__(self, folder: Path) -> None:
        Kind.__init__(self, folder)


class StepsReplaced(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        StepsFile(folder / "steps.jsonl").append({"a": 1})

    def act(self) -> str:
        StepsFile(self.folder / "steps.jsonl").replace([{"b": 2}, {"c": 3}])
        return ""

    def look(self) -> object:
        return list(StepsFile(self.folder / "steps.jsonl").rows())


class HistoryKind(Kind):
    """What fails is logged only; the next step brings the file in line."""

    may_lag = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.marks = self.opened()
        self.marks.change(Field.STARRED, ["u:a"], True)
        self.turn = 0

    def opened(self) -> Marks:
        journal = Journal(self.folder / "state", "aaaaaaaa", Clock(lambda: NOON), lambda _descriptor: None)
        return Marks(journal, History(StepsFile(self.folder / "steps.jsonl")))

    def act(self) -> str:
        self.turn += 1
        return self.marks.write(NOTE, {"u:a": f"Note {self.turn}"}, "Note kept").trouble

    def look(self) -> object:
        kept = [step.change.after for step in self.opened().history.done]
        mine = [step.change.after for step in self.marks.history.done]
        assert kept == mine[: len(kept)]
        return len(kept) == len(mine)


class JournalKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.journal = self.opened()
        self.journal.record("starred", {"u:old": True})

    def opened(self) -> Journal:
        return Journal(self.folder / "state", "aaaaaaaa", Clock(lambda: NOON), os.fsync)

    def act(self) -> str:
        self.journal.record("read", {"u:a": True, "u:b": True})
        return ""

    def look(self) -> object:
        again = self.opened()
        again.load()
        assert again.value("starred", "u:old") is True
        return again.value("read", "u:a"), again.value("read", "u:b")


class FirstJournalKind(JournalKind):
    def __init__(self, folder: Path) -> None:
        Kind.__init__(self, folder)
        self.journal = self.opened()

    def look(self) -> object:
        again = self.opened()
        again.load()
        return again.value("read", "u:a"), again.value("read", "u:b")


class CompactedKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        journal = self.opened()
        for number in range(60):
            journal.record("read", {"u:a": number % 2 == 0, f"u:{number}": True})

    def opened(self) -> Journal:
        return Journal(self.folder / "state", "aaaaaaaa", Clock(lambda: NOON))

    def act(self) -> str:
        journal_module.COMPACTED_AT = 1000
        return " ".join(complaint.text for complaint in self.opened().load())

    def look(self) -> object:
        journal_module.COMPACTED_AT = 10**9
        again = self.opened()
        assert again.load() == []
        return {id_: again.value("read", id_) for id_ in ("u:a", *(f"u:{number}" for number in range(60)))}


class TrashKind(Kind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "a").mkdir()
        (folder / "a" / "one.md").write_text("one")

    def act(self) -> str:
        if (self.folder / "a" / "one.md").exists():
            Trash(self.folder).put("a/one.md", 1)
        return ""

    def look(self) -> object:
        listed = Trash(self.folder).deleted()
        is_there = (self.folder / "a" / "one.md").exists()
        assert len({deleted.name for deleted in listed}) + is_there >= 1
        texts = {path.read_text() for path in self.folder.rglob("*one*.md")}
        assert texts == {"one"}
        return is_there


class RestoreKind(TrashKind):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.entry = Trash(folder).put("a/one.md", 1)
        (folder / "a").rmdir()

    def act(self) -> str:
        if self.entry in Trash(self.folder).deleted():
            Trash(self.folder).restore(self.entry)
        return ""


KINDS: list[type[Kind]] = [
    Plain,
    First,
    SettingsKind,
    SessionKind,
    DeviceKind,
    SearchesKind,
    FirstSearchKind,
    StepsReplaced,
    HistoryKind,
    JournalKind,
    FirstJournalKind,
    CompactedKind,
    TrashKind,
    RestoreKind,
]
SILENT = {HistoryKind, CompactedKind}
"""These log or list what happened, and hold in memory."""
FARTHEST = 80


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> SystemCalls:
    monkeypatch.setattr(journal_module, "COMPACTED_AT", 10**9)
    return SystemCalls(monkeypatch, CHANGING)


def attempt(kind: Kind) -> str:
    """The sentence the reader gets, "" for none; anything else than a fault of the disk is a fault of ours."""
    try:
        return kind.act()
    except OSError as error:
        return error.strerror or str(error)
    except NotKept as error:
        return str(error)


def temporary(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*") if path.name != ".newsreader"]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", ERRORS, ids=[errno.errorcode[error] for error in ERRORS])
@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_the_nth_call_fails(tmp_path: Path, calls: SystemCalls, kind: type[Kind], error: int, lasting: bool) -> None:
    for number in range(1, FARTHEST):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        file = kind(folder)
        before = file.look()
        calls.rest()
        calls.fails = (from_then_on if lasting else once)(number, error)
        trouble = attempt(file)
        reached = calls.count
        calls.rest()
        found = file.look()
        assert attempt(file) == "", f"call {number}: it does not work again"
        after = file.look()
        assert found in (before, after) or kind.may_lag, f"call {number}: neither the old nor the new"
        assert after == before or not kind.may_lag, f"call {number}: it lags for good"
        if reached < number:
            break
        assert trouble or found == after or kind in SILENT, f"call {number}: nothing is said"
        for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            sweep(place, time.time() + LATER)
        assert temporary(folder) == [], f"call {number}: something is left"
    assert 2 < number < FARTHEST - 1
