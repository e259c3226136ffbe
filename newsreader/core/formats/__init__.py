"""Reading an article file: bytes in, plain values out, by the rules of formats.md sections 5 and 6.

One module for each rule: `encoding` (R0), `fenced` (R1), `block` (R2), `loose` (R3), `weak` (R4), `fields` (R5),
`paragraphs` (section 6); `keys` and `values` are what R1 to R3 share, `reading` puts the rules in order.
"""

from newsreader.core.formats.encoding import decode
from newsreader.core.formats.reading import parse_file

__all__ = ["decode", "parse_file"]
