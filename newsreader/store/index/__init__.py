"""The index of one library: one SQLite file outside it, disposable, made again from the folder at any time (engine.md).

`schema` says what is in the file, `opening` opens it or refuses it, `packing` turns articles into rows and back;
`writer` (with `labels`, `listings` and `flags`) is what the scan's process uses, `reader` what everybody else does.
"""
