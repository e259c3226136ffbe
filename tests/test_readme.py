"""The README says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from newsreader.core.commands import markdown_table


def test_the_keys_in_the_readme_are_those_of_the_table(project: Path) -> None:
    text = (project / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- keys: .*? -->\n(.*?)<!-- end of keys -->", text, re.DOTALL)
    assert block is not None
    assert block[1] == markdown_table()


def test_every_file_the_readme_points_to_is_there(project: Path) -> None:
    text = (project / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (project / target).exists()] == []
