"""Go to anything: screens and records by a few letters of their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from casefile.domain.refs import RecordRef
from casefile.errors import UserError
from casefile.services.queries.search import Hit, Search
from ui.desk import Desk
from ui.look.cells import Cell, Column, RowsModel
from ui.look.dialogs import Dialog
from ui.look.fields import LineField
from ui.look.paint import Run
from ui.look.rows import Table
from ui.look.theme import theme
from ui.look.tokens import Type

MOST = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can go: a screen, or a record on its screen."""

    words: str
    what: str
    screen: str
    ref: RecordRef | None = None


def _cell(place: Place) -> Cell:
    return Cell(((Run(place.words, Type.BODY, after=10), Run(place.what, Type.SECONDARY, "text3")),))


def _place(hit: Hit) -> Place:
    ref = RecordRef(hit.kind, hit.id, hit.uid)
    return Place((hit.title or hit.snippet)[:80], hit.kind.words, hit.kind.value, ref)


class Palette(Dialog):
    """Type, choose with Up and Down, go with Enter."""

    WIDE = 560

    def __init__(self, parent: QWidget, desk: Desk, screens: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "Go to anything", "Go")
        self._desk = desk
        self._screens = [Place(title, "Screen", screen) for title, screen in screens]
        self.field = LineField("Name of a screen or record", placeholder="A few letters of a name")
        self.model = RowsModel([Column("Place", _cell)], self._screens, lambda place: f"{place.words}, {place.what}")
        self.list = Table("Places", self.model, sortable=False)
        self.list.horizontalHeader().hide()
        self.list.setMinimumHeight(theme().px(320))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.on_open(lambda _place: self._go())
        self.box.addWidget(self.field)
        self.box.addWidget(self.list)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.accepted.connect(self._go)
        self.list.select_row(0)

    def _look(self, words: str) -> None:
        wanted = words.lower().split()
        found = [own for own in self._screens if all(word in own.words.lower() for word in wanted)]
        if wanted:
            found += self._records(words)
        self.model.set_rows(found[:MOST])
        if found:
            self.list.select_row(0)
        self.primary.setEnabled(bool(found))

    def _records(self, words: str) -> list[Place]:
        try:
            hits = self._desk.ask(Search(words, limit=MOST, prefix=True)).hits
        except UserError:
            return []
        return [
            Place(
                hit.title[:80] or hit.snippet[:80], hit.kind.words, hit.kind.value, RecordRef(hit.kind, hit.id, hit.uid)
            )
            for hit in hits
        ]

    def _go(self) -> None:
        place = self.list.current()
        self.close()
        if isinstance(place, Place):
            self._desk.go(place.screen, place.ref)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.model.rowCount():
                at = (self.list.currentIndex().row() + step) % self.model.rowCount()
                self.list.select_row(at)
                return True
        return super().eventFilter(watched, event)
