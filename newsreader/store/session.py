"""What the window remembers: one readable JSON file, so that it opens exactly where it was left.

Losing it loses a convenience and nothing else: a file that cannot be read is the same as none.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from newsreader.core.hints import Any
from newsreader.core.search.recent import MOST as MOST_SEARCHES
from newsreader.core.trail import MOST, Trail
from newsreader.core.values import asdict, dataclass, field, replace
from newsreader.store.files import bytes_of, write_atomic
from newsreader.store.folder import is_path

_LARGEST = 64 * 1024 * 1024
"""A file above this is not ours."""
LIBRARIES = 50
"""So many libraries are remembered, the newest first."""


@dataclass(frozen=True, slots=True)
class LibrarySession:
    """Where one library was left: the list in view ("all", or a kind with the source or tag), the article, by path
    and identity, the way there, and what was searched for lately.
    """

    kind: str = "all"
    value: str = ""
    article_path: str = ""
    article_identity: str = ""
    trail: Trail = field(default_factory=Trail)
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """Everything remembered. `window` is the shape of the window in its own words; `libraries` are keyed by the
    folder's path, the last one first.
    """

    window: dict[str, str] = field(default_factory=dict)
    libraries: dict[str, LibrarySession] = field(default_factory=dict)

    @property
    def known_libraries(self) -> list[Path]:
        """Every library that is remembered, the one that was open last first."""
        return [Path(path) for path in self.libraries]

    @property
    def last_library(self) -> Path | None:
        """The library that was open last."""
        return next(iter(self.known_libraries), None)

    def library(self, root: Path) -> LibrarySession:
        """Where a library was left; the beginning of all articles for a new one."""
        return self.libraries.get(os.fspath(root), LibrarySession())

    def with_library(self, root: Path, place: LibrarySession) -> Session:
        """The session with `root` as the library that was open last."""
        others = {path: kept for path, kept in self.libraries.items() if path != os.fspath(root)}
        first = {os.fspath(root): place, **others}
        return replace(self, libraries=dict(list(first.items())[:LIBRARIES]))

    def without_library(self, root: Path) -> Session:
        """The session as if `root` had never been open; the folder itself is nobody's affair here."""
        return replace(self, libraries={path: kept for path, kept in self.libraries.items() if path != os.fspath(root)})


def load_session(path: Path) -> Session:
    """The session kept in `path`; an empty one where there is none or it makes no sense. Blocking."""
    try:
        row = json.loads(bytes_of(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(row, dict):
        return Session()
    window, libraries = row.get("window"), row.get("libraries")
    return Session(
        {name: text for name, text in _items(window) if isinstance(text, str)},
        {folder: _place(place) for folder, place in _items(libraries) if isinstance(place, dict) and is_path(folder)},
    )


def session_complaint(path: Path) -> str:
    """Why the session kept in `path` counts as none, as one sentence; "" where it is one, or none was kept."""
    try:
        is_map = isinstance(json.loads(bytes_of(path, _LARGEST)), dict)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"The session could not be read: {error.strerror or error}."
    except (ValueError, RecursionError):
        is_map = False
    return "" if is_map else "The session could not be understood; the window opens as at a first start."


def save_session(path: Path, session: Session) -> None:
    """Keep the session. Blocking. Raises OSError."""
    write_atomic(path, (json.dumps(asdict(session), indent=2) + "\n").encode("ascii"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and is_path(value)


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _place(row: dict[str, Any]) -> LibrarySession:
    """What `row` says of a library, as far as it makes sense."""
    texts = {name: row[name] for name in LibrarySession.__match_args__ if _is_text(row.get(name))}
    return replace(LibrarySession(**texts), trail=_trail(row.get("trail")), searches=_searches(row.get("searches")))


def _searches(row: object) -> tuple[str, ...]:
    texts = [text for text in row if _is_text(text)] if isinstance(row, list) else []
    return tuple(texts[:MOST_SEARCHES])


def _trail(row: object) -> Trail:
    known = dict(_items(row))
    paths, at = known.get("paths"), known.get("at")
    if not isinstance(paths, list) or not all(map(_is_text, paths)) or type(at) is not int:
        return Trail()
    return Trail(tuple(paths), at) if len(paths) <= MOST and 0 <= at < len(paths) else Trail()
