"""F7, names of files the reader makes: one part of a path that every system takes, whatever the title is."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.ui.paper_desk import file_name
from tests.fuzz.strategies import ANY, law

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")}
"""Names that Windows keeps for devices, whatever stands behind a dot."""
TITLES = st.text(ANY, max_size=300) | st.lists(
    st.sampled_from(
        [
            *(
                "CON",
                "nul",
                "com1",
                "LPT9",
                "aux.",
                ".",
                "..",
                " ",
                "/",
                "\\",
                ":",
                "*",
                "?",
                '"',
                "<",
                ">",
                "|",
                "\0",
                "\n",
            ),
            *(
                "~",
                "-",
                "é",
                "e\u0301",
                "港",
                "👩\u200d👩",
                "\ud800",
                "\u202e",
                "\u2028",
                "\x85",
                "\ufeff",
                "\ue000",
                "a" * 90,
            ),
            *("$(id)", "`id`", "&amp;", "%00", "👍" * 60, "각" * 70, "ﷺ" * 50, ".md", ".pdf"),
        ]
    ),
    max_size=6,
).map("".join)


@law(200)
@example("👍" * 80)
@example("CON")
@example("com1. What a port is")
@example("nul .")
@example("\udc80 half")
@example("a\u202egpj.exe")
@example("\x85")
@given(TITLES)
def test_the_name_of_a_file_is_one_on_every_system(title: str) -> None:
    name = file_name(title)
    assert name
    assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name.strip(" .") == name
    assert name.partition(".")[0].strip().lower() not in RESERVED
    for form in ("NFC", "NFD"):
        whole = unicodedata.normalize(form, f".{name}.0123456789ab.newsreader-part.pdf")
        assert len(whole.encode()) <= 255 if form == "NFC" else len(whole.encode("utf-16-le")) <= 2 * 255
