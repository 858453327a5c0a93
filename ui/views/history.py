"""What was done in the file, by whom and when; before and after of each step; undo and redo by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.records import RECORDS
from casefile.domain.refs import ChangeSet, RecordRef
from casefile.domain.schema import Field, FieldType, fields_of
from casefile.domain.values import Money, PartialDate
from casefile.errors import UserError
from casefile.services.queries.history import WITHHELD, ChangeRow, Head, History, StepRow, WhatTurns
from casefile.services.queries.records import ByIds, Resolve
from ui.desk import Desk
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Label, Legend, Pane, Scroll, lay_column
from ui.look.buttons import Button
from ui.look.cells import Cell, Column, text
from ui.look.paint import Run
from ui.look.rows import Table
from ui.look.tokens import Type
from ui.models.kinds import ICONS, title_of
from ui.models.steps import StepsModel
from ui.views.inspector import said_at
from ui.views.master import MasterScreen
from ui.widgets.docket_rows import step_icon

MOST_CHANGES = 40  # records of one step that are shown; an import touches thousands
OPERATIONS = {
    "create": "Added",
    "update": "Changed",
    "delete": "Deleted",
    "purge": "Purged",
    "migrate": "Brought up to date",
}


def _step(step: StepRow) -> Cell:
    return text(step.label, Type.BODY_MEDIUM, "text", step_icon(step))


COLUMNS = (
    Column("Step", lambda step: text(f"{step.number:,}", Type.FIGURES, "text3", right=True), 80, right=True),
    Column("What was done", _step),
    Column("By", lambda step: text(step.actor, Type.SECONDARY, "text2"), 130, optional=1),
    Column("When", lambda step: text(said_at(step.at), Type.SECONDARY, "text2"), 180),
)


def _sentence(step: StepRow) -> str:
    return f"Step {step.number}, {step.label}, {step.actor}, {said_at(step.at)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one record in a step."""

    label: str
    before: str
    after: str


def differences(desk: Desk, change: ChangeRow) -> list[Difference]:
    """What a change did to each field, in the order of the record's fields; none where the content is withheld."""
    before, after = change.before or {}, change.after or {}
    if before == after == {WITHHELD: True}:
        return []
    found = []
    for own in fields_of(RECORDS[change.ref.kind]):
        texts = [_said(desk, own, image.get(own.reference)) for image in (before, after)]
        if texts[0] != texts[1] and own.reference in {**before, **after}:
            found.append(Difference(own.label, *texts))
    return found


def _said(desk: Desk, own: Field, value: Any) -> str:
    """A value of an image in words: references are named, what is gone by its uid."""
    if value in (None, "", [], {}):
        return ""
    try:
        match own.type:
            case FieldType.REFERENCE if own.target is not None:
                ref = desk.ask(Resolve(own.target, str(value)))
                return title_of(desk.ask(ByIds(ref.kind, (ref.id,)))[ref.id])
            case FieldType.BOOLEAN:
                return "Yes" if value else "No"
            case FieldType.CHOICE if own.choices is not None:
                return own.choices(value).label
            case FieldType.MONEY:
                return (Money(value) if isinstance(value, int) else Money.read(str(value))).printed()
            case FieldType.PARTIAL_DATE:
                return PartialDate(str(value)).printed()
    except (UserError, ValueError):  # of an older version, or a record that is gone
        return str(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class StepDetail(Pane):
    """Every change of one step: the record, then each field with both texts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk, self.shown = desk, 0
        self.head, self.foot = Pane("surface", "b", 44), Pane("surface", "t", 40)
        self.title = Legend((Run("Step", Type.INSPECTOR),), elide=True)
        self.head.row(self.title, sides=(16, 11)).setStretch(0, 1)
        self.who, self.hash = (
            Label("", Type.SECONDARY, "text2", lines=3),
            Label("", Type.SECONDARY, "text3", elide=True),
        )
        self.foot.row(self.hash)
        self.changes = QWidget()
        self.box = QVBoxLayout(self.changes)
        self.box.setContentsMargins(16, 12, 16, 16)
        self.box.setSpacing(10)
        self.area = Scroll(self.changes)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("What the step changed")
        self.empty = EmptyState("history", "Nothing selected", "Choose a step to see what it changed.")
        lay_column(self, self.head, self.area, self.empty, self.foot)
        self.setFocusProxy(self.area)
        self.show_step(None)

    def show_step(self, step: StepRow | None) -> None:
        """Shows what a step changed."""
        self.area.setVisible(step is not None)
        self.foot.setVisible(step is not None)
        self.empty.setVisible(step is None)
        while (item := self.box.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self.who:
                old.hide()
                old.deleteLater()
        self.shown = step.number if step else 0
        words = f"Step {step.number:,}" if step else "Step"
        self.title.set_runs((Run(words, Type.INSPECTOR),), words)
        if step is None:
            return
        self.who.setText(f"{step.label}. {step.actor} on {step.host}, {said_at(step.at)}.")
        self.hash.setText(f"Hash {step.hash}")
        self.box.addWidget(self.who)
        found = self.desk.ask(History(limit=1, before=step.number + 1))
        changes = found[0].changes if found else ()
        for change in changes[:MOST_CHANGES]:
            self.box.addWidget(self._change(change))
        if len(changes) > MOST_CHANGES:
            more = f"{len(changes) - MOST_CHANGES:,} more records were changed by this step."
            self.box.addWidget(Label(more, Type.BODY, "text2"))
        if not changes:
            self.box.addWidget(Label("This step changed no record.", Type.BODY, "text2"))
        self.box.addStretch(1)
        self.area.verticalScrollBar().setValue(0)

    def _change(self, change: ChangeRow) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(6)
        ref = change.ref
        record = self.desk.ask(ByIds(ref.kind, (ref.id,))).get(ref.id)
        name = title_of(record) if record is not None and record.uid == ref.uid else f"{ref.kind.words} {ref.id}"
        line = QHBoxLayout()
        line.setSpacing(8)
        words = OPERATIONS.get(change.operation, change.operation.capitalize())
        mark = Run(words, Type.SECONDARY_MEDIUM, "text2", ICONS[ref.kind])
        line.addWidget(Legend((mark, Run(name, Type.BODY_SEMI)), f"{words}: {name}", elide=True), 1)
        if record is not None and record.uid == ref.uid:
            link = Button("Open", kind="link", name=f"Open {name}")
            link.clicked.connect(lambda: self.desk.go(ref.kind.value, ref))
            line.addWidget(link)
        box.addLayout(line)
        if change.before is None and change.after is None:
            box.addWidget(Label("The content was purged.", Type.BODY, "text3"))
        elif not (fields := differences(self.desk, change)):
            box.addWidget(Label("The content is sequestered.", Type.BODY, "text3"))
        else:
            box.addWidget(Differences(fields))
        return part


class Differences(QWidget):
    """Fields under each other: label, then what was struck and what stands now."""

    def __init__(self, fields: list[Difference]) -> None:
        super().__init__()
        self.fields = fields
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for own in fields:
            box.addWidget(Label(own.label, Type.SECONDARY, "text3"))
            if own.before:
                box.addWidget(self._line("minus", "red", own.before, "Before"))
            if own.after or own.before:
                box.addWidget(self._line("plus", "green", own.after or "Empty", "After"))
            box.addSpacing(6)

    def _line(self, icon: str, tone: str, words: str, what: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        art = Legend((Run("", Type.BODY, tone, icon, icon_size=13),), what)
        row.addWidget(art, 0, Qt.AlignmentFlag.AlignTop)
        label = Label(words, Type.BODY, "text2" if what == "Before" else "text", lines=12)
        label.setAccessibleName(f"{what}: {words}")
        row.addWidget(label, 1)
        return line


class HistoryView(MasterScreen):
    """All steps, or those of one record after `show_ref`."""

    hints = (("Ctrl Z", "Undo"), ("Ctrl Y", "Redo"), ("Enter", "What it changed"), ("F6", "Next pane"))

    def __init__(self, desk: Desk) -> None:
        self.undo_button, self.redo_button = Button("Undo", "undo-2"), Button("Redo", "redo-2")
        super().__init__(PageHeader("History", "", self.undo_button, self.redo_button), desk)
        self.model = StepsModel(desk, COLUMNS, _sentence, self)
        self.table = Table("History", self.model, sortable=False)
        self.table.keeps_selection = True
        self.table.keep(desk.settings, "table/history")
        self.detail = StepDetail(desk)
        self.only = Legend((Run("-"),), elide=True)
        self.all_button = Button("Show all steps", "x", "quiet", small=True)
        self.bar = Pane("surface", "b", 46)
        self.bar.row(self.only, self.all_button).setStretch(0, 1)
        self.bar.hide()
        self.chain, foot = Label("", Type.SECONDARY, "text3", elide=True), Pane("surface", "t", 40)
        foot.row(self.chain)
        master = Pane("surface")
        lay_column(master, self.bar, self.table, foot, stretch=1)
        self.arrange(master, self.detail, self.table, key="history")
        self.table.on_pick(self.detail.show_step)
        self.table.on_open(lambda _step: self.enter_side())
        self.all_button.clicked.connect(self.show_all)
        self.undo_button.clicked.connect(desk.undo)
        self.redo_button.clicked.connect(desk.redo)
        desk.changed.connect(self._changed)
        self._filled = False

    def refresh(self) -> None:
        """Reads new steps, and what Undo and Redo would take."""
        if self._filled:
            self.model.refresh()
        else:
            self._show(self.model.record)
        turns, (steps, head) = self.desk.ask(WhatTurns()), self.desk.ask(Head())
        for button, verb, label in ((self.undo_button, "Undo", turns.undo), (self.redo_button, "Redo", turns.redo)):
            button.setText(f"{verb}: {label[:40]}" if label else verb)
            button.setEnabled(label is not None and not self.desk.read_only)
        self.chain.setText(f"Head {head}" if head else "No steps yet")
        assert self.header is not None
        self.header.set_subtitle(f"{steps:,} step{'s' * (steps != 1)}")

    def _changed(self, _changes: ChangeSet) -> None:
        self.mark_stale()

    def show_ref(self, ref: RecordRef) -> None:
        """Shows only what was done to a record."""
        record = self.desk.ask(ByIds(ref.kind, (ref.id,))).get(ref.id)
        name = title_of(record) if record is not None else f"{ref.kind.words} {ref.id}"
        runs = (Run("Only", Type.SECONDARY, "text2"), Run(name, Type.BODY_MEDIUM, "text", ICONS[ref.kind], "text2"))
        self.only.set_runs(runs, f"Only steps that changed {name}")
        self.bar.show()
        self._show(ref)

    def show_all(self) -> None:
        """Shows every step again."""
        self.bar.hide()
        self._show(None)

    def _show(self, record: RecordRef | None) -> None:
        self._filled = True
        self.model.show(record)
        if self.model.steps:
            self.table.select_row(0)
        else:
            self.detail.show_step(None)
