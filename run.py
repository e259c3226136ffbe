"""Two commands for a fresh clone, with nothing but Python's standard library.

python3 run.py [ARGUMENTS]    prepare everything needed, then open the reader (on seeds/ when no argument is given)
python3 run.py test           prepare everything needed, then run every check from format to tests

Everything is installed into `.venv` beside this file, from `requirements.lock`, whose hashes pip verifies.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
READY = VENV / "ready"
PICTURE = ROOT / "newsreader.png"

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")
HEADLESS_WORDS = ("list", "show", "check", "index")
HEADLESS_OPTIONS = ("--screenshot", "--version", "--help", "-h")
LAST_WALKS = ("tests/walks/test_walk_hostile.py", "tests/walks/test_walk_instance.py")
"""A fifth of the walks' time (2026-11-30): they run when the other tests are through, so that two cores are busy for
the same time.
"""

# What Qt loads, and the Debian package that holds it (dependencies.md, "Set-up").
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
ON_WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}
# The pictures and tests are of these families, and of no others that may cover the same letters; a desktop has its own.
FONTS = {"Noto Sans": "fonts-noto-core", "Noto Sans Arabic": "fonts-noto-core", "Noto Sans CJK SC": "fonts-noto-cjk"}


class CannotStartError(Exception):
    """The machine lacks something only its owner can add; the text says what and how."""


def say(text: str) -> None:
    """Tell the person at the terminal; standard output belongs to the reader."""
    print(text, file=sys.stderr, flush=True)


def is_new_enough(command: str) -> bool:
    """Whether this Python starts (a version manager's placeholder does not) and is 3.11 or newer."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([command, "-c", question], capture_output=True, check=False).returncode == 0


def newer_python(which: Callable[[str], str | None], suits: Callable[[str], bool]) -> str:
    """The first Python on the PATH that is new enough; raises CannotStartError where there is none."""
    for name in NEWER:
        command = which(name)
        if command and suits(command):
            return command
    raise CannotStartError(f"Newsreader needs Python 3.11 or newer; this is {sys.version.split()[0]}.")


def can_load(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """The shared libraries Qt wants on a Linux with these displays, each with its Debian package."""
    x11 = ON_X11 if environment.get("DISPLAY") else {}
    wayland = ON_WAYLAND if environment.get("WAYLAND_DISPLAY") else {}
    return {**ALWAYS, **x11, **wayland}


def missing_libraries(wanted: Mapping[str, str], loads: Callable[[str], bool]) -> list[str]:
    """The packages of those libraries which are absent, in order."""
    return [package for library, package in wanted.items() if not loads(library)]


def missing_fonts(listing: Callable[[str], bool]) -> list[str]:
    """The packages of families that are not installed, each once; `listing` answers for one family."""
    return list(dict.fromkeys(package for family, package in FONTS.items() if not listing(family)))


def has_font(family: str) -> bool:
    """Whether fontconfig knows a family; False where its tool is not installed."""
    tool = shutil.which("fc-list")
    if tool is None:
        return False
    command = [tool, family, "family"]
    return bool(subprocess.run(command, capture_output=True, check=False).stdout.strip())


def install_line(packages: Iterable[str]) -> str:
    """The one line to run on Debian, Ubuntu and their kin."""
    return "sudo apt-get install -y " + " ".join(packages)


def may_install() -> bool:
    """Whether this is root on a machine with apt-get."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str]) -> None:
    """Install system packages as root; raises CannotStartError with the line to run where that fails."""
    say(f"Installing {', '.join(packages)} with apt-get.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise CannotStartError(f"apt-get failed. Run: {install_line(packages)}")


def prepare_system(environment: Mapping[str, str], *, with_fonts: bool) -> None:
    """See to the libraries Qt needs, and to fonts where pictures are painted; raises CannotStartError."""
    absent = missing_libraries(libraries(environment), can_load)
    fonts = missing_fonts(has_font) if with_fonts else []
    if fonts and shutil.which("fc-list") is None:
        fonts.append("fontconfig")
    if (absent or fonts) and may_install():
        install([*absent, *fonts])
    elif absent:
        raise CannotStartError(f"Qt needs system libraries that are not installed. Run: {install_line(absent)}")
    elif fonts:
        say(f"The fonts of the pictures are not all installed. Run: {install_line(fonts)}")


def ready_mark(lock: bytes, version: tuple[int, int]) -> str:
    """What `.venv/ready` holds once the environment matches the lock file for this Python."""
    return f"{version[0]}.{version[1]} {hashlib.sha256(lock).hexdigest()}\n"


def make_environment() -> None:
    """A fresh `.venv`; without a pip of its own where Debian keeps `ensurepip` apart. Raises CannotStartError."""
    if not any(importlib.util.find_spec(name) for name in ("ensurepip", "pip")):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not may_install():
            raise CannotStartError(f"Python cannot make environments here. Run: {install_line([package])}")
        install([package])
        importlib.invalidate_caches()
    options = ["--clear"] if importlib.util.find_spec("ensurepip") else ["--clear", "--without-pip"]
    done = subprocess.run([sys.executable, "-m", "venv", *options, str(VENV)], stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise CannotStartError(f"{VENV} could not be made; what Python said is above.")


def prepare_packages() -> None:
    """Bring `.venv` up to the lock file; nothing to do, and nothing started, when it is."""
    mark = ready_mark(LOCK.read_bytes(), sys.version_info[:2])
    found = READY.read_text(encoding="ascii") if READY.exists() and PYTHON.exists() else ""
    if found == mark:
        return
    say("Installing Python packages into .venv. This happens once and takes a minute.")
    if found.split(" ")[0] != mark.split(" ")[0]:
        make_environment()
    own = [str(PYTHON), "-m", "pip"]
    pip = own if importlib.util.find_spec("ensurepip") else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    # The lock names every package: nothing is left to resolve, and a package's newest release changes nothing.
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", str(LOCK)]
    done = subprocess.run([*pip, "install", *options], stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise CannotStartError("The packages could not be installed; what pip said is above.")
    READY.write_text(mark, encoding="ascii")


def is_headless(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether Qt would find no display and abort."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in names)


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the window on a screen."""
    if arguments and arguments[0] in HEADLESS_WORDS:
        return False
    return not any(word.split("=")[0] in HEADLESS_OPTIONS for word in arguments)


def reader_arguments(arguments: Sequence[str], *, headless: bool) -> list[str]:
    """What the reader is started with: the samples by default, and a picture where a window is impossible."""
    chosen = list(arguments) or [str(ROOT / "seeds")]
    return [*chosen, "--screenshot", str(PICTURE)] if headless and opens_window(arguments) else chosen


def checks(python: str, pytest_arguments: Sequence[str]) -> dict[str, list[str]]:
    """Every check by name with its command, cheapest first; the walks through the window beside the other tests, but
    not where pytest is given arguments.
    """
    pytest = [python, "-m", "pytest"]
    whole = {
        "walks": [*pytest, "tests/walks", *(f"--ignore={walk}" for walk in LAST_WALKS)],
        "tests": [*pytest, "--ignore=tests/walks"],
        "last walks": [*pytest, *LAST_WALKS],
    }
    tests = {"tests": [*pytest, *pytest_arguments]} if pytest_arguments else whole
    layers = "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"
    return {
        "format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "lint": [python, "-m", "ruff", "check", "--quiet", "."],
        "types": [python, "-m", "mypy"],
        "layers": [python, "-c", layers],
        "dependencies": [python, "-m", "deptry", "."],
        **tests,
    }


def run_checks(
    commands: Mapping[str, Sequence[str]], run: Callable[[Sequence[str]], tuple[int, str]], at_once: int = 1
) -> list[str]:
    """Run every check, whatever the others say; gives the names of those that failed. `run` gives a command's exit code
    and what it said.
    """

    def check(name: str) -> bool:
        started = time.monotonic()
        code, text = run(commands[name])
        say(f"--- {name}\n{text}{name}: {'failed' if code else 'ok'}, {time.monotonic() - started:.1f} s")
        return code != 0

    with ThreadPoolExecutor(at_once) as pool:
        return [name for name, failed in zip(commands, pool.map(check, commands), strict=True) if failed]


def test(arguments: Sequence[str]) -> int:
    """Run every check in the project's own environment; the exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    # The walks start some six hundred processes, each of which would compile the program again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")

    def run(command: Sequence[str]) -> tuple[int, str]:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    failed = run_checks(checks(str(PYTHON), arguments), run, at_once=2)
    say(f"Failed: {', '.join(failed)}." if failed else "Every check passed.")
    return 1 if failed else 0


def become(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Go on as another program; on Windows, wait for it and give its exit code."""
    if os.name == "posix":
        os.execve(command[0], list(command), dict(environment))
    return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Prepare, then check or read; the exit code."""
    if sys.version_info < OLDEST:
        newer = newer_python(shutil.which, is_new_enough)
        return become([newer, __file__, *arguments], os.environ)
    testing = list(arguments[:1]) == ["test"]
    headless = is_headless(sys.platform, os.environ) and opens_window(arguments)
    if sys.platform.startswith("linux"):
        prepare_system(os.environ, with_fonts=testing or headless)
    prepare_packages()
    if testing:
        return test(arguments[1:])
    if headless:
        say(f"There is no display here: painting the window into {PICTURE}.")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chosen = reader_arguments(arguments, headless=headless)
    return become([str(PYTHON), "-P", "-m", "newsreader", *chosen], environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStartError as error:
        say(str(error))
        sys.exit(1)
