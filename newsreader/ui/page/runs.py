"""Runs of text into a document: marks, links, code pills, and the spacing of Chinese and Japanese punctuation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from PySide6.QtGui import QTextCharFormat, QTextCursor

from newsreader.core.enums import IntEnum
from newsreader.core.late import late
from newsreader.core.page import Mark, Run
from newsreader.core.text import is_harmless
from newsreader.core.values import dataclass, field, replace
from newsreader.ui.page.formats import Formats, Style
from newsreader.ui.page.geometry import RIGHT_TO_LEFT
from newsreader.ui.page.signs import BRAKE, BRAKES, JOINER
from newsreader.ui.page.type_scale import Role

PILL_ROOM = 2.5
"""Letter-spacing in pixels that makes room for a pill's ends; the text itself stays as it is (look.md section 9)."""

_UNWANTED = late("[\x00\r\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")
_HAN = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_OPENING = "「『（【《〈〔"
_CLOSING = "」』）】》〉〕"
_PAUSE = "、，。．；："
_SPACED = late(
    f"(?P<tight>[{_CLOSING}](?=[{_OPENING}{_CLOSING}{_PAUSE}])|[{_PAUSE}](?=[{_OPENING}]))"
    f"|[{_HAN}](?=[A-Za-z0-9])|[A-Za-z0-9](?=[{_HAN}])"
)
_ANY_CJK = late(f"[{_HAN}\uac00-\ud7ff{_OPENING}{_CLOSING}{_PAUSE}]")
_FIRST_CJK = "\u3001"
_SQUEEZE = -0.5
_BORDER = 0.14
_WITHOUT_PILLS = frozenset(
    (Role.TITLE, Role.LONG_TITLE, Role.CJK_TITLE, Role.H2, Role.H3, Role.H4, Role.TABLE, Role.HEAD)
)


class Pill(IntEnum):
    """A run that is painted on a ground of its own."""

    CODE = 1
    KEY = 2
    MARKED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one format; `pill` is None for ordinary text."""

    text: str
    style: Style
    run: Run
    pill: Pill | None = None


@dataclass(slots=True)
class Marks:
    """What painting and jumping need to know of the text, gathered while it is written.

    `pills`: block number -> (first character, length, kind); `anchors`: name -> a cursor at the place; `addresses`: the
    address of each link as the page has it.
    """

    pills: dict[int, list[tuple[int, int, Pill]]] = field(default_factory=dict)
    anchors: dict[str, QTextCursor] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)

    def make_room(self, after: int, blocks: int) -> None:
        """So many text blocks have been put in behind the one of number `after`."""
        self.pills = {number + blocks * (number > after): pills for number, pills in self.pills.items()}


def harmless(text: str) -> str:
    """`text` without the characters Qt's text engine keeps for itself;
    a line break becomes a break within the paragraph.
    """
    lines = text.split("\n")
    if all(map(is_harmless, lines)):
        return "\u2028".join(lines)
    text = text.replace("\n", "\u2028")
    if max(text) < "\u2029":  # tabs and hard spaces, mostly: no page of a start compiles an expression for them
        return text.replace("\0", "\ufffd").replace("\r", "\ufffd")
    return _UNWANTED.sub("\ufffd", text)


def has_cjk(text: str) -> bool:
    """Whether a text holds anything Chinese, Japanese or Korean."""
    return not text.isascii() and max(text) >= _FIRST_CJK and _ANY_CJK.search(text) is not None


def opens_with_bracket(text: str) -> bool:
    """Whether a paragraph begins with an opening bracket, whose empty half then hangs in the margin."""
    return text[:1] in tuple(_OPENING)


class RunWriter:
    """Writes runs at a cursor."""

    def __init__(self, cursor: QTextCursor, formats: Formats, marks: Marks) -> None:
        self._cursor = cursor
        self._formats = formats
        self._marks = marks

    def write(self, runs: Iterable[Run], role: Role, *, colour: str = "") -> None:
        """Write `runs` as text of `role`; `colour` is a token that stands in for the role's own."""
        for piece in _with_room(list(_pieces(runs, role, colour))):
            for part in _apart(piece) if BRAKE in piece.text else (piece,):
                self._write_piece(part)

    def _write_piece(self, piece: Piece) -> None:
        cursor, run = self._cursor, piece.run
        if run.anchor and run.anchor not in self._marks.anchors:
            self.mark_anchor(run.anchor)
        if piece.pill is not None:
            block = cursor.block()
            pills = self._marks.pills.setdefault(block.blockNumber(), [])
            begin, length = cursor.position() - block.position(), utf16_length(piece.text)
            if pills and pills[-1][2] is piece.pill and pills[-1][0] + pills[-1][1] == begin:
                begin, length = pills[-1][0], pills.pop()[1] + length
            pills.append((begin, length, piece.pill))
        cursor.insertText(piece.text, self._char(piece))

    def mark_anchor(self, name: str) -> None:
        """Remember the cursor's place as the target `name`; the first of several keeps it."""
        place = QTextCursor(self._cursor)
        place.setKeepPositionOnInsert(True)
        self._marks.anchors.setdefault(name, place)

    def _char(self, piece: Piece) -> QTextCharFormat:
        shared = self._formats.char(piece.style)
        if not piece.run.href:
            return shared
        self._marks.addresses.add(piece.run.href)
        result = QTextCharFormat(shared)
        result.setAnchor(True)
        result.setAnchorHref(piece.run.href)
        return result


def utf16_length(text: str) -> int:
    """Length of a text as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _pieces(runs: Iterable[Run], role: Role, colour: str) -> Iterator[Piece]:
    for run in runs:
        text = harmless(run.text)
        if not text:
            continue
        pill = None if role in _WITHOUT_PILLS else _pill(run.mark)
        cjk = has_cjk(text)
        # No face of Hebrew or Arabic leans: Qt would slant their letters to the wrong side.
        upright = cjk or (bool(run.mark & Mark.EMPHASIS) and RIGHT_TO_LEFT.search(text) is not None)
        style = _style(role, run.mark, bool(run.href), upright, "fg" if pill and run.mark & Mark.HIGHLIGHT else colour)
        if pill in (Pill.CODE, Pill.KEY) and text[0] == "-":
            text = "-" + JOINER + text[1:]
        if cjk and pill is None:
            yield from _spaced(Piece(text, style, run))
        else:
            yield Piece(text, style, run, pill)


@lru_cache(512)
def _style(role: Role, mark: Mark, link: bool, upright: bool, colour: str) -> Style:
    """One object for each: a look-up of the same one compares nothing."""
    return Style(role, mark, link, upright, colour=colour)


def _pill(mark: Mark) -> Pill | None:
    if not mark:
        return None
    if mark & Mark.KEY:
        return Pill.KEY
    if mark & Mark.CODE:
        return Pill.CODE
    return Pill.MARKED if mark & Mark.HIGHLIGHT else None


def _apart(piece: Piece) -> Iterator[Piece]:
    """The piece cut around the brakes in it."""
    alone = replace(piece.style, alone=True)
    for number, text in enumerate(BRAKES.split(piece.text)):
        if text:
            yield Piece(text, alone if number % 2 else piece.style, piece.run, piece.pill)


def _spaced(piece: Piece) -> Iterator[Piece]:
    """The piece cut where punctuation moves together or a Latin word meets an ideograph;
    widths are in em until written.
    """
    text, start = piece.text, 0
    for match in _SPACED.finditer(text):
        if match.start() > start:
            yield Piece(text[start : match.start()], piece.style, piece.run)
        share = _SQUEEZE if match["tight"] else _BORDER
        yield Piece(match[0], replace(piece.style, wide_em=share), piece.run)
        start = match.end()
    if start < len(text):
        yield Piece(text[start:], piece.style, piece.run)


def _with_room(pieces: list[Piece]) -> list[Piece]:
    """The pieces with room for the ends of code pills: before them and after their last letter."""
    if not any(piece.pill in (Pill.CODE, Pill.KEY) for piece in pieces):
        return pieces
    result: list[Piece] = []
    for piece in pieces:
        if piece.pill not in (Pill.CODE, Pill.KEY):
            result.append(piece)
            continue
        if result and result[-1].pill is None:
            result.extend(_widened(result.pop()))
        result.extend(_widened(piece))
    return result


def _widened(piece: Piece) -> list[Piece]:
    """The piece with its last character set wider; half a pair of code units is never cut,
    since text is cut by characters.
    """
    last = replace(piece, text=piece.text[-1:], style=replace(piece.style, wide=PILL_ROOM))
    return [replace(piece, text=piece.text[:-1]), last] if len(piece.text) > 1 else [last]
