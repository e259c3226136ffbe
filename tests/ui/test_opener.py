"""The gate through which anything leaves the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from newsreader.ui.opener import Opener


class Desktop:
    """Takes what it is given and keeps a list."""

    def __init__(self, *, takes: bool = True) -> None:
        self.taken: list[str] = []
        self._takes = takes

    def __call__(self, url: QUrl) -> bool:
        self.taken.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self._takes


@pytest.mark.parametrize(
    "address", ["https://example.org/a%20b?q=1#part", "http://example.org/", "https://xn--mnchen-3ya.de/x"]
)
def test_web_addresses_are_handed_over_as_they_were_shown(address: str) -> None:
    desktop = Desktop()
    assert Opener(desktop).open_original(address)
    assert desktop.taken == [address]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "file:///etc/passwd",
        "smb://host/share",
        "//host/share",
        "\\\\host\\share",
        "data:text/html,x",
        "vbscript:x",
        "ms-msdt:/id",
        "http://",
        "https://user@example.org/",
        "ftp://example.org/",
        "example.org",
        "mailto:a@b.example?attach=/etc/passwd",
        "mailto:a@b.example,c@d.example",
    ],
)
def test_nothing_else_leaves(address: str) -> None:
    desktop = Desktop()
    opener = Opener(desktop)
    assert not opener.open_original(address)
    assert not opener.open_link(address)
    assert desktop.taken == []


def test_a_plain_mail_address_leaves_from_the_text_only() -> None:
    desktop = Desktop()
    opener = Opener(desktop)
    assert not opener.open_original("mailto:desk@example.org")
    assert opener.open_link("mailto:desk@example.org")
    assert desktop.taken == ["mailto:desk@example.org"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the file manager is a program of its own")
@pytest.mark.parametrize("name", [b"plain", b"a b%20#?", b"latin-\xe9", "港口".encode(), b"new\nline"])
def test_a_folder_is_handed_over_byte_by_byte(tmp_path: Path, name: bytes) -> None:
    desktop = Desktop()
    file = tmp_path / os.fsdecode(name) / "x.md"
    assert Opener(desktop).show_in_folder(file)
    assert Opener(desktop).open_in_editor(file)
    assert desktop.taken == [file.parent.as_uri(), file.as_uri()]


def test_a_desktop_that_takes_nothing_is_told() -> None:
    assert not Opener(Desktop(takes=False)).open_original("https://example.org/")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems tell by themselves")
@pytest.mark.parametrize(("code", "told"), [(0, []), (3, ["https://example.org/"])])
def test_a_browser_that_fails_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: list[str]
) -> None:
    stub, taken = tmp_path / "xdg-open", tmp_path / "taken"
    stub.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{taken}"\nexit {code}\n', encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    opener = Opener()
    refused: list[str] = []
    opener.refused.connect(refused.append)
    assert opener.open_original("https://example.org/")
    qtbot.waitUntil(lambda: taken.exists() and not opener.is_waiting)
    assert taken.read_text(encoding="utf-8") == "https://example.org/"
    assert refused == told


def test_no_other_module_can_hand_anything_over(project: Path) -> None:
    modules = (project / "newsreader").rglob("*.py")
    named = {path.name for path in modules if "QDesktopServices" in path.read_text(encoding="utf-8")}
    assert named == {"opener.py"}
