"""A page as plain text and as HTML: what the command line prints."""

from __future__ import annotations

from html import escape

from newsreader.core.page import Block, Cell, Kind, Mark, Nest, Page, Run

_INLINE = {
    Mark.STRONG: "strong",
    Mark.EMPHASIS: "em",
    Mark.CODE: "code",
    Mark.STRIKE: "del",
    Mark.UNDERLINE: "u",
    Mark.KEY: "kbd",
    Mark.HIGHLIGHT: "mark",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
    Mark.SMALL: "small",
}
_BLOCKS = {Kind.PARAGRAPH: "p", Kind.CAPTION: "figcaption", Kind.TERM: "dt", Kind.IMAGE: "figure", Kind.NOTICE: "p"}


def page_text(page: Page) -> str:
    """The page as plain text: a blank line between blocks, list marks and quotation marks in front, cells between
    bars.
    """
    pieces = [*(f"[{notice}]" for notice in page.notices), *(_text_of(block) for block in page.blocks)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def page_html(page: Page) -> str:
    """The page as HTML without head or styles; every text is escaped, and nothing is in it that the page does not
    hold.
    """
    writer = _Writer()
    for notice in page.notices:
        writer.lines.append(f"<p><small>{escape(notice)}</small></p>")
    for block in page.blocks:
        writer.add(block)
    writer.close_to(0)
    return "\n".join(writer.lines) + "\n"


def _text_of(block: Block) -> str:
    if block.kind is Kind.RULE:
        return "* * *"
    if block.kind is Kind.TABLE:
        lines = [" | ".join(_plain(cell.runs).replace("\n", " ") for cell in row) for row in block.rows]
    else:
        lines = _plain(block.runs).split("\n")
    first = ""
    rest = ""
    for nest in block.nest:
        first, rest = (first + "> ", rest + "> ") if nest == Nest.QUOTE else (first + "  ", rest + "  ")
    if block.marker:
        first = f"{first[:-2]}{block.marker} "
    if block.kind is Kind.CODE:
        first, rest = f"{first}    ", f"{rest}    "
    return "\n".join((rest if row else first) + line for row, line in enumerate(lines)).rstrip()


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


class _Writer:
    """Writes blocks one after the other, opening and closing the containers that change between them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[tuple[str, tuple[str, ...]]] = []

    def add(self, block: Block) -> None:
        """Write one block where it belongs."""
        wanted = block.nest
        same = 0
        while same < min(len(wanted), len(self._open)) and self._open[same][0] == wanted[same]:
            same += 1
        is_item = bool(block.marker) and wanted.endswith(Nest.LIST)
        if is_item and same == len(wanted):
            kind = _list_tag(block.marker)
            if self._open[same - 1][1][0] == kind:
                self.close_to(same)
                self.lines.append("</li>\n<li>")
            else:
                same -= 1
        self.close_to(same)
        for nest in wanted[same:]:
            tags = {Nest.QUOTE: ("blockquote",), Nest.LIST: (_list_tag(block.marker), "li"), Nest.DEFINITION: ("dd",)}
            self._push(nest, tags.get(Nest(nest), ("section",)))
        self.lines.append(_leaf(block))

    def close_to(self, depth: int) -> None:
        """Close containers until `depth` of them are open."""
        while len(self._open) > depth:
            self.lines.append("".join(f"</{tag}>" for tag in reversed(self._open.pop()[1])))

    def _push(self, nest: str, tags: tuple[str, ...]) -> None:
        self._open.append((nest, tags))
        self.lines.append("".join(f"<{tag}>" for tag in tags))


def _list_tag(marker: str) -> str:
    return "ol" if marker[:1].isdigit() else "ul"


def _leaf(block: Block) -> str:
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    if block.kind is Kind.RULE:
        return "<hr>"
    if block.kind is Kind.CODE:
        return f"<pre{anchor}><code>{escape(_plain(block.runs))}</code></pre>"
    if block.kind is Kind.TABLE:
        rows = ("".join(_cell(cell) for cell in row) for row in block.rows)
        return f"<table{anchor}>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = f"h{min(6, max(1, block.level))}" if block.kind is Kind.HEADING else _BLOCKS[block.kind]
    return f"<{tag}{anchor}>{_inline(block.runs)}</{tag}>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    align = f' align="{escape(cell.align)}"' if cell.align else ""
    return f"<{tag}{spans}{align}>{_inline(cell.runs)}</{tag}>"


def _inline(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.image:
        text = f'<img src="{escape(run.image)}" alt="{escape(run.text)}">'
    for mark, tag in _INLINE.items():
        if run.mark & mark:
            text = f"<{tag}>{text}</{tag}>"
    if run.href:
        text = f'<a href="{escape(run.href)}">{text}</a>'
    return f'<span id="{escape(run.anchor)}">{text}</span>' if run.anchor else text
