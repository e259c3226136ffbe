"""`article.show_images`: what becomes of pictures that are on the network."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.addresses import shown_host
from newsreader.core.article import Article
from newsreader.core.page import Page
from newsreader.core.page_links import remote_pictures
from newsreader.ui.actions import Actions
from newsreader.ui.reading import Reading


class ImageCommands:
    """Knows the page that is on the screen. Opens no connection: this version has none to open (product.md P1)."""

    def __init__(self, reading: Reading, actions: Actions, say: Callable[[str], None]) -> None:
        """The command makes sense only for an article that names pictures on the network."""
        self._say = say
        self._actions = actions
        self._take(())
        reading.selected.connect(lambda _article: self._take(()))
        reading.shown.connect(self._turn)

    def article_show_images(self) -> None:
        """Say where the pictures are, and that they are not fetched."""
        count = len(self._pictures)
        if not count:
            self._say("No picture of this article is on the network")
            return
        hosts = list(dict.fromkeys(shown_host(address) for address in self._pictures))
        where = hosts[0] if len(hosts) == 1 else f"{len(hosts)} hosts"
        what = "A picture is" if count == 1 else f"{count:,} pictures are"
        self._say(f"{what} on {where}. Pictures from the network are off in this version")

    def _turn(self, _article: Article, page: Page) -> None:
        self._take(remote_pictures(page))

    def _take(self, pictures: tuple[str, ...]) -> None:
        self._pictures: tuple[str, ...] = pictures
        self._actions.enable("article.show_images", bool(pictures))
