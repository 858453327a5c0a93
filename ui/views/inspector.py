"""The inspector of one record: its fields, what it is linked with, what was done to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.records import RECORDS
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import FLAGS, FieldType, Record, fields_of
from casefile.services.commands.records import APPEND_ONLY
from casefile.services.queries.history import History, StepRow
from casefile.services.queries.records import ByIds, FirstLinks, Link
from ui.desk import Desk
from ui.dialogs.compare import Compare
from ui.look.bars import ConflictStrip, EmptyState
from ui.look.base import Label, Legend, Pane, Scroll, lay_column, lay_row
from ui.look.buttons import Button
from ui.look.cells import ROW, Cell, Column, RowsModel, two
from ui.look.delegates import RowDelegate
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.tokens import Type
from ui.models.kinds import ICONS, Names, described, title_of
from ui.views.saving import FieldSaver
from ui.widgets.record_form import NOT_SHOWN, Line, RecordForm, paired

K = RecordKind
PAGES = {K.DOCUMENT: "id", K.EXCERPT: "id", K.EXHIBIT: "document_id", K.EVIDENCE: "document_id",
         K.CORRESPONDENCE: "document_id", K.POLICY: "document_id", K.FILING: "document_id"}  # fmt: skip
MOST_LINKS, MOST_STEPS = 40, 8


def said_at(at: str) -> str:
    """An instant of the history as local words.

    >>> said_at("2017-06-30T12:00:00Z").startswith("Jun 30, 2017")
    True
    """
    local = dt.datetime.fromisoformat(at).astimezone()
    return f"{local:%b} {local.day}, {local.year}, {clock(local)}"


def clock(local: dt.datetime) -> str:
    """
    >>> clock(dt.datetime(2017, 6, 30, 14, 5, tzinfo=dt.UTC))
    '2:05 PM'
    """
    return f"{local.hour % 12 or 12}:{local:%M %p}"


def shown_lines(kind: RecordKind) -> list[Line]:
    """The fields of a kind as an inspector lays them out: the title first, the flags last."""
    title = RECORDS[kind].title_field
    fields = [own for own in fields_of(RECORDS[kind]) if own.name not in NOT_SHOWN]
    plain = [own for own in fields if own.type is not FieldType.BOOLEAN]
    marks: list[Line] = [own.name for own in fields if own.type is FieldType.BOOLEAN and own.name not in FLAGS]
    flags: list[Line] = [own.name for own in fields if own.name in FLAGS]
    return paired(sorted(plain, key=lambda own: own.name != title)) + marks + flags


def _link_cell(link: Link, names: Names) -> Cell:
    record = link.record
    first = Run(described(record, names), Type.BODY, "link", ICONS[record.kind], "text2")
    return Cell(((first,), (Run(_relation(link), Type.SECONDARY, "text3"),)))


def _relation(link: Link) -> str:
    kind = link.record.kind.words.capitalize()
    return f"{kind}, refers to this" if link.inward else f"{kind}, {link.field.replace('_', ' ')} of this"


class Section(QWidget):
    """A heading with a count over a list that is as high as its rows."""

    def __init__(self, heading: str, name: str, cell: Callable[[Any], Cell], sentence: Callable[[Any], str]) -> None:
        super().__init__()
        self.note = Label("", Type.SECONDARY, "text3", elide=True)
        self.model = RowsModel([Column(heading, cell)], [], sentence, self)
        self.list = RowList(name, self.model)
        self.list.setItemDelegate(RowDelegate(self.list, (Type.BODY, Type.SECONDARY), extra=-2, hairlines=False))
        self.list.fit()
        line = QWidget()
        lay_row(line, Label(heading, Type.BODY_SEMI), self.note, sides=(16, 16)).setStretch(1, 1)
        lay_column(self, line, self.list).setSpacing(5)

    def set_rows(self, rows: Sequence[Any], total: int) -> None:
        """Shows rows, which are the first of `total`."""
        self.model.set_rows(rows)
        self.note.setText(f"First {len(rows)} of {total:,}" if total > len(rows) else str(total or "None"))


class Inspector(Pane):
    """Shows one record of a kind and saves what is changed in it.

    A subclass says what stands between the first fields and the rest (`middle`) and fills it in `show_more`.

    Signals:
        closing: Its pane is to be hidden.
    """

    closing = Signal()

    def __init__(
        self, desk: Desk, kind: RecordKind, names: Names, *,
        first: Sequence[Line] | None = None, rest: Sequence[Line] = (), middle: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface")
        self.desk, self.kind, self.names, self.record = desk, kind, names, None
        self.form = RecordForm(desk, kind, names)
        self.form.add_lines(shown_lines(kind) if first is None else first)
        if middle is not None:
            self.form.add_widget(middle)
        self.form.add_lines(rest)
        self.saver = FieldSaver(desk, self.form, self)
        self.saver.watch()
        self.strip = ConflictStrip()
        self.links = Section(
            "Links",
            "Linked records",
            lambda own: _link_cell(own, names),
            lambda own: f"{described(own.record, names)}, {_relation(own)}",
        )
        self.steps = Section(
            "History", "History of this record", lambda step: two(step.label, _by(step), Type.BODY),
            lambda step: f"{step.label}, {_by(step)}",
        )  # fmt: skip
        self._reading = False
        self._lay_out()
        self._connect()
        self.show_record(None)

    record: Record | None

    # --- layout ---

    def _lay_out(self) -> None:
        self.head, self.body, self.foot = Pane("surface", "b", 44), QWidget(), Pane("surface", "t", 52)
        self.title = Legend((Run("-"),), elide=True)
        self.history_button = Button("", "history", "tool", name="Everything done to this record")
        self.fold = Button("", "panel-right", "tool", name="Hide inspector", key="Ctrl Alt I")
        self.head.row(*self.head_widgets(), self.history_button, self.fold, sides=(16, 11), gap=8).setStretch(0, 1)
        self.note = Label("", Type.SECONDARY, "text2", lines=4)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 12, 0, 16)
        inner.setSpacing(16)
        fields = QWidget()
        lay_column(fields, self.note, self.form).setContentsMargins(16, 0, 16, 0)
        for widget in (fields, self.links, self.steps):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.area = Scroll(self.body)
        self.empty = EmptyState(ICONS[self.kind], "Nothing selected", "Choose a record in the list to see it here.")
        self.page_button = Button("Open at page", "file-search")
        self.delete_button = Button("Delete", "trash-2", "quiet", key="Del")
        self.foot.row(*self.foot_widgets(), 1, self.delete_button, sides=(16, 11))
        lay_column(self, self.head, self.strip, self.area, self.empty, self.foot)
        self.setFocusProxy(next(own.widget for own in self.form.editors.values() if not own.own.fixed))

    def head_widgets(self) -> list[QWidget]:
        """What stands at the left of the head."""
        return [self.title]

    def foot_widgets(self) -> list[QWidget]:
        """What can be done, at the left of the foot."""
        return [self.page_button]

    def _connect(self) -> None:
        self.strip.mine.connect(self.saver.keep_mine)
        self.strip.theirs.connect(self.saver.keep_theirs)
        self.strip.compare.connect(self._compare)
        self.saver.conflicted.connect(self._conflicted)
        self.saver.merged.connect(self._merged)
        self.fold.clicked.connect(self.closing)
        self.page_button.clicked.connect(self._open_page)
        self.history_button.clicked.connect(self._open_history)
        self.links.list.on_open(lambda link: self.desk.go(link.record.kind.value, link.record.ref))
        self.links.list.clicked.connect(self._follow)
        self.steps.list.on_open(lambda _step: self._open_history())
        self.desk.changed.connect(self._changed)

    # --- what is shown ---

    def show_record(self, record: Record | None) -> None:
        """Shows a record; None says that nothing is selected."""
        if self.record is not None and record is not None and self.record.ref == record.ref:
            return
        self.record = record
        self.saver.show(record)
        self.empty.heading.setText("Nothing selected")
        self.empty.sentence.setText("Choose a record in the list to see it here.")
        self._show_parts(record is not None)
        if record is not None:
            self._show_around(record)
            self.area.verticalScrollBar().setValue(0)

    def _show_parts(self, on: bool) -> None:
        for part in (self.area, self.foot):
            part.setVisible(on)
        self.empty.setVisible(not on)
        for button in (self.history_button, self.delete_button, self.page_button):
            button.setEnabled(on)
        if not on:
            self.strip.hide()
            self.title.set_runs((Run("Inspector", Type.INSPECTOR, "text3"),), "Inspector")

    def _show_around(self, record: Record) -> None:
        """What stands beside the fields: title, notes, links, history, and what a subclass has."""
        runs = (Run(title_of(record), Type.INSPECTOR, "text", ICONS[record.kind], "text2", 16),)
        self.title.set_runs(runs, title_of(record))
        self.page_button.setVisible(record.kind in PAGES and getattr(record, PAGES[record.kind]) is not None)
        why = self.desk.read_only
        if record.kind in APPEND_ONLY:
            why = why or "A custody entry is never changed. Add one that corrects it."
        self.form.setEnabled(not why)
        self.delete_button.setEnabled(not why)
        if not why and record.unreviewed:
            why = "A command accepted this record; no person has looked at it yet."
        self.note.setText(why)
        self.note.setVisible(bool(why))
        self.show_more(record)
        steps = self.desk.ask(History(record.ref, MOST_STEPS, with_changes=False))
        self.steps.set_rows(steps, record.version if len(steps) == MOST_STEPS else len(steps))
        self._read_links()

    def show_more(self, record: Record) -> None:
        """Fills in what a subclass adds; called for every record and after each of its changes."""

    def _read_links(self) -> None:
        """Reads what the record is linked with, in a job: a city has thousands. One at a time, the latest wins."""
        if self._reading or self.record is None:
            return
        self._reading, ref = True, self.record.ref
        handle = self.desk.look_up(
            FirstLinks(ref.kind, ref.id, MOST_LINKS), "Reading links", lambda found: self._show_links(ref, *found)
        )
        handle.finished.connect(self._links_read)

    def _links_read(self) -> None:
        self._reading = False
        if self._links_of != (self.record.ref if self.record else None):
            self._read_links()

    _links_of: RecordRef | None = None

    def _show_links(self, ref: RecordRef, found: list[Link], total: int) -> None:
        self._links_of = ref
        if self.record is not None and self.record.ref == ref:
            self.links.set_rows(found, total)

    def _open_history(self) -> None:
        if self.record is not None:
            self.desk.go("history", self.record.ref)

    def _follow(self, index: Any) -> None:
        link = index.siblingAtColumn(0).data(ROW)
        if link is not None:
            self.desk.go(link.record.kind.value, link.record.ref)

    # --- what changes ---

    def _changed(self, changes: ChangeSet) -> None:
        if self.record is None:
            return
        if self.record.ref in changes.refs and not self.saver.reload():
            self._gone()
        elif self.record is not None and self.record.ref not in changes.refs:
            self._links_of = None  # anything may have come to refer to it
            self._read_links()

    def _gone(self) -> None:
        record, self.record = self.record, None
        self.saver.base = None
        self._show_parts(False)
        assert record is not None
        self.empty.heading.setText(f"This {record.kind.words} is not in the case file")
        self.empty.sentence.setText("It was deleted or sequestered. Undo brings a deleted record back.")

    def _merged(self, record: Record) -> None:
        self.record, self._links_of = record, None
        self._show_around(record)

    def _conflicted(self, names: frozenset[str]) -> None:
        if not names or self.record is None:
            self.strip.hide()
            return
        newest = self.desk.ask(History(self.record.ref, 1, with_changes=False))
        who, at = (newest[0].actor, newest[0].at) if newest else ("Somebody", "")
        when = clock(dt.datetime.fromisoformat(at).astimezone()) if at else "the same time"
        labels = " and ".join(sorted(self.form.fields[name].label for name in names))
        self.strip.say(who, f"this {self.kind.words} ({labels})", when)

    def _compare(self) -> None:
        pairs = [(self.form.fields[name], mine, now) for name, mine, now in self.saver.mine_and_theirs()]
        dialog = Compare(self.window(), self.names, pairs)
        dialog.accepted.connect(
            lambda: self.saver.keep_mine() if dialog.chosen == Compare.MINE else self.saver.keep_theirs()
        )
        dialog.open()

    def _open_page(self) -> None:
        if self.record is None:
            return
        if PAGES[self.kind] == "id":
            self.desk.go("document-page", self.record.ref)
            return
        document_id = getattr(self.record, PAGES[self.kind])
        document = self.desk.ask(ByIds(K.DOCUMENT, (document_id,))).get(document_id)
        if document is not None:
            self.desk.go("document-page", document.ref)


def _by(step: StepRow) -> str:
    return f"{step.actor}, {said_at(step.at)}"
