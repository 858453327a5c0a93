"""A field for dates as letters give them: free text, and below it how the program reads it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import UserError
from ui.look.base import EXPANDING, FIXED, Legend, polish
from ui.look.fields import LineField
from ui.look.paint import Run
from ui.look.tokens import Type

Parse = Callable[[str], object]


class PartialDateEdit(QWidget):
    """Takes "July 2017", "about June 30, 2017", "before 2018"; prints the reading while one types.

    Signals:
        changed: The value after each change that can be read; None for an empty field.

    Args:
        name: Accessible name.
        parse: Turns the words into a value or raises `UserError` or `ValueError` with one sentence.
        describe: Prints a value in full, with what the sort order will take it for.
        example: Shown in the empty field.
    """

    changed = Signal(object)

    def __init__(
        self, name: str, parse: Parse, describe: Callable[[object], str] = str, example: str = "For example, July 2017"
    ) -> None:
        super().__init__()
        self.parse, self.describe, self.example = parse, describe, example
        self.inner = LineField(name, placeholder="")
        self.reading = Legend((Run("-"),), elide=True)
        self.value: object | None = None
        self.error = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.inner)
        box.addWidget(self.reading)
        self.setFocusProxy(self.inner)
        self.setAccessibleName(name)
        self.setSizePolicy(EXPANDING, FIXED)
        self.inner.textChanged.connect(self._read)
        self.inner.editingFinished.connect(self._left)
        self._read()

    def text(self) -> str:
        """The words as typed."""
        return self.inner.text()

    def set_text(self, words: str) -> None:
        """Shows words, as if they had been typed."""
        self.inner.setText(words)

    def _read(self) -> None:
        words = self.inner.text().strip()
        self.error, value = "", None
        if words:
            try:
                value = self.parse(words)
            except (UserError, ValueError) as error:
                self.error = str(error)
        self.value = value
        if self.error:
            self._say(self.error, "amber", "circle-question-mark")  # red only once the field is left
        elif value is None:
            self._say(self.example, "text3", "")
        else:
            self._say(self.describe(value), "text2", "corner-down-right")
        polish(self.inner, error=False)
        self.inner.setAccessibleDescription(self.reading.text())
        if not self.error:
            self.changed.emit(value)

    def _left(self) -> None:
        if self.error:
            self._say(self.error, "red", "circle-alert")
            polish(self.inner, error=True)

    def _say(self, words: str, tone: str, icon: str) -> None:
        self.reading.set_runs((Run(words, Type.SECONDARY, tone, icon, icon_size=14),), words)
