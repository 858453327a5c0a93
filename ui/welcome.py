"""What shows when no case file is open: recent files, and the ways to begin."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.settings import Settings, now
from ui.errors import Errors, message_for
from ui.look.bars import Message, MessageBar, ProgressStrip
from ui.look.base import Card, Label, lay_column, lay_row
from ui.look.buttons import Button
from ui.look.cells import Column, RowsModel, two
from ui.look.focus import FocusRing
from ui.look.rows import Table
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.workers import Jobs

FILTER = "Case files (*.casefile)"


class Welcome(QMainWindow):
    """Signals:
    closed: After the window was closed.
    """

    closed = Signal()

    def __init__(self, kept: Settings, opened: Callable[[Path], object], errors: Errors) -> None:
        super().__init__()
        self.setWindowTitle("Casefile")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._open = opened
        self.messages, self.strip = MessageBar(), ProgressStrip()
        self.jobs = Jobs(self.strip, errors.report, self)
        self.new, self.other, self.sample = (
            Button("New case file", "file-plus", "primary"), Button("Open case file", "folder-open"),
            Button("Make the sample docket", "layers"),
        )  # fmt: skip
        self.new.clicked.connect(self.make_new)
        self.other.clicked.connect(self.choose)
        self.sample.clicked.connect(self.make_sample)
        self.setCentralWidget(self._page(kept))
        self.ring = FocusRing(self)
        QShortcut(QKeySequence.StandardKey.Open, self, self.choose)
        QShortcut(QKeySequence.StandardKey.New, self, self.make_new)
        errors.message.connect(self.say)
        self.resize(theme().px(760), theme().px(560))

    def _page(self, kept: Settings) -> QWidget:
        page, column, ways = QWidget(), QWidget(), QWidget()
        lay_row(ways, self.new, self.other, self.sample, 1, gap=8)
        recent = [Path(name) for name in kept.get("recent", []) if isinstance(name, str)]
        card = Card("Recent case files", "" if recent else "None yet")
        rows = [path for path in recent if path.exists()]
        model = RowsModel([Column("File", lambda path: two(path.stem, str(path.parent)))], rows, lambda path: path.stem)
        self.recent = Table("Recent case files", model, sortable=False, lines=(Type.BODY, Type.SECONDARY))
        self.recent.horizontalHeader().hide()
        self.recent.on_open(self._open)
        self.recent.setVisible(bool(rows))
        card.add(self.recent)
        words = (
            "A case file is one file: its records, documents, history and search index. Nothing leaves this machine."
        )
        box = lay_column(column, Label("Casefile", Type.TITLE), Label(words, Type.BODY, "text2", lines=3), ways, card)
        box.setSpacing(16)
        box.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.strip)
        outer.addWidget(self.messages)
        inner = QVBoxLayout()
        inner.setContentsMargins(32, 28, 32, 24)
        inner.addWidget(column)
        outer.addLayout(inner, 1)
        return page

    def say(self, message: Message) -> None:
        self.messages.say(message)

    def choose(self) -> None:
        """Asks for a case file and opens it."""
        name, _ = QFileDialog.getOpenFileName(self, "Open case file", "", FILTER)
        if name:
            self._open(Path(name))

    def make_new(self) -> None:
        """Asks where, makes an empty case file there, and opens it."""
        name, _ = QFileDialog.getSaveFileName(self, "New case file", "Untitled.casefile", FILTER)
        if not name:
            return
        path = Path(name if name.endswith(".casefile") else f"{name}.casefile")
        try:
            Case.new(path, watch=False).close()
        except CasefileError as error:
            self.say(message_for(error))
            return
        self._open(path)

    def make_sample(self) -> None:
        """Makes the demo docket in a folder that the person chooses."""
        from casefile.services.demo import build

        folder = QFileDialog.getExistingDirectory(self, "Folder for the sample docket", tempfile.gettempdir())
        if not folder:
            return
        place = Path(folder) / "casefile-demo"

        def job(context: JobContext) -> Path:
            return build(place, clock=now, context=context).casefile

        self.jobs.start(job, "Making the sample docket", self._open)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().endswith(".casefile") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(".casefile"):
                self._open(Path(url.toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.close()
        super().closeEvent(event)
        self.closed.emit()
