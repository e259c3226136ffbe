"""What the window remembers: one readable JSON file, so that it opens exactly where it was left.

Losing it loses a convenience and nothing else: a file that cannot be read is the same as none.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from newsreader.store.files import write_atomic

LIBRARIES = 20
"""So many libraries are remembered, the newest first."""


@dataclass(frozen=True, slots=True)
class LibrarySession:
    """Where one library was left: the list in view ("all", or a kind with the source or tag), and the article, by path
    and identity.
    """

    kind: str = "all"
    value: str = ""
    article_path: str = ""
    article_identity: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Everything remembered. `geometry` is the window system's own description in hexadecimal digits; `panes` are
    widths in pixels.

    `libraries` are keyed by the folder's path, the last one first.
    """

    geometry: str = ""
    panes: tuple[int, ...] = ()
    navigation_shown: bool = True
    details_shown: bool = True
    libraries: dict[str, LibrarySession] = field(default_factory=dict)

    @property
    def last_library(self) -> Path | None:
        """The library that was open last."""
        return next((Path(path) for path in self.libraries), None)

    def library(self, root: Path) -> LibrarySession:
        """Where a library was left; the beginning of all articles for a new one."""
        return self.libraries.get(os.fspath(root), LibrarySession())

    def with_library(self, root: Path, place: LibrarySession) -> Session:
        """The session with `root` as the library that was open last."""
        others = {path: kept for path, kept in self.libraries.items() if path != os.fspath(root)}
        first = {os.fspath(root): place, **others}
        return replace(self, libraries=dict(list(first.items())[:LIBRARIES]))


def load_session(path: Path) -> Session:
    """The session kept in `path`; an empty one where there is none or it makes no sense. Blocking."""
    try:
        row = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(row, dict):
        return Session()
    given = _fitting(Session(), row)
    panes, libraries = row.get("panes"), row.get("libraries")
    if isinstance(panes, list) and all(type(width) is int and 0 <= width <= 100_000 for width in panes):
        given["panes"] = tuple(panes)
    if isinstance(libraries, dict):
        rows = [(folder, place) for folder, place in libraries.items() if isinstance(place, dict)]
        given["libraries"] = {folder: LibrarySession(**_fitting(LibrarySession(), place)) for folder, place in rows}
    return Session(**given)


def save_session(path: Path, session: Session) -> None:
    """Keep the session. Blocking. Raises OSError."""
    write_atomic(path, (json.dumps(asdict(session), indent=2) + "\n").encode("ascii"))


def _fitting(defaults: Session | LibrarySession, row: dict[str, Any]) -> dict[str, Any]:
    """The plain values of `row` that have the type of the default."""
    plain = {
        f.name: getattr(defaults, f.name) for f in fields(defaults) if type(getattr(defaults, f.name)) in (str, bool)
    }
    return {name: row[name] for name, value in plain.items() if type(row.get(name)) is type(value)}
