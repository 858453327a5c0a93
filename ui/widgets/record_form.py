"""A form made from a record kind's fields: labels, widgets and errors come from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import FLAGS, Field, FieldType, fields_of
from casefile.errors import UserError
from casefile.services.texts import SET_WHEN_MADE
from ui.desk import Desk
from ui.look.forms import Form, FormRow
from ui.models.kinds import Names
from ui.widgets.editors import CheckEditor, Editor, editor_for

Line = str | tuple[str, ...]  # a field, or several side by side
GIVEN_ONCE = {RecordKind.EXCERPT: {"document_id", "page", "text"}}  # fixed fields of a new one
NOT_SHOWN = {"boxes", "layer_id", "start", "end", "computation", "sequestered", "part", "order", "order_in_day"}
SMALL = (FieldType.CHOICE, FieldType.DATE, FieldType.INTEGER, FieldType.MONEY)


def fields_by_name(kind: RecordKind) -> dict[str, Field]:
    return {own.name: own for own in fields_of(RECORDS[kind])}


def given_fields(kind: RecordKind) -> list[Field]:
    """What a person fills in for a new record: what it needs first."""
    new = GIVEN_ONCE.get(kind, set()) if kind in SET_WHEN_MADE else set()
    own = [f for f in fields_of(RECORDS[kind]) if (not f.fixed or f.name in new) and f.name not in (*FLAGS, *NOT_SHOWN)]
    return sorted(own, key=lambda f: (not f.required, f.name == "number"))


def paired(fields: Sequence[Field]) -> list[Line]:
    """Fields in lines: two small ones that follow each other share one."""
    lines: list[Line] = []
    waiting: Field | None = None
    for own in fields:
        if waiting is not None and own.type in SMALL:
            lines.append((waiting.name, own.name))
            waiting = None
            continue
        if waiting is not None:
            lines.append(waiting.name)
        waiting = own if own.type in SMALL else None
        if waiting is None:
            lines.append(own.name)
    return [*lines, waiting.name] if waiting is not None else lines


def _as_new(own: Field) -> Field:
    """A new record gets its number from the file, where none is written."""
    return replace(own, fixed=False, required=own.required and own.name != "number")


class RecordForm(Form):
    """Editors by field name, laid out in lines.

    Args:
        new: For a record that is being made: then what is fixed later may be written, too.
    """

    def __init__(self, desk: Desk, kind: RecordKind, names: Names, *, new: bool = False) -> None:
        super().__init__()
        self._desk, self._names = desk, names
        self.fields = fields_by_name(kind)
        if new:
            self.fields = {name: _as_new(own) for name, own in self.fields.items()}
        self.editors: dict[str, Editor] = {}

    def add_lines(self, lines: Iterable[Line]) -> None:
        """Adds fields below what is there."""
        for line in lines:
            names = (line,) if isinstance(line, str) else line
            marks = [name for name in names if self.fields[name].type is FieldType.BOOLEAN]
            if marks or len(names) == 1:
                for name in names:
                    self.box.addWidget(self._row(name))
                continue
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in names:
                side = QVBoxLayout()
                side.addWidget(self._row(name))
                side.addStretch(1)
                row.addLayout(side, 1)
            self.box.addLayout(row)

    def _row(self, name: str) -> QWidget:
        own = self.fields[name]
        editor = self.editors[name] = editor_for(own, self._desk, self._names)
        if isinstance(editor, CheckEditor):
            return editor.widget
        row = self.rows[name] = FormRow(own.label, editor.widget, required=own.required and not own.fixed)
        return row

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What is written, by field, and what is wrong, by field."""
        values, problems = {}, {}
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except UserError as error:
                problems[name] = str(error)
        return values, problems
