"""Who carries out the commands: each group of them is made here and given what it works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.app.versions import versions
from newsreader.core.timeline import ListKey, ListKind
from newsreader.ui.about_commands import AboutCommands
from newsreader.ui.appearance import printing_of
from newsreader.ui.completing import Completing
from newsreader.ui.deletion_commands import DeletionCommands
from newsreader.ui.highlight_commands import HighlightCommands
from newsreader.ui.history_commands import HistoryCommands
from newsreader.ui.image_commands import ImageCommands
from newsreader.ui.keys_commands import KeysCommands
from newsreader.ui.library_commands import LibraryCommands
from newsreader.ui.link_commands import LinkCommands
from newsreader.ui.list_commands import ListCommands
from newsreader.ui.moving import Moving
from newsreader.ui.notes_commands import NotesCommands
from newsreader.ui.own_commands import OwnCommands
from newsreader.ui.palette_commands import PaletteCommands
from newsreader.ui.palette_overlay import Listed
from newsreader.ui.paper_commands import PaperCommands
from newsreader.ui.problem_commands import ProblemCommands
from newsreader.ui.search_commands import SearchCommands
from newsreader.ui.settings_commands import SettingsCommands
from newsreader.ui.switch_commands import SwitchCommands
from newsreader.ui.typeface_commands import TypefaceCommands
from newsreader.ui.view_commands import ViewCommands

if TYPE_CHECKING:
    from newsreader.app.shell import Shell
    from newsreader.reader.tally import Counts
    from newsreader.ui.paper_desk import PaperDesk


def command_owners(shell: Shell) -> list[object]:
    """Every object whose methods carry out commands of the table."""
    widgets, say, keep = shell.widgets, shell.controller.say, shell.preferences.change
    moving = Moving(
        shell.browsing,
        shell.reading,
        widgets.navigation,
        shell.rows.is_read,
        say,
        shell.choose_list,
        shell.surroundings.bring_page,
    )
    lists = ListCommands(
        shell.browsing,
        shell.reading,
        shell.marking,
        shell.choose_list,
        shell.supply.unread_identities,
        keep,
        lambda: shell.preferences.settings.flag("list.show_duplicates"),
        lambda: shell.menus.under_button(widgets.sort_menu, "list.sort"),
    )
    view = ViewCommands(
        widgets.window,
        shell.preferences.settings,
        keep,
        shell.surroundings.walked_panes,
        shell.controller.announce,
        lambda: shell.menus.under_button(widgets.text_menu, "view.text"),
        say,
        lambda: shell.appearance.look.theme.high,
    )
    library = LibraryCommands(
        widgets.window,
        shell.desk,
        widgets.header.search,
        shell.surroundings.show_search,
        shell.open_path,
    )
    problems = ProblemCommands(
        widgets.problems, shell.desk, shell.show_article, shell.services.opener.show_in_folder, say
    )
    switch = SwitchCommands(
        widgets.libraries,
        shell.desk,
        shell.lanes["folders"],
        shell.services.known_libraries,
        shell.services.forget_library,
        shell.open_left,
        lambda: shell.run("library.open"),
    )
    searches = SearchCommands(
        widgets.window,
        lambda: shell.appearance.look,
        shell.saved,
        shell.searching,
        lambda: widgets.navigation.chosen,
        say,
        shell.controller.offer,
    )
    writing = OwnCommands(
        widgets.window,
        lambda: shell.appearance.look,
        shell.reading,
        shell.marking,
        lambda: [shell.rows.article(id_) for id_ in widgets.articles.selected_ids()],
        lambda: [tag.name for tag in shell.supply.counts(shell.services.now().date()).tags],
    )
    palette = PaletteCommands(
        widgets.window,
        lambda: shell.appearance.look,
        shell.supply.searcher,
        shell.lanes["queries"],
        shell.rows,
        lambda: _named_lists(shell.supply.counts(shell.services.now().date())),
        lambda: shell.services.now().date(),
        lambda id_: shell.actions[id_].isEnabled(),
        shell.run,
        shell.choose_list,
        shell.show_article,
        shell.recent,
        shell.commands,
    )
    links = LinkCommands(
        widgets.window,
        lambda: shell.appearance.look,
        shell.reading,
        shell.context.follow,
        say,
        lambda: widgets.pane.place().block,
    )
    images = ImageCommands(shell.reading, shell.actions, say)
    settings = SettingsCommands(
        widgets.window,
        lambda: shell.appearance.look,
        shell.preferences,
        shell.faces,
        lambda: shell.run("view.typeface"),
    )
    typeface = TypefaceCommands(widgets.window, lambda: shell.appearance.look, shell.preferences, shell.faces)
    paper = PaperCommands(shell.reading, lambda: _paper_desk(shell), say)
    history = HistoryCommands(widgets.window, lambda: shell.appearance.look, shell.marking, shell.services.now)
    own = (
        shell.recalling,
        shell.retracing,
        shell.article_commands,
        shell.app_commands,
        shell.context,
        shell.find_commands,
    )
    deletion = DeletionCommands(
        shell.desk,
        widgets.articles,
        shell.rows,
        shell.browsing,
        shell.reading,
        shell.marking,
        say,
        widgets.window,
        lambda: shell.appearance.look,
        shell.services.now,
    )
    keys = KeysCommands(
        widgets.window, lambda: shell.appearance.look, shell.preferences, lambda: shell.keys, shell.commands
    )
    about = AboutCommands(widgets.window, lambda: shell.appearance.look, say, versions)
    highlights = HighlightCommands(
        widgets.window, lambda: shell.appearance.look, shell.reading, widgets.pane, shell.marking, say
    )
    notes = NotesCommands(widgets.window, shell.desk, shell.reading, shell.lanes["folders"], say)
    lasting = (deletion, highlights, history, notes, searches, writing)
    return [
        *own,
        *lasting,
        about,
        keys,
        moving,
        lists,
        view,
        library,
        problems,
        switch,
        palette,
        links,
        images,
        paper,
        settings,
        typeface,
    ]


def completing_of(shell: Shell) -> Completing:
    """What is offered while one types into the search field of a shell."""
    return Completing(
        shell.widgets.header.search,
        shell.widgets.window,
        lambda: shell.appearance.look,
        lambda: shell.supply.counts(shell.services.now().date()),
        shell.supply.searcher,
        shell.lanes["queries"],
        shell.recalling,
    )


def _paper_desk(shell: Shell) -> PaperDesk:
    from newsreader.ui.paper_desk import PaperDesk  # noqa: PLC0415  8 ms of each start, for what few sessions do

    return PaperDesk(
        shell.widgets.window,
        lambda: printing_of(shell.preferences.settings, shell.icons, shell.faces),
        shell.supply.picture,
        shell.supply.file_of,
        (shell.lanes["pictures"], shell.lanes["folders"]),
        (shell.services.ask_printer, shell.services.ask_file),
        shell.controller.say,
    )


def _named_lists(counts: Counts) -> list[Listed]:
    """The lists of the sources and tags of a library."""
    sources = [Listed(ListKey(ListKind.SOURCE, row.name), row.total) for row in counts.sources]
    return [*sources, *(Listed(ListKey(ListKind.TAG, row.name), row.total) for row in counts.tags)]
