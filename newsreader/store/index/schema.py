"""What an index file holds. Another shape of it is another `VERSION`: an index is made again, never converted."""

from __future__ import annotations

APPLICATION_ID = 0x4E777352
"""Told by SQLite from the file's header: the file is an index of this program."""
VERSION = 7

TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY) WITHOUT ROWID;
CREATE TABLE folder(id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, total INTEGER NOT NULL, unread INTEGER NOT NULL);
CREATE TABLE article(
    id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name BLOB NOT NULL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
    final INTEGER NOT NULL, kin INTEGER NOT NULL, identity TEXT NOT NULL, title TEXT NOT NULL, title_key TEXT NOT NULL,
    authors TEXT NOT NULL, published TEXT NOT NULL, moment INTEGER, source TEXT NOT NULL, label INTEGER NOT NULL,
    url TEXT NOT NULL, tags TEXT NOT NULL, language TEXT NOT NULL, excerpt TEXT NOT NULL,
    words INTEGER NOT NULL, characters INTEGER NOT NULL, problem TEXT, seen INTEGER, head BLOB);
CREATE UNIQUE INDEX article_place ON article(folder, name);
CREATE INDEX article_problem ON article(id) WHERE problem IS NOT NULL;
CREATE TABLE words(entry INTEGER PRIMARY KEY, id INTEGER NOT NULL, text BLOB NOT NULL);
CREATE UNIQUE INDEX words_id ON words(id);
CREATE VIRTUAL TABLE search USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5', tokenize='ascii');
INSERT INTO search(search, rank) VALUES('hashsize', 33554432);
CREATE TABLE label(
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, key TEXT NOT NULL, spellings TEXT NOT NULL,
    total INTEGER NOT NULL, unread INTEGER NOT NULL, UNIQUE(kind, key));
CREATE TABLE posting(label INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE listing(id INTEGER PRIMARY KEY, dated INTEGER NOT NULL, ids BLOB NOT NULL);
CREATE TABLE trouble(path BLOB PRIMARY KEY, problem TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE former(kin INTEGER PRIMARY KEY, seen INTEGER);
CREATE TABLE mark(
    exact INTEGER PRIMARY KEY, kin INTEGER NOT NULL, flags INTEGER, seen INTEGER, stamp INTEGER NOT NULL,
    proof INTEGER NOT NULL, place TEXT, own TEXT);
CREATE INDEX mark_stamp ON mark(stamp);
CREATE TABLE mark_sum(part INTEGER PRIMARY KEY, total INTEGER NOT NULL);
"""
"""`article`: one row a file; `id` is the order of arrival and never used again. `final` is 1 when the file was read
whole, 0 while only its beginning was, and -1 where the row is a sketch: the beginning itself stands in `head`, and
whoever looks at the row makes sense of it. `kin` is `packing.kin` of the identity the file alone gives, `label` the row
of its source. `search` and `words`: the full-text index and the texts it answers for (`fulltext`), by entry: memory for
a transaction of some thousand is given to it, so that it is sorted once. `label` and `posting`:
sources and tags, and the ids that bear them. `listing`: ids in an order, four bytes each (see `listings`), the flags
(`dated` is their CRC-32), and which row is a copy of which. `former`: when an article that is gone now was first seen.
`mark`: what the journals say, by identity, so that a start need not read them; `own` is NULL where nothing was ever
written to an article. `mark_sum` proves that it is what was written (`proofs`).
Each page ends with a checksum (`opening`).
"""

LATER = "CREATE INDEX IF NOT EXISTS article_kin ON article(kin);"
"""Made when every file of a first scan has a row: keeping it in order from the start would slow that down."""

NAMES = frozenset(
    {"meta", "folder", "article", "article_place", "article_problem", "article_kin", "words", "words_id"}
    | {"search", "search_data", "search_idx", "search_docsize", "search_config", "label"}
    | {"posting", "listing", "trouble", "former", "mark", "mark_stamp", "mark_sum"}
)
"""Every table and index there may be; a file with anything else in it is not ours (security.md G20, G21)."""
