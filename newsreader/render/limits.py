"""Every limit of an article's rendering, by name, with the reason for its figure (security.md section 5).

A limit that is passed never raises: the text is kept as far as it can be, and the page says in a notice what was cut.
"""

from __future__ import annotations

from newsreader.core.hints import Final

FILE_BYTES: Final = 4_000_000
"""Bytes read of a file; 10 MB of words take 14 s and 487 MB."""

PLAIN_CHARACTERS: Final = 400_000
"""Characters shown of a file that is not formatted."""

PLAIN_LINE: Final = 2_000
"""Characters of one line of plain text; a line without end is quadratic in layout."""

PLAIN_LINES: Final = 50
"""Lines of one block of plain text."""

PLAIN_BLOCKS: Final = 2_500
"""Blocks of plain text after which blank lines no longer begin a new one."""

RICH_CHARACTERS: Final = 1_500_000
"""Characters shown as formatted text; one million in short paragraphs take about 0.7 s."""

CONVERSION_SECONDS: Final = 2.5
"""From question to answer; the median article takes 0.03 s."""

WORKER_BYTES: Final = 1_500_000_000
"""Address space of the process that converts."""

BLOCKS: Final = 8_000
"""Blocks of a page; 10,000 paragraphs of 40 words take 0.31 s to lay out."""

LIST_ITEMS: Final = 2_500
"""Items of all lists of a page; 1,000 take 0.09 s, 3,000 1.2 s, 10,000 17 s."""

TABLE_CELLS: Final = 2_500
"""Cells of all tables of a page, spans counted; a table of 3,000 is laid out at one go in 0.23 s."""

TABLE_WEIGHT: Final = 40_000
"""Letters of all tables of a page (`newsreader.core.weight`); a table is laid out at one go, 1.2 million take 2.6 s."""

CELL_RUNS: Final = 300
"""Changes of type in one cell; 18,000 take 1 s."""

TABLE_DEPTH: Final = 1
"""Tables within tables; layout time doubles per level, so an inner table is shown as lines of text."""

SPAN: Final = 50
"""Columns or rows one cell may span."""

ELEMENT_DEPTH: Final = 60
"""Elements within elements; deeper tags are dropped and their text is kept. Below every stack limit."""

LINKS: Final = 8_000
"""Links of a page; 10,000 take 0.6 s."""

INLINE_TAGS: Final = 20_000
"""Inline tags of a page; 100,000 take minutes."""

IMAGES: Final = 200
"""Pictures of a page."""

BLOCK_IMAGES: Final = 50
"""Pictures in one block; 1,000 take 0.23 s, 3,000 1.7 s."""

WORD: Final = 1_000
"""Characters without a place to break; 200,000 take 0.15 s in words of 5,000, 0.08 in words of 1,000, 0.02 in prose."""

PARAGRAPH_CHARACTERS: Final = 200_000
"""Characters of one block; what is longer becomes several blocks."""

CODE_WEIGHT: Final = 30_000
"""Letters of one block of code (`newsreader.core.weight`); 200,000 in one line take 0.4 s, and Qt never ends
with a line of 100,000 blanks.
"""

CODE_BLOCKS: Final = 1_500
"""Blocks of code of a page; each takes longer the more there are: 7,000 keep the window's thread busy for 47 s."""

CODE_LINE: Final = 15
"""What a line of code costs beside its letters, in letters; 100,000 lines of one letter take 1.4 s."""

ENTITIES: Final = 20_000
"""Entities of one block; 100,000 take 2.1 s."""

BIDI_CONTROLS: Final = 5_000
"""Direction controls of one block; 30,000 overrides take 1.9 s."""

COMBINING: Final = 16
"""Combining marks on one letter; no writing system stacks as many."""

JOINED: Final = 16
"""Characters joined to one, or invisible ones in a row: 8,000 take 1.1 to 2.4 s, a family of emoji has seven."""

ADDRESS: Final = 2_000
"""Characters of a link or of a picture's address."""

LIST_START: Final = 999_999
"""The highest number a list may begin with."""

UNMATCHED: Final = 1_000
"""Open brackets or "<" without their partner: 2,000 take Markdown 0.5 s, 8,000 7.5 s (formats.md section 8)."""

BACKTICK_LENGTHS: Final = 60
"""Different lengths of runs of back-ticks; 500 take 1.5 s, 1,000 13 s. No real file has ten."""

NESTING: Final = 100
"""Brackets, quotations or lists within each other: 250 raise RecursionError in Markdown."""

TAG_CHARACTERS: Final = 8_000
"""Characters of one raw HTML tag; a longer one loses its attributes: 100,000 attributes take 27 s to clean."""

LOOSE_TAGS: Final = 2_000
"""Raw HTML tags without an end in all of an article; 100,000 take Markdown minutes."""

OPEN_TAGS: Final = 500
"""Raw HTML tags left open within each other; 100,000 take 102 s to clean."""

CODE_CHARACTERS: Final = 20_000
"""Characters of code that are coloured in an article: lexers take 2 to 4 ms for a thousand."""

CODE_RUNS: Final = 3_000
"""Stretches of code in one colour; each costs the child 4 µs to make and the window 6 to write."""

CODE_SECONDS: Final = 0.04
"""For all code of an article; what is not coloured by then stays in one colour. With 0.15 a page of 44 KB full of code
was on the screen after 121 instead of 67 ms."""
