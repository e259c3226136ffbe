"""THE table of commands: menus, keys, tooltips, the overlay of shortcuts and the README are all made from it.

A command is spelled here once; the method that carries it out is called like its id with "_" for "." (`article.next`
is `article_next`). The keys are keyboard.md's: the first is the one shown. "list:Down" acts only while the focus is in
that pane, "G, A" is one key after the other, and a single letter acts only while no text field has the focus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    `text` is its name in menus, tooltips and to a screen reader. `menu` is the menu it stands in, "" for none; `gap`
    asks for a separator before it there. `group` and `row` place it in the overlay of shortcuts: commands of one row
    stand side by side. `contexts` are the context menus that offer it: "row", "link", "selection", "image", "source",
    "tag", "search". `icon` is the name of its drawing, `repeats` whether holding the key repeats it.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    gap: bool = False
    group: str = ""
    row: str = ""
    contexts: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    repeats: bool = False


MENUS = ("Library", "Edit", "View", "Go", "List", "Article", "Help")
"""The menus of the menu bar, in their order."""

GROUPS = (("Move", "Go to", "Find"), ("Article", "List"), ("View", "Library"))
"""The groups of the overlay of shortcuts, column by column."""

COMMANDS: tuple[Command, ...] = (
    Command(
        "article.next",
        "Next article",
        ("J", "list:Down"),
        "Go",
        group="Move",
        row="Next / previous article",
        repeats=True,
    ),
    Command(
        "article.previous",
        "Previous article",
        ("K", "list:Up"),
        "Go",
        group="Move",
        row="Next / previous article",
        repeats=True,
    ),
    Command(
        "article.next_unread", "Next unread", ("N", "+"), "Go", group="Move", row="Next / previous unread", repeats=True
    ),
    Command(
        "article.previous_unread",
        "Previous unread",
        ("P", "-"),
        "Go",
        group="Move",
        row="Next / previous unread",
        repeats=True,
    ),
    Command(
        "article.read_on", "Read on", ("Space",), "Go", group="Move", row="Page down, then next unread", repeats=True
    ),
    Command("article.read_back", "Page up", ("Shift+Space",), "Go", group="Move", row="Page up", repeats=True),
    Command("article.back", "Back", ("Alt+Left", "Back"), "Go", True, group="Move", row="Back / forward"),
    Command("article.forward", "Forward", ("Alt+Right", "Forward"), "Go", group="Move", row="Back / forward"),
    Command("list.first", "First article", ("list:Home", "G, G"), "Go", True, group="Move", row="First / last"),
    Command("list.last", "Last article", ("list:End", "Shift+G"), "Go", group="Move", row="First / last"),
    Command(
        "source.next_unread",
        "Next source with unread",
        ("Shift+J",),
        "Go",
        group="Move",
        row="Next / previous source",
        repeats=True,
    ),
    Command(
        "source.previous_unread",
        "Previous source with unread",
        ("Shift+K",),
        "Go",
        group="Move",
        row="Next / previous source",
        repeats=True,
    ),
    Command("pane.next", "Next pane", ("F6",), "Go", True, group="Move", row="Next / previous pane"),
    Command("pane.previous", "Previous pane", ("Shift+F6",), "Go", group="Move", row="Next / previous pane"),
    Command("pane.left", "Pane to the left", ("reading:Left", "list:Left", "details:Left")),
    Command("pane.right", "Pane to the right", ("navigation:Right", "reading:Right")),
    Command("go.all", "All articles", ("G, A", "Ctrl+Shift+1"), "Go", True, group="Go to", row="All"),
    Command("go.unread", "Unread", ("G, U", "Ctrl+Shift+2"), "Go", group="Go to", row="Unread"),
    Command("go.today", "Today", ("G, T", "Ctrl+Shift+3"), "Go", group="Go to", row="Today"),
    Command("go.starred", "Starred", ("G, S", "Ctrl+Shift+4"), "Go", group="Go to", row="Starred"),
    Command(
        "article.open", "Read article", ("list:Return", "list:Right"), "Article", group="Article", row="Read article"
    ),
    Command(
        "article.open_original",
        "Open original",
        ("O", "V", "B"),
        "Article",
        group="Article",
        row="Open original",
        contexts=("row",),
        icon="external-link",
    ),
    Command(
        "article.open_original_here",
        "Open original here",
        ("list:Shift+Return", "reading:Shift+Return"),
        "Article",
        group="Article",
        row="Open original here",
        contexts=("row",),
    ),
    Command(
        "article.toggle_star",
        "Star",
        ("S",),
        "Article",
        True,
        group="Article",
        row="Star",
        contexts=("row",),
        icon="star",
        checkable=True,
    ),
    Command(
        "article.toggle_read",
        "Mark as read",
        ("U", "M"),
        "Article",
        group="Article",
        row="Mark read / unread",
        contexts=("row",),
        icon="circle-dot",
    ),
    Command(
        "article.edit_tags",
        "Edit tags…",
        ("T",),
        "Article",
        True,
        group="Article",
        row="Tags",
        contexts=("row",),
        icon="tag",
    ),
    Command(
        "article.links", "Links in article", ("Ctrl+L",), "Article", group="Article", row="Links", contexts=("row",)
    ),
    Command(
        "article.highlight",
        "Highlight",
        ("H",),
        "Article",
        group="Article",
        row="Highlight",
        contexts=("row", "selection"),
    ),
    Command("article.show_images", "Show images", (), "Article", icon="image-off"),
    Command("article.highlights", "Highlights in article", (), "Article", icon="text-search"),
    Command("article.note", "Note…", ("Shift+H",), "Article", group="Article", row="Note", contexts=("row",)),
    Command(
        "article.copy_link", "Copy link", ("Y",), "Article", True, group="Article", row="Copy link", contexts=("row",)
    ),
    Command(
        "article.copy_citation",
        "Copy citation",
        ("Shift+Y",),
        "Article",
        group="Article",
        row="Copy citation",
        contexts=("row",),
    ),
    Command("article.copy_markdown", "Copy as Markdown", (), "Article", contexts=("row",)),
    Command("article.copy_notes", "Copy notes and highlights", (), "Article"),
    Command(
        "article.show_in_folder",
        "Show in folder",
        ("Shift+O",),
        "Article",
        True,
        group="Article",
        row="Show in folder",
        contexts=("row",),
        icon="folder-open",
    ),
    Command(
        "article.open_in_editor",
        "Open in editor",
        ("Ctrl+E",),
        "Article",
        group="Article",
        row="Open in editor",
        contexts=("row",),
    ),
    Command("article.print", "Print…", ("Ctrl+P",), "Article", True, group="Article", row="Print / save as"),
    Command("article.export", "Save as…", ("Ctrl+S",), "Article", group="Article", row="Print / save as"),
    Command(
        "article.delete",
        "Delete",
        ("list:Del", "reading:Del"),
        "Article",
        True,
        group="Article",
        row="Delete",
        contexts=("row",),
    ),
    Command(
        "search.focus",
        "Search articles",
        ("/", "Ctrl+Shift+F"),
        "Edit",
        group="Find",
        row="Search articles",
        icon="search",
    ),
    Command(
        "find.open",
        "Find in article",
        ("Ctrl+F",),
        "Edit",
        True,
        group="Find",
        row="Find in article",
        icon="text-search",
    ),
    Command("find.next", "Next hit", ("F3",), "Edit", group="Find", row="Next / previous hit", repeats=True),
    Command(
        "find.previous", "Previous hit", ("Shift+F3",), "Edit", group="Find", row="Next / previous hit", repeats=True
    ),
    Command("search.save", "Save search…", ("Ctrl+Shift+S",), "Edit", group="Find", row="Save search"),
    Command("search.forget", "Forget recent searches", (), "Edit"),
    Command("search.remove", "Remove saved search", (), contexts=("search",)),
    Command("state.undo", "Undo", ("Ctrl+Z",), "Edit", True, group="Find", row="Undo / redo"),
    Command("state.redo", "Redo", ("Ctrl+Shift+Z",), "Edit", group="Find", row="Undo / redo"),
    Command("state.history", "History", (), "Edit", icon="clock"),
    Command("text.copy", "Copy", ("reading:Ctrl+C",), "Edit", True, contexts=("selection",)),
    Command("text.select_all", "Select all", ("reading:Ctrl+A",), "Edit", contexts=("selection",)),
    Command("link.open", "Open link", (), contexts=("link",)),
    Command("link.copy", "Copy link address", (), contexts=("link",)),
    Command("image.copy", "Copy picture", (), "Edit", contexts=("image",)),
    Command(
        "list.mark_all_read",
        "Mark all as read",
        ("Shift+A",),
        "List",
        group="List",
        row="Mark all as read",
        contexts=("source", "tag"),
        icon="check-check",
    ),
    Command("list.mark_newer_read", "Mark newer as read", ("Ctrl+Shift+PgUp",), "List", contexts=("row",)),
    Command("list.mark_older_read", "Mark older as read", ("Ctrl+Shift+PgDown",), "List", contexts=("row",)),
    Command(
        "list.hide_read",
        "Hide read articles",
        ("L",),
        "List",
        True,
        group="List",
        row="Hide read",
        icon="list-filter",
        checkable=True,
    ),
    Command("list.clear_read", "Clear read articles", ("Ctrl+'",), "List", group="List", row="Clear read"),
    Command("list.show_duplicates", "Show duplicates", (), "List", checkable=True),
    Command(
        "list.sort", "Sort by", ("Shift+S",), "List", True, group="List", row="Sort", icon="arrow-down-wide-narrow"
    ),
    Command(
        "view.navigation",
        "Navigation",
        ("Ctrl+1",),
        "View",
        group="View",
        row="Navigation",
        icon="panel-left",
        checkable=True,
    ),
    Command(
        "view.details",
        "Details",
        ("I", "Ctrl+I"),
        "View",
        group="View",
        row="Details",
        icon="panel-right",
        checkable=True,
    ),
    Command("view.focus_mode", "Focus mode", ("F",), "View", group="View", row="Focus mode", checkable=True),
    Command("view.full_screen", "Full screen", ("F11",), "View", group="View", row="Full screen", checkable=True),
    Command("view.text", "Text and theme", (), "View", True, icon="a-large-small"),
    Command("view.typeface", "Typeface…", (), "View"),
    Command("view.theme", "Next theme", ("Ctrl+Shift+T",), "View", group="View", row="Theme"),
    Command("view.density", "Next density", ("Ctrl+Shift+D",), "View", group="View", row="Density"),
    Command(
        "view.larger",
        "Larger text",
        ("Ctrl+=", "Ctrl++"),
        "View",
        True,
        group="View",
        row="Text larger / smaller",
    ),
    Command("view.smaller", "Smaller text", ("Ctrl+-",), "View", group="View", row="Text larger / smaller"),
    Command("view.normal", "Normal text size", ("Ctrl+0",), "View", group="View", row="Normal text size"),
    Command(
        "library.open", "Open folder…", ("Ctrl+O",), "Library", group="Library", row="Open folder", icon="folder-open"
    ),
    Command("library.open_file", "Open file…", (), "Library", icon="file-text"),
    Command("library.switch", "Switch library…", (), "Library", icon="library"),
    Command("library.rescan", "Rescan", ("R", "F5"), "Library", group="Library", row="Rescan", icon="refresh-cw"),
    Command("library.restore_deleted", "Restore deleted", (), "Library"),
    Command("library.trash", "Deleted articles…", (), "Library", icon="archive"),
    Command("library.export_notes", "Export notes and highlights…", (), "Library"),
    Command("library.problems", "Problems", (), "Library", icon="triangle-alert"),
    Command("app.settings", "Settings", ("Ctrl+,",), "Edit", True, group="Library", row="Settings", icon="settings"),
    Command(
        "palette.open", "Command palette", ("Ctrl+K",), "Help", group="Library", row="Command palette", icon="command"
    ),
    Command("app.menu", "Menu", ("F10", "Alt"), group="Library", row="Menu", icon="ellipsis"),
    Command(
        "app.shortcuts",
        "Keyboard shortcuts",
        ("?", "F1"),
        "Help",
        group="Library",
        row="Keyboard shortcuts",
        icon="keyboard",
    ),
    Command("app.keys", "Change keys…", (), "Help", icon="keyboard"),
    Command("app.about", "About Newsreader", (), "Help", True, icon="info"),
    Command("app.quit", "Quit", ("Ctrl+Q",), "Library", True, group="Library", row="Quit"),
)


def shown_key(command: Command) -> str:
    """The key that is shown for a command, without the pane it is bound to; "" where it has none."""
    return command.keys[0].rpartition(":")[2] if command.keys else ""


def key_caps(key: str) -> tuple[str, ...]:
    """The caps of one shown key, as keyboards name them: ("Ctrl", "Shift", "T"), ("G", "A") or ("Enter",)."""
    parts: list[str] = []
    for stroke in key.split(", "):
        stem = stroke[:-1].rstrip("+") if stroke.endswith("+") else stroke
        parts += [part for part in stem.split("+") if part]
        if stroke.endswith("+"):
            parts.append("+")
    return tuple({"Return": "Enter", "PgDown": "PgDn"}.get(part, part) for part in parts)


def menu_commands(menu: str) -> list[Command]:
    """The commands of one menu, in the table's order."""
    return [command for command in COMMANDS if command.menu == menu]


def context_commands(context: str) -> list[Command]:
    """The commands one context menu offers, in the table's order."""
    return [command for command in COMMANDS if context in command.contexts]


def overlay_rows(group: str, commands: Iterable[Command] = COMMANDS) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The rows of one group of the overlay: text, and the caps of each of its keys."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for command in commands:
        if command.group == group:
            rows.setdefault(command.row, []).append(key_caps(shown_key(command)))
    return [(text, tuple(caps)) for text, caps in rows.items()]


def markdown_table(commands: Sequence[Command] = COMMANDS) -> str:
    """The keys as the README shows them: one line a command that has a key, a key of several panes once."""
    lines = ["| Key | Command |", "|---|---|"]
    for command in commands:
        keys = dict.fromkeys(f"`{key.rpartition(':')[2].replace(', ', ' ')}`" for key in command.keys)
        if keys and (command.menu or command.group):
            lines.append(f"| {' '.join(keys)} | {command.text} |")
    return "\n".join(lines) + "\n"
