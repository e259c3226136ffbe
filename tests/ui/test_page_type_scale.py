"""The typographic scale gives the figures of the design."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsreader.core.theme import LIGHT
from newsreader.ui.icons import Icons
from newsreader.ui.look import Look
from newsreader.ui.page.faces import Faces, cjk_key, register_faces
from newsreader.ui.page.formats import Formats
from newsreader.ui.page.type_scale import Role, TypeScale, fitted, indent_of


@pytest.mark.parametrize(
    ("percent", "size"), [(83, 15), (89, 16), (94, 17), (100, 18), (111, 20), (122, 22), (133, 24)]
)
def test_the_steps_give_whole_sizes(percent: int, size: int) -> None:
    assert TypeScale(percent).size == size


@pytest.mark.parametrize(("percent", "width"), [(83, 457), (100, 548), (111, 609), (133, 731)])
def test_the_measure_is_68_characters_of_the_face(qtbot: QtBot, project: Path, percent: int, width: int) -> None:
    faces = register_faces(project / "resources" / "fonts")
    scale = TypeScale(percent)
    font = Formats(Look(LIGHT, Icons(project)), faces, scale, "en").font(Role.TEXT)
    assert abs(fitted(scale.ideal(font), 2000) - width) <= 1


def test_the_measure_leaves_24_pixels_on_either_side(qtbot: QtBot, project: Path) -> None:
    faces = register_faces(project / "resources" / "fonts")
    scale = TypeScale()
    font = Formats(Look(LIGHT, Icons(project)), faces, scale, "en").font(Role.TEXT)
    assert fitted(scale.ideal(font), 420) == 420 - 48


def test_chinese_is_36_ems_wide(qtbot: QtBot, project: Path) -> None:
    faces = register_faces(project / "resources" / "fonts")
    scale = TypeScale(cjk=True)
    font = Formats(Look(LIGHT, Icons(project)), faces, scale, "zh-HK").font(Role.CJK_TEXT)
    assert fitted(scale.ideal(font), 2000) == 648


def test_line_heights_and_spaces_grow_with_the_text() -> None:
    setting = TypeScale(133).setting(Role.TEXT)
    assert (setting.pixels, setting.line, setting.below) == (24, 39, 23)


@pytest.mark.parametrize(("characters", "width"), [(58, 467), (80, 645)])
def test_the_measure_is_as_many_characters_as_are_wanted(
    qtbot: QtBot, project: Path, characters: int, width: int
) -> None:
    faces = register_faces(project / "resources" / "fonts")
    look = Look(LIGHT, Icons(project))
    for cjk, expected in ((False, width), (True, round(648 * characters / 68))):
        scale = TypeScale(cjk=cjk, characters=characters)
        font = Formats(look, faces, scale, "").font(Role.TEXT)
        assert abs(fitted(scale.ideal(font), 2000) - expected) <= 1


def test_the_leading_moves_lines_of_text_apart_and_nothing_else() -> None:
    normal, loose, tight = TypeScale(), TypeScale(leading=1.1), TypeScale(leading=0.94)
    assert [scale.setting(Role.TEXT).line for scale in (tight, normal, loose)] == [27, 29, 32]
    assert [scale.setting(Role.CJK_TEXT).line for scale in (tight, normal, loose)] == [30, 32, 35]
    for role in (Role.TITLE, Role.CODE, Role.TABLE, Role.BYLINE):
        assert loose.setting(role) == normal.setting(role)
    assert loose.setting(Role.TEXT).below == normal.setting(Role.TEXT).below


def test_indents_add_up() -> None:
    assert [indent_of(nest) for nest in ("", "Q", "QQ", "LL", "QL", "N", "NL")] == [0, 24, 48, 52, 50, 26, 26]


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("zh-HK", "zh-hk"),
        ("yue", "zh-hk"),
        ("zh-Hant", "zh-hant"),
        ("zh_TW", "zh-hant"),
        ("zh-CN", "zh-hans"),
        ("zh", "zh-hans"),
        ("ja-JP", "ja"),
        ("ko", "ko"),
        ("en", ""),
        ("", ""),
    ],
)
def test_a_language_chooses_its_own_ideographs(tag: str, key: str) -> None:
    assert cjk_key(tag) == key


def test_the_latin_face_comes_before_the_chinese_one(qtbot: QtBot, project: Path) -> None:
    faces = register_faces(project / "resources" / "fonts")
    assert faces.for_text("zh-HK")[0] == "Source Serif 4"
    assert faces.for_text("", title=True)[0] == "Source Serif 4 Display"


KNOWN = Faces(
    ("Source Serif 4", "Georgia"),
    ("Source Serif 4 Display", "Source Serif 4"),
    frozenset({"Source Serif 4", "Literata", "Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Sans Mono"}),
    lambda _font: "Cantarell",
)


def test_another_typeface_is_that_of_text_and_title() -> None:
    faces = KNOWN.in_typeface("Literata")
    assert faces.for_text("en")[:2] == ("Literata", "Source Serif 4")
    assert faces.for_text("en", title=True)[0] == "Literata"
    assert faces.code() == KNOWN.code() == ("Noto Sans Mono",)


def test_a_typeface_that_is_not_installed_leaves_the_serif() -> None:
    assert not KNOWN.has("Gone Sans")
    assert KNOWN.in_typeface("Gone Sans") is KNOWN is KNOWN.in_typeface("serif")


def test_without_serifs_other_scripts_have_none_either() -> None:
    assert KNOWN.for_text("ja")[2:4] == ("Noto Serif CJK JP", "Noto Sans CJK JP")
    faces = KNOWN.in_typeface("sans")
    assert faces.for_text("ja")[:3] == ("Cantarell", "Noto Sans CJK JP", "Noto Serif CJK JP")
    assert KNOWN.has("sans")
