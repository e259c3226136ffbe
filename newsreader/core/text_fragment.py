"""A web address that leads to a passage of its page: the text fragment of the WICG ("#:~:text=start,end")."""

from __future__ import annotations

from urllib.parse import quote

_WORDS = 5
_LONGEST_CJK = 12
_SIGN = ":~:text="


def with_text(address: str, passage: str) -> str:
    """`address` with a fragment that finds `passage`; as it is where the passage holds no words.

    A long passage is named by its first and last words. An anchor the address has stays.
    """
    words = passage.split()
    if not any(char.isalnum() for char in passage):
        return address
    if len(words) <= 2 * _WORDS:
        text = " ".join(words)
        parts = [text] if len(text) <= 100 else [text[:_LONGEST_CJK], text[-_LONGEST_CJK:]]
    else:
        parts = [" ".join(words[:_WORDS]), " ".join(words[-_WORDS:])]
    fragment = _SIGN + ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    place, _, anchor = address.partition("#")
    return f"{place}#{anchor.partition(':~:')[0]}{fragment}"
