"""The typefaces an article is set in: the bundled one for Latin, Greek and Cyrillic,
the system's for everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFontDatabase, QFontInfo

from newsreader.core.values import dataclass, replace

_BUNDLED = "Source Serif 4"
_DISPLAY = "Source Serif 4 Display"
_SERIFS = ("New York", "Charter", "Sitka Text", "Georgia", "Cambria", "Noto Serif", "DejaVu Serif")
_CODE = ("SF Mono", "Menlo", "Cascadia Mono", "Consolas", "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono")

_CJK: dict[str, tuple[str, ...]] = {
    "zh-hant": (
        "Songti TC", "Noto Serif TC", "Noto Serif CJK TC",
        "PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC",
    ),
    "zh-hk": (
        "Songti TC", "Noto Serif HK", "Noto Serif TC", "Noto Serif CJK HK", "Noto Serif CJK TC",
        "PingFang HK", "Microsoft JhengHei UI", "Noto Sans CJK HK", "Noto Sans CJK TC",
    ),
    "zh-hans": (
        "Songti SC", "Noto Serif SC", "Noto Serif CJK SC",
        "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC",
    ),
    "ja": (
        "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif JP", "Noto Serif CJK JP",
        "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP",
    ),
    "ko": (
        "AppleMyungjo", "Batang", "Noto Serif KR", "Noto Serif CJK KR",
        "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR",
    ),
}  # fmt: skip
_UPRIGHT = ("Sans", "PingFang", "JhengHei", "YaHei", "Gothic")
"""What the names of CJK faces without serifs have in them."""
_ARABIC = ("Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Noto Sans Arabic")
_SCRIPTS: dict[str, tuple[str, ...]] = {
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ur": _ARABIC,
    "he": ("Noto Serif Hebrew", "New Peninim MT", "Segoe UI", "Noto Sans Hebrew"),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """The families found on this system, in order of preference; made once by `register_faces`."""

    reading: tuple[str, ...]
    title: tuple[str, ...]
    available: frozenset[str]
    system: Callable[[QFontDatabase.SystemFont], str]
    """The family of a font of the system's. Asked for when it is needed: Qt loads the font to know it, 10 million
    instructions.
    """
    is_sans: bool = False
    """Whether faces without serifs come first, for scripts other than Latin too."""

    def code(self) -> tuple[str, ...]:
        """The families of code."""
        families = (self.system(QFontDatabase.SystemFont.FixedFont), *_CODE)
        return tuple(family for family in families if family in self.available)[:2] or ("monospace",)

    def has(self, typeface: str) -> bool:
        """Whether a typeface of the settings can be used: "serif", "sans" or an installed family."""
        return typeface in ("serif", "sans") or typeface in self.available

    def in_typeface(self, typeface: str) -> Faces:
        """The faces with another typeface for text and title; one that is not installed changes nothing."""
        if typeface == "sans":
            interface = (self.system(QFontDatabase.SystemFont.GeneralFont),)
            return replace(self, reading=interface, title=interface, is_sans=True)
        if typeface == "serif" or typeface not in self.available:
            return self
        return replace(self, reading=(typeface, *self.reading[:1]), title=(typeface, *self.reading[:1]))

    def for_text(self, language: str, *, title: bool = False) -> tuple[str, ...]:
        """Families for an article in `language` (a BCP 47 tag or ""): the Latin face, then the language's own.

        Qt has no language on a font, so the choice of the ideographs' national forms is made here (look.md section 3).
        """
        latin = self.title if title else self.reading
        wanted = _CJK.get(cjk_key(language), ()) or _SCRIPTS.get(language.split("-")[0].lower(), ())
        if self.is_sans:
            wanted = tuple(sorted(wanted, key=lambda family: not any(word in family for word in _UPRIGHT)))
        others = [family for names in _CJK.values() for family in names if family not in wanted]
        return latin + tuple(family for family in (*wanted, *others) if family in self.available)[:4]

    def beside_interface(self, language: str) -> tuple[str, ...]:
        """Families that stand in beside the system's own face for letters it lacks, those without serifs first: for
        Hebrew and Arabic, of which Qt would take any that has them.
        """
        wanted = _SCRIPTS.get(language.split("-")[0].lower(), ())
        found = sorted(wanted, key=lambda family: not any(word in family for word in _UPRIGHT))
        return tuple(family for family in found if family in self.available)


def cjk_key(language: str) -> str:
    """The table of CJK faces a language tag asks for: "zh-hant", "zh-hk", "zh-hans", "ja", "ko",
    or "" for other languages.
    """
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        if "hk" in parts or "mo" in parts:
            return "zh-hk"
        return "zh-hant" if "tw" in parts or "hant" in parts else "zh-hans"
    if parts[0] == "yue":
        return "zh-hk"
    return parts[0] if parts[0] in ("ja", "ko") else ""


def register_faces(folder: Path) -> Faces:
    """Register the TTF files of `folder` with Qt and say which families an article may use.

    A file that Qt refuses is left out: the next family of look.md section 3 stands in.
    """
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    available = frozenset(QFontDatabase.families())
    serifs = tuple(family for family in (_BUNDLED, *_SERIFS) if family in available)[:2]
    return Faces(
        reading=serifs or ("serif",),
        title=((_DISPLAY,) if _DISPLAY in available else ()) + (serifs or ("serif",)),
        available=available,
        system=lambda kind: QFontInfo(QFontDatabase.systemFont(kind)).family(),
    )
