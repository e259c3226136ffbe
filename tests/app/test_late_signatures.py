"""Qt without PySide's signature modules: they are there when they are asked for, and say what they always say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_IMPORTS = "from newsreader.app.late_signatures import import_qt\n"
_LATE = f"{_IMPORTS}import_qt()\n"
_QT = "from PySide6.QtCore import QObject, QSize, QTimer\nobject_ = QObject()\n"
_WRONG = (
    "object_.setObjectName(3)",
    "object_.setParent('nobody')",
    "object_.setParent(0)",
    "QSize(1, 2, 3, 4)",
    "QSize('one')",
    "QTimer(unknown=1)",
    "QTimer.singleShot()",
    "object_.missing",
)


def _said(begin: str, *lines: str) -> str:
    script = begin + _QT + "\n".join(lines)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True).stdout


def _tried(statement: str) -> str:
    return f"try:\n    {statement}\nexcept Exception as error:\n    print(type(error).__name__, error)"


def test_mistakes_are_worded_as_ever() -> None:
    tries = [_tried(statement) for statement in _WRONG]
    said = _said(_LATE, *tries)
    assert "Supported signatures:\n  PySide6.QtCore.QObject.setObjectName(name: str, /)" in said
    assert said == _said("", *tries)


def test_each_mistake_can_be_the_first() -> None:
    for statement in _WRONG[1:5]:
        assert _said(_LATE, _tried(statement)) == _said("", _tried(statement)) != ""


def test_what_functions_take_can_be_asked_for() -> None:
    asks = ("print(object_.setObjectName.__doc__)", "print(QSize.scaled.__doc__)", "print(QSize.__doc__)")
    said = _said(_LATE, *asks)
    assert "QSize(self, w: int, h: int, /)" in said
    assert said == _said("", *asks)


def test_nothing_of_them_is_loaded_before() -> None:
    count = "import sys\nprint([name for name in sys.modules if name.startswith('shibokensupport')])"
    assert _said(_LATE, count).strip() == "['shibokensupport.signature.mapping']", "the stand-in"
    assert "shibokensupport.signature.parser" in _said("", count)


def test_what_loads_them_is_not_compiled_again(tmp_path: Path) -> None:
    kept = tmp_path / "compiled"
    keep = f"compiled = {{}}\nimport_qt(compiled)\nimport marshal\nmarshal.dump(compiled, open({str(kept)!r}, 'wb'))\n"
    assert _said(_IMPORTS + keep, "print(len(compiled))").strip() == "1"
    refuses = (
        "import builtins, marshal\n"
        "usual = builtins.compile\n"
        "def compiling(source, file, *more, **named):\n"
        "    assert file != 'signature_bootstrap.py', 'compiled again'\n"
        "    return usual(source, file, *more, **named)\n"
        "builtins.compile = compiling\n"
        f"import_qt(marshal.load(open({str(kept)!r}, 'rb')))\n"
        "assert builtins.compile is compiling\n"
    )
    assert _said(_IMPORTS + refuses, _tried(_WRONG[0])) == _said("", _tried(_WRONG[0])) != ""


def test_later_imports_are_pythons_own() -> None:
    assert _said(_LATE, "import builtins\nprint(builtins.__import__)").strip() == "<built-in function __import__>"


def test_qt_that_was_imported_before_stays_as_it_is() -> None:
    assert "QObject.setObjectName(name: str, /)" in _said("import PySide6.QtCore\n" + _LATE, _tried(_WRONG[0]))
