"""A document page by page, its excerpts lit up; selected words become an excerpt with one key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget

from casefile.domain.records import Document, Excerpt
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.services.commands.records import AddRecords, counted
from casefile.services.queries.records import Get, Records
from ui.desk import Desk
from ui.look import paint
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Label, Pane, announce, lay_column
from ui.look.buttons import Button
from ui.look.cells import ROW, Cell, Column, Index, RowsModel, text
from ui.look.delegates import RowDelegate
from ui.look.keep import Split
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.widgets.document_pages import DocumentPages, Passage, boxes_of
from ui.widgets.page_view import Box

K = RecordKind


class DocumentView(Screen):
    """One document; `show_ref` opens it, or an excerpt at its place."""

    hints = (("Ctrl E", "Add excerpt"), ("PgUp PgDn", "Page"), ("+ −", "Zoom"), ("F6", "Next pane"))

    def __init__(self, desk: Desk) -> None:
        self.take = Button("Add excerpt", "text-quote", "primary", key="Ctrl E")
        self.flip = Button("Show page", "file-text")
        super().__init__(PageHeader("Document", "", self.flip, self.take))
        self.desk = desk
        self.document: Document | None = None
        self.chosen: tuple[int, int, int] | None = None  # page, start, end of the selection
        self._wanted = 0  # the excerpt to show once it is in the list
        self.pages = DocumentPages(desk, selectable=True)
        self.model = RowsModel([Column("Excerpt", _cell)], [], _sentence)
        self.list = RowList("Excerpts of this document", self.model)
        self.list.keeps_selection = True
        self.list.setItemDelegate(_Quotes(self.list, (Type.QUOTE, Type.QUOTE, Type.SECONDARY)))
        self.empty = EmptyState("file-text", "No document open", "Open one from a pin cite, a deadline or a list.")
        self.none = EmptyState(
            "text-quote", "No excerpts yet", "Select words on the page, then press Ctrl E. Claims rest on excerpts."
        )
        self.body = QStackedWidget()
        self._lay_out()
        self._wire()
        self._chose(0, 0, 0)

    def _lay_out(self) -> None:
        left, right = self.left_pane, self.right_pane = Pane("rail"), Pane("surface")
        lay_column(left, self.pages, stretch=0)
        head, foot = Pane("surface", "b", 44), Pane("surface", "t")
        self.count, self.selection = Label("", Type.CARD, elide=True), Label("", Type.SECONDARY, "text2", lines=4)
        head.row(self.count).setStretch(0, 1)
        lay_column(foot, self.selection).setContentsMargins(16, 12, 16, 12)
        column = lay_column(right, head, self.list, self.none, foot, stretch=1)
        column.setStretch(2, 1)
        left.setMinimumWidth(420)
        right.setMinimumWidth(300)
        split = Split(left, right, inspector=400, key="document/split", settings=self.desk.settings)
        self.body.addWidget(self.empty)
        self.body.addWidget(split)
        self.set_body(self.body)
        self.panes = [self.pages.view, self.pages.text, self.list]

    def _wire(self) -> None:
        self.desk.changed.connect(self._changed)
        self.take.clicked.connect(self.add_excerpt)
        self.flip.clicked.connect(lambda: self._fold(self.left_pane.isVisible()))
        self.pages.picked.connect(self._picked)
        self.pages.text_chosen.connect(self._chose)
        self.pages.page_changed.connect(lambda _page: self._chose(0, 0, 0))
        self.pages.opened.connect(lambda: self._current(self.list.currentIndex()))
        self.list.selectionModel().currentChanged.connect(self._current)
        key = QShortcut(QKeySequence("Ctrl+E"), self, self.add_excerpt)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- what is shown ---

    def show_ref(self, ref: RecordRef) -> None:
        """Opens a document, or an excerpt at its place."""
        record = self.desk.ask(Get(ref.kind, ref.id))
        if isinstance(record, Excerpt):
            self._wanted = record.id
            record = self.desk.ask(Get(K.DOCUMENT, record.document_id))
        if isinstance(record, Document):
            self.document = record
            self.pages.open(record)
            self.refresh()
            self.stale = False

    def refresh(self) -> None:
        """Reads the document's name and its excerpts again."""
        self.body.setCurrentIndex(1 if self.document else 0)
        self.take.setVisible(self.document is not None and not self.desk.read_only)
        if self.document is None:
            return
        fresh = self.desk.ask(Records(K.DOCUMENT, {"id": self.document.id}))
        if not fresh:  # deleted or sequestered meanwhile
            self.document = None
            self.pages.open(None)
            self.refresh()
            return
        assert self.header is not None and isinstance(fresh[0], Document)
        self.document = fresh[0]
        self.header.set_subtitle(self.document.title)
        kept = self._wanted or getattr(self.list.current(), "id", 0)
        rows = self.desk.ask(Records(K.EXCERPT, {"document_id": self.document.id}, ("page", "start")))
        self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.count.setText(counted(len(rows), "excerpt"))
        self.pages.set_passages([_passage(own) for own in rows if isinstance(own, Excerpt)])
        at = next((n for n, own in enumerate(rows) if own.id == kept), -1)
        self._wanted = 0
        if at >= 0:
            self.list.select_row(at)
        self._fold(False)

    def _changed(self, changes: ChangeSet) -> None:
        here = self.document is not None and self.document.id in changes.ids(K.DOCUMENT)
        if self.document is not None and (here or changes.touches(K.EXCERPT)):
            self.mark_stale()

    def _current(self, index: QModelIndex) -> None:
        own = index.data(ROW)
        self.pages.select(own.uid if isinstance(own, Excerpt) else "")

    def _picked(self, key: str) -> None:
        n = next((n for n, own in enumerate(self.model.rows) if own.uid == key), -1)
        if n >= 0:
            self.list.select_row(n)

    # --- excerpts ---

    def _chose(self, page: int, start: int, end: int) -> None:
        self.chosen = (page, start, end) if start < end else None
        self.take.setEnabled(self.chosen is not None)
        words = " ".join(self.selected_words().split())
        self.selection.role = Type.QUOTE if words else Type.SECONDARY
        self.selection.tone = "text" if words else "text2"
        self.selection.setText(f"“{words}”" if words else "Select words on the page to quote them.")
        self.take.setAccessibleDescription(self.selection.text())

    def selected_words(self) -> str:
        """The words that are selected, as the page has them."""
        if self.chosen is None or self.chosen[0] > len(self.pages.texts):
            return ""
        page, start, end = self.chosen
        return self.pages.texts[page - 1][start:end]

    def add_excerpt(self) -> None:
        """Makes an excerpt of the selected words, at their place."""
        if self.chosen is None or self.document is None:
            self.desk.say("No words are selected.", "Drag over the words to quote, then press Ctrl E.", "blue")
            return
        page, start, end = self._trimmed(*self.chosen)
        values: dict[str, Any] = {"document_id": self.document.id, "page": page, "start": start, "end": end}
        values["boxes"] = [list(box) for box in self._boxes(start, end)]
        self.desk.run(AddRecords([(K.EXCERPT, values)]), origin=self, then=self._added)

    def _trimmed(self, page: int, start: int, end: int) -> tuple[int, int, int]:
        words = self.pages.texts[page - 1]
        while start < end and words[start].isspace():
            start += 1
        while end > start and words[end - 1].isspace():
            end -= 1
        return page, start, end

    def _boxes(self, start: int, end: int) -> list[Box]:
        """Where the words are on paper, one box a line; none in a text."""
        lines: list[Box] = []
        for word in self.pages.view.words:
            if word.start >= end or word.end <= start:
                continue
            left, top, right, bottom = word.box
            if lines and top < (lines[-1][1] + lines[-1][3]) / 2 < bottom and left >= lines[-1][0]:
                first, high, _, low = lines[-1]
                lines[-1] = (first, min(high, top), right, max(low, bottom))
            else:
                lines.append(word.box)
        return lines

    def _added(self, changes: ChangeSet) -> None:
        ref = next((own for own in changes.refs if own.kind is K.EXCERPT), None)
        if ref is not None:
            self._wanted = ref.id
            self.refresh()
            self._chose(0, 0, 0)
            announce(self.list, "Excerpt added.")

    def shut(self) -> None:
        """Ends the child process that draws pages."""
        self.pages.shut()

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(False)

    def _fold(self, excerpts: bool) -> None:
        """Where page and list do not fit side by side, they take turns; the page comes first."""
        cramped = self.width() < theme().px(760)
        self.flip.setVisible(cramped and self.document is not None)
        self.flip.setText("Show page" if excerpts else "Show excerpts")
        self.left_pane.setVisible(not excerpts or not cramped)
        self.right_pane.setVisible(excerpts or not cramped)


class _Quotes(RowDelegate):
    """The quoted words on two lines of serif, the page below them."""

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        own: Excerpt = index.data(ROW)
        space = rect.adjusted(16, theme().row_pad // 2, -16, -theme().row_pad // 2)
        laid = paint.lay(f"“{' '.join(own.text.split())}”", Type.QUOTE, space.width(), 2)
        paint.draw_text(painter, laid, "text", space.x(), space.y())
        below: tuple[Run, ...] = (Run(f"Page {own.page_label or own.page}", Type.SECONDARY, "text2"),)
        if own.comment:
            below += (Run(own.comment, Type.SECONDARY, "text3"),)
        paint.draw_runs(painter, below, space.x(), space.y() + laid.height, space.width())

    def cut(self, space: QRect, index: Index) -> bool:
        own: Excerpt = index.data(ROW)
        return paint.lay(f"“{' '.join(own.text.split())}”", Type.QUOTE, space.width(), 2).cut


def _passage(own: Excerpt) -> Passage:
    return Passage(own.uid, own.page, own.start, own.end, boxes_of(own.boxes), 0, "search", " ".join(own.text.split()))


def _cell(own: Excerpt) -> Cell:
    return text(" ".join(own.text.split()), Type.QUOTE)


def _sentence(own: Excerpt) -> str:
    return f"Page {own.page}: {' '.join(own.text.split())}"
