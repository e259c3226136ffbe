"""Rows of files of which only the beginning was read, in two steps.

A first scan may take four times what reading the beginnings alone takes (engine.md, "Targets") until the list stands:
30 µs a file. So first it makes sketches, which know their date and keep the beginning; then drafts, which know the rest
as well. Reading the files whole corrects all of it.
"""

from __future__ import annotations

import re
from datetime import date

from newsreader.core.article import Problem
from newsreader.core.formats.glance import glance
from newsreader.core.formats.keys import PUBLISHED
from newsreader.core.hints import Any
from newsreader.core.late import late
from newsreader.store.index.packing import BETWEEN, identity_of, kin, length_of, pack_parts, text, title_key
from newsreader.store.index.writer import Stamp

KEPT = 1000
"""So many bytes of the beginning are kept at most: header, and what the excerpt needs."""
_KEPT_BEHIND = 450
"""So many behind the fence of a header where characters are bytes."""
_EPOCH = date(1970, 1, 1).toordinal()
_AFTER_KEY = rb")[ \t]*:[ \t\"'*]*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?[.\d]*([+-]\d\d:?\d\d)?"
_KEYS = b"|".join(re.escape(key).encode() for key in PUBLISHED)
_FIRST_LETTERS = b"".join(sorted({key[:1].encode() for key in PUBLISHED}))
# A line end to begin with, and a look at the first letter, make it ten times as fast where there is no date.
_DATED = late(rb"\n(?=[" + _FIRST_LETTERS + rb"])(?:" + _KEYS + _AFTER_KEY, re.IGNORECASE)
_DATED_AT_ONCE = late(rb"(?:" + _KEYS + _AFTER_KEY, re.IGNORECASE)
_DATED_NAME = late(rb"(\d{4}-\d\d-\d\d)(?!\d)")
# Days, minutes and offsets come again and again.
_DAYS: dict[bytes, int | None] = {}
_CLOCKS: dict[bytes, int] = {}
_ZONES: dict[bytes, int] = {}
_TWO = {b"%02d" % number: number for number in range(100)}


def sketch(
    id_: int, folder: int, name: bytes, stamp: Stamp, head: bytes, problem: Problem | None, seen: int | None
) -> tuple[Any, ...]:
    """The row of a file that begins with `head`, as `statements.SKETCH` takes it. Only its date is looked for."""
    found = _DATED.search(head) or _DATED_AT_ONCE.match(head)
    if found is not None:
        moment = _moment(*found.groups())
    else:
        found = _DATED_NAME.match(name)
        moment = None if found is None else _moment(found[1], None, None)
    why = None if problem is None else problem.value
    kept = KEPT
    if head[:4] == b"---\n" and head.isascii() and (end := head.find(b"\n---\n", 3, KEPT)) > 0:
        kept = min(KEPT, end + _KEPT_BEHIND)
    return (id_, folder, name, *stamp, moment, why, seen, head[:kept])


def draft(id_: int, path: str, size: int, head: bytes) -> tuple[list[Any], str, tuple[str, ...]]:
    """What the row of a sketch says more: the columns of `writer.DRAFTED`, its source and its tags."""
    seen = glance(head, path, is_cut=size > len(head))
    identity = identity_of(seen.url, path)
    words, characters = length_of(seen, size)
    title = text(seen.title)
    packed, moment = "", None
    if seen.published is not None:
        year, month, day, hour, minute, second, offset = seen.published
        packed = pack_parts(year, month, day, hour, minute, second, offset, text(seen.raw))
        moment = (date(year, month, day).toordinal() - _EPOCH) * 86400
        if hour is not None:
            moment += hour * 3600 + (minute or 0) * 60 + (second or 0) - (offset or 0) * 60
    row = [
        kin(identity),
        identity,
        title,
        title_key(title),
        text(BETWEEN.join(seen.authors)),
        packed,
        moment,
        text(seen.source),
        0,
        seen.url,
        text(BETWEEN.join(seen.tags)),
        text(seen.excerpt),
        words,
        characters,
        id_,
    ]
    return row, seen.source, seen.tags


def _moment(day: bytes, clock: bytes | None, zone: bytes | None) -> int | None:
    """Seconds since 1970; None where it is no date."""
    try:
        moment = _DAYS[day]
    except KeyError:
        moment = _DAYS[day] = _midnight(day)
    if clock is None or moment is None:
        return moment
    minute = clock[:5]
    seconds = _CLOCKS.get(minute)
    if seconds is None:
        seconds = _CLOCKS[minute] = _TWO[clock[:2]] * 3600 + _TWO[clock[3:5]] * 60
    moment += seconds + _TWO[clock[6:] or b"00"]
    if zone is not None:
        offset = _ZONES.get(zone)
        if offset is None:
            offset = _TWO[zone[1:3]] * 3600 + _TWO[zone[-2:]] * 60
            offset = _ZONES[zone] = -offset if zone[:1] == b"-" else offset
        moment -= offset
    return moment


def _midnight(day: bytes) -> int | None:
    try:
        return (date(int(day[:4]), int(day[5:7]), 1).toordinal() - 1 + int(day[8:]) - _EPOCH) * 86400
    except ValueError:
        return None
