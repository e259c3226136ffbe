"""Character and block formats, made once per style: what the builder writes with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLayout,
)

from newsreader.core.enums import IntEnum
from newsreader.core.page import Mark
from newsreader.core.values import dataclass
from newsreader.ui.look import Look
from newsreader.ui.page.faces import Faces, cjk_key
from newsreader.ui.page.type_scale import Face, Role, Setting, TypeScale, fitted

_USER = int(QTextFormat.Property.UserProperty.value)
_UNDERLINE_SHARE = 0.45
"""How strong the line under a link is (look.md section 9)."""
_CODE_SHARE = 0.86
_STRATEGY = QFont.StyleStrategy
_APART = {
    "": _STRATEGY.PreferDefault,
    "zh-hans": _STRATEGY.PreferOutline,
    "zh-hant": _STRATEGY.PreferAntialias,
    "zh-hk": _STRATEGY.PreferOutline | _STRATEGY.PreferAntialias,
    "ja": _STRATEGY.PreferQuality,
    "ko": _STRATEGY.PreferOutline | _STRATEGY.PreferQuality,
}
"""Qt keeps the fallbacks of a font by its first family, size and strategy: without one strategy a language, the first
ideographs that were painted would decide the national forms of all that follow. None of these changes the drawing."""


class BlockKey(IntEnum):
    """What a block of the document remembers for the painting; the value is a property of its QTextBlockFormat."""

    ROLE = _USER + 1
    NEST = _USER + 2
    MARKER = _USER + 3


class CharKey(IntEnum):
    """What a stretch of text remembers, as a property of its QTextCharFormat."""

    CODE = _USER + 4
    EMPHASIS = _USER + 5


@dataclass(frozen=True, slots=True)
class Style:
    """What distinguishes one character format from another.

    `upright` sets emphasis by weight alone; `wide` adds letter-spacing in pixels of 100 %, `wide_em` in em; `colour`
    replaces the role's token; `alone` keeps to the first face, whatever it lacks.
    """

    role: Role
    mark: Mark = Mark.PLAIN
    link: bool = False
    upright: bool = False
    wide: float = 0.0
    colour: str = ""
    wide_em: float = 0.0
    alone: bool = False


class Formats:
    """The formats of pages in one language: a look, the faces for it, and a scale. Each is made when first asked for.

    Fonts, metrics and character formats are shared: the caller copies what it changes.
    """

    def __init__(self, look: Look, faces: Faces, scale: TypeScale, language: str) -> None:
        self.look = look
        self.scale = scale
        self._faces = faces
        self._language = language
        self._families: dict[Face, list[str]] = {}
        self._apart = _APART[cjk_key(language)]
        self._points = 72 / QGuiApplication.primaryScreen().logicalDotsPerInchY()
        self._settings: dict[Role, Setting] = {}
        self._fonts: dict[tuple[Role, Mark, bool], QFont] = {}
        self._metrics: dict[tuple[Role, Mark], QFontMetricsF] = {}
        self._chars: dict[Style, QTextCharFormat] = {}
        self._struts: dict[tuple[Role, str], QTextCharFormat] = {}
        self._ideal = scale.ideal(self.font(Role.TEXT))

    def setting(self, role: Role) -> Setting:
        """How a role is set."""
        if role not in self._settings:
            self._settings[role] = self.scale.setting(role)
        return self._settings[role]

    def measure(self, pane: float) -> float:
        """Width of the text in a pane `pane` pixels wide."""
        return fitted(self._ideal, pane)

    def font(self, role: Role, *, mark: Mark = Mark.PLAIN, upright: bool = False) -> QFont:
        """The font of a role; sizes are fractional, so they are given in points of this screen."""
        key = (role, mark, upright)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(role, mark, upright=upright)
        return self._fonts[key]

    def metrics(self, role: Role, *, mark: Mark = Mark.PLAIN) -> QFontMetricsF:
        """The metrics of `font`."""
        key = (role, mark)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(role, mark=mark))
        return self._metrics[key]

    def char(self, style: Style) -> QTextCharFormat:
        """The character format of a style; the caller copies it before adding an address."""
        found = self._chars.get(style)
        if found is None:
            found = self._chars[style] = self._make_char(style)
        return found

    def strut(self, role: Role, letter: str) -> QTextCharFormat:
        """In this format a sign without width has a line stand like one with `letter`, whose face may be another."""
        key = (role, letter)
        if key not in self._struts:
            font = QFont(self.font(role))
            layout = QTextLayout(letter, font)
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            for run in line.glyphRuns():
                font.setFamilies([run.rawFont().familyName()])
            self._struts[key] = QTextCharFormat()
            self._struts[key].setFont(font)
        return self._struts[key]

    def block(self, role: Role, *, above: float | None = None, below: float | None = None) -> QTextBlockFormat:
        """The block format of a role, without indents; the caller adds what the block stands in."""
        setting = self.setting(role)
        block = QTextBlockFormat()
        block.setTopMargin(setting.above if above is None else above)
        block.setBottomMargin(setting.below if below is None else below)
        block.setLineHeight(setting.line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        block.setProperty(BlockKey.ROLE, role.value)
        return block

    def _make_font(self, role: Role, mark: Mark, *, upright: bool) -> QFont:
        setting = self.setting(role)
        code = bool(mark & (Mark.CODE | Mark.KEY)) and setting.face is not Face.CODE
        font = QFont(self.look.font(13)) if setting.face is Face.INTERFACE and not code else QFont()
        font.setStyleStrategy(self._apart)
        beside = self._faces.beside_interface(self._language)
        if setting.face is not Face.INTERFACE or code:
            font.setFamilies(self._families_of(Face.CODE if code else setting.face))
        elif beside:
            font.setFamilies([QFontInfo(font).family(), *beside])
        pixels = setting.pixels * (_CODE_SHARE if code else 1.0) * (0.86 if mark & Mark.SMALL else 1.0)
        font.setPointSizeF(pixels * self._points)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setWeight(QFont.Weight(self._weight(setting, mark, upright=upright)))
        font.setItalic(bool(mark & Mark.EMPHASIS) and not upright)
        if role in (Role.TABLE, Role.HEAD):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _families_of(self, face: Face) -> list[str]:
        if face not in self._families:
            families = self._faces.for_text(self._language, title=face is Face.TITLE)
            self._families[face] = [*self._faces.code(), *families[1:]] if face is Face.CODE else list(families)
        return self._families[face]

    def _make_char(self, style: Style) -> QTextCharFormat:
        setting, mark = self.setting(style.role), style.mark
        result = QTextCharFormat()
        result.setFont(self.font(style.role, mark=mark, upright=style.upright))
        if style.alone:
            result.setFontStyleStrategy(self._apart | _STRATEGY.NoFontMerging)
        if mark & (Mark.CODE | Mark.KEY) or style.role is Role.CODE:
            result.setProperty(CharKey.CODE, True)
        if mark & Mark.EMPHASIS:
            result.setProperty(CharKey.EMPHASIS, True)
        tracking = setting.tracking + style.wide * self.scale.factor + style.wide_em * setting.pixels
        if tracking:
            result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            result.setFontLetterSpacing(tracking)
        token = style.colour or ("link" if style.link else setting.colour)
        result.setForeground(self.look.colour(token))
        if style.link:
            line = QColor(self.look.colour("link"))
            line.setAlphaF(1.0 if self.look.theme.high else _UNDERLINE_SHARE)
            result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            result.setUnderlineColor(line)
        elif mark & Mark.UNDERLINE:
            result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        result.setFontStrikeOut(bool(mark & Mark.STRIKE))
        if mark & Mark.SUPERSCRIPT:
            result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif mark & Mark.SUBSCRIPT:
            result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        return result

    @staticmethod
    def _weight(setting: Setting, mark: Mark, *, upright: bool) -> int:
        if mark & Mark.STRONG:
            return max(700, setting.weight)
        if upright and mark & Mark.EMPHASIS:
            return max(600, setting.weight)
        return setting.weight


def mirrored(block: QTextBlockFormat, *, rtl: bool, indent: float) -> QTextBlockFormat:
    """The block format with its direction and its indent on the side where its text begins (Qt's margins are
    physical).
    """
    block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    if rtl:
        block.setRightMargin(indent)
    else:
        block.setLeftMargin(indent)
    return block
