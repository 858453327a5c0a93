"""A field that refers to another record: type to search, choose from a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter

from ui.look import icons
from ui.look.cells import ROW, Cell, Column, Index, RowsModel
from ui.look.delegates import RowDelegate
from ui.look.fields import LineField
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.theme import theme
from ui.look.tokens import Type


@dataclass(frozen=True, slots=True)
class Choice:
    """A record to choose: its key, its name, a quieter word that tells it from others of that name, an icon."""

    key: object
    words: str
    detail: str = ""
    icon: str = ""
    tone: str = "text2"

    def sentence(self) -> str:
        """For screen readers."""
        return f"{self.words}, {self.detail}" if self.detail else self.words


def _cell(choice: Choice) -> Cell:
    name = Run(choice.words, Type.BODY, "text", choice.icon, choice.tone)
    return Cell(((name, Run(choice.detail, Type.SECONDARY, "text3")),) if choice.detail else ((name,),))


class _Found(RowDelegate):
    """A row of the list. The completer puts a model of its own before ours, which has no columns to ask."""

    def boxes(self, rect: QRect, index: Index) -> list[tuple[QRect, Index]]:
        return [(rect.adjusted(10, 0, -10, 0), index)]


class RecordSelect(LineField):
    """Searches while one types; Down or a click opens the list; leaving it empty means no record.

    Signals:
        chosen: The `Choice`, or None once the field was emptied.

    Args:
        name: Accessible name.
        look_up: Records for the typed words, the best first; called with "" for the first few.
        optional: Whether it may be left empty.
    """

    chosen = Signal(object)

    def __init__(self, name: str, look_up: Callable[[str], Sequence[Choice]], optional: bool = True) -> None:
        super().__init__(name, placeholder="None" if optional else "Type to search")
        self.look_up, self.optional = look_up, optional
        self.choice: Choice | None = None
        self.model = RowsModel([Column("Record", _cell)], [], Choice.sentence, self)
        self.list = RowList(f"{name}: records found", self.model)
        self.list.keeps_selection = True
        self.list.setMaximumHeight(theme().px(320))
        self._completer = QCompleter(self.model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self.list)
        self.list.setItemDelegate(_Found(self.list, extra=0, hairlines=False))  # the completer brings its own
        self.list.setProperty("popup", True)
        self.list.setFrameShape(RowList.Shape.StyledPanel)  # the completer counts it in, where it is styled, too
        self._completer.setMaxVisibleItems(9)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]  # one of two overloads
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)
        self.setTextMargins(0, 0, theme().px(20), 0)

    def set_choice(self, choice: Choice | None) -> None:
        """Shows a record without telling anybody."""
        self.choice = choice
        self.setText(choice.words if choice else "")
        self.setAccessibleDescription(choice.detail if choice else "")

    def open(self) -> None:
        """Shows the first records, whatever is typed."""
        self._search("")

    def _search(self, words: str) -> None:
        self.model.set_rows(list(self.look_up(words.strip())))
        if self.model.rows:
            self._completer.complete()
        else:
            self.list.hide()

    def _typed(self, words: str) -> None:
        if words.strip():
            self._search(words)
        else:
            self.list.hide()

    def _picked(self, index: QModelIndex) -> None:
        choice = index.data(ROW)
        if isinstance(choice, Choice):
            self.set_choice(choice)
            self.chosen.emit(choice)

    def _settle(self) -> None:
        self.list.hide()
        words = self.text().strip()
        if self.choice is not None and words == self.choice.words:
            return
        named = (
            [choice for choice in self.look_up(words) if choice.words.casefold() == words.casefold()] if words else []
        )
        if len(named) == 1:
            self.set_choice(named[0])
            self.chosen.emit(named[0])
        elif words or not self.optional:  # words that name no record: back to what was chosen
            self.set_choice(self.choice)
        elif self.choice is not None:
            self.set_choice(None)
            self.chosen.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self.list.isVisible():
            self.open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - 28:
            self.open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme().px(15)
        icons.draw(QPainter(self), "search", "text3", 15, self.width() - size - 9, (self.height() - size) / 2)
