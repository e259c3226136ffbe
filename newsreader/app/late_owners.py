"""Owners of commands that are made when one of their commands is first run.

Their modules and overlays are no part of a start, and ready within some milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from newsreader.core.hints import TYPE_CHECKING, Any
from newsreader.core.timeline import ListKey, ListKind

if TYPE_CHECKING:
    from newsreader.app.shell import Shell
    from newsreader.reader.tally import Counts
    from newsreader.ui.palette_overlay import Listed
    from newsreader.ui.paper_desk import PaperDesk


class LateOwners:
    """Stands in for the owners of many commands, each of which is made when one of its commands is first run."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._makers = {name: make for make, names in OWNERS.items() for name in names}
        self._made: dict[Callable[[Shell], object], object] = {}

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name not in self._makers:
            raise AttributeError(name)
        return partial(self._run, name)

    def _run(self, name: str, *words: Any) -> None:
        make = self._makers[name]
        if make not in self._made:
            self._made[make] = make(self._shell)
        getattr(self._made[make], name)(*words)


def _about(shell: Shell) -> object:
    from newsreader.app.versions import versions
    from newsreader.ui.about_commands import AboutCommands

    return AboutCommands(shell.widgets.window, lambda: shell.appearance.look, shell.controller.say, versions)


def _deletion(shell: Shell) -> object:
    from newsreader.ui.deletion_commands import DeletionCommands

    return DeletionCommands(
        shell.desk,
        shell.widgets.articles,
        shell.rows,
        shell.browsing,
        shell.reading,
        shell.marking,
        shell.controller.say,
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.services.now,
    )


def _highlights(shell: Shell) -> object:
    from newsreader.ui.highlight_commands import HighlightCommands

    return HighlightCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.reading,
        shell.widgets.pane,
        shell.marking,
        shell.controller.say,
    )


def _history(shell: Shell) -> object:
    from newsreader.ui.history_commands import HistoryCommands

    return HistoryCommands(shell.widgets.window, lambda: shell.appearance.look, shell.marking, shell.services.now)


def _keys(shell: Shell) -> object:
    from newsreader.ui.keys_commands import KeysCommands

    return KeysCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.preferences,
        lambda: shell.keys,
        shell.commands,
    )


def _library(shell: Shell) -> object:
    from newsreader.ui.library_commands import LibraryCommands

    return LibraryCommands(
        shell.widgets.window,
        shell.desk,
        shell.widgets.header.search,
        shell.surroundings.show_search,
        shell.open_path,
    )


def _links(shell: Shell) -> object:
    from newsreader.ui.link_commands import LinkCommands

    return LinkCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.reading,
        shell.context.follow,
        shell.controller.say,
        lambda: shell.widgets.pane.place().block,
    )


def _notes(shell: Shell) -> object:
    from newsreader.ui.notes_commands import NotesCommands

    return NotesCommands(shell.widgets.window, shell.desk, shell.reading, shell.lanes["folders"], shell.controller.say)


def _own(shell: Shell) -> object:
    from newsreader.ui.own_commands import OwnCommands

    return OwnCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.reading,
        shell.marking,
        lambda: map(shell.rows.article, shell.widgets.articles.selected_ids()),
        lambda: [tag.name for tag in shell.supply.counts(shell.services.now().date()).tags],
    )


def _palette(shell: Shell) -> object:
    from newsreader.ui.palette_commands import PaletteCommands

    return PaletteCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.supply.searcher,
        shell.lanes["queries"],
        shell.rows,
        lambda: _named_lists(shell.supply.counts(shell.services.now().date())),
        lambda: shell.services.now().date(),
        shell.actions.is_enabled,
        shell.run,
        shell.choose_list,
        shell.show_article,
        shell.recent,
        shell.commands,
    )


def _named_lists(counts: Counts) -> list[Listed]:
    """The lists of the sources and tags of a library."""
    from newsreader.ui.palette_overlay import Listed

    sources = [Listed(ListKey(ListKind.SOURCE, row.name), row.total) for row in counts.sources]
    return [*sources, *(Listed(ListKey(ListKind.TAG, row.name), row.total) for row in counts.tags)]


def _paper(shell: Shell) -> object:
    from newsreader.ui.paper_commands import PaperCommands

    return PaperCommands(shell.reading, lambda: _paper_desk(shell), shell.controller.say)


def _paper_desk(shell: Shell) -> PaperDesk:
    from newsreader.ui.appearance import printing_of
    from newsreader.ui.paper_desk import PaperDesk

    return PaperDesk(
        shell.widgets.window,
        lambda: printing_of(shell.preferences.settings, shell.icons, shell.faces),
        shell.supply.picture,
        shell.supply.file_of,
        (shell.lanes["pictures"], shell.lanes["folders"]),
        (shell.services.ask_printer, shell.services.ask_file),
        shell.controller.say,
    )


def _problems(shell: Shell) -> object:
    from newsreader.ui.problem_commands import ProblemCommands

    return ProblemCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.desk,
        shell.show_article,
        shell.services.opener.show_in_folder,
        shell.controller.say,
    )


def _searches(shell: Shell) -> object:
    from newsreader.ui.search_commands import SearchCommands

    return SearchCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.saved,
        shell.searching,
        lambda: shell.widgets.navigation.chosen,
        shell.controller.say,
        shell.controller.offer,
    )


def _settings(shell: Shell) -> object:
    from newsreader.ui.settings_commands import SettingsCommands

    return SettingsCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.preferences,
        shell.faces,
        lambda: shell.run("view.typeface"),
    )


def _shortcuts(shell: Shell) -> object:
    from newsreader.ui.shortcuts_commands import ShortcutsCommands

    return ShortcutsCommands(shell.widgets.window, lambda: shell.appearance.look, shell.commands)


def _switch(shell: Shell) -> object:
    from newsreader.ui.switch_commands import SwitchCommands

    return SwitchCommands(
        shell.widgets.window,
        lambda: shell.appearance.look,
        shell.desk,
        shell.lanes["folders"],
        shell.services.known_libraries,
        shell.services.forget_library,
        shell.open_left,
        lambda: shell.run("library.open"),
    )


def _typeface(shell: Shell) -> object:
    from newsreader.ui.typeface_commands import TypefaceCommands

    return TypefaceCommands(shell.widgets.window, lambda: shell.appearance.look, shell.preferences, shell.faces)


OWNERS: Mapping[Callable[[Shell], object], Sequence[str]] = {
    _about: ("app_about",),
    _deletion: ("article_delete", "library_restore_deleted", "library_trash"),
    _highlights: ("article_highlight", "article_highlights"),
    _history: ("state_undo", "state_redo", "state_history"),
    _keys: ("app_keys",),
    _library: ("library_open", "library_open_file", "library_rescan", "search_focus"),
    _links: ("article_links", "article_open_original_here"),
    _notes: ("article_copy_notes", "library_export_notes"),
    _own: ("article_edit_tags", "article_note"),
    _palette: ("palette_open",),
    _paper: ("article_print", "article_export"),
    _problems: ("library_problems",),
    _searches: ("search_save", "search_remove"),
    _settings: ("app_settings",),
    _shortcuts: ("app_shortcuts",),
    _switch: ("library_switch",),
    _typeface: ("view_typeface",),
}
"""What makes an owner for a shell, and the methods of it that carry out commands."""
