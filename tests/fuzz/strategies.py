"""What the laws are tried on, and how often: pieces of text put together at random, files that were damaged, trees."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

LONG = "long"
"""The profile of `tests.long.fuzz`; where it is loaded, it says how many examples there are, and which."""
CASES = Path(__file__).parents[1] / "cases"
ANY = st.characters()
"""Any letter, half a surrogate pair as well: JSON may hold one, and a name of a file that is not UTF-8."""


def law(examples: int, steps: int = 50) -> settings:
    """How a law is tried in the suite: so many examples, the same each time; histories are so many steps long."""
    if settings.get_current_profile_name() == LONG:
        return settings()
    return settings(max_examples=examples, stateful_step_count=steps, derandomize=True, deadline=None, database=None)


def is_quick(act: Callable[[], object], seconds: float) -> bool:
    """Whether something takes this thread less of the processor; what is really slow is so three times."""
    for _ in range(3):
        begin = time.thread_time()
        act()
        if time.thread_time() - begin < seconds:
            return True
    return False


@cache
def originals(kind: str) -> tuple[bytes, ...]:
    """The articles of `tests/cases/<kind>`, which hold every shape of header or of page we know of."""
    return tuple(path.read_bytes()[:4_000] for path in sorted((CASES / kind).glob("*.md")))


def soup(pieces: Sequence[str], most: int = 20, repeated: int = 6) -> st.SearchStrategy[str]:
    """Pieces in any order, some of them many times over, and now and then any letters at all."""
    piece = st.sampled_from(pieces) | st.text(max_size=6)
    grown = st.tuples(piece, st.integers(1, repeated)).map(lambda pair: pair[0] * pair[1])
    return st.lists(grown, max_size=most).map("".join)


@st.composite
def damaged(draw: st.DrawFn, kind: str, pieces: Sequence[str]) -> bytes:
    """One of the articles of `kind`, some of its lines cut, doubled, moved or followed by a piece."""
    lines = draw(st.sampled_from(originals(kind))).split(b"\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(("cut", "double", "move", "put in", "half")))
        if how == "cut" and len(lines) > 1:
            del lines[at]
        elif how == "double":
            lines[at:at] = lines[at : at + 1] * draw(st.integers(1, 30))
        elif how == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif how == "put in":
            lines.insert(at, draw(st.sampled_from(pieces)).encode())
        else:
            lines[at] = lines[at][: len(lines[at]) // 2]
    return b"\n".join(lines)
