"""What `run.py` decides, with the machine's answers given to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import run


def answers(*yes: str) -> Callable[[str], bool]:
    """A question that is answered with yes for these words only."""
    return lambda word: word in yes


class TestPython:
    def test_the_first_that_suits_is_taken(self) -> None:
        found = run.newer_python(lambda name: f"/bin/{name}", answers("/bin/python3.12", "/bin/python3.11"))
        assert found == "/bin/python3.12"

    def test_a_placeholder_that_does_not_start_is_passed_over(self) -> None:
        with pytest.raises(run.CannotStartError, match=r"3\.11 or newer"):
            run.newer_python(lambda name: f"/shims/{name}", answers())

    def test_none_on_the_path_is_one_sentence(self) -> None:
        with pytest.raises(run.CannotStartError, match=r"^Newsreader needs Python 3\.11 or newer; this is \S+\.$"):
            run.newer_python(lambda _name: None, answers())

    def test_this_python_suits(self) -> None:
        assert run.is_new_enough(sys.executable)

    def test_the_file_can_be_read_by_an_old_python(self, project: Path) -> None:
        text = (project / "run.py").read_text(encoding="utf-8")
        compile(text, "run.py", "exec", dont_inherit=True)
        assert "from __future__ import annotations" in text
        assert "match " not in [line.strip()[:6] for line in text.splitlines()]


class TestLibraries:
    def test_any_start_wants_the_same_six(self) -> None:
        assert set(run.libraries({}).values()) == {
            "libgl1",
            "libegl1",
            "libdbus-1-3",
            "libfontconfig1",
            "libglib2.0-0",
            "libxkbcommon0",
        }

    def test_x11_and_wayland_want_theirs(self) -> None:
        plain = set(run.libraries({"DISPLAY": "", "WAYLAND_DISPLAY": ""}))
        assert "libxcb-cursor.so.0" in set(run.libraries({"DISPLAY": ":0"})) - plain
        assert set(run.libraries({"WAYLAND_DISPLAY": "wayland-0"})) - plain == {"libwayland-cursor.so.0"}

    def test_only_what_does_not_load_is_missing(self) -> None:
        wanted = {"liba.so": "a", "libb.so": "b", "libc.so": "c"}
        assert run.missing_libraries(wanted, answers("libb.so")) == ["a", "c"]

    def test_a_library_that_exists_nowhere_does_not_load(self) -> None:
        assert not run.can_load("libnewsreader-nowhere.so.99")

    def test_the_line_to_run_names_every_package(self) -> None:
        assert run.install_line(["libgl1", "libegl1"]) == "sudo apt-get install -y libgl1 libegl1"

    def test_each_font_package_is_named_once(self) -> None:
        assert run.missing_fonts(answers()) == ["fonts-noto-core", "fonts-noto-cjk"]
        assert run.missing_fonts(answers("Noto Sans", "Noto Sans Arabic")) == ["fonts-noto-cjk"]
        assert run.missing_fonts(answers("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")) == []


class TestEnvironment:
    def test_the_mark_changes_with_lock_and_python(self) -> None:
        marks = {run.ready_mark(lock, version) for lock in (b"a==1", b"a==2") for version in ((3, 11), (3, 13))}
        assert len(marks) == 4
        assert run.ready_mark(b"a==1", (3, 11)) == run.ready_mark(b"a==1", (3, 11))
        assert run.ready_mark(b"", (3, 11)).startswith("3.11 ")

    def test_a_second_run_starts_nothing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        lock, ready, python = tmp_path / "lock", tmp_path / "ready", tmp_path / "python"
        lock.write_bytes(b"a==1")
        python.touch()
        ready.write_text(run.ready_mark(b"a==1", sys.version_info[:2]), encoding="ascii")
        for name, path in (("LOCK", lock), ("READY", ready), ("PYTHON", python)):
            monkeypatch.setattr(run, name, path)

        def refuse(*_command: object, **_options: object) -> None:
            raise AssertionError("a program was started")

        monkeypatch.setattr(subprocess, "run", refuse)
        run.prepare_packages()
        lock.write_bytes(b"a==2")
        with pytest.raises(AssertionError, match="a program was started"):
            run.prepare_packages()


class TestDisplay:
    @pytest.mark.parametrize(
        ("platform", "environment", "headless"),
        [
            ("linux", {}, True),
            ("linux", {"DISPLAY": ""}, True),
            ("linux", {"DISPLAY": ":0"}, False),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
            ("linux", {"QT_QPA_PLATFORM": "vnc"}, False),
            ("darwin", {}, False),
            ("win32", {}, False),
        ],
    )
    def test_headless_is_linux_without_a_display(
        self, platform: str, environment: dict[str, str], *, headless: bool
    ) -> None:
        assert run.is_headless(platform, environment) is headless

    @pytest.mark.parametrize(
        ("arguments", "opens"),
        [
            ([], True),
            (["~/News"], True),
            (["~/News", "--theme", "dark"], True),
            (["./list"], True),
            (["list", "--library", "x"], False),
            (["show", "x.md"], False),
            (["check", "--self"], False),
            (["index", "--library", "x"], False),
            (["./check"], True),
            (["--version"], False),
            (["-h"], False),
            (["--screenshot=a.png"], False),
            (["~/News", "--screenshot", "a.png"], False),
        ],
    )
    def test_what_opens_a_window(self, arguments: list[str], *, opens: bool) -> None:
        assert run.opens_window(arguments) is opens

    def test_no_argument_means_the_samples(self, project: Path) -> None:
        assert run.reader_arguments([], headless=False) == [str(project / "seeds")]

    def test_arguments_pass_through(self) -> None:
        assert run.reader_arguments(["News", "--size", "900x600"], headless=False) == ["News", "--size", "900x600"]
        assert run.reader_arguments(["list", "x"], headless=True) == ["list", "x"]

    def test_without_a_display_a_picture_is_painted(self, project: Path) -> None:
        picture = ["--screenshot", str(project / "newsreader.png")]
        assert run.reader_arguments([], headless=True) == [str(project / "seeds"), *picture]
        assert run.reader_arguments(["News"], headless=True) == ["News", *picture]


class TestChecks:
    def test_all_run_whatever_fails(self, capsys: pytest.CaptureFixture[str]) -> None:
        started: list[str] = []

        def start(command: Sequence[str]) -> tuple[int, str]:
            started.append(command[0])
            return int(command[0] in ("b", "c")), f"said by {command[0]}\n"

        assert run.run_checks({"one": ["a"], "two": ["b"], "three": ["c"], "four": ["d"]}, start) == ["two", "three"]
        assert started == ["a", "b", "c", "d"]
        told = capsys.readouterr().err
        assert "said by b\ntwo: failed" in told

    def test_the_walks_run_beside_the_other_tests(self) -> None:
        commands = run.checks("python", [])
        assert list(commands)[-3:] == ["walks", "tests", "last walks"]
        assert "--ignore=tests/walks" in commands["tests"]

    def test_every_walk_runs_once(self) -> None:
        commands = run.checks("python", [])
        for walk in commands["last walks"][3:]:
            assert f"--ignore={walk}" in commands["walks"]
            assert (run.ROOT / walk).is_file()

    def test_tests_come_last_and_take_arguments(self) -> None:
        commands = run.checks("python", ["-k", "walk"])
        assert "walks" not in commands
        assert list(commands)[-1] == "tests"
        assert commands["tests"][-2:] == ["-k", "walk"]

    def test_standard_output_stays_the_readers(self, capsys: pytest.CaptureFixture[str]) -> None:
        run.say("Wait.")
        assert capsys.readouterr() == ("", "Wait.\n")
