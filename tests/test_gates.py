"""What no line of the program may do, or one module alone (security.md section 9, "Lint tests")."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newsreader"
SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}
NODES = {name: list(ast.walk(tree)) for name, tree in TREES.items()}
RICH_BY_GUESS = {"QMessageBox", "QErrorMessage", "QProgressDialog", "QInputDialog", "QWhatsThis", "QSplashScreen"}
"""Of Qt's windows these take any text that looks like markup for markup, and load local pictures named in it."""


def dotted(node: ast.expr) -> str:
    """A name as it is written: `os.system`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def where(is_wanted: Callable[[ast.AST], bool]) -> set[str]:
    """The modules in which some node is as wanted."""
    return {name for name, nodes in NODES.items() if any(map(is_wanted, nodes))}


def names(*wanted: str) -> Callable[[ast.AST], bool]:
    """Whether a node names, calls or imports one of these, whole or as the last part."""
    short = {name.rpartition(".")[2]: name for name in wanted}

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name in wanted for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            return node.module in wanted or any(alias.name in wanted for alias in node.names)
        last = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        return last in short and isinstance(node, ast.expr) and short[last] in (last, dotted(node))

    return is_it


def test_no_text_becomes_code_or_a_command() -> None:
    """But names of fields, of which methods are written as `dataclasses` does, and Python's own bytecode."""
    assert where(names("pickle", "shelve", "os.system", "os.popen", "getoutput")) == set()
    assert where(names("marshal", "meta_path")) == {"app/kept_modules.py", "app/late_signatures.py"}
    assert where(lambda node: isinstance(node, ast.Call) and dotted(node.func) in ("eval", "exec", "compile")) == {
        "core/values.py"
    }
    assert where(lambda node: isinstance(node, ast.keyword) and node.arg == "shell") == set()


def test_programs_are_started_by_three_modules() -> None:
    """The renderer, the scanner, and what opens addresses."""
    assert where(names("subprocess", "QProcess", "multiprocessing", "posix_spawn", "fork")) == {
        "render/child.py",
        "store/scanner.py",
        "ui/opener.py",
    }


def test_nothing_can_reach_a_network() -> None:
    reaching = ("urllib.request", "http.client", "httpx", "QNetworkAccessManager", "QTcpSocket", "ftplib", "QSslSocket")
    assert where(names(*reaching, "QWebEngineView", "AF_INET", "AF_INET6", "create_connection")) == set()
    assert not any(re.search(r"^ *(import|from) (requests|aiohttp|urllib3)\b", text, re.M) for text in SOURCES.values())
    importing = re.compile(r"^ *(import socket|from (socket|PySide6\.QtNetwork))\b", re.M)
    assert {name for name, text in SOURCES.items() if importing.search(text)} == {
        "app/instance.py",
        "app/signals.py",
        "store/messages.py",
    }


def test_addresses_leave_by_one_module() -> None:
    assert where(names("QDesktopServices", "webbrowser")) == {"ui/opener.py"}
    opening = ("setOpenExternalLinks", "setOpenLinks")
    assert where(names(*opening)) == {"ui/page/browser.py"}
    for call in calls(TREES["ui/page/browser.py"]):
        if dotted(call.func).rpartition(".")[2] in opening:
            assert [ast.literal_eval(word) for word in call.args] == [False]


def test_pictures_are_decoded_by_one_module() -> None:
    decoding = ("QImageReader", "loadFromData", "fromData", "QMovie", "QSvgRenderer", "QSvgWidget")
    assert where(names(*decoding)) <= {"ui/page/pictures.py", "ui/icons.py"}
    loaded = [
        name
        for name, tree in TREES.items()
        for call in calls(tree)
        if dotted(call.func) in ("QImage", "QPixmap")
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.Name)
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]
    assert loaded == []


WRITERS = {
    "store/files.py": "atomic writes, locks",
    "store/journal.py": "lines at the end of a journal",
    "store/steps_file.py": "lines at the end of the steps",
    "store/trash.py": "a line for each deletion",
    "store/claim.py": "a lock",
    "store/scan.py": "a lock",
    "app/log.py": "the log",
    "app/log_files.py": "the log",
    "app/streams.py": "nowhere",
}
"""Modules that may open a file to write to it, and what."""
WRITING_FLAGS = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC")


def writes(node: ast.AST) -> bool:
    """Whether a call opens to write, by mode or flags, or writes a whole file over another."""
    if isinstance(node, ast.Attribute) and node.attr in WRITING_FLAGS:
        return True
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
    if name in ("write_text", "write_bytes", "copyfile", "copy2", "copytree", "NamedTemporaryFile", "QSaveFile"):
        return True
    words = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
    modes = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    return name == "open" and any(re.fullmatch(r"[rwxabt+]*[wxa+][rwxabt+]*", mode) for mode in modes)


def test_files_are_written_by_few_modules() -> None:
    found = where(writes)
    assert found - {"render/worker.py", "ui/opener.py"} == set(WRITERS)  # these two open the null device
    assert WRITERS.keys() <= SOURCES.keys()


def test_names_are_moved_and_taken_away_by_few_modules() -> None:
    moving = re.compile(r"\bos\.(unlink|remove|rename|replace|link|rmdir)\(|\.(unlink|rename|rmdir)\(|rmtree\(")
    assert {name for name, text in SOURCES.items() if moving.search(text)} == {
        "store/files.py",
        "store/directory.py",
        "store/trash.py",
        "store/claim.py",
        "store/messages.py",
        "store/index/opening.py",
        "store/passing.py",
    }


def test_transactions_that_write_begin_at_once() -> None:
    """One that begins with reading fails as soon as another wrote meanwhile, and waits for nobody (security.md 6.3)."""
    deferred = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"BEGIN(?! IMMEDIATE)\b", node.value)
    }
    assert deferred == {"store/index/reader.py", "store/index/finding.py"}
    assert set(re.findall(r"open_index\(.*", SOURCES["store/index/reader.py"])) == {"open_index(path, writing=False)"}


def labels_made(function: ast.AST) -> int:
    return sum(dotted(call.func).rpartition(".")[2] == "QLabel" for call in calls(function))


def plain_formats(function: ast.AST) -> int:
    return sum(
        dotted(call.func).endswith("setTextFormat") and dotted(call.args[0]) == "Qt.TextFormat.PlainText"
        for call in calls(function)
    )


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in TREES.items():
        yield from ((name, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_label_is_of_plain_text() -> None:
    made = [(name, function) for name, function in functions() if labels_made(function)]
    assert len(made) > 5
    guessing = [f"{name}: {one.name}" for name, one in made if plain_formats(one) < labels_made(one)]
    assert guessing == []
    assert where(names("AutoText", "MarkdownText", "RichText")) == set()


def test_every_kind_of_label_is_of_plain_text() -> None:
    kinds = [
        (name, node)
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(dotted(parent) == "QLabel" for parent in node.bases)
    ]
    assert len(kinds) >= 2
    assert [name for name, node in kinds if not plain_formats(node)] == []


def test_no_window_of_qts_guesses_at_markup() -> None:
    assert where(names(*RICH_BY_GUESS)) == set()
    assert where(names("setWhatsThis", "setInformativeText", "setDetailedText")) == set()


def test_tooltips_are_made_by_one_module() -> None:
    """Another may hand on a tooltip that was made there."""

    def is_own(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call) or not dotted(node.func).endswith(".setToolTip"):
            return False
        word = node.args[0]
        return not (isinstance(word, ast.Call) and dotted(word.func).endswith(".toolTip"))

    assert where(is_own) == {"ui/tooltips.py"}
    shown = [call for tree in TREES.values() for call in calls(tree) if dotted(call.func) == "QToolTip.showText"]
    assert shown
    assert all(isinstance(call.args[1], ast.Call) and dotted(call.args[1].func) == "plain_tooltip" for call in shown)


def test_text_fields_take_plain_text_only() -> None:
    """What is written by hand is a QPlainTextEdit or a QLineEdit; the page makes its document itself."""
    made = [name for name, tree in TREES.items() for call in calls(tree) if dotted(call.func) == "QTextEdit"]
    assert made == []
    assert where(names("insertHtml", "setMarkdown", "appendHtml")) == set()
    html = {name for name, tree in TREES.items() for call in calls(tree) if dotted(call.func).endswith(".setHtml")}
    assert html == {"ui/page/copying.py"}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("open(x, 'w')", True),
        ("x.open('rb')", False),
        ("x.open(mode='a')", True),
        ("os.O_CREAT", True),
        ("x.write_text(y)", True),
    ],
)
def test_the_search_for_writing_finds_it(text: str, is_found: bool) -> None:
    assert any(writes(node) for node in ast.walk(ast.parse(text))) is is_found
