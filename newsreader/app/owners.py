"""Who carries out the commands: each group of them is made here and given what it works on.

What is made when it is first asked for is in `late_owners`.
"""

from __future__ import annotations

from newsreader.app.late_owners import LateOwners
from newsreader.core.hints import TYPE_CHECKING
from newsreader.ui.completing import Completing
from newsreader.ui.image_commands import ImageCommands
from newsreader.ui.list_commands import ListCommands
from newsreader.ui.moving import Moving
from newsreader.ui.view_commands import ViewCommands

if TYPE_CHECKING:
    from newsreader.app.shell import Shell


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
        lambda: shell.menus.under_button(widgets.menus.sort(), "list.sort"),
    )
    view = ViewCommands(
        widgets.window,
        shell.preferences.settings,
        keep,
        shell.surroundings.walked_panes,
        shell.controller.announce,
        lambda: shell.menus.under_button(widgets.menus.text(), "view.text"),
        say,
        lambda: shell.appearance.look.theme.high,
    )
    return [
        shell.recalling,
        shell.retracing,
        shell.article_commands,
        shell.app_commands,
        shell.context,
        shell.find_commands,
        moving,
        lists,
        view,
        ImageCommands(shell.reading, shell.actions, say),
        LateOwners(shell),
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
