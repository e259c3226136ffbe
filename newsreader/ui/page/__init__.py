"""The page on the screen: a `Page` value laid out by Qt's text engine, its decorations painted under the text.

`builder` makes the document, `browser` shows it, `decorations` paints what Qt's text engine cannot; sizes are in
`type_scale`.
"""
