"""A table of the records of one kind, with the inspector of the selected one: the same screen for every kind."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from casefile.domain.records import RECORDS, Jurisdiction
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import Record, fields_of
from casefile.services.commands.records import NEVER_BY_HAND
from casefile.services.queries.records import Order, Records
from ui.desk import Desk
from ui.dialogs.records import AddRecord, EditSeveral, delete
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Label, Pane, lay_column
from ui.look.buttons import Button
from ui.look.fields import SearchField, Select
from ui.look.menus import Entries, MenuItem, popup
from ui.look.rows import Table
from ui.look.tokens import Type
from ui.models.columns import FACETS, shape_of
from ui.models.filtered_table import FilteredTableModel
from ui.models.kinds import ICONS, Names, look, noun, plural
from ui.views.inspector import Inspector
from ui.views.master import MasterScreen

K = RecordKind
TYPING_MS = 120  # after the last key before the table is narrowed
FIRST_ORDER = {K.DEADLINE: Order("safe_on"), K.FACT: Order("dated_on"), K.CORRESPONDENCE: Order("letter_on", True)}


class RecordsView(MasterScreen):
    """Everything below the header is made when the screen is first shown: there is one of these for each kind.

    Args:
        kind: Of the records.
        title: "Local policies", as the navigation says.
    """

    hints = (
        ("Ctrl N", "New record"), ("Ctrl L", "Filter"), ("Enter", "Edit"), ("Del", "Delete"), ("F6", "Next pane"),
    )  # fmt: skip

    def __init__(self, desk: Desk, kind: RecordKind, title: str) -> None:
        by_import = kind in NEVER_BY_HAND
        words, icon = ("Import letter", "file-input") if by_import else (f"New {noun(kind)}", "plus")
        self.new_button = Button(words, icon, "primary")
        super().__init__(PageHeader(title, "", self.new_button), desk)
        self.kind, self.title, self.by_import = kind, title, by_import
        self.model: FilteredTableModel | None = None
        self.new_button.clicked.connect(self.add)
        self.new_button.setEnabled(not desk.read_only)
        self.new_button.setVisible(kind is not K.PROFILE)

    # --- made when first shown ---

    def refresh(self) -> None:
        """Makes the table, or brings the filters up to date."""
        self._built()
        self._fill_places()

    def _built(self) -> FilteredTableModel:
        if self.model is not None:
            return self.model
        names = self.names = Names(self.desk, self)
        shape = shape_of(self.kind, names)
        order = FIRST_ORDER.get(self.kind, Order())
        self.model = FilteredTableModel(self.desk, self.kind, shape.columns, shape.sentence, shape.sorts, order, self)
        self.table = Table(self.title, self.model, lines=shape.lines)
        self.table.set_many()
        self.table.keeps_selection = True
        self.table.keep(self.desk.settings, f"table/{self.kind.value}")
        self.inspector = self.make_inspector(names)
        self.stack = QStackedWidget()
        self.empty, self.no_match = self._empty_states()
        for widget in (self.table, self.empty, self.no_match):
            self.stack.addWidget(widget)
        master = Pane("surface")
        lay_column(master, self._filter_bar(), self.stack, stretch=1)
        self.arrange(master, self.inspector, self.table, key=self.kind.value)
        self._connect(self.model)
        self._counted(self.model.rowCount())
        if self.model.rowCount():
            self.table.select_row(0)
        return self.model

    def make_inspector(self, names: Names) -> Inspector:
        return Inspector(self.desk, self.kind, names)

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        many = plural(self.kind, 2)
        sentence = (
            "Import a letter and review what it proposes." if self.by_import else f"Add the first {noun(self.kind)}."
        )
        empty = EmptyState(ICONS[self.kind], f"No {many} yet", sentence, self.new_button.text())
        empty.button.clicked.connect(self.add)
        empty.button.setEnabled(not self.desk.read_only)
        none = EmptyState("search-x", f"No {many} match", "Change the filter, or clear it.", "Clear filter")
        none.button.clicked.connect(self.clear_filter)
        return empty, none

    def _filter_bar(self) -> Pane:
        bar = Pane("surface", "b", 46)
        self.filter = SearchField("Name or number", "Ctrl L")
        fields = {own.name: own for own in fields_of(RECORDS[self.kind])}
        self.place = Select("Jurisdiction", ["Any jurisdiction"], button=True)
        self.has_places = "jurisdiction_id" in fields
        self.place.setVisible(self.has_places)
        self.place_ids: list[int | None] = [None]
        facet = fields.get(FACETS.get(self.kind, ""))
        choices = list(facet.choices or ()) if facet else []
        label = f"Any {facet.label.lower()}" if facet else ""
        self.facet = Select(
            facet.label if facet else "Filter", [label, *(look(own).word for own in choices)], button=True
        )
        self.facet.setVisible(facet is not None)
        self.facet_values: list[Any] = [None, *choices]
        self.shown = Label("", Type.SECONDARY, "text3")
        columns = Button("Columns", "columns-3", "quiet", small=True)
        columns.clicked.connect(
            lambda: popup(columns, self.table.column_menu(), columns.mapToGlobal(columns.rect().bottomLeft()))
        )
        bar.row(self.filter, self.place, self.facet, 1, self.shown, columns, gap=10)
        return bar

    def _connect(self, model: FilteredTableModel) -> None:
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._pick())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._pick())
        self.table.on_open(lambda _record: self.enter_side())
        self.table.on_menu(self._menu)
        model.counted.connect(self._counted)
        model.modelReset.connect(self._after_reset)
        self.typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self.typing.timeout.connect(self.narrow_table)
        self.filter.textChanged.connect(lambda _words: self.typing.start())
        self.filter.returnPressed.connect(self._to_table)
        for select in (self.place, self.facet):
            select.activated.connect(lambda _n: self.narrow_table())
        self.inspector.closing.connect(self.fold_side)
        self.inspector.delete_button.clicked.connect(self.delete_chosen)
        self.desk.changed.connect(self._changed)
        for keys, owner, then in (
            ("Ctrl+N", self, self.add), ("Ctrl+L", self, self.filter.setFocus), ("Del", self.table, self.delete_chosen),
            ("Ctrl+Shift+E", self.table, self.edit_chosen),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), owner, then)
            if owner is not self:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- filter ---

    def narrow_table(self) -> None:
        """Shows what the filter row asks for."""
        if self.model is None:
            return
        self.typing.stop()
        self.model.narrow(self.filter.text(), self._where())

    def _where(self) -> dict[str, Any]:
        """What the filter row chooses; a new record starts with it."""
        where: dict[str, Any] = {}
        if (place := self.place_ids[max(0, self.place.currentIndex())]) is not None:
            where["jurisdiction_id"] = place
        if (value := self.facet_values[max(0, self.facet.currentIndex())]) is not None:
            where[FACETS[self.kind]] = value
        return where

    def clear_filter(self) -> None:
        """Shows every record again."""
        self.filter.clear()
        self.place.setCurrentIndex(0)
        self.facet.setCurrentIndex(0)
        self.narrow_table()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_places(self) -> None:
        if not self.has_places:
            return
        places = [
            own for own in self.desk.ask(Records(K.JURISDICTION, order=("name",))) if isinstance(own, Jurisdiction)
        ]
        self.place_ids = [None, *(own.id for own in places)]
        self.place.set_options(["Any jurisdiction", *(own.name for own in places)])

    def _to_table(self) -> None:
        self.narrow_table()
        if self.table.model().rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _counted(self, number: int) -> None:
        assert self.model is not None and self.header is not None
        if self.model.is_filtered:
            self.shown.setText(f"{number:,} shown")
        else:
            self.shown.setText("")
            self.header.set_subtitle(f"{number:,}" if number else "")
        self.stack.setCurrentWidget(self.table if number else self.no_match if self.model.is_filtered else self.empty)

    # --- selection ---

    def _pick(self) -> None:
        chosen = self.table.chosen()
        current = self.table.current()
        record = current if current in chosen else chosen[0] if chosen else None
        if isinstance(record, Record) or record is None:
            self.inspector.show_record(record)

    def _after_reset(self) -> None:
        """After another order or filter: the record that was shown is selected again if it is there."""
        shown = self.inspector.record
        row = self.model.find(shown.id) if self.model is not None and shown is not None else None
        if row is not None:
            self.table.select_row(row)
        elif self.model is not None and self.model.rowCount():
            self.table.select_row(0)
        else:
            self.inspector.show_record(None)

    def show_ref(self, ref: RecordRef) -> None:
        """Selects a record, taking the filter away where it hides it."""
        model = self._built()
        if model.find(ref.id) is None and model.is_filtered:
            self.clear_filter()
        row = model.find(ref.id)
        if row is None:
            self.desk.say(f"This {noun(ref.kind)} is not in the case file.", "It was deleted or sequestered.", "amber")
            return
        self.table.select_row(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, changes: ChangeSet) -> None:
        targets = {own.target for own in fields_of(RECORDS[self.kind])} - {None, self.kind}
        if any(changes.touches(kind) for kind in targets if kind is not None):
            self.table.viewport().update()  # names of what rows refer to
        if changes.touches(K.JURISDICTION):
            self.mark_stale()

    # --- acts ---

    def add(self) -> None:
        """Opens the form for a new record; letters come in by import."""
        if self.by_import:
            self.desk.go("review")
        elif not self.desk.read_only and self.kind is not K.PROFILE:
            self._built()
            AddRecord(self.desk, self.window(), self.kind, self.show_ref, self._where()).open()

    def delete_chosen(self) -> None:
        """Deletes the selected records at once; Undo brings them back."""
        refs = tuple(record.ref for record in self.table.chosen())
        if not refs and self.inspector.record is not None:
            refs = (self.inspector.record.ref,)
        delete(self.desk, self.window(), refs)

    def edit_chosen(self) -> None:
        """Sets a field of all selected records."""
        records = self.table.chosen()
        if records and not self.desk.read_only:
            EditSeveral(self.desk, self.window(), records, self.names).open()

    def _menu(self, record: Record) -> Entries:
        chosen = self.table.chosen()
        many, locked = len(chosen) > 1, bool(self.desk.read_only)
        words = f"{len(chosen)} {plural(self.kind, len(chosen))}"
        return [
            MenuItem("Edit", self.enter_side, icon="pencil", enabled=not many),
            MenuItem(f"Change {words}…" if many else "Change a field…", self.edit_chosen, "Ctrl+Shift+E",
                     "square-pen", not locked),
            MenuItem("Copy as table", self.table.copy_rows, "Ctrl+C", "copy"),
            MenuItem("History", partial(self.desk.go, "history", record.ref), icon="history", enabled=not many),
            None,
            MenuItem(f"Delete {words}" if many else "Delete", self.delete_chosen, "Del", "trash-2", not locked),
        ]  # fmt: skip
