"""The desktop's own dialogs for paper: which printer, and which file. Neither blocks the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QStandardPaths, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize
from PySide6.QtWidgets import QFileDialog, QWidget

from newsreader.ui.paper_job import dots

_LETTER = frozenset(["US", "CA", "MX", "PH", "PR", "CL", "CO", "CR", "DO", "GT", "NI", "PA", "SV", "VE"])
"""Where paper is Letter and not A4."""
_FILTERS = {"pdf": "PDF (*.pdf)", "md": "Markdown (*.md)"}


def page_size(locale: QLocale) -> QPageSize:
    """The paper of a country."""
    territory = QLocale.territoryToCode(locale.territory())
    return QPageSize(QPageSize.PageSizeId.Letter if territory in _LETTER else QPageSize.PageSizeId.A4)


def page_layout(size: QPageSize) -> QPageLayout:
    """A whole sheet of paper, upright; the margins are the article's."""
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def ask_for_printer(window: QWidget, title: str, use: Callable[[QPagedPaintDevice], None]) -> None:
    """Have a printer chosen; `use` is called with it, unless the reader thinks better of it."""
    # Most sessions print nothing, and each start would pay for the module.
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter  # noqa: PLC0415

    printer = QPrinter()
    printer.setDocName(title)
    printer.setCreator("Newsreader")
    printer.setPageSize(page_size(QLocale.system()))
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)

    def accepted() -> None:
        printer.setResolution(dots())
        printer.setFullPage(True)
        use(printer)

    dialog.accepted.connect(accepted)
    dialog.setModal(True)
    dialog.show()


def ask_for_file(window: QWidget, name: str, use: Callable[[Path], None]) -> None:
    """Have a file chosen to save under, "….pdf" or "….md"; `name` is offered, without its ending."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = documents if documents.is_dir() else Path.home()
    dialog = QFileDialog(window, "Save article", str(folder / f"{name}.pdf"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilters(list(_FILTERS.values()))
    dialog.setDefaultSuffix("pdf")

    def follow(chosen: str) -> None:
        suffix = next((suffix for suffix, text in _FILTERS.items() if text == chosen), "pdf")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{name}.{suffix}")

    dialog.filterSelected.connect(follow)
    dialog.fileSelected.connect(lambda path: use(Path(path)))
    dialog.open()
