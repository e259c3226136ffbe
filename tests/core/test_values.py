"""Late data classes are data classes."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.values import asdict, dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Late:
    """One of ours."""

    name: str
    number: int = 3
    names: list[str] = field(default_factory=list, compare=False)

    @property
    def twice(self) -> int:
        """A method of its own."""
        return self.number * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Now:
    """The standard library's of the same form."""

    name: str
    number: int = 3
    names: list[str] = dataclasses.field(default_factory=list, compare=False)


@dataclass(slots=True)
class Growing:
    """One that changes."""

    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    """One that looks at what it is given."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("negative")


@given(st.text(), st.integers(), st.text(), st.integers())
def test_equality_hash_and_text_are_those_of_the_standard_one(a: str, m: int, b: str, n: int) -> None:
    assert (Late(a, m) == Late(b, n)) == (Now(a, m) == Now(b, n))
    assert hash(Late(a, m)) == hash(Late(a, m, [b]))
    assert repr(Late(a, m)).replace("Late", "Now") == repr(Now(a, m))
    assert Late(a, m).__eq__((a, m)) is NotImplemented


def test_fields_have_defaults_of_their_own() -> None:
    first, second = Late("a"), Late("a")
    assert (first.number, first.twice) == (3, 6)
    first.names.append("x")
    assert second.names == []
    growing = Growing()
    growing.names = ["y"]
    assert Growing().names == []
    assert growing == Growing(["y"])


def test_a_frozen_one_refuses_and_has_no_room_for_more() -> None:
    late = Late("a")
    with pytest.raises(AttributeError):
        late.name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del late.name
    with pytest.raises(AttributeError):
        late.other = 1  # type: ignore[attr-defined]
    assert not hasattr(late, "__dict__")
    with pytest.raises(AttributeError):
        Growing().other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Growing())


@pytest.mark.parametrize("made_before", [0, 1100])
def test_they_are_made_as_the_standard_one_is_made(made_before: int) -> None:
    """The first ones of a class are made by other means than those that come when it is made often."""

    @dataclass(frozen=True, slots=True)
    class Late:
        name: str
        number: int = 3
        names: list[str] = field(default_factory=list)

    for number in range(made_before):
        assert Late("a", number).number == number
    names = ["x"]
    assert (Late("a").number, Late("a").names) == (3, [])
    assert Late(name="a", names=names).names is names
    assert Late("a", number=0).number == 0
    for words, named in (((), {}), (("a", 1, [], 2), {}), (("a",), {"name": "b"}), (("a",), {"other": 1})):
        with pytest.raises(TypeError) as standard:
            Now(*words, **named)
        with pytest.raises(TypeError) as ours:
            Late(*words, **named)
        assert str(ours.value) == str(standard.value).replace("Now.", "")


def test_the_standard_library_takes_them_for_its_own() -> None:
    late = Late("a", 4)
    assert dataclasses.is_dataclass(late)
    assert dataclasses.replace(late, number=5) == Late("a", 5)
    assert [field.name for field in dataclasses.fields(Late)] == ["name", "number", "names"]
    assert [field.compare for field in dataclasses.fields(Late)] == [True, True, False]
    assert dataclasses.asdict(Growing(["x"])) == {"names": ["x"]}
    assert typing.get_type_hints(Late)["number"] is int
    match late:
        case Late(name, number):
            assert (name, number) == ("a", 4)


def test_what_is_checked_when_it_is_made_is_checked() -> None:
    assert Checked(1).number == 1
    with pytest.raises(ValueError, match="negative"):
        Checked(-1)
    with pytest.raises(TypeError):
        Checked()  # type: ignore[call-arg]


def test_a_value_is_made_of_another() -> None:
    late = Late("a", 4, ["x"])
    assert replace(late, number=5) == Late("a", 5)
    assert replace(late, number=5).names is late.names
    with pytest.raises(TypeError):
        replace(late, other=1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="negative"):
        replace(Checked(1), number=-1)


def test_a_value_can_be_written_down() -> None:
    growing = Growing([Late("a"), ("b", {"c": Late("d", 1, ["e"])})])  # type: ignore[list-item]
    assert asdict(growing) == {
        "names": [
            {"name": "a", "number": 3, "names": []},
            ("b", {"c": {"name": "d", "number": 1, "names": ["e"]}}),
        ]
    }
    assert asdict(growing) == dataclasses.asdict(growing)


def test_what_is_no_late_one_is_refused() -> None:
    with pytest.raises(TypeError, match="slots"):
        dataclass(frozen=True)(type("Roomy", (), {}))
    with pytest.raises(TypeError, match="inherit"):
        dataclass(slots=True)(type("Heir", (Late,), {}))


def test_the_window_does_without_the_standard_one() -> None:
    program = (
        "import sys, newsreader.core.theme; assert 'dataclasses' not in sys.modules and 'inspect' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
