"""What we wrote beside what somebody else wrote, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.domain.schema import Field
from ui.look.base import Label
from ui.look.dialogs import Dialog
from ui.look.fields import TextBox
from ui.look.forms import FormRow
from ui.look.tokens import Type
from ui.models.columns import said_of
from ui.models.kinds import Names


class Compare(Dialog):
    """Closes with `chosen` set to `MINE` or `THEIRS`, or without a choice."""

    MINE, THEIRS = "Keep mine", "Keep theirs"
    WIDE = 680

    def __init__(self, parent: QWidget | None, names: Names, pairs: Sequence[tuple[Field, Any, Any]]) -> None:
        super().__init__(
            parent, "Compare both texts", self.MINE, "Nothing is lost: what is replaced stays in the history.",
            other=self.THEIRS,
        )  # fmt: skip
        for own, mine, theirs in pairs:
            self.box.addWidget(Label(own.label, Type.BODY_SEMI))
            line = QHBoxLayout()
            line.setSpacing(12)
            for heading, value in (("Mine", mine), ("Theirs", theirs)):
                field = TextBox(f"{own.label}, {heading.lower()}", Type.QUOTE if own.quoted else Type.BODY)
                field.setPlainText(str(value) if isinstance(value, str) else said_of(own, value, names))
                field.setReadOnly(True)
                line.addWidget(FormRow(heading, field), 1)
            self.box.addLayout(line)
        self.fit()
