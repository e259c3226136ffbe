"""A library that is read, marked, written to, searched, edited from outside, killed and opened again, in any order:
it is always what a plain dictionary says (security.md, F13).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from newsreader.core.own import NOTE, tag_field
from newsreader.reader.forms import By
from newsreader.reader.headless import list_articles
from newsreader.reader.library import Library, Outcome
from newsreader.reader.marks import Field
from newsreader.render.client import Renderer
from tests.fuzz.inside import InsideScanner
from tests.fuzz.strategies import law
from tests.reader.makers import NOON, TODAY

WORDS = ("harbour", "ledger", "économie", "港口", "we'll", "C++", "x-ray", "Straße")
TAGS = ("Slow", "SLOW", "Ünder", "港")
WORD, TAG = st.sampled_from(WORDS), st.sampled_from(TAGS)
PICK = st.integers(0, 10**6)


@dataclass
class Paper:
    """What the model knows of one article: its file, and what was said of it."""

    number: int
    path: str
    words: list[str]
    has_address: bool
    is_there: bool = True
    read: bool = False
    starred: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    note: str = ""

    def text(self) -> str:
        """The file."""
        address = f"url: https://site.example/{self.number}\n" if self.has_address else ""
        return f"---\ntitle: Paper {self.number}\n{address}---\n\nBody {self.number} {' '.join(self.words)}.\n"


class LibraryMachine(RuleBasedStateMachine):
    """One library through any history."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.root = self.home / "library"
        self.root.mkdir()
        self.renderer = Renderer(["false"])
        self.papers: list[Paper] = []
        self.trashed: list[Paper] = []
        self.steps: list[tuple[Paper, str, object, object]] = []
        self.undone: list[tuple[Paper, str, object, object]] = []
        self.count = 0
        self.is_scanned = False
        self.open()

    def open(self) -> None:
        """A start of the program."""
        self.library = Library(self.root, self.home / "data", self.renderer, lambda: NOON, InsideScanner())

    def end(self) -> None:
        """The end of a program: nothing is open any more."""
        self.library.close()
        self.library.searcher.close()

    def scan(self) -> None:
        """A look at the folder, as each start and each change heard of brings one."""
        assert self.library.scan_now().outcome is Outcome.DONE
        self.is_scanned = True

    def there(self) -> list[Paper]:
        """The articles whose files are in the folder."""
        return [paper for paper in self.papers if paper.is_there]

    def pick(self, number: int) -> Paper:
        """One of those."""
        there = self.there()
        return there[number % len(there)]

    def identity(self, paper: Paper) -> str:
        """What the library calls an article."""
        id_ = self.library.catalogue.find(paper.path)
        assert id_ is not None, paper.path
        return self.library.catalogue.article(id_).identity

    def has_papers(self) -> bool:
        """Whether there is anything to work on."""
        return self.is_scanned and bool(self.there())

    @rule(words=st.lists(WORD, max_size=4), has_address=st.booleans(), folder=st.sampled_from(["", "a/", "a/b/"]))
    def add(self, words: list[str], has_address: bool, folder: str) -> None:
        """A file comes."""
        self.count += 1
        paper = Paper(self.count, f"{folder}paper-{self.count}.md", words, has_address)
        self.write(paper)
        self.papers.append(paper)
        self.scan()

    def write(self, paper: Paper) -> None:
        """Put the file of an article into the folder."""
        place = self.root / paper.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(paper.text(), encoding="utf-8")

    @precondition(has_papers)
    @rule(number=PICK, word=WORD)
    def edit(self, number: int, word: str) -> None:
        """Another program changes a file. Without an address it is the same article by where it lies."""
        paper = self.pick(number)
        if not paper.has_address:
            self.steps, self.undone = [], []
        paper.words.append(word)
        self.write(paper)
        self.scan()
        self.forget_steps(paper)

    def forget_steps(self, paper: Paper) -> None:
        """The history of this library is emptied where the model cannot say what its steps would do."""
        if not paper.has_address:
            while self.library.marks.undo_label and self.library.marks.history.done:
                self.library.marks.history.take_back()

    @precondition(has_papers)
    @rule(number=PICK, folder=st.sampled_from(["", "c/", "a/"]))
    def rename(self, number: int, folder: str) -> None:
        """Another program moves a file."""
        paper = self.pick(number)
        self.count += 1
        old, paper.path = self.root / paper.path, f"{folder}moved-{self.count}.md"
        (self.root / paper.path).parent.mkdir(parents=True, exist_ok=True)
        old.rename(self.root / paper.path)
        self.scan()

    @precondition(has_papers)
    @rule(number=PICK)
    def remove(self, number: int) -> None:
        """Another program deletes a file; what was said of it stays."""
        paper = self.pick(number)
        (self.root / paper.path).unlink()
        paper.is_there = False
        self.scan()

    @precondition(lambda self: any(not p.is_there and p not in self.trashed for p in self.papers))
    @rule(number=PICK)
    def bring_back(self, number: int) -> None:
        """The same file comes again."""
        gone = [paper for paper in self.papers if not paper.is_there and paper not in self.trashed]
        paper = gone[number % len(gone)]
        paper.is_there = True
        self.write(paper)
        self.scan()

    @precondition(has_papers)
    @rule(number=PICK)
    def delete(self, number: int) -> None:
        """The reader deletes an article."""
        paper = self.pick(number)
        assert self.library.deletion([paper.path]).redo() == ""
        paper.is_there = False
        self.trashed.append(paper)
        self.scan()

    @precondition(lambda self: bool(self.trashed))
    @rule(number=PICK)
    def restore(self, number: int) -> None:
        """The reader brings one back, to where it was."""
        paper = self.trashed.pop(number % len(self.trashed))
        deleted = next(one for one in self.library.trash.deleted() if one.path == paper.path)
        assert self.library.trash.restore(deleted) == paper.path
        paper.is_there = True
        self.scan()

    @precondition(has_papers)
    @rule(number=PICK, name=st.sampled_from(["read", "starred"]), value=st.booleans())
    def mark(self, number: int, name: str, value: bool) -> None:
        """The reader marks an article, or takes the mark off."""
        paper, before = self.pick(number), None
        before = getattr(paper, name)
        change = self.library.marks.change(Field(name), [self.identity(paper)], value)
        self.keep(change.identities)
        if before is not value:
            self.did(paper, name, before, value)

    @precondition(has_papers)
    @rule(number=PICK, tag=TAG, on=st.booleans())
    def tag(self, number: int, tag: str, on: bool) -> None:
        """The reader puts a tag on an article, or takes it off."""
        paper, name = self.pick(number), tag_field(tag)
        before = paper.tags.get(name)
        change = self.library.marks.write(name, {self.identity(paper): tag if on else False}, "Tagged")
        self.keep(change.identities)
        after = tag if on else None
        if before != after:
            self.did(paper, name, before, after)

    @precondition(has_papers)
    @rule(number=PICK, note=st.sampled_from(["", "seen twice", "ask about 港口"]))
    def note(self, number: int, note: str) -> None:
        """The reader writes a note."""
        paper = self.pick(number)
        before = paper.note
        change = self.library.marks.write(NOTE, {self.identity(paper): note}, "Note kept")
        self.keep(change.identities)
        if before != note:
            self.did(paper, NOTE, before, note)

    def did(self, paper: Paper, name: str, before: object, after: object) -> None:
        """A step of the reader's."""
        self.say(paper, name, after)
        self.steps.append((paper, name, before, after))
        self.undone = []

    @staticmethod
    def say(paper: Paper, name: str, value: object) -> None:
        """Say something of an article in the model."""
        if name in ("read", "starred"):
            setattr(paper, name, bool(value))
        elif name == NOTE:
            paper.note = str(value or "")
        elif value:
            paper.tags[name] = str(value)
        else:
            paper.tags.pop(name, None)

    @precondition(lambda self: bool(self.steps))
    @rule()
    def undo(self) -> None:
        """Ctrl+Z."""
        change = self.library.marks.undo()
        assert change is not None
        self.keep(change.identities)
        paper, name, before, _after = step = self.steps.pop()
        self.say(paper, name, before)
        self.undone.append(step)

    @precondition(lambda self: bool(self.undone))
    @rule()
    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        change = self.library.marks.redo()
        assert change is not None
        self.keep(change.identities)
        paper, name, _before, after = step = self.undone.pop()
        self.say(paper, name, after)
        self.steps.append(step)

    def keep(self, identities: Sequence[str]) -> None:
        """What the window does with each change: rows at once, the index by its lane."""
        self.library.catalogue.restate(identities)
        self.library.catalogue.mirrored(self.library.mirror()())

    @rule()
    def restart(self) -> None:
        """The window is closed and opened."""
        self.end()
        self.open()
        self.check()

    @rule(is_torn=st.booleans())
    def kill(self, is_torn: bool) -> None:
        """The program ends in the middle of anything: nothing is closed, a last line may be half written."""
        self.end()
        for file in sorted((self.home / "data" / "state").rglob("*.jsonl")) if is_torn else ():
            with file.open("ab") as end:
                end.write(b'{"t":"2026-08-22T12:00')
        self.open()
        self.check()

    @rule(what=st.sampled_from(["", "-wal", "-shm"]))
    def lose_the_index(self, what: str) -> None:
        """The index goes, all of it or a part, between two starts."""
        self.end()
        self.unlink(("", "-wal", "-shm") if not what else (what,))
        self.open()
        self.scan()

    @rule()
    def lose_the_index_while_it_is_open(self) -> None:
        """Somebody deletes it under the running program."""
        self.unlink(("", "-wal", "-shm"))
        self.scan()

    def unlink(self, ends: tuple[str, ...]) -> None:
        """Delete files of the index."""
        for end in ends:
            self.library.index.with_name(self.library.index.name + end).unlink(missing_ok=True)

    @precondition(has_papers)
    @rule(word=WORD)
    def search(self, word: str) -> None:
        """What is searched for is found, and nothing else."""
        self.scan()
        assert self.found(f'"{word}"') == {
            paper.path for paper in self.there() if word in paper.words or word in paper.note
        }

    @precondition(has_papers)
    @rule(tag=TAG)
    def search_for_marks(self, tag: str) -> None:
        """So are marks, tags and notes."""
        self.scan()
        there = self.there()
        assert self.found("is:starred") == {paper.path for paper in there if paper.starred}
        assert self.found("is:unread") == {paper.path for paper in there if not paper.read}
        assert self.found("has:note") == {paper.path for paper in there if paper.note}
        assert self.found(f"tag:{tag}") == {paper.path for paper in there if tag_field(tag) in paper.tags}

    def found(self, query: str) -> set[str]:
        """The paths of the articles a query finds."""
        return {str(row["path"]) for row in list_articles(self.library, query, None, By.PUBLISHED, TODAY)}

    @invariant()
    def check(self) -> None:
        """Every article is there with everything that was said of it, and no other."""
        if not self.is_scanned:
            return
        catalogue, marks = self.library.catalogue, self.library.marks
        there = self.there()
        for paper in there:
            id_ = catalogue.find(paper.path)
            assert id_ is not None, paper.path
            identity = catalogue.article(id_).identity
            assert (catalogue.is_read(id_), catalogue.is_starred(id_)) == (paper.read, paper.starred), paper
            assert (marks.is_read(identity), marks.is_starred(identity)) == (paper.read, paper.starred), paper
            own = marks.own(identity)
            assert (sorted(own.tags), own.note) == (sorted(paper.tags.values()), paper.note), paper
        counts = catalogue.counts(TODAY)
        assert (counts.total, counts.unread) == (len(there), sum(not paper.read for paper in there))

    def teardown(self) -> None:
        """Let go of everything."""
        self.end()
        self.renderer.close()
        shutil.rmtree(self.home)


TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = law(30, steps=30)
