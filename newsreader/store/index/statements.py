"""The statements by which rows are written."""

from __future__ import annotations

_COLUMNS = (
    "id, folder, name, size, modified, changed, inode, final, kin, identity, title, title_key, authors, published,"
    " moment, source, label, url, tags, language, excerpt, words, characters, problem, seen, head"
)
INSERT = f"INSERT INTO article({_COLUMNS}) VALUES({','.join('?' * 26)})"
SKETCH = (
    "INSERT INTO article(id, folder, name, size, modified, changed, inode, moment, problem, seen, head, final, kin,"
    " identity, title, title_key, authors, published, source, label, url, tags, language, excerpt, words, characters)"
    " VALUES(?,?,?,?,?,?,?,?,?,?,?,-1,0,'','','','','','',0,'','','','',0,0)"
)
"""What `draft.sketch` gives; what is not known yet need not be bound."""
UPDATE = f"UPDATE article SET ({_COLUMNS}) = ({','.join('?' * 26)}) WHERE id = ?"  # noqa: S608 - constants
DRAFTED = (
    "kin, identity, title, title_key, authors, published, moment, source, label, url, tags, excerpt, words, characters"
)
"""What a draft knows more than a sketch."""
REFINE = f"UPDATE article SET ({DRAFTED}) = ({','.join('?' * 14)}), final = 0, head = NULL WHERE id = ?"  # noqa: S608
DRAFTS = (
    "SELECT article.id, folder.path, name FROM article JOIN folder ON folder.id = folder"
    " WHERE final < 1 AND article.id IN ({})"
)
OLD = "SELECT source, tags, kin, identity, title, moment, label, folder, seen FROM article WHERE id = ?"
