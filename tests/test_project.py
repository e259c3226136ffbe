"""The frame: what the build file promises about dependencies, the lock file and the wheel."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

PYTHONS = ("3.11", "3.12", "3.13")
FONTS = ("SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold", "SourceSerif4-Bold", "SourceSerif4-BoldIt")


@pytest.fixture
def build_file(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def requirements(build_file: dict[str, Any]) -> list[Requirement]:
    return [Requirement(line) for line in build_file["project"]["dependencies"]]


@pytest.fixture(scope="session")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=project, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.parametrize("python", PYTHONS)
def test_one_pyside_is_asked_for_on_each_python(requirements: list[Requirement], python: str) -> None:
    chosen = [
        requirement.specifier
        for requirement in requirements
        if requirement.name == "PySide6-Essentials"
        and requirement.marker is not None
        and requirement.marker.evaluate({"python_version": python})
    ]
    assert len(chosen) == 1
    assert chosen[0].contains("6.12.0") == (python != "3.11")
    assert chosen[0].contains("6.11.3") == (python == "3.11")


class Bell(QObject):
    """Something that rings."""

    rung = Signal()


def test_void_calls_into_qt_leave_the_count_of_none_alone(qapp: object) -> None:
    """PySide6 6.12.0 on CPython 3.11 drops a reference to None with each (look.md section 0)."""
    bell = Bell()
    heard: list[int] = []
    bell.rung.connect(lambda: heard.append(1))
    before = sys.getrefcount(None)
    for _ in range(1000):
        bell.rung.emit()
        bell.setObjectName("bell")
    assert len(heard) == 1000
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_lock_file_pins_every_dependency_with_hashes(project: Path, requirements: list[Requirement]) -> None:
    lock = (project / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    pinned = {re.split(r"\[|==", entry)[0] for entry in entries}
    assert {requirement.name.lower() for requirement in requirements} <= pinned
    assert all(re.match(r"[a-z0-9._-]+(\[[a-z]+\])?==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


def test_the_lock_file_satisfies_the_build_file(project: Path, build_file: dict[str, Any]) -> None:
    lock = (project / "requirements.lock").read_text(encoding="utf-8")
    pins = [Requirement(line.removesuffix("\\").strip()) for line in lock.splitlines() if re.match(r"\S+==", line)]
    lines = [*build_file["project"]["dependencies"], *build_file["project"]["optional-dependencies"]["dev"]]
    for python in PYTHONS:
        here = {"python_version": python, "python_full_version": f"{python}.9"}
        locked = {pin.name.lower(): pin for pin in pins if pin.marker is None or pin.marker.evaluate(here)}
        for wanted in map(Requirement, lines):
            if wanted.marker is None or wanted.marker.evaluate(here):
                (version,) = locked[wanted.name.lower()].specifier
                assert wanted.specifier.contains(version.version), f"{wanted} on {python}"


def test_the_lock_file_names_no_address_and_no_path(project: Path) -> None:
    lock = (project / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"://|--index|--find-links|--extra-index|^\s*#.*/", lock, re.MULTILINE) == []


def test_the_readme_justifies_each_dependency(project: Path, requirements: list[Requirement]) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    assert [requirement.name for requirement in requirements if requirement.name not in readme] == []


def test_the_wheel_carries_resources_samples_and_no_tests(wheel: Path, project: Path) -> None:
    package = wheel / "newsreader"
    for font in (*FONTS, "SourceSerif4Display-Bold"):
        assert (package / f"_resources/fonts/{font}.ttf").is_file()
    for text in ("fonts/LICENSE.md", "icons/LICENSE"):
        assert (package / "_resources" / text).is_file()
    samples = [path.name for path in (project / "seeds").rglob("*.md")]
    assert sorted(path.name for path in (package / "_seeds").rglob("*.md")) == sorted(samples)
    assert {path.name for path in wheel.iterdir() if "-" not in path.name} == {"newsreader"}


def test_an_installed_program_finds_its_own_folders(wheel: Path) -> None:
    program = (
        "from newsreader.store import places\n"
        "print(places.resource_folder(), places.seed_folder(), places.resource_folder().joinpath('icons').is_dir())"
    )
    command = [sys.executable, "-P", "-c", program]
    done = subprocess.run(command, env={"PYTHONPATH": str(wheel)}, capture_output=True, text=True, check=True)
    package = wheel / "newsreader"
    assert done.stdout.split() == [str(package / "_resources"), str(package / "_seeds"), "True"]


def test_the_desktop_files_agree(project: Path) -> None:
    resources = project / "resources"
    metainfo = (resources / "org.newsreader.Newsreader.metainfo.xml").read_text(encoding="utf-8")
    entry = (resources / "newsreader.desktop").read_text(encoding="utf-8")
    assert '<launchable type="desktop-id">newsreader.desktop</launchable>' in metainfo
    assert "\nExec=newsreader %f\nIcon=newsreader\n" in entry


def test_every_icon_can_be_recoloured_and_given_another_stroke(project: Path) -> None:
    drawings = [path.read_text(encoding="utf-8") for path in (project / "resources/icons").glob("*.svg")]
    assert len(drawings) == 48
    for drawing in drawings:
        assert 'stroke="currentColor"' in drawing
        assert 'stroke-width="2"' in drawing
        assert 'viewBox="0 0 24 24"' in drawing


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_the_program_has_an_icon_of_each_size(project: Path, size: int) -> None:
    image = QImage(str(project / f"resources/app-icon/newsreader-{size}.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(size // 2, size // 16).name() == "#2b5c93"
