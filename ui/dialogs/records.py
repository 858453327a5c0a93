"""Dialogs on records: add one, say why a deletion was refused, change many, tie claims to sources and to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from casefile.domain import enums as e
from casefile.domain.records import RECORDS
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import FLAGS, FieldType, Record, fields_of
from casefile.errors import CasefileError, InUse, UserError
from casefile.services.commands import claims as commands
from casefile.services.commands.records import AddRecords, DeleteRecords, EditMany, counted
from ui.desk import Desk
from ui.look.bars import Message
from ui.look.base import Label
from ui.look.buttons import Segmented
from ui.look.cells import Column, RowsModel, text
from ui.look.dialogs import Dialog
from ui.look.fields import Select, TextBox
from ui.look.forms import Form
from ui.look.rows import Table
from ui.look.tokens import Type
from ui.models.columns import said_of
from ui.models.kinds import Names, names_of, noun, title_of
from ui.widgets.editors import Editor, editor_for, records_like
from ui.widgets.record_form import NOT_SHOWN, RecordForm, given_fields, paired
from ui.widgets.record_select import RecordSelect

K = RecordKind
SHARED = (FieldType.CHOICE, FieldType.REFERENCE)  # what several records are likely to have in common
Then = Callable[[RecordRef], object]


class Asking(Dialog):
    """A dialog that stays open until its command has gone through; what is refused is said in it."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, verb: str, sentence: str = "") -> None:
        super().__init__(parent, title, verb, sentence)
        self.desk, self.verb = desk, verb
        self.problem = Label("", Type.BODY, "red", lines=4)
        self.problem.hide()
        self.box.addWidget(self.problem)

    def send(self, command: Any, then: Callable[[ChangeSet], object]) -> None:
        """Runs a command; closes on success, then calls `then`."""
        self.primary.setEnabled(False)

        def landed(changes: ChangeSet) -> None:
            if shiboken6.isValid(self):
                self.chosen = self.verb
                self.accept()
            then(changes)

        self.desk.run(command, origin=self, then=landed, failed=self._refused)

    def _refused(self, error: CasefileError) -> None:
        if not shiboken6.isValid(self) or not isinstance(error, UserError):
            self.desk.fail(error)
            return
        self.primary.setEnabled(True)
        self.say_problem(f"{error} {error.hint}".rstrip())

    def say_problem(self, sentence: str) -> None:
        """One sentence in red above the fields."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.settle.start()


class AddRecord(Asking):
    """A form for a new record of any kind.

    Args:
        then: Gets the new record's name.
        start: What the fields say at first, by field.
    """

    WIDE = 560

    def __init__(
        self, desk: Desk, parent: QWidget | None, kind: RecordKind, then: Then, start: Mapping[str, Any] = {}
    ) -> None:
        super().__init__(desk, parent, f"New {noun(kind)}", f"Add {noun(kind)}")
        self.kind, self.then = kind, then
        self.form = RecordForm(desk, kind, Names(desk, self), new=True)
        self.form.add_lines(paired(given_fields(kind)))
        for name, editor in self.form.editors.items():
            editor.show(start.get(name, self.form.fields[name].default))
        self.box.addWidget(self.form)
        self.fit()

    def check(self) -> bool:
        values, problems = self.form.values()
        if not self.form.fail(problems):
            filled = {name: own for name, own in values.items() if own is not None}
            self.send(AddRecords([(self.kind, filled)]), self._added)
        return False

    def _added(self, changes: ChangeSet) -> None:
        new = next((ref for ref in changes.refs if ref.kind is self.kind), None)
        if new is not None:
            self.then(new)


class InUseDialog(Dialog):
    """Names what relies on the records that were to go; the verb deletes all of it."""

    def __init__(self, desk: Desk, parent: QWidget | None, refs: tuple[RecordRef, ...], error: InUse) -> None:
        blocking = tuple(ref for ref in error.refs if isinstance(ref, RecordRef))
        total = len(refs) + len(blocking)
        others = counted(len(blocking), "other record")
        super().__init__(
            parent, f"{others.capitalize()} would be left without {'it' if len(refs) == 1 else 'them'}",
            f"Delete all {total}", "Delete them together, or keep everything as it is. Undo brings all of it back.",
            cancel="Keep",
        )  # fmt: skip
        rows = names_of(desk, blocking)
        hidden = len(blocking) - len(rows)
        rows += [f"{counted(hidden, 'sequestered record')}"] if hidden else []
        table = Table("Records that rely on it", RowsModel([Column("Record", text)], rows, str, self), sortable=False)
        table.horizontalHeader().hide()
        table.setFixedHeight(min(len(rows), 8) * table.row_delegate.row_height())
        self.rows, self.table = rows, table
        self.box.addWidget(table)
        self.accepted.connect(lambda: delete(desk, parent, refs, with_links=True))
        self.fit()


def delete(desk: Desk, parent: QWidget | None, refs: tuple[RecordRef, ...], *, with_links: bool = False) -> None:
    """Deletes at once and offers Undo; a refusal opens the list of what stands in the way."""

    def landed(changes: ChangeSet) -> None:
        gone = counted(len(refs), refs[0].kind.words if len({ref.kind for ref in refs}) == 1 else "record")
        more = f" and what relied on {'it' if len(refs) == 1 else 'them'}" if with_links else ""
        desk.message.emit(Message(f"Deleted {gone}{more}.", tone="green", action=("Undo", desk.undo)))

    def refused(error: CasefileError) -> None:
        if isinstance(error, InUse):
            InUseDialog(desk, parent, refs, error).open()
        else:
            desk.fail(error)

    if refs:
        desk.run(DeleteRecords(refs, with_links), then=landed, failed=refused)


class EditSeveral(Asking):
    """Sets one field of several records; shows before what becomes of each."""

    WIDE = 640

    def __init__(self, desk: Desk, parent: QWidget | None, records: Sequence[Record], names: Names) -> None:
        kind = records[0].kind
        many = counted(len(records), kind.words)
        super().__init__(
            desk, parent, f"Change {many}", f"Change {many}", "Everything changes as one act; undo it once."
        )
        self.records, self.names = records, names
        alone = {"number", RECORDS[kind].title_field, *NOT_SHOWN}  # what no two records share
        self.fields = [own for own in fields_of(RECORDS[kind]) if not own.fixed and own.name not in alone]
        self.fields.sort(key=lambda own: (own.name in FLAGS, own.type not in SHARED))
        self.choice = Select("Field", [own.label for own in self.fields])
        self.form = Form()
        self.form.add("field", "Field", self.choice)
        self.box.addWidget(self.form)
        self.editors: dict[str, Editor] = {}
        columns = [
            Column("Record", lambda record: text(title_of(record))),
            Column("Now", lambda record: text(self._now(record), Type.SECONDARY, "text3"), 160),
            Column("Then", lambda record: text(self._then(), Type.SECONDARY_MEDIUM), 160),
        ]
        self.model = RowsModel(columns, list(records), lambda own: f"{title_of(own)}, {self._now(own)}, {self._then()}")
        self.table = Table("Preview", self.model, sortable=False)
        rows = min(len(records), 8) * self.table.row_delegate.row_height()
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height())
        self.box.addWidget(self.table)
        self.choice.currentIndexChanged.connect(lambda _n: self._choose())
        self._choose()

    def _choose(self) -> None:
        own = self.fields[self.choice.currentIndex()]
        if own.name not in self.editors:
            editor = self.editors[own.name] = editor_for(own, self.desk, self.names)
            editor.show(own.default)
            editor.done.connect(self._preview)
            self.form.add(own.name, own.label, editor.widget)
        for name in self.editors:
            self.form.rows[name].setVisible(name == own.name)
        self._preview()
        self.fit()

    def _editor(self) -> Editor:
        return self.editors[self.fields[self.choice.currentIndex()].name]

    def _now(self, record: Record) -> str:
        own = self._editor().own
        return said_of(own, getattr(record, own.name), self.names) or "Empty"

    def _then(self) -> str:
        editor = self._editor()
        try:
            return said_of(editor.own, editor.value(), self.names) or "Empty"
        except UserError:
            return "?"

    def _preview(self) -> None:
        self.model.dataChanged.emit(self.model.index(0, 0), self.model.index(len(self.records) - 1, 2))

    def check(self) -> bool:
        editor = self._editor()
        try:
            value = editor.value()
        except UserError as error:
            self.form.fail({editor.own.name: str(error)})
            return False
        self.form.fail({})
        refs = [record.ref for record in self.records]
        self.send(EditMany(refs, {editor.own.name: value}), lambda _changes: None)
        return False


class AddReply(Asking):
    """A new claim that answers another, or a claim that is there already."""

    def __init__(self, desk: Desk, parent: QWidget | None, target: Any, then: Then) -> None:
        super().__init__(desk, parent, f"Reply to {target.number}", "Add reply", target.statement)
        self.target, self.then, self.side = target, then, opposite(target.side)
        self.which = Segmented("Reply with", (("A new claim", "plus"), ("A claim in the file", "search")))
        self.form, self.statement = Form(), TextBox("Statement", least=3)
        self.other = RecordSelect("Claim", lambda words: [
            own for own in records_like(desk, K.CLAIM, words) if own.key != target.id
        ])  # fmt: skip
        self.relation = Select("Relation", [word.label for word in e.Relation])
        self.form.add_widget(self.which)
        self.form.add("statement", f"What the {self.side.value} side says", self.statement, required=True)
        self.form.add("claim", "Claim", self.other, required=True)
        self.form.add(
            "relation", "What it does to the other claim", self.relation,
            "Rebuts: says the opposite. Undercuts: takes away its support. Attacks a premise: denies what it rests on.",
        )  # fmt: skip
        self.box.addWidget(self.form)
        self.which.chosen.connect(lambda _n: self._choose())
        self._choose()

    def _choose(self) -> None:
        new = self.which.group.checkedId() == 0
        self.form.rows["statement"].setVisible(new)
        self.form.rows["claim"].setVisible(not new)
        self.fit()

    def check(self) -> bool:
        relation = list(e.Relation)[self.relation.currentIndex()]
        if self.which.group.checkedId() == 0:
            words = self.statement.toPlainText().strip()
            if not self.form.fail({} if words else {"statement": "Say in one sentence what the reply asserts."}):
                values = {"statement": words, "side": self.side, "jurisdiction_id": self.target.jurisdiction_id}
                self.send(commands.AddReply(values, self.target.id, relation), self._added)
        elif not self.form.fail({} if self.other.choice else {"claim": "Choose the claim that answers."}):
            assert self.other.choice is not None
            tie = {"claim_id": self.other.choice.key, "target_id": self.target.id, "relation": relation}
            self.send(AddRecords([(K.ANSWER, tie)]), self._added)
        return False

    def _added(self, changes: ChangeSet) -> None:
        new = next((ref for ref in changes.refs if ref.kind is K.CLAIM), None)
        if new is not None:
            self.then(new)


def opposite(side: e.Side) -> e.Side:
    return e.Side.LOCAL if side is e.Side.FEDERAL else e.Side.FEDERAL


class AddEvidence(Asking):
    """An excerpt, a fact or an authority, for or against a claim."""

    KINDS = (("Excerpt", K.EXCERPT), ("Fact", K.FACT), ("Authority", K.AUTHORITY))

    def __init__(self, desk: Desk, parent: QWidget | None, claim: Any) -> None:
        super().__init__(desk, parent, f"Evidence on {claim.number}", "Add evidence", claim.statement)
        self.claim = claim
        self.which = Segmented("Kind", tuple((words, "") for words, _ in self.KINDS))
        self.form = RecordForm(desk, K.SUPPORT, Names(desk, self))
        self.form.add_widget(self.which)
        self.form.add_lines(
            ["excerpt_id", "fact_id", "authority_id", "pin", ("stance", "strength"), "admissibility", "test", "comment"]
        )
        for name, editor in self.form.editors.items():
            editor.show(self.form.fields[name].default)
        self.box.addWidget(self.form)
        self.which.chosen.connect(lambda _n: self._choose())
        self._choose()

    def _source(self) -> str:
        return f"{self.KINDS[self.which.group.checkedId()][1].table}_id"

    def _choose(self) -> None:
        for _, kind in self.KINDS:
            self.form.rows[f"{kind.table}_id"].setVisible(f"{kind.table}_id" == self._source())
        self.form.rows["pin"].setVisible(self._source() == "authority_id")
        self.fit()

    def check(self) -> bool:
        values, problems = self.form.values()
        source = self._source()
        if not values.get(source):
            problems[source] = "Choose what bears on the claim."
        if self.form.fail(problems):
            return False
        others = {f"{kind.table}_id" for _, kind in self.KINDS} - {source}
        kept = {name: own for name, own in values.items() if name not in others}
        self.send(AddRecords([(K.SUPPORT, kept | {"claim_id": self.claim.id})]), lambda _changes: None)
        return False
