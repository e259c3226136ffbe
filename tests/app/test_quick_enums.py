"""Enumerations made quickly are those the standard library makes."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.app import quick_enums
from newsreader.app.quick_enums import make_quickly

QT = """
import enum
from newsreader.app import quick_enums
usual, compared, filled, wrong = enum.EnumType._create_, [], [], []

def both(kind, class_name, names, **options):
    made = usual(kind, class_name, names, **options)
    quick = quick_enums._create(kind, class_name, names, **options)
    if quick_enums._shape(made) != quick_enums._shape(quick):
        wrong.append(class_name)
    compared.append(class_name)
    filled.append(quick_enums._is_plain(kind, names))
    return made

enum.EnumType._create_ = both
from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets
for module in (QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets):
    for name in dir(module):
        getattr(module, name)
print(len(compared), sum(filled), *wrong)
"""
USED = """
from newsreader.app.quick_start import prepare
prepare()
import pickle
from enum import EnumType
from newsreader.app import quick_enums
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QApplication
assert EnumType._create_ is quick_enums._create
assert Qt.Key(0x41) is Qt.Key.Key_A and Qt.Key.Key_A.value == 0x41 and QEvent.Type(12) is QEvent.Type.Paint
both = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
assert Qt.AlignmentFlag.AlignBottom in both and both & ~Qt.AlignmentFlag.AlignLeft == Qt.AlignmentFlag.AlignBottom
application = QApplication(["x", "-platform", "offscreen"])
label = QLabel()
label.setAlignment(both)
assert label.alignment() == both and isinstance(label.alignment(), Qt.AlignmentFlag)
assert pickle.loads(pickle.dumps(Qt.Key.Key_A)) is Qt.Key.Key_A
print(repr(both), repr(Qt.Key.Key_A), list(both), len(Qt.Orientation), Qt.Key["Key_B"])
"""
kinds = st.sampled_from([Enum, Flag, IntEnum, IntFlag])
names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True) | st.sampled_from(["name", "value", "mro", "real"])
pairs = st.lists(
    st.tuples(names, st.integers(-(2**33), 2**33) | st.integers(-4, 9)), max_size=9, unique_by=lambda p: p[0]
)


def _made(create: Any, kind: Any, members: list[tuple[str, int]]) -> object:
    boundary = FlagBoundary.KEEP if issubclass(kind, Flag) else None
    try:
        made = create(kind, "Made", members, module="here", qualname="Made", boundary=boundary)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)
    attributes, own = quick_enums._shape(made)
    return {key: re.sub(" at 0x[0-9a-f]+", "", said) for key, said in attributes.items()}, own


@given(kinds, pairs)
def test_whatever_the_members_are(kind: Any, members: list[tuple[str, int]]) -> None:
    assert _made(quick_enums._create, kind, members) == _made(quick_enums._standard, kind, members)


@pytest.mark.parametrize("members", ["ONE TWO", ["ONE", "TWO"], {"ONE": 1}, [("ONE", 1.5)], [("ONE", "one")], ()])
def test_other_members_are_left_to_the_standard_library(members: Any) -> None:
    assert _made(quick_enums._create, Enum, members) == _made(quick_enums._standard, Enum, members)


def test_all_of_qts_are_the_same() -> None:
    run = subprocess.run([sys.executable, "-c", QT], capture_output=True, text=True, timeout=120, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    compared, filled, *wrong = run.stdout.split()
    assert wrong == []
    assert int(compared) > 500
    assert int(filled) > 0.95 * int(compared)


def test_they_serve_as_ever() -> None:
    quick = subprocess.run([sys.executable, "-c", USED], capture_output=True, text=True, timeout=60, check=False)
    assert (quick.returncode, quick.stderr) == (0, "")
    usual = USED.replace("prepare()\n", "pass\n", 1).replace("assert EnumType._create_ is quick_enums._create\n", "")
    as_ever = subprocess.run([sys.executable, "-c", usual], capture_output=True, text=True, timeout=60, check=True)
    assert quick.stdout == as_ever.stdout != ""


def _with_more(usual: Any) -> Any:
    def create(*args: Any, **options: Any) -> Any:
        made = usual(*args, **options)
        type.__setattr__(made, "_new_in_this_python_", len(made.__members__))
        return made

    return create


def _with_other_parts(usual: Any) -> Any:
    def create(*args: Any, **options: Any) -> Any:
        made = usual(*args, **options)
        type.__delattr__(made, "_member_names_")
        return made

    return create


@pytest.mark.parametrize("other", [_with_more, _with_other_parts])
def test_a_python_that_makes_them_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch, other: Any) -> None:
    create = other(EnumType._create_)  # type: ignore[attr-defined]
    monkeypatch.setattr(quick_enums, "_standard", create)
    monkeypatch.setattr(EnumType, "_create_", create)
    make_quickly()
    assert EnumType._create_ is create  # type: ignore[attr-defined]


def test_a_python_that_asks_for_them_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = EnumType._create_  # type: ignore[attr-defined]
    monkeypatch.setattr(EnumType, "_create_", usual)

    def create(kind: Any, class_name: str, names: Any) -> Any:
        return usual(kind, class_name, names)  # no options

    monkeypatch.setattr(quick_enums, "_create", create)
    make_quickly()
    assert Enum("Made", [("ONE", 1)]).__module__ == __name__
    assert EnumType._create_ == usual  # type: ignore[attr-defined]


def test_their_module_is_the_one_that_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EnumType, "_create_", quick_enums._create)
    assert Enum("Made", [("ONE", 1)]).__module__ == __name__


def test_a_thread_that_asks_while_another_fills_them_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [("ONE", 1), ("TWO", 2), ("FOUR", 4)]
    found: list[object] = []
    other = threading.Thread(target=lambda: found.append(made.FOUR.value))

    def slowly(kind: Any, value: int) -> Any:
        if value == 1:
            other.start()
            other.join(0.2)  # long enough to find nothing, if it could
        return int.__new__(kind, value)

    monkeypatch.setitem(quick_enums._NEW, IntFlag, slowly)
    made: Any = quick_enums._create(IntFlag, "Made", members)
    assert made.ONE.value == 1
    other.join()
    assert found == [4]
