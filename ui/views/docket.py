"""The docket: what is due, who stands where, what is answered, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casefile.domain.enums import Direction
from casefile.domain.records import Correspondence
from casefile.domain.refs import ChangeSet, RecordKind
from casefile.domain.values import WEEKDAYS, PartialDate, long_date
from casefile.services.queries.history import History, StepRow
from casefile.services.queries.home import DocketHome, Home, PlaceRow, Round
from casefile.services.queries.law import Due
from casefile.services.queries.records import ByIds, Records
from casefile.services.settings import today
from ui.desk import Desk
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import MINIMUM, PREFERRED, Legend, Pane, Scroll, lay_column
from ui.look.buttons import Button
from ui.look.cells import Column, RowsModel, text
from ui.look.delegates import RowDelegate
from ui.look.paint import Run
from ui.look.rows import RowList, Rows, Table
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import STANDINGS
from ui.widgets import docket_rows as rows

K = RecordKind
WIDEST = 1560  # of the cards, centred beyond that


class Tile(Pane):
    """A card that shows its list, or says that there is nothing yet; the count stands beside its heading."""

    def __init__(self, title: str, view: RowList | Table, side: QWidget | None, empty: EmptyState) -> None:
        super().__init__("surface", radius=8)
        self.words, self.view, self.empty = title, view, empty
        self.heading = Legend((Run(title, Type.CARD),), title)
        head = Pane("", "b", 42)
        head.row(self.heading, 1, *([side] if side else []), sides=(16, 16))
        self.box = lay_column(self, head, view, empty)
        self.box.setContentsMargins(1, 1, 1, 1)
        self.setSizePolicy(PREFERRED, MINIMUM)
        self.setAccessibleName(title)
        empty.setFixedHeight(theme().px(200))
        view.fit()

    def show_rows(self, found: Sequence[Any], note: str = "") -> None:
        """Shows rows and, beside the heading, how many there are."""
        model = self.view.model()
        assert isinstance(model, RowsModel)
        if list(model.rows) != list(found):
            model.set_rows(found)
        runs = (Run(self.words, Type.CARD), Run(note, Type.SECONDARY, "text3"))
        self.heading.set_runs(runs if note else runs[:1], f"{self.words}, {note}" if note else self.words)
        self.view.setVisible(bool(found))
        self.empty.setVisible(not found)


class DocketView(Screen):
    """Args:
    clock: Gives the local date that days left are counted from.
    """

    hints = (("Ctrl K", "Go to anything"), ("Ctrl I", "Import letter"), ("Enter", "Open"), ("F6", "Next pane"))

    def __init__(self, desk: Desk, clock: Callable[[], dt.date] = today) -> None:
        self.import_button = Button("Import letter", "file-input", "primary")
        super().__init__(PageHeader("Docket", "", self.import_button, side=24))
        self.desk, self.clock, self.narrow = desk, clock, False
        self.home: Home | None = None
        self._took, self._reading = 0.0, False
        self._lists(clock())
        self._cards()
        self._lay_out()
        self._connect()

    # --- parts ---

    def _lists(self, day: dt.date) -> None:
        def made(name: str, columns: Sequence[Column], sentence: Callable[[Any], str]) -> RowList:
            return RowList(name, RowsModel(columns, [], sentence, self))

        self.deadlines = made("Next deadlines", rows.DEADLINE_COLUMNS, rows.due_sentence)
        self.deadlines.setItemDelegate(RowDelegate(self.deadlines, (Type.BODY_MEDIUM, Type.SECONDARY), extra=0))
        self.places = Table("Jurisdictions", RowsModel(rows.PLACE_COLUMNS, [], rows.place_sentence, self))
        self.places.keep(self.desk.settings, "table/docket-places")
        self.rounds = made("Demands answered", [Column("Letter", lambda own: text(own.title))], rows.round_sentence)
        self.rounds.setItemDelegate(rows.RoundDelegate(self.rounds))
        columns = rows.change_columns(day)
        self.changes = made("Recent changes", columns, lambda own: f"{own.label}, {own.actor}, {columns[2].say(own)}")
        self.changes.setItemDelegate(RowDelegate(self.changes, (Type.BODY, Type.SECONDARY), extra=-2, hairlines=False))

    def _cards(self) -> None:
        key = tuple(
            Run(own.word, Type.SECONDARY, "text2", own.icon, own.tone, icon_size=13, gap=5, after=14)
            for own in STANDINGS.values()
        )
        words = "Key: " + ", ".join(own.word.lower() for own in STANDINGS.values())
        self.all_deadlines, self.all_letters, self.all_changes = (
            Button("All deadlines", kind="link"), Button("Letters", kind="link"), Button("History", kind="link"),
        )  # fmt: skip
        first = EmptyState(
            "calendar-days", "No deadlines yet", "Import a letter or add the first date.", "Import letter"
        )
        nowhere = EmptyState(
            "map-pin", "No jurisdictions yet", "Add the first one, or import a letter.", "New jurisdiction"
        )
        none = EmptyState("mail", "No letters yet", "What letters ask for is counted here once they are imported.")
        quiet = EmptyState("history", "No changes yet", "Everything that is done in this file is listed here.")
        first.button.clicked.connect(lambda: self.desk.go("review"))
        nowhere.button.clicked.connect(lambda: self.desk.go(K.JURISDICTION.value))
        self.tiles = [
            Tile("Next deadlines", self.deadlines, self.all_deadlines, first),
            Tile("Jurisdictions", self.places, Legend(key, words, elide=True), nowhere),
            Tile("Demands answered", self.rounds, self.all_letters, none),
            Tile("Recent changes", self.changes, self.all_changes, quiet),
        ]
        self.tiles[3].box.insertSpacing(1, 6)
        self.tiles[3].box.addSpacing(8)

    def _lay_out(self) -> None:
        self.page = QWidget()
        self.grid = QGridLayout(self.page)
        self.grid.setHorizontalSpacing(20)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for column, tiles in ((self.left, self.tiles[:2]), (self.right, self.tiles[2:])):
            column.setSpacing(18)
            for tile in tiles:
                column.addWidget(tile)
            column.addStretch(1)
        self.grid.addLayout(self.left, 0, 0)
        self.set_body(Scroll(self.page))
        self.panes = [self.deadlines, self.places, self.rounds, self.changes]
        self.set_narrow(False)
        theme().scaled.connect(self._restyle)

    def _connect(self) -> None:
        self.import_button.clicked.connect(lambda: self.desk.go("review"))
        self.all_deadlines.clicked.connect(lambda: self.desk.go(K.DEADLINE.value))
        self.all_letters.clicked.connect(lambda: self.desk.go(K.CORRESPONDENCE.value))
        self.all_changes.clicked.connect(lambda: self.desk.go("history"))
        opening: tuple[tuple[Rows, Callable[[Any], None]], ...] = (
            (self.deadlines, self._open_deadline), (self.places, self._open_place), (self.rounds, self._open_round),
            (self.changes, self._open_change),
        )  # fmt: skip
        for view, then in opening:
            view.on_open(then)
        self.desk.changed.connect(self._changed)

    # --- sizes ---

    def set_narrow(self, narrow: bool) -> None:
        """One column of cards when narrow; two otherwise, the right one of fixed width."""
        self.narrow = narrow
        self.grid.removeItem(self.right)
        self.grid.addLayout(self.right, 1 if narrow else 0, 0 if narrow else 1)
        self.grid.setVerticalSpacing(18 if narrow else 0)
        self._restyle()

    def _restyle(self) -> None:
        for tile in self.tiles[2:]:
            tile.setMinimumWidth(0 if self.narrow else theme().px(364))
            tile.setMaximumWidth(16777215 if self.narrow else theme().px(364))
        self.grid.setColumnStretch(0, 1)
        side = max(24, (self.width() - theme().px(WIDEST)) // 2)
        self.grid.setContentsMargins(side, 20, side, 20)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._restyle()

    # --- what is shown ---

    def refresh(self) -> None:
        """Reads the docket; in a job, since a large file takes a while."""
        if not self._reading:
            self._reading = True
            handle = self.desk.look_up(DocketHome(self.clock()), "Reading the docket", self._show)
            handle.finished.connect(self._read_on)

    _again = False

    def _read_on(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    def _changed(self, _changes: ChangeSet) -> None:
        self._again = self._reading
        self.mark_stale()

    def _show(self, home: Home) -> None:
        self.home, day = home, home.today
        assert self.header is not None
        self.header.set_subtitle(f"{WEEKDAYS[day.weekday()]}, {long_date(day)}")
        few = len(home.deadlines) < home.open_deadlines
        note = f"{len(home.deadlines)} of {home.open_deadlines}" if few else str(home.open_deadlines or "")
        self.tiles[0].show_rows(home.deadlines, note)
        self.tiles[1].show_rows(home.places, str(len(home.places) or ""))
        self.tiles[2].show_rows(home.rounds)
        self.tiles[3].show_rows(home.changes)

    # --- where rows lead ---

    def _open_deadline(self, due: Due) -> None:
        self.desk.go(K.DEADLINE.value, due.record.ref)

    def _open_place(self, row: PlaceRow) -> None:
        self.desk.go(K.JURISDICTION.value, row.place.ref)

    def _open_round(self, own: Round) -> None:
        """Goes to the first of its letters."""
        where = {"letter_on": PartialDate(own.letter_on), "direction": Direction.FROM_FEDERAL}
        letters = [one for one in self.desk.ask(Records(K.CORRESPONDENCE, where)) if isinstance(one, Correspondence)]
        kind = own.title.rpartition(": ")[2]
        named = [one for one in letters if own.title == one.title or kind == one.letter_kind.label.lower()]
        self.desk.go(K.CORRESPONDENCE.value, (named or letters)[0].ref if letters else None)

    def _open_change(self, step: StepRow) -> None:
        """Goes to the record that was changed, if it is still there, else to the history."""
        found = self.desk.ask(History(limit=1, before=step.number + 1))
        for change in found[0].changes if found else ():
            if self.desk.ask(ByIds(change.ref.kind, (change.ref.id,))):
                self.desk.go(change.ref.kind.value, change.ref)
                return
        self.desk.go("history")
