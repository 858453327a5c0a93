"""Forms: a label above each field, a hint or an error below it, in one column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import paint
from ui.look.base import EXPANDING, MINIMUM, Label, Legend, announce, lay_row, polish
from ui.look.tokens import Type


class FormRow(QWidget):
    """A field with its label above (5 px) and one sentence below: a hint, or what is wrong.

    A field made of several widgets names the one with the border `inner`.
    """

    def __init__(self, label: str, field: QWidget, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.field, self.hint = field, hint
        self.label = Label(label, Type.SECONDARY, "text2", elide=True)
        self.label.setBuddy(field)
        head = QWidget()
        needed = Label("Required", Type.SECONDARY, "text3")
        needed.setVisible(required)
        lay_row(head, self.label, needed, gap=8).setStretch(0, 1)
        self.art = Legend((paint.Run("", Type.SECONDARY, "red", "circle-alert", icon_size=14),), "Problem")
        self.note = Label(hint, Type.SECONDARY, "text3", lines=3)
        below = self.below = QWidget()
        line = lay_row(below, self.art, self.note, gap=6)
        line.setStretch(1, 1)
        line.setAlignment(self.art, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(0, 4, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addSpacing(5)
        box.addWidget(field)
        box.addWidget(below)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.setSizePolicy(EXPANDING, MINIMUM)  # not fixed: Qt would cut an error that wraps
        self.error = ""
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Shows one sentence under a red border; an empty one takes it away."""
        self.error = sentence
        self.note.tone = "red" if sentence else "text3"
        self.note.setText(sentence or self.hint)
        self.art.setVisible(bool(sentence))
        self.below.setVisible(bool(sentence or self.hint))
        self.field.setAccessibleDescription(sentence or self.hint)
        polish(getattr(self.field, "inner", self.field), error=bool(sentence or self.own_error()))

    def own_error(self) -> str:
        """What the field itself says is wrong (a date that cannot be read)."""
        return str(getattr(self.field, "error", ""))

    def set_conflict(self, differs: bool) -> None:
        """Marks a field that somebody else changed with a dashed amber border."""
        polish(getattr(self.field, "inner", self.field), conflict=differs)


class Form(QWidget):
    """Rows 12 px apart, by name. `fail` puts sentences under fields and goes to the first of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.box = QVBoxLayout()
        self.box.setSpacing(12)
        whole.addLayout(self.box)
        whole.addStretch(1)

    def add(self, name: str, label: str, field: QWidget, hint: str = "", required: bool = False) -> FormRow:
        """Adds a field below the others."""
        row = self.rows[name] = FormRow(label, field, hint, required)
        self.box.addWidget(row)
        return row

    def add_beside(self, *rows: tuple[str, str, QWidget]) -> None:
        """Adds fields side by side, each as (name, label, field)."""
        line = QHBoxLayout()
        line.setSpacing(12)
        for name, label, field in rows:
            self.rows[name] = FormRow(label, field)
            line.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(line)

    def add_widget(self, widget: QWidget) -> None:
        """Adds something without a label: a check box, a note, a heading."""
        self.box.addWidget(widget)

    def fail(self, problems: Mapping[str, str]) -> bool:
        """Shows what is wrong, by the fields' names; no problems clear what was shown.

        A field that cannot read its own words (a date) counts as wrong, too.

        Returns:
            Whether anything is wrong.
        """
        for name, row in self.rows.items():
            row.set_error(problems.get(name, ""))
        first = next((row for row in self.rows.values() if row.error or row.own_error()), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(first.field, first.error or first.own_error())
        return first is not None
