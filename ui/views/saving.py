"""Saves the fields of the record that is shown, one at a time, and merges in what others change meanwhile."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from casefile.domain.refs import ChangeSet, RecordRef
from casefile.domain.schema import Record
from casefile.errors import CasefileError, StaleRecord, UserError
from casefile.services.commands.records import EditRecord
from casefile.services.queries.records import ByIds
from ui.desk import Desk
from ui.widgets.record_form import RecordForm

UNREADABLE = object()


class FieldSaver(QObject):
    """A field is saved when it is left. Saves go out one after another, each on the version the last one made.

    A field that nobody is writing in follows every change. One that is being written in keeps its words; if somebody
    else changed that very field, it is a conflict, and stays one until `keep_mine` or `keep_theirs`.

    Signals:
        merged: The `Record` as it now is, after a change of ours or of others.
        conflicted: The names of the fields in conflict; empty once they are settled.
    """

    merged = Signal(object)
    conflicted = Signal(object)

    def __init__(self, desk: Desk, form: RecordForm, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.form = desk, form
        self.base: Record | None = None
        self.conflicts: set[str] = set()
        self._shown: dict[str, Any] = {}  # what each field said when the record's value was put there
        self._ours: dict[str, Any] = {}  # what we sent last, by field
        self._waiting: dict[tuple[RecordRef, str], Any] = {}
        self._versions: dict[RecordRef, int] = {}
        self._sending = False

    def watch(self) -> None:
        """Saves each field of the form when it is left; called once the form is complete."""
        for name, editor in self.form.editors.items():
            if not editor.own.fixed:
                editor.done.connect(partial(self.save, name))

    def show(self, record: Record | None) -> None:
        """Shows another record, after what was written for the last one was sent."""
        self.flush()
        self.base = record
        self._ours.clear()
        self._settle(set())
        if record is None:
            return
        self._versions[record.ref] = record.version
        for name in self.form.editors:
            self._put(name)

    def flush(self) -> None:
        """Sends every field that differs from what was shown."""
        for name in self.form.editors if self.base is not None else ():
            self.save(name)

    def is_touched(self, name: str) -> bool:
        """Whether somebody wrote in a field since its value was put there."""
        return bool(self.form.editors[name].text() != self._shown.get(name))

    def save(self, name: str) -> None:
        """Sends a field, if it was touched and can be read."""
        if self.base is None or name in self.conflicts or self.form.fields[name].fixed:
            return
        if not self.is_touched(name):
            self._fault(name, "")
            return
        try:
            value = self.form.editors[name].value()
        except UserError as error:
            self._fault(name, str(error))
            return
        self._fault(name, "")
        self._waiting.pop((self.base.ref, name), None)
        if value != getattr(self.base, name):
            self._waiting[self.base.ref, name] = value
            self._send()

    def merge(self, record: Record) -> None:
        """Takes the record as it now is."""
        old, self.base = self.base, record
        assert old is not None
        self._versions[record.ref] = max(record.version, self._versions.get(record.ref, 0))
        conflicts = set(self.conflicts)
        for name in self.form.editors:
            now, before = getattr(record, name), getattr(old, name)
            if name in conflicts:
                continue
            if not self.is_touched(name) or self._written(name) == now:
                self._put(name)
            elif now not in (before, self._ours.get(name, UNREADABLE)):
                conflicts.add(name)
                self._waiting.pop((record.ref, name), None)
        if conflicts != self.conflicts:
            self._settle(conflicts)
        self.merged.emit(record)

    def reload(self) -> bool:
        """Reads the record again.

        Returns:
            Whether it is still there.
        """
        if self.base is None:
            return False
        record = self._read(self.base.ref)
        if record is not None:
            self.merge(record)
        return record is not None

    def keep_mine(self) -> None:
        """Saves our words over theirs."""
        names = sorted(self.conflicts)
        self._settle(set())
        for name in names:
            self.save(name)

    def keep_theirs(self) -> None:
        """Shows their words; ours go."""
        names = sorted(self.conflicts)
        self._settle(set())
        for name in names:
            self._put(name)

    def mine_and_theirs(self) -> list[tuple[str, Any, Any]]:
        """(field, what we wrote, what the record says) of each conflict."""
        return [(name, self._written(name), getattr(self.base, name)) for name in sorted(self.conflicts)]

    # --- out to the file ---

    def _send(self) -> None:
        if self._sending or not self._waiting:
            return
        (ref, name), value = next(iter(self._waiting.items()))
        del self._waiting[ref, name]
        self._sending, version = True, self._versions[ref]
        if self.base is not None and self.base.ref == ref:
            self._ours[name] = value
        self._desk.run(
            EditRecord(ref.kind, ref.id, {name: value}, version),
            origin=self,
            then=partial(self._landed, ref, version),
            failed=partial(self._failed, ref, name, value),
        )

    def _landed(self, ref: RecordRef, version: int, changes: ChangeSet) -> None:
        self._sending = False
        if ref in changes.refs:
            self._versions[ref] = max(version + 1, self._versions[ref])
        if self.base is not None and self.base.ref == ref:
            self.reload()
        self._send()

    def _failed(self, ref: RecordRef, name: str, value: Any, error: CasefileError) -> None:
        self._sending = False
        shown = self.base is not None and self.base.ref == ref
        if isinstance(error, StaleRecord) and shown and self.reload():
            if name not in self.conflicts:  # somebody changed another field: ours goes on top
                self._waiting[ref, name] = value
        elif isinstance(error, UserError) and shown and name in self.form.rows:
            self._fault(name, f"{error} {error.hint}".rstrip())
        else:
            if shown:
                self._put(name)
            self._desk.fail(error)
        self._send()

    def _read(self, ref: RecordRef) -> Record | None:
        return self._desk.ask(ByIds(ref.kind, (ref.id,))).get(ref.id)

    # --- in the form ---

    def _written(self, name: str) -> Any:
        try:
            return self.form.editors[name].value()
        except UserError:
            return UNREADABLE

    def _put(self, name: str) -> None:
        editor = self.form.editors[name]
        editor.show(getattr(self.base, name))
        self._shown[name] = editor.text()
        self._fault(name, "")

    def _fault(self, name: str, sentence: str) -> None:
        row = self.form.rows.get(name)
        if row is not None and row.error != sentence:
            row.set_error(sentence)

    def _settle(self, conflicts: set[str]) -> None:
        for name in self.conflicts | conflicts:
            if name in self.form.rows:
                self.form.rows[name].set_conflict(name in conflicts)
        changed, self.conflicts = conflicts != self.conflicts, conflicts
        if changed:
            self.conflicted.emit(frozenset(conflicts))
