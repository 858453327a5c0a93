"""The right widget for each field of a record, behind one small interface."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from casefile.domain.refs import RecordKind
from casefile.domain.schema import Field, FieldType
from casefile.domain.values import Money, PartialDate, short_date
from casefile.errors import UserError
from casefile.services.queries.records import ByIds, Filtered
from casefile.services.texts import value_of
from ui.desk import Desk
from ui.look.buttons import Check
from ui.look.fields import DateField, LineField, Select, TextBox
from ui.look.tokens import Type
from ui.models.columns import said_of
from ui.models.kinds import ICONS, Names, look, title_of
from ui.widgets.partial_date_edit import PartialDateEdit
from ui.widgets.record_select import Choice, RecordSelect

MOST = 9  # records that a reference field proposes
TELL = {
    FieldType.INTEGER: "Write a whole number.",
    FieldType.INSTANT: "Write a day and a time, for example 2017-06-30 14:00.",
    FieldType.JSON: "Write one “name: value” a line.",
}


class Editor(QObject):
    """A field's widget. `text` is what `value_of` reads; `show` takes a value of the record.

    Signals:
        done: A person left the field, chose something, or pressed Enter (in a passage Ctrl+Enter) in it.
    """

    done = Signal()

    def __init__(self, own: Field, widget: QWidget) -> None:
        super().__init__(widget)
        self.own, self.widget = own, widget
        focus = widget.focusProxy() or widget
        focus.installEventFilter(self)

    def text(self) -> Any:
        """What is written, as `value_of` reads it."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        """Puts a value of the record in the field."""
        raise NotImplementedError

    def value(self) -> Any:
        """The value as the record holds it.

        Raises:
            UserError: What is written does not fit; the message says what would.
        """
        text = self.text()
        if self.own.required and not isinstance(text, bool) and not str(text or "").strip():
            raise UserError(f"{self.own.label} cannot be empty.")
        try:
            return value_of(self.own, text, lambda _kind, found: int(found))
        except UserError as error:
            raise UserError(TELL.get(self.own.type) or f"{error} {error.hint}".rstrip()) from None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.done.emit()
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.type() is QEvent.Type.FocusOut
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        ):
            self.done.emit()
        return False


class LineEditor(Editor):
    """Text on one line, numbers, money, instants."""

    def __init__(self, own: Field) -> None:
        self.line = LineField(own.label)
        self.line.setReadOnly(own.fixed)
        super().__init__(own, self.line)
        self.line.returnPressed.connect(self.done)

    def text(self) -> str:
        return self.line.text()

    def show(self, value: Any) -> None:
        said = value.printed() if isinstance(value, Money) else value
        if isinstance(said, dt.datetime):
            said = said.isoformat(" ", "minutes")
        self.line.setText("" if said is None else str(said))


class FixedEditor(LineEditor):
    """What is set once and for all, in words."""

    def __init__(self, own: Field, names: Names) -> None:
        self.names = names
        super().__init__(own)

    def show(self, value: Any) -> None:
        self.line.setText(said_of(self.own, value, self.names))


class LongEditor(Editor):
    """A passage; a source's own words are set in serif."""

    def __init__(self, own: Field, least: int = 2) -> None:
        self.box = TextBox(own.label, Type.QUOTE if own.quoted else Type.BODY, least=least)
        self.box.setReadOnly(own.fixed)
        super().__init__(own, self.box)

    def text(self) -> str:
        raw = self.box.document().toRawText()  # toPlainText would turn no-break spaces into plain ones
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def show(self, value: Any) -> None:
        self.box.setPlainText(value or "")


class MappingEditor(LongEditor):
    """A mapping of words to words, one "name: value" a line; anything deeper is shown and not edited."""

    def __init__(self, own: Field) -> None:
        super().__init__(own, least=1)
        self._deep: Any = None

    def text(self) -> Any:
        if self._deep is not None:
            return self._deep
        pairs = [line.partition(":") for line in str(super().text()).splitlines() if line.strip()]
        if any(not colon or not name.strip() for name, colon, _ in pairs):
            return "?"  # no JSON: the field says how it is written
        return {name.strip(): value.strip() for name, _, value in pairs}

    def show(self, value: Any) -> None:
        value = {} if value is None else value
        flat = isinstance(value, dict) and all(isinstance(own, str) and "\n" not in own for own in value.values())
        self._deep = None if flat else value
        self.box.setReadOnly(not flat)
        lines = "\n".join(f"{name}: {own}" for name, own in value.items()) if flat else json.dumps(value, indent=1)
        self.box.setPlainText(lines)


class ChoiceEditor(Editor):
    """A word of a closed list, with its icon where it has one."""

    def __init__(self, own: Field) -> None:
        assert own.choices is not None
        looks = [look(word) for word in own.choices]
        self.words: list[str] = [word.value for word in own.choices]
        options = [one.word for one in looks]
        art = [(one.icon, one.tone) for one in looks] if all(one.icon for one in looks) else []
        if not own.required and own.default is None:
            self.words.insert(0, "")
            options.insert(0, "None")
            art = []  # "None" has no icon, and a list with a gap looks broken
        self.select = Select(own.label, options, art=art)
        super().__init__(own, self.select)
        self.select.activated.connect(lambda _n: self.done.emit())

    def text(self) -> str:
        return self.words[self.select.currentIndex()]

    def show(self, value: Any) -> None:
        word = "" if value is None else str(value)
        self.select.setCurrentIndex(self.words.index(word) if word in self.words else 0)


class ReferenceEditor(Editor):
    """Another record, found by a few letters of its name."""

    def __init__(self, own: Field, desk: Desk, names: Names) -> None:
        assert own.target is not None
        self.target, self.names = own.target, names
        self.field = RecordSelect(own.label, partial(records_like, desk, own.target), optional=not own.required)
        super().__init__(own, self.field)
        self.field.chosen.connect(lambda _choice: self.done.emit())

    def text(self) -> str:
        return str(self.field.choice.key) if self.field.choice else ""

    def show(self, value: Any) -> None:
        named = self.names.of(self.target, value)
        self.field.set_choice(Choice(value, named or f"{self.target.words} {value}") if value is not None else None)


class DayEditor(Editor):
    """One day; Delete empties it where it may be empty."""

    def __init__(self, own: Field) -> None:
        self.field = DateField(own.label, optional=not own.required)
        super().__init__(own, self.field)

    def text(self) -> str:
        day = self.field.value()
        return day.isoformat() if day else ""

    def show(self, value: Any) -> None:
        self.field.set_value(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        empties = self.field.optional and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if empties and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self.field.set_value(None)
            return True
        return super().eventFilter(watched, event)


class PartialEditor(Editor):
    """A date as far as it is known, with its reading below."""

    def __init__(self, own: Field) -> None:
        self.field = PartialDateEdit(own.label, PartialDate.read, _reading)
        super().__init__(own, self.field)
        self.field.inner.returnPressed.connect(self.done)

    def text(self) -> str:
        return self.field.text()

    def show(self, value: Any) -> None:
        self.field.set_text(value.printed() if value is not None else "")


def _reading(value: object) -> str:
    assert isinstance(value, PartialDate)
    if value.day is not None:
        return short_date(value.day)
    return f"Day not known; sorted as {short_date(value.sort_key[0])}"


class CheckEditor(Editor):
    """Yes or no; the words stand beside the mark."""

    def __init__(self, own: Field) -> None:
        self.check = Check(own.label)
        super().__init__(own, self.check)
        self.check.clicked.connect(lambda _on: self.done.emit())

    def text(self) -> bool:
        return self.check.isChecked()

    def show(self, value: Any) -> None:
        self.check.setChecked(bool(value))


def editor_for(own: Field, desk: Desk, names: Names) -> Editor:
    """The widget that fits a field."""
    if own.fixed and not own.long and own.type not in (FieldType.JSON, FieldType.BOOLEAN):
        return FixedEditor(own, names)
    match own.type:
        case FieldType.BOOLEAN:
            return CheckEditor(own)
        case FieldType.CHOICE:
            return ChoiceEditor(own)
        case FieldType.REFERENCE:
            return ReferenceEditor(own, desk, names)
        case FieldType.DATE:
            return DayEditor(own)
        case FieldType.PARTIAL_DATE:
            return PartialEditor(own)
        case FieldType.JSON:
            return MappingEditor(own)
    return LongEditor(own) if own.long else LineEditor(own)


def records_like(desk: Desk, kind: RecordKind, words: str) -> Sequence[Choice]:
    """The first records whose names have the words, for a field that refers to one."""
    ids = [key[1] for key in desk.ask(Filtered(kind, words, limit=MOST))]
    found = desk.ask(ByIds(kind, ids))
    return [Choice(own, title_of(found[own]), icon=ICONS[kind]) for own in ids if own in found]
