"""Code in colours: what a lexer of Pygments says of each word, within a budget, in the child process alone.

A language is never guessed, and only those of `LANGUAGES` are tried. Whatever a lexer costs or raises, the code is
shown: what was not reached in time stays in one colour.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from types import FrameType

from newsreader.core.hints import Any
from newsreader.core.page import Block, Kind, Mark, Run
from newsreader.core.values import replace
from newsreader.render import limits

_NAMES = """
ada bash c clojure cmake cpp c++ csharp c# cs css d dart diff docker dockerfile elixir ex erlang fish fortran fsharp go
golang graphql groovy haskell hs html ini java javascript js json jsx julia jl kotlin lisp lua make makefile matlab nim
nix objective-c objc ocaml pascal perl pl php powershell ps1 prolog protobuf py python python3 r racket rb ruby rs rust
scala scheme scss sh shell sql swift tcl tex latex toml ts tsx typescript vim xml yaml yml zig zsh
"""
LANGUAGES = frozenset(_NAMES.split())
"""What may stand behind the fence: each lexer was given 20,000 characters of 44 kinds that expressions dread, and none
took longer than 0.19 s."""
_TAB = 4


def coloured(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the words of code marked by what they are. The text of every block stays what it is, but for
    tabs, which become blanks where code is coloured.
    """
    budget = _Budget()
    return tuple(
        [_coloured(block, budget) if block.kind is Kind.CODE and block.language else block for block in blocks]
    )


class _Budget:
    """What is left for an article."""

    def __init__(self) -> None:
        self.characters = limits.CODE_CHARACTERS
        self.runs = limits.CODE_RUNS
        self.seconds = limits.CODE_SECONDS


def _coloured(block: Block, budget: _Budget) -> Block:
    text = "".join(run.text for run in block.runs).expandtabs(_TAB)
    language = block.language.lower().partition(",")[0]
    if language not in LANGUAGES or not 0 < len(text) <= budget.characters or budget.seconds <= 0 or budget.runs <= 0:
        return block
    budget.characters -= len(text)
    # Made once for a language: up to 0.2 s for expressions over all of Unicode, which is no fault of the article.
    lexer = _lexer(language)
    begun = time.process_time()
    runs: list[Run] = []
    # Whatever a lexer raises, or was about to do, the code is shown.
    with suppress(Exception), _alarm(budget.seconds):
        _fill(runs, _words(text, lexer), begun + budget.seconds, budget.runs)
    budget.seconds -= time.process_time() - begun
    budget.runs -= len(runs)
    done = sum(len(run.text) for run in runs)
    if len(runs) < 2 and not (runs and runs[0].mark):
        return block
    if done < len(text):
        runs.append(Run(text[done:]))
    return replace(block, runs=tuple(runs))


def _fill(runs: list[Run], words: Iterable[tuple[Mark, str]], end: float, most: int) -> None:
    """Add a run for each stretch of one kind, until there are too many or it takes too long."""
    for mark, text in words:
        if runs and (runs[-1].mark == mark or not text.strip()):
            runs[-1] = replace(runs[-1], text=runs[-1].text + text)
        elif text:
            if len(runs) >= most or time.process_time() > end:
                return
            runs.append(Run(text, mark))


@lru_cache(16)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name

    # PHP in an article rarely begins with its tag.
    return get_lexer_by_name(language, startinline=True)


def _words(text: str, lexer: Any) -> Iterator[tuple[Mark, str]]:
    """The words of code and what they are; together they are `text`."""
    from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String

    kinds = (
        (Comment, Mark.COMMENT),
        (String.Doc, Mark.COMMENT),
        (String.Affix, Mark.KEYWORD),
        (String, Mark.STRING),
        (Number, Mark.NUMBER),
        (Keyword.Type, Mark.NAME),
        (Keyword.Constant, Mark.NUMBER),
        (Keyword, Mark.KEYWORD),
        (Operator.Word, Mark.KEYWORD),
        (Name.Tag, Mark.KEYWORD),
        (Name.Function, Mark.NAME),
        (Name.Class, Mark.NAME),
        (Name.Attribute, Mark.NAME),
        (Name.Decorator, Mark.NAME),
        (Generic.Inserted, Mark.STRING),
        (Generic.Deleted, Mark.KEYWORD),
        (Generic.Heading, Mark.NAME),
        (Generic.Subheading, Mark.NAME),
    )
    known: dict[object, Mark] = {}
    end = 0
    # Some rules need the end of a line; the one that is added here is not given back.
    for place, token, found in lexer.get_tokens_unprocessed(f"{text}\n"):
        value = found[: len(text) - place]
        if token not in known:
            known[token] = next((mark for kind, mark in kinds if token in kind), Mark.PLAIN)
        if place != end:
            return  # a lexer that leaves something out, or says something twice
        end += len(value)
        yield known[token], value


class _TooSlow(Exception):  # noqa: N818 - named for what it says
    """A lexer took longer than it may."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End what takes more processor time than this, within a match of an expression as well; where the system has no
    such clock, the length of the code is the only bound.
    """
    if sys.platform == "win32":
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
