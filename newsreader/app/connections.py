"""Which part of the window hears of which: every connection between parts is made here."""

from __future__ import annotations

from pathlib import Path

from newsreader.app.resting import Resting
from newsreader.core.hints import TYPE_CHECKING
from newsreader.core.timeline import ListKey, ListKind

if TYPE_CHECKING:
    from newsreader.app.shell import Shell
    from newsreader.core.article import Article


def connect(shell: Shell) -> None:
    """Connect the parts of a shell with one another, once."""
    widgets, run = shell.widgets, shell.run
    for lane in shell.lanes.values():
        lane.failed.connect(shell.faults.take)
    shell.keys.command_pressed.connect(run)
    shell.keys.escape_pressed.connect(shell.app_commands.leave)
    shell.keys.context_pressed.connect(shell.menus.on_focus)
    shell.keys.pending_changed.connect(widgets.list_pane.show_pending_key)
    shell.services.opener.refused.connect(shell.controller.offer_address)
    widgets.window.shown.connect(shell.take_keys)
    widgets.window.arranged.connect(lambda _now: shell.reading.look_again())
    widgets.window.arranged.connect(shell.presenting.show_arrangement)
    resting = Resting(widgets.window, widgets.articles.forget_layouts, shell)
    shell.desk.opened.connect(lambda _library: resting.note_library())
    shell.desk.scanned.connect(lambda _summary: resting.begin())
    shell.reading.shown.connect(lambda *_: resting.note_article())
    shell.carried_out.connect(resting.begin)
    shell.marking.changed.connect(lambda _change: resting.begin())
    shell.searching.found.connect(lambda *_: resting.begin())
    shell.preferences.changed.connect(resting.note_setting)
    widgets.window.dropped.connect(lambda path: shell.open_path(Path(path)))
    widgets.navigation.foot.problems_requested.connect(lambda: run("library.problems"))
    widgets.details.open_original_requested.connect(lambda: run("article.open_original"))
    widgets.details.show_in_folder_requested.connect(lambda: run("article.show_in_folder"))
    widgets.details.copy_path_requested.connect(shell.article_commands.copy_path)
    widgets.details.tag_chosen.connect(lambda tag: shell.choose_list(ListKey(ListKind.TAG, tag)))
    widgets.articles.article_opened.connect(lambda _id: run("article.open"))
    widgets.pane.link_activated.connect(shell.context.follow)
    widgets.pane.next_unread_activated.connect(lambda: run("article.read_on"))
    widgets.pane.images_requested.connect(lambda: run("article.show_images"))
    widgets.pane.context_requested.connect(shell.menus.on_page)
    widgets.pane.zoom_requested.connect(lambda step: run("view.larger" if step > 0 else "view.smaller"))
    widgets.articles.menu_requested.connect(shell.menus.on_row)
    widgets.navigation.menu_requested.connect(shell.menus.on_list)
    shell.reading.begun.connect(shell.pictures.turn_to)
    shell.reading.shown.connect(lambda article, _page: shell.pictures.turn_to(article))
    shell.reading.shown.connect(lambda *_: shell.desk.begin())
    shell.pictures.picture_ready.connect(widgets.pane.picture_ready)
    shell.reading.shown.connect(lambda article, _page: _show_highlights(shell, article))
    shell.marking.changed.connect(lambda _change: _show_highlights(shell, shell.reading.article))
    shell.preferences.changed.connect(lambda _id: shell.apply_settings())
    shell.preferences.changed.connect(lambda id_: shell.reopen() if id_ == "library.state_inside" else None)
    shell.preferences.not_kept.connect(lambda why: shell.controller.say(f"This setting could not be kept: {why}"))


def _show_highlights(shell: Shell, article: Article | None) -> None:
    """The page on the screen shows what is highlighted in its article."""
    shell.widgets.pane.marked.show(shell.marking.own(article).highlights if article is not None else ())
