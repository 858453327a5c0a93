"""Import review: the document with its passages beside the records that were found in it.

Decisions are staged: nothing reaches the case file before "Add to case file", which is one act with one undo. What is
staged outlives the window, in its settings, by the proposals' uids.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QWidget
from shiboken6 import isValid

from casefile.domain.records import Document, Jurisdiction, Proposal
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.services.commands.decide import DecideProposals
from casefile.services.commands.records import EditRecord, counted
from casefile.services.intake import ImportResult, import_documents
from casefile.services.queries.records import Get, Records
from casefile.services.queries.review import ToReview
from ui.desk import Desk
from ui.look.bars import EmptyState, Message, PageHeader
from ui.look.base import Label, Legend, Pane, SegmentBar, announce, lay_column
from ui.look.buttons import Button
from ui.look.cells import ROW
from ui.look.fields import Select
from ui.look.keep import Split
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.models.proposal_tree import ProposalModel, ProposalRow, passages_of, rows_of
from ui.widgets.decision import ROOMY, Decision, ProposalDelegate
from ui.widgets.document_pages import DOCUMENT_SCREEN, DocumentPages

K = RecordKind
FILES = "Letters (*.pdf *.txt);;All files (*)"


class ReviewView(Screen):
    """The queue of documents with open proposals, one of them shown."""

    hints = (
        ("A", "Accept"), ("E", "Edit"), ("R", "Reject"), ("↑ ↓", "Move"), ("N", "Next to review"),
        ("Shift A", "Accept all sure ones"), ("Ctrl Return", "Add to case file"),
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.flip = Button("Show page", "file-text")
        self.queue = Select("Document to review", [], button=True)
        super().__init__(PageHeader("Review import", "", self.queue, self.flip))
        self.desk = desk
        self.document: Document | None = None
        self.documents: list[Document] = []
        self.marks: dict[str, str] = {}
        self.taken_back: list[tuple[str, str]] = []  # (uid, its mark before), the newest last
        self.pages = DocumentPages(desk)
        self.model = ProposalModel()
        self.list = _Records("Records found", self.model)
        self.list.keeps_selection = self.list.by_width = True
        self.delegate = ProposalDelegate(self.list)
        self.list.setItemDelegate(self.delegate)
        self.empty = EmptyState(
            "file-input", "Drop a PDF or scan here", "Nothing becomes a record until you review it.", "Choose file"
        )
        self.body = QStackedWidget()
        self._lay_out()
        self._wire()
        self.setAcceptDrops(True)
        self.show_document(None)

    def _lay_out(self) -> None:
        left, right = self.left_pane, self.right_pane = Pane("rail"), Pane("surface")
        lay_column(left, self.pages, stretch=0)
        head, foot = Pane("surface", "b", 60), Pane("surface", "t", 52)
        self.count, self.progress = Legend((Run("-"), Run("-")), elide=True), SegmentBar("o", "")
        self.next = Button("Next to review", key="N", small=True)
        status = QWidget()
        lay_column(status, self.count, self.progress).setSpacing(6)
        status.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head.row(status, self.next, gap=14).setStretch(0, 1)
        self.left = Label("", Type.SECONDARY, "text2", elide=True)
        self.sure = Button("Accept sure ones", kind="quiet", key="⇧A", name="Accept all sure ones")
        self.later = Button("Save for later", kind="quiet")
        self.add = Button("Add to case file", kind="primary")
        self.add.role = Type.SECONDARY_MEDIUM
        foot.row(self.left, self.sure, self.later, self.add).setStretch(0, 1)
        lay_column(right, head, self.list, foot, stretch=1)
        left.setMinimumWidth(300)
        right.setMinimumWidth(550)
        self.split = Split(left, right, inspector=590, key="review/split", settings=self.desk.settings)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.split)
        self.set_body(self.body)
        self.panes = [self.pages.view, self.pages.text, self.list]

    def _wire(self) -> None:
        self.desk.changed.connect(self._changed)
        self.empty.button.clicked.connect(self.choose_files)
        self.flip.clicked.connect(lambda: self._fold(not self.left_pane.isVisible()))
        self.queue.activated.connect(lambda n: self.show_document(self.documents[n]))
        self.list.selectionModel().currentChanged.connect(self._current)
        self.list.resized.connect(self._fit_foot)
        self.pages.picked.connect(self.go_to)
        self.next.clicked.connect(self.go_next)
        self.sure.clicked.connect(self.accept_sure)
        self.later.clicked.connect(self.save_for_later)
        self.add.clicked.connect(self.add_to_case)
        keys = {
            "A": lambda: self.decide("accepted"), "R": lambda: self.decide("rejected"), "E": self.edit,
            "N": self.go_next, "Shift+A": self.accept_sure, "Backspace": self.take_back,
        }  # fmt: skip
        for key, then in keys.items():  # single letters act only while the list has the focus
            QShortcut(QKeySequence(key), self.list, then).setContext(Qt.ShortcutContext.WidgetShortcut)
        whole = QShortcut(QKeySequence("Ctrl+Return"), self, self.add_to_case)
        whole.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        theme().scaled.connect(self._rescale)

    # --- what is shown ---

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches(K.PROPOSAL, K.DOCUMENT):
            self.mark_stale()
        elif changes.touches(K.JURISDICTION):
            self.stale = True

    def refresh(self) -> None:
        """Reads the queue again; the document shown stays while it is in it."""
        self.stale = False
        self.documents = self.desk.ask(ToReview())
        self.queue.set_options([own.title for own in self.documents])
        self.queue.setVisible(len(self.documents) > 1)
        here = self.document.id if self.document else 0
        still = [own for own in self.documents if own.id == here] or self.documents
        self.show_document(still[0] if still else None)

    def show_ref(self, ref: RecordRef) -> None:
        """Shows a document of the queue, or the one that a proposal belongs to."""
        if self.stale:
            self.refresh()
        number = ref.id
        if ref.kind is K.PROPOSAL:
            own = self.desk.ask(Get(K.PROPOSAL, ref.id))
            assert isinstance(own, Proposal)
            number = own.document_id
        for document in self.documents:
            if document.id == number:
                self.show_document(document)

    def show_document(self, document: Document | None) -> None:
        """Shows a document and what was found in it, or the place to drop one."""
        if document is None or self.document is None or document.id != self.document.id:
            self.taken_back = []
        self.document = document
        self.body.setCurrentWidget(self.split if document else self.empty)
        self.state = ("Nothing is saved to the case file yet", "info") if document else None
        self.flip.setVisible(bool(document) and self._cramped())
        assert self.header is not None
        self.header.set_subtitle(document.original_name or document.title if document else "")
        if document is None:
            self.model.set_rows([])
            self.pages.open(None)
            return
        self.queue.setCurrentIndex(next(n for n, own in enumerate(self.documents) if own.id == document.id))
        self.marks = self._kept(document)
        self.pages.open(document)
        self._fill()

    def _fill(self) -> None:
        assert self.document is not None
        kept = self.current_row()
        found = self.desk.ask(Records(K.PROPOSAL, {"document_id": self.document.id}, ("part", "order")))
        places = {
            name.casefold(): name
            for own in self.desk.ask(Records(K.JURISDICTION))
            if isinstance(own, Jurisdiction)
            for name in (own.name, own.full_name, f"{own.name}, {own.state}")
            if name
        }
        self._close_editor()
        self.model.set_rows(rows_of([own for own in found if isinstance(own, Proposal)], self.marks, places))
        self.pages.set_passages(passages_of(self.model.rows))
        self._tally()
        row = self.model.place(kept.key) if kept else -1
        row = row if row >= 0 else self.model.next_open(-1)
        self.list.setCurrentIndex(self.model.index(max(row, 1), 0))

    def current_row(self) -> ProposalRow | None:
        row = self.list.currentIndex().data(ROW)
        return row if isinstance(row, ProposalRow) else None

    # --- the selected row ---

    def _rescale(self) -> None:
        self._current(self.list.currentIndex(), QModelIndex())
        self._fit_foot()

    def _close_editor(self) -> None:
        editor, self.delegate.editor = self.delegate.editor, None
        if editor is not None and isValid(editor):
            editor.hide()  # the event loop deletes it, and it must not show until then

    def _current(self, index: QModelIndex, old: QModelIndex) -> None:
        if old.isValid():
            self.list.setIndexWidget(old, None)  # type: ignore[arg-type]
        self._close_editor()
        row = index.data(ROW)
        if isinstance(row, ProposalRow):
            editor = self.delegate.editor = Decision(row, bool(self.desk.read_only))
            self.list.setIndexWidget(index, editor)
            editor.decided.connect(self.decide)
            editor.changed.connect(self._keep_value)
            editor.resized.connect(self.list.doItemsLayout)
            editor.done.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.doItemsLayout()
        self.list.scrollTo(index)
        self.pages.select(row.key if isinstance(row, ProposalRow) else "")

    def go_to(self, key: str) -> None:
        """Selects the record of a passage that was clicked."""
        if (n := self.model.place(key)) >= 0:
            self.list.setCurrentIndex(self.model.index(n, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_next(self) -> None:
        """Selects the next record to review."""
        if (n := self.model.next_open(self.list.currentIndex().row())) >= 0:
            self.list.setCurrentIndex(self.model.index(n, 0))

    def edit(self) -> None:
        if self.delegate.editor is not None:
            self.delegate.editor.start_edit()

    def _keep_value(self, value: Any) -> None:
        row = self.current_row()
        if row is not None:
            own = row.proposal
            self.desk.run(EditRecord(K.PROPOSAL, own.id, {"value": value}, own.version), origin=self)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- decisions, staged ---

    def decide(self, mark: str) -> None:
        """Marks the selected record and goes on to the next one."""
        row = self.current_row()
        if row is None or row.settled or self.desk.read_only:
            return
        self._mark([row], mark)
        announce(self.list, f"{row.label} {mark}. {self.left.text()}")
        self.go_next()

    def accept_sure(self) -> None:
        """Accepts what the reader is sure of and warns of nothing; a deadline always waits for a person."""
        sure = [row for row in self.model.proposals() if row.mark == "to-review" and row.is_sure]
        if sure and not self.desk.read_only:
            self._mark(sure, "accepted")
            announce(self.list, f"{counted(len(sure), 'record')} accepted. {self.left.text()}")
            self.go_next()

    def take_back(self) -> bool:
        """Takes the last mark back; False when there is none."""
        while self.taken_back:
            key, mark = self.taken_back.pop()
            n = self.model.place(key)
            if n >= 0 and not self.model.rows[n].settled:
                self._set_mark(key, mark)
                self._after_marks()
                self.go_to(key)
                announce(self.list, f"{self.model.rows[n].label} is to review again. {self.left.text()}")
                return True
        return False

    def _mark(self, rows: Sequence[ProposalRow], mark: str) -> None:
        for row in rows:
            self.taken_back.append((row.key, row.mark))
            self._set_mark(row.key, mark)
        self._after_marks()

    def _set_mark(self, key: str, mark: str) -> None:
        n = self.model.place(key)
        row = self.model.rows[n]
        self.model.replace(n, ProposalRow(
            row.proposal, row.number, row.label, row.value, row.note, mark, row.settled, row.goes_to
        ))  # fmt: skip
        if mark == "to-review":
            self.marks.pop(key, None)
        else:
            self.marks[key] = mark

    def _after_marks(self) -> None:
        self.desk.settings.set(self._place(), json.dumps(self.marks, sort_keys=True) if self.marks else "")
        self._tally()

    def _place(self) -> str:
        return f"review/{self.document.uid if self.document else ''}"

    def _kept(self, document: Document) -> dict[str, str]:
        try:
            kept = json.loads(self.desk.settings.get(f"review/{document.uid}") or "{}")
        except ValueError:
            return {}
        return {str(key): mark for key, mark in kept.items() if mark in ("accepted", "rejected")}

    def _tally(self) -> None:
        rows = self.model.proposals()
        marks = [row.mark for row in rows]
        done, gone, left = (marks.count(mark) for mark in ("accepted", "rejected", "to-review"))
        words = f"{done} accepted, {left} to review" + (f", {gone} rejected" if gone else "")
        found = f"{counted(len(rows), 'record')} found"
        self.count.set_runs((Run(found, Type.CARD), Run(words, Type.SECONDARY, "text3")), f"{found}: {words}")
        self.progress.states = "f" * done + "g" * gone + "o" * left or "o"
        self.progress.setText(words)
        self.progress.update()
        self.left.setText(
            self.desk.read_only or (f"{counted(left, 'record')} left to decide" if left else "All records are decided")
        )
        self.add.setEnabled(not left and bool(rows) and not self.desk.read_only)
        self.add.setAccessibleDescription(self.left.text())
        self.next.setEnabled(bool(left))
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Where text is large the sentence has the room; Shift+A works all the same."""
        sure = any(row.is_sure and row.mark == "to-review" for row in self.model.proposals())
        self.sure.setVisible(sure and self.list.width() >= theme().px(ROOMY))

    # --- the end of it ---

    def add_to_case(self) -> None:
        """Makes records of what is accepted and notes what is rejected: one act, one undo."""
        if not self.add.isEnabled() or self.document is None:
            return
        staged = [row for row in self.model.proposals() if not row.settled]
        accept = tuple(row.proposal.id for row in staged if row.mark == "accepted")
        reject = tuple(row.proposal.id for row in staged if row.mark == "rejected")
        self.add.setEnabled(False)
        place = self._place()

        def added(_changes: ChangeSet) -> None:
            self.desk.settings.set(place, "")
            self.desk.say(f"{counted(len(accept), 'record')} added to the case file.", "Undo takes them back together.")

        def failed(error: BaseException) -> None:
            self._tally()
            self.desk.fail(error)

        self.desk.run(DecideProposals(accept, reject), origin=self, then=added, failed=failed)

    def save_for_later(self) -> None:
        """Leaves; the marks stay with the document until it is added."""
        self.desk.say("Your marks are kept.", "Nothing is saved to the case file yet.", "blue")
        self.desk.go("docket")

    def shut(self) -> None:
        """Ends the child process that draws pages."""
        self.pages.shut()

    # --- bringing files in ---

    def choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Import letters", "", FILES)
        if names:
            self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Reads files in a job, one transaction each, and shows what the first of them proposes."""
        if self.desk.read_only:
            self.desk.fail(UserError(self.desk.read_only, hint="Nothing can be imported."))
            return
        files, case = list(paths), self.desk.case

        def job(context: JobContext) -> list[ImportResult]:
            return import_documents(case, files, context=context)

        self.desk.start(job, f"Reading {counted(len(files), 'document')}", self._imported)

    def _imported(self, results: list[ImportResult]) -> None:
        new = [own for own in results if own.status == "imported"]
        self.desk.message.emit(self._told(results))
        first = next((own.document_id for own in new if own.proposals and own.document_id), None)
        if first is not None:
            self.refresh()
            self.show_document(next((own for own in self.documents if own.id == first), self.document))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.isVisible():
                self.desk.go("review")  # the window says anew what is saved

    def _told(self, results: Sequence[ImportResult]) -> Message:
        """What became of the files, those first that need somebody."""
        new = [own for own in results if own.status == "imported"]
        parts, reasons = [], []
        ends = (("imported", "imported"), ("duplicate", "in the case file already"), ("refused", "refused"))
        for status, words in ends:
            if number := sum(own.status == status for own in results):
                parts.append(f"{counted(number, 'document')} {words}")
        for own in results:
            if own.status == "refused":
                reasons.append(f"{Path(own.source).name}: {own.error}")
            elif own.status == "duplicate" and len(results) > 1:
                reasons.append(f"{Path(own.source).name} is there already.")
        bare = [own for own in new if not own.proposals]
        if bare:
            reasons.append("No dates or demands found. You can mark passages by hand.")
        action = ("Mark passages", lambda: self._mark_by_hand(bare[0])) if bare else None
        refused = any(own.status == "refused" for own in results)
        tone = "amber" if refused else "green" if new else "blue"
        return Message(f"{', '.join(parts)}.", " ".join(reasons), tone, action)

    def _mark_by_hand(self, result: ImportResult) -> None:
        self.desk.go(DOCUMENT_SCREEN, self.desk.ask(Get(K.DOCUMENT, result.document_id or 0)).ref)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _letters(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _letters(event)
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)

    # --- room ---

    def set_narrow(self, narrow: bool) -> None:
        self.pages.set_compact(narrow)

    def _cramped(self) -> bool:
        return self.width() < theme().px(860)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(False)

    def _fold(self, page: bool) -> None:
        """Where page and records do not fit side by side (large text), they take turns."""
        cramped = self._cramped()
        self.flip.setVisible(cramped and self.document is not None)
        self.flip.setText("Show records" if page else "Show page")
        self.left_pane.setVisible(page or not cramped)
        self.right_pane.setVisible(not page or not cramped)


class _Records(RowList):
    """Keeps the row that is being decided in view when the list gets another size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


def _letters(event: QDropEvent) -> list[Path]:
    """Files of a drag; none where one is a case file, which the window opens."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [] if any(path.suffix == ".casefile" for path in paths) else paths
