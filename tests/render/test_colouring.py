"""Code in colours (look.md section 2, `syn_*`): what is marked, and what a lexer may cost."""

from __future__ import annotations

import time

import pytest

from newsreader.core.page import Block, Kind, Mark, Page, Run
from newsreader.render import colouring, limits
from newsreader.render.colouring import LANGUAGES, coloured
from newsreader.render.conversion import convert

SAMPLES = {
    "diff": "-old\n+new\n",
    "yaml": "key: 1\n",
    "yml": "key: 1\n",
    "tex": "\\section{One} % note\n",
    "latex": "\\section{One} % note\n",
}


def code(text: str, language: str) -> Block:
    return Block(Kind.CODE, (Run(text),), language=language)


def marks(text: str, language: str) -> dict[str, Mark]:
    """The words of a piece of code and how each is marked."""
    (block,) = coloured([code(text, language)])
    assert "".join(run.text for run in block.runs) == text
    return {run.text.strip(): run.mark for run in block.runs}


def test_words_are_marked_by_what_they_are() -> None:
    found = marks('def area(r):\n    # of a circle\n    return 3.14 * r, "m2"', "python")
    assert found["def"] is Mark.KEYWORD
    assert found["area"] is Mark.NAME
    assert found["# of a circle"] is Mark.COMMENT
    assert found["return"] is Mark.KEYWORD
    assert found["3.14"] is Mark.NUMBER
    assert found['"m2"'] is Mark.STRING


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_of_the_table_has_a_lexer(language: str) -> None:
    sample = SAMPLES.get(language, 'if x { return "text"; } // 1\n# 2\n<a href="b">c</a>\n')
    (block,) = coloured([code(sample, language)])
    assert "".join(run.text for run in block.runs) == sample
    assert {run.mark for run in block.runs} != {Mark.PLAIN}, language


def test_the_last_line_needs_no_end() -> None:
    found = marks("-old\n+new", "diff")
    assert found == {"-old": Mark.KEYWORD, "+new": Mark.STRING}


def test_a_language_is_never_guessed_and_an_unknown_one_is_plain() -> None:
    for block in (code("def f(): pass", ""), code("def f(): pass", "klingon"), code("", "python")):
        assert coloured([block]) == (block,)
    paragraph = Block(Kind.PARAGRAPH, (Run("def f(): pass"),), language="python")
    assert coloured([paragraph]) == (paragraph,)


def test_the_fence_may_say_more_than_the_language() -> None:
    page = convert("```rust,ignore\nfn main() {}\n```\n")
    assert any(run.mark is Mark.KEYWORD for run in page.blocks[0].runs)


def test_an_article_has_a_budget_of_characters_and_of_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    long = code("x = 1\n" * 2000, "python")
    first, second = coloured([long, long])
    assert len(first.runs) > 1
    assert second == long
    monkeypatch.setattr(limits, "CODE_RUNS", 10)
    (block,) = coloured([long])
    assert len(block.runs) == 11
    assert "".join(run.text for run in block.runs) == long.runs[0].text


@pytest.mark.parametrize("hostile", ["<!--", '"', "'''", "/*", "a b ", " ", "[", "\\", "@", "#{"])
def test_no_lexer_costs_more_than_the_budget(hostile: str) -> None:
    text = (hostile * limits.CODE_CHARACTERS)[: limits.CODE_CHARACTERS]
    for language in ("perl", "ruby", "cpp", "make", "java", "php", "javascript", "python", "html", "bash"):
        begun = time.thread_time()
        (block,) = coloured([code(text, language)])
        assert time.thread_time() - begun < limits.CODE_SECONDS + 0.25, language
        assert "".join(run.text for run in block.runs) == text


def test_a_lexer_that_fails_leaves_the_code_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str, _language: str) -> None:
        raise RecursionError

    monkeypatch.setattr(colouring, "_words", fail)
    block = code("x = 1", "python")
    assert coloured([block]) == (block,)


def test_tabs_of_coloured_code_are_as_wide_as_they_were() -> None:
    (block,) = coloured([code("func main() {\n\treturn\n}", "go")])
    assert "".join(run.text for run in block.runs) == "func main() {\n    return\n}"


def test_code_in_a_page_keeps_its_text() -> None:
    source = "let s = `a ${b}`;\n\n\n// end"
    page = convert(f"```js\n{source}\n```\n\nText.\n")
    assert isinstance(page, Page)
    assert "".join(run.text for run in page.blocks[0].runs) == source
