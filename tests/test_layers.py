"""The layer table of architecture.md: what each package may import, and that nothing below the window needs Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newsreader"
MAY_IMPORT = {
    "core": {"core"},
    "store": {"core", "store"},
    "render": {"core", "render"},
    "reader": {"core", "store", "render", "reader"},
    "ui": {"core", "reader", "ui"},
    "app": {"core", "reader", "ui", "store", "render", "app"},
    "__main__": {"app"},
}
QT_FREE = ("core", "store", "render", "reader")
STANDARD_ONLY = ("core",)


def layer_of(path: Path) -> str:
    """The first part of a module's name below the package, or "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def modules() -> list[Path]:
    """Every module of the program."""
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The dotted names a module imports anywhere, also inside functions and for type checking only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add(str(node.module))
            if node.module == "newsreader":
                names.update(f"newsreader.{alias.name}" for alias in node.names)
    return names


def test_every_package_has_its_place_in_the_table() -> None:
    assert {layer_of(path) for path in modules()} - {""} <= set(MAY_IMPORT)


@pytest.mark.parametrize("layer", sorted(MAY_IMPORT))
def test_a_layer_imports_only_what_the_table_allows(layer: str) -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in modules()
        if layer_of(path) == layer
        for name in sorted(imports(path))
        if name.startswith("newsreader.") and name.split(".")[1] not in MAY_IMPORT[layer] | {"__version__"}
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", STANDARD_ONLY)
def test_the_core_imports_the_standard_library_only(layer: str) -> None:
    foreign = {
        name.split(".")[0]
        for path in modules()
        if layer_of(path) == layer
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"newsreader"}
    }
    assert foreign == set()


def test_the_core_touches_no_disk_network_or_clock() -> None:
    forbidden = {"pathlib", "os", "io", "shutil", "tempfile", "socket", "time", "subprocess", "threading", "http"}
    found = {
        f"{path.name}: {name}"
        for path in modules()
        if layer_of(path) == "core"
        for name in imports(path)
        if name.split(".")[0] in forbidden
    }
    assert found == set()


def test_below_the_window_nothing_needs_qt() -> None:
    names = [
        ".".join(("newsreader", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in modules()
        if layer_of(path) in QT_FREE
    ]
    program = (
        "import importlib, sys\n"
        "sys.modules.update({'PySide6': None, 'shiboken6': None})\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_the_exceptions_for_late_imports_are_few_and_below_the_reader(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    exceptions = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    late = {place for place, rules in exceptions.items() if "PLC0415" in rules and "newsreader" in place}
    late.discard("newsreader/ui/icons.py")  # what draws them, where an earlier start has not
    assert {place.split("/")[1] for place in late} <= {"app", "core", "render", "store"}
