"""The articles the walks read, and what list, page and details must say of each of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DAY = 86_400
WRITTEN = 1_780_000_000
"""When all files were last changed, in seconds since 1970: long before any walk takes place."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article: its file, and what the window must show of it. `mark` is a word no other article has."""

    path: str
    title: str
    source: str
    author: str
    published: str
    day: str
    url: str
    tags: tuple[str, ...]
    mark: str
    body: str

    def text(self) -> str:
        """The file as it lies in the folder."""
        return file_text(self, f"[{', '.join(self.tags)}]" if self.tags else "")


class Told(Protocol):
    """What the header of a file says, and the text below it."""

    @property
    def title(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def body(self) -> str: ...


def file_text(told: Told, tags: str) -> str:
    """A file with a fenced header; what is "" is left out of it."""
    facts = {name: getattr(told, name) for name in ("title", "author", "source", "published", "url")} | {"tags": tags}
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    return "\n".join(["---", *lines, "---", "", told.body, ""])


def _long(mark: str, paragraphs: int) -> str:
    line = "The tide tables were read aloud in the harbour office, and everybody wrote down what concerned them. " * 4
    return "\n\n".join(f"Part {number} of the {mark} account. {line}" for number in range(1, paragraphs + 1))


TIDES = Story(
    "harbour/tides.md",
    "What the tide tables leave out",
    "Harbour Post",
    "Ada Finn",
    "2026-08-22T09:15:00Z",
    "Saturday, 22 August 2026",
    "https://harbour.example/2026/tides?page=2&lang=en",
    ("harbour", "weather"),
    "ebbmark",
    _long("ebbmark", 30),
)
LINKS = Story(
    "field/links.md",
    "Seven links and where they lead",
    "Field Notes",
    "Bo Lind",
    "2026-08-21",
    "Friday, 21 August 2026",
    "https://field.example/links",
    ("web",),
    "linkmark",
    """The linkmark page has a [plain web link](https://www.example.org/a%20b?q=1#part) in its first line.

A [letter link](mailto:desk@field.example) goes to a person.

A [script link](javascript:alert(1)) and a [file link](file:///etc/passwd) stand in one line.

A [relative link](../harbour/tides.md) and a [data link](data:text/html,hello) stand in another.

A [call link](tel:+123) is no web link either.""",
)
PLAIN = Story(
    "field/plain.md",
    "A page without an original",
    "Field Notes",
    "",
    "2026-08-20T18:30:00+02:00",
    "Thursday, 20 August 2026",
    "",
    (),
    "bareword",
    "Only a bareword and a few others stand here.",
)
ORBIT = Story(
    "orbit/signal.md",
    "A signal from the old orbiter",
    "Orbit Weekly",
    "Cleo Marsh",
    "2026-08-18",
    "Tuesday, 18 August 2026",
    "https://orbit.example/signal",
    ("space", "weather"),
    "orbitmark",
    "The orbitmark came at night.\n\n## How it was heard\n\nA dish of four metres was enough for it.",
)
HAN = Story(
    "orbit/han.md",
    "港口天文台的百年記錄",
    "海港報",
    "陳大文",
    "2026-08-10",
    "Monday, 10 August 2026",
    "https://hk.example/100",
    ("weather",),
    "天文台",
    "天文台在山上。每天早上有人讀出潮水的高度，並寫在紙上。",
)
LEDGER = Story(
    "ledger.md",
    "The ledger nobody balanced",
    "Harbour Post",
    "Ada Finn and Dee Roe",
    "2025-11-01",
    "Saturday, 1 November 2025",
    "https://harbour.example/ledger",
    ("harbour",),
    "ledgermark",
    _long("ledgermark", 12),
)
UNDATED = Story(
    "undated.md",
    "Found in a drawer",
    "Orbit Weekly",
    "",
    "",
    "",
    "https://orbit.example/drawer",
    (),
    "drawermark",
    "A drawermark letter without a date.",
)

STORIES = (TIDES, LINKS, PLAIN, ORBIT, HAN, LEDGER, UNDATED)
"""Newest first, as the list shows them."""


def write(root: Path, path: str, content: str | bytes) -> Path:
    """One file of the library, with an old date."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(file, (WRITTEN, WRITTEN))
    return file


def write_library(root: Path) -> Path:
    """The folder of all stories."""
    for story in STORIES:
        write(root, story.path, story.text())
    return root


def trace(root: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Everything about a folder that reading must leave as it is: kinds, dates, sizes, contents."""
    found = {}
    for path in sorted(root.rglob("*")):
        about = path.lstat()
        whole = path.is_file() and about.st_size < 1_000_000 and os.access(path, os.R_OK)
        content = path.read_bytes() if whole else b""
        found[str(path)] = (about.st_mode, about.st_mtime_ns, about.st_size, content)
    return found
