"""Rows of files of which only the beginning was read, in two steps.

A first scan may take four times what reading the beginnings alone takes (engine.md, "Targets") until the list stands:
30 µs a file. So first it makes sketches, which know their date and keep the beginning; then drafts, which know the rest
as well. Reading the files whole corrects all of it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from newsreader.core.article import Problem
from newsreader.core.formats.glance import glance
from newsreader.core.formats.keys import PUBLISHED
from newsreader.core.late import late
from newsreader.store.index.packing import BETWEEN, identity_of, kin, length_of, pack_parts, text, title_key
from newsreader.store.index.writer import Stamp

KEPT = 1000
"""So many bytes of the beginning are kept: header, and what the excerpt needs."""
_EPOCH = date(1970, 1, 1).toordinal()
_DATED = late(
    rb"^(?:"
    + b"|".join(re.escape(key).encode() for key in PUBLISHED)
    + rb")[ \t]*:[ \t\"'*]*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?[.\d]*(?:([+-])(\d\d):?(\d\d))?",
    re.MULTILINE | re.IGNORECASE,
)
_DATED_NAME = late(rb"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_MONTHS: dict[bytes, int] = {}


def sketch(
    id_: int, folder: int, name: bytes, stamp: Stamp, head: bytes, problem: Problem | None, seen: int | None
) -> tuple[Any, ...]:
    """The row of a file that begins with `head`. Only its date is looked for."""
    found = _DATED.search(head)
    if found is not None:
        moment = _moment(*found.groups())
    else:
        found = _DATED_NAME.match(name)
        moment = None if found is None else _moment(*found.groups())
    why = None if problem is None else problem.value
    return (
        id_,
        folder,
        name,
        *stamp,
        -1,
        0,
        "",
        "",
        "",
        "",
        "",
        moment,
        "",
        0,
        "",
        "",
        "",
        "",
        0,
        0,
        why,
        seen,
        head[:KEPT],
    )


def draft(id_: int, path: str, size: int, head: bytes) -> tuple[list[Any], str, tuple[str, ...]]:
    """What the row of a sketch says more: the columns of `writer.DRAFTED`, its source and its tags."""
    seen = glance(head, path)
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


def _moment(
    year: bytes,
    month: bytes,
    day: bytes,
    hour: bytes | None = None,
    minute: bytes | None = None,
    second: bytes | None = None,
    sign: bytes | None = None,
    hours: bytes | None = None,
    minutes: bytes | None = None,
) -> int | None:
    """Seconds since 1970; None where it is no date."""
    try:
        moment = (_month(year, month) + int(day)) * 86400
    except ValueError:
        return None
    if hour is not None and minute is not None:
        moment += int(hour) * 3600 + int(minute) * 60 + int(second or 0)
        if hours is not None and minutes is not None:
            moment += (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == b"-" else -1)
    return moment


def _month(year: bytes, month: bytes) -> int:
    """Days from 1970 to the day before the first of a month; months come again and again."""
    key = year + month
    days = _MONTHS.get(key)
    if days is None:
        days = _MONTHS[key] = date(int(year), int(month), 1).toordinal() - 1 - _EPOCH
    return days
