"""The help, read from the texts that we ship: chapters at the left, text at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from casefile.paths import resource
from ui.look.bars import PageHeader
from ui.look.cells import Column, RowsModel, text
from ui.look.keep import Split
from ui.look.rows import Table
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type


class HelpText(QTextBrowser):
    """Shows our own Markdown; loads nothing, whatever a text names."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Help text")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(theme().px(20))
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(theme().px(720))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def show_text(self, markdown: str) -> None:
        self.setFont(theme().font(Type.BODY))
        self.document().setDefaultFont(theme().font(Type.BODY))
        self.document().setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)


class HelpView(Screen):
    """Chapters of `resources/help`, in the order of their file names."""

    hints = (("F6", "Next pane"), ("Esc", "Back"))

    def __init__(self) -> None:
        header = PageHeader("Help", "")
        header.search.hide()
        super().__init__(header)
        chapters = sorted(resource("help").glob("*.md"))
        column = Column("Chapter", lambda path: text(title_of(path)))
        model = RowsModel([column], chapters, title_of)
        self.list, self.text = Table("Chapters", model, sortable=False), HelpText()
        self.list.horizontalHeader().hide()
        self.list.on_pick(self._show)
        split = Split(self.list, self.text)
        split.setSizes([theme().px(240), theme().px(900)])
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        self.set_body(split)
        self.panes = [self.list, self.text]
        theme().changed.connect(self._restyle)  # a bound method: Qt lets go of it with the view
        self.list.select_row(0)

    def _restyle(self) -> None:
        self._show(self.list.current())

    def _show(self, chapter: Path | None) -> None:
        if chapter is not None:
            self.text.show_text(chapter.read_text(encoding="utf-8"))


def title_of(chapter: Path) -> str:
    """The first heading of a chapter."""
    return chapter.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#").strip()
