"""Pictures of the window for the eye: themes, densities and text sizes with English, Chinese and Arabic articles.

python -m tests.long.pictures FOLDER [RATIO]      the pictures, and a sheet of eight for each theme and article
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if __name__ == "__main__":
    os.environ["QT_SCALE_FACTOR"] = (sys.argv[2:] or ["1"])[0]

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from newsreader.app.services import Services
from newsreader.app.shell import Shell
from newsreader.core.high_contrast import SystemColours
from newsreader.core.settings import Settings
from newsreader.core.timeline import ListKey
from newsreader.reader.library import Library
from newsreader.render.client import Renderer
from newsreader.store.places import resource_folder
from newsreader.ui.icons import Icons
from newsreader.ui.opener import Opener
from newsreader.ui.page.faces import register_faces
from tests.bench.loop import rest, turn_until
from tests.walks.gallery import write_gallery
from tests.walks.stories import write

_CONTRAST = SystemColours("#000000", "#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00", "#3FF23F")
_THEMES = ("light", "sepia", "dark", "contrast")
_DENSITIES = ("comfortable", "compact")
_SIZES = (83, 100, 133, 200)
_WIDTH, _HEIGHT = 1440, 900
_WORDS = {
    "english": (
        "The winter signals",
        "The pilots met in the old customs hall to agree on the signals for the winter, and nobody came late.",
        "Depth",
        "Harbour Post",
    ),
    "chinese": (
        "冬天的信號",
        "領航員在舊海關大樓開會，商議冬天的信號，「無論潮水或燈塔」，沒有人遲到。",
        "深度",
        "海港報",
    ),
    "arabic": (
        "إشارات الشتاء",
        "اجتمع المرشدون في قاعة الجمارك القديمة للاتفاق على إشارات الشتاء، ولم يتأخر أحد.",
        "العمق",
        "جريدة الميناء",
    ),
}


def specimen(title: str, line: str, word: str, source: str) -> str:
    """An article with everything that a page may hold, in the words of one language."""
    return f"""---
title: {title}
source: {source}
author: Nora Lind
published: 2026-08-22
url: https://harbour.example/winter
tags: [{word}, winter]
---

{line} *{line}* **{word}** [{word}](https://harbour.example/a), `code`, <kbd>Ctrl</kbd>, <mark>{word}</mark>.[^1]

## {word}: {title}

> {line} {line}

- {line}
    - {word}
- [x] {word}
- [ ] {word}

1. {word}
2. {line}

```python
def depth(water: float) -> str:  # {word}
    return f"{{water:.1f}} {word}"
```

| {word} | m | {title} |
|---|--:|---|
| {word} | 171.29 | {line} |
| {word} | -8.70 | {word} |

![{word}](hall.png)
*{line}*

![{word}](https://harbour.example/far.png)

<pre><img src="hall.png" alt="{word} in pre"></pre>

### {word}

{f"{line} " * 6}

---

{line}

[^1]: {line}
"""


def main(folder: Path) -> None:
    """Take all pictures and put them on sheets."""
    application = QApplication([])
    application.setStyle("Fusion")
    renderer = Renderer()
    contrast: list[SystemColours] = []
    with tempfile.TemporaryDirectory() as name:
        root = write_gallery(Path(name) / "library")
        for language, words in _WORDS.items():
            write(root, f"quay/{language}.md", specimen(*words))
        services = Services(
            lambda path: Library(path, Path(name) / "data", renderer, _now),
            lambda _settings: None,
            Opener(),
            _now,
            ask_contrast=lambda _application: contrast[0] if contrast else None,
        )
        resources = resource_folder()
        faces = register_faces(resources / "fonts")
        shell = Shell(application, Settings(), Icons(resources / "icons"), faces, services)
        shell.widgets.window.resize(_WIDTH, _HEIGHT)
        shell.widgets.window.show()
        shell.widgets.articles.setFocus()
        done: list[object] = []
        shell.desk.scanned.connect(done.append)
        shell.open(root, ListKey(), "", "")
        turn_until(application, lambda: bool(done) and shell.reading.article is not None)
        for theme, language in product(_THEMES, _WORDS):
            contrast[:] = [_CONTRAST] if theme == "contrast" else []
            _sheet(application, shell, folder, theme, language)
        shell.close()
    renderer.close()
    sys.stdout.flush()
    os._exit(0)


def _sheet(application: QApplication, shell: Shell, folder: Path, theme: str, language: str) -> None:
    """Eight pictures of an article in a theme, each at its top and further down, on one sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet = QImage(2 * _WIDTH, len(_SIZES) * _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    wanted = next(id_ for id_ in shell.browsing.ids if shell.rows.article(id_).path == f"quay/{language}.md")
    for (column, density), (row, size) in product(enumerate(_DENSITIES), enumerate(_SIZES)):
        change = shell.preferences.change
        change("appearance.theme", "light" if theme == "contrast" else theme)
        change("appearance.density", density)
        change("reading.text_size", size)
        shell.appearance.renew()
        shell.reading.select(wanted, from_top=True)
        turn_until(application, lambda: shell.reading._on_screen is shell.reading.article)
        turn_until(application, lambda: not shell.widgets.pane.is_writing)
        rest(150)
        bar = shell.widgets.pane.browser.verticalScrollBar()
        bar.setValue(column * min(bar.maximum(), 700 * size // 100))
        rest(50)
        image = shell.widgets.window.grab().toImage()
        image.save(str(folder / f"{theme}-{language}-{density}-{size}.png"))
        painter.drawImage(QRect(column * _WIDTH, row * _HEIGHT, _WIDTH, _HEIGHT), image)
    painter.end()
    sheet.save(str(folder / f"sheet-{theme}-{language}.png"))
    print(folder / f"sheet-{theme}-{language}.png", flush=True)


def _now() -> datetime:
    return datetime(2026, 8, 22, 9, 38, tzinfo=UTC)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
