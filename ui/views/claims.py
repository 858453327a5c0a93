"""The argument: claims as a tree with where each stands, and the selected one beside it."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from casefile.domain.argument import Standing
from casefile.domain.enums import Side
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.services.queries.claims import Argued, Argument, WholeArgument
from casefile.services.queries.docket import ARGUED
from casefile.services.queries.records import Count
from ui.desk import Desk
from ui.dialogs.records import AddEvidence, AddRecord, AddReply, delete
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Label, Pane, lay_column
from ui.look.buttons import Button, Segmented
from ui.look.fields import Select
from ui.look.menus import Entries, MenuItem
from ui.look.rows import Tree
from ui.look.tokens import Type
from ui.look.words import SIDES, STANDINGS
from ui.models.claim_tree import NOWHERE, ClaimTreeModel
from ui.models.kinds import Names
from ui.views.claim_inspector import ClaimInspector
from ui.views.master import MasterScreen

K = RecordKind
MANY = 4000  # facts, a claim counting ten, from which the first question is asked by a job
SLOW_S = 0.1  # a question that took longer is asked by a job the next time
SHOWN = (*ARGUED, K.JURISDICTION, K.DOCUMENT)


class ClaimsView(MasterScreen):
    hints = (("Ctrl N", "New claim"), ("Ctrl R", "Add reply"), ("Ctrl E", "Add evidence"), ("F6", "Next pane"))

    def __init__(self, desk: Desk) -> None:
        self.new_button = Button("New claim", "plus", "primary")
        super().__init__(PageHeader("Claims", "", self.new_button), desk)
        self.argument = Argument({}, {})
        self._took, self._reading, self._again, self._wanted_id = 0.0, False, False, 0
        names = Names(desk, self)
        self.model = ClaimTreeModel(self)
        self.tree = Tree("Claims", self.model)
        self.tree.keeps_selection = True
        self.inspector = ClaimInspector(desk, names)
        self.empty = EmptyState(
            "scale", "No claims yet", "Start with the other side’s strongest claim, then answer it.", "New claim"
        )
        self.no_match = EmptyState("search-x", "No claims match", "Change the filter, or clear it.", "Clear filter")
        self.stack = QStackedWidget()
        for widget in (self.tree, self.empty, self.no_match):
            self.stack.addWidget(widget)
        master = Pane("surface")
        lay_column(master, self._filter_bar(), self.stack, stretch=1)
        self.arrange(master, self.inspector, self.tree, key="claims")
        self._connect()

    def _filter_bar(self) -> Pane:
        bar = Pane("surface", "b", 46)
        sides = tuple((SIDES[side.value].word, SIDES[side.value].icon) for side in Side)
        self.sides = Segmented("Side", (("Both sides", ""), *sides))
        self.place = Select("Jurisdiction", ["Any jurisdiction"], button=True)
        self.standing = Select("Standing", ["Any standing", *(own.word for own in STANDINGS.values())], button=True)
        self.shown = Label("", Type.SECONDARY, "text3")
        bar.row(self.sides, self.place, self.standing, 1, self.shown, gap=10)
        return bar

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.add)
        self.new_button.setEnabled(not self.desk.read_only)
        self.empty.button.clicked.connect(self.add)
        self.no_match.button.clicked.connect(self.clear_filter)
        self.sides.chosen.connect(lambda _n: self._show_tree())
        for select in (self.place, self.standing):
            select.activated.connect(lambda _n: self._show_tree())
        self.tree.selectionModel().currentRowChanged.connect(lambda *_: self._pick())
        self.tree.on_open(lambda _own: self.enter_side())
        self.tree.on_menu(self._menu)
        self.inspector.closing.connect(self.fold_side)
        self.inspector.asked_reply.connect(self.add_reply)
        self.inspector.asked_evidence.connect(self.add_evidence)
        self.inspector.asked_claim.connect(self.select_claim)
        self.inspector.delete_button.clicked.connect(self.delete_claim)
        self.desk.changed.connect(self._changed)
        for keys, owner, then in (
            ("Ctrl+N", self, self.add), ("Ctrl+R", self, self.add_reply), ("Ctrl+E", self, self.add_evidence),
            ("Del", self.tree, self.delete_claim),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), owner, then)
            if owner is not self:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- what is shown ---

    def refresh(self) -> None:
        """Reads the argument; by a job, once it has taken long."""
        if not self._took:  # the first time: by how much there is to read
            rows = self.desk.ask(Count(K.FACT)) + self.desk.ask(Count(K.CLAIM)) * 10
            self._took = 2 * SLOW_S if rows > MANY else SLOW_S / 2
        if self._reading:
            self._again = True
        elif self._took > SLOW_S:
            self._reading = True
            handle = self.desk.look_up(WholeArgument(), "Working out where claims stand", self._show)
            handle.finished.connect(self._read_on)
        else:
            began = time.perf_counter()
            argument = self.desk.ask(WholeArgument())
            self._took = time.perf_counter() - began
            self._show(argument)

    def _read_on(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches(*SHOWN):
            self.mark_stale()

    def _show(self, argument: Argument) -> None:
        self.argument = argument
        places = sorted(
            {argument.places.get(own.claim.jurisdiction_id or 0, NOWHERE) for own in argument.claims.values()}
        )
        self.place.set_options(["Any jurisdiction", *places])
        claims = len(argument.claims)
        assert self.header is not None
        where = f" in {len(places)} jurisdiction{'s' * (len(places) != 1)}" if claims else ""
        self.header.set_subtitle(f"{claims:,}{where}" if claims else "")
        self._show_tree()
        self.inspector.set_argument(argument)

    def _show_tree(self) -> None:
        wanted = self._wanted_id or (self.inspector.record.id if self.inspector.record else 0)
        folded = {node.group for node in self.model.top.children if not self._is_open(node.place)}
        if self.model.show(self.argument, self._passes):
            for node in self.model.top.children:
                if node.group in folded:
                    self.tree.collapse(self.model.index(node.place, 0))
            self._select(wanted)
        number = self.model.shown()
        self.shown.setText(f"{number:,} shown" if number else "")
        none = self.no_match if self.argument.claims else self.empty
        self.stack.setCurrentWidget(self.tree if number else none)
        if self._wanted_id and self._select(self._wanted_id):
            self._wanted_id = 0

    def _is_open(self, place: int) -> bool:
        return self.tree.isExpanded(self.model.index(place, 0))

    def _passes(self, own: Argued) -> bool:
        side, place, standing = self.sides.group.checkedId(), self.place.currentText(), self.standing.currentIndex()
        if side and own.claim.side is not list(Side)[side - 1]:
            return False
        here = self.argument.places.get(own.claim.jurisdiction_id or 0, NOWHERE)
        if self.place.currentIndex() > 0 and here != place:
            return False
        return not standing or own.standing.standing is list(Standing)[standing - 1]

    def clear_filter(self) -> None:
        """Shows every claim again."""
        self.sides.group.button(0).setChecked(True)
        self.place.setCurrentIndex(0)
        self.standing.setCurrentIndex(0)
        self._show_tree()

    # --- selection ---

    def _select(self, claim_id: int) -> bool:
        """Selects a claim, or the first one where it is not shown; says whether it is."""
        index = self.model.find(lambda own: own.claim.id == claim_id)
        found = index.isValid()
        if not found:
            index = self.model.find(lambda own: True)
        self.tree.setCurrentIndex(index)
        if not index.isValid():
            self.inspector.show_record(None)
        return found

    def _pick(self) -> None:
        own = self.tree.current()
        if own is not None:
            self.inspector.show_record(own.claim)

    def select_claim(self, claim_id: int) -> None:
        """Selects a claim, taking the filter away where it hides it; one just made, as soon as it is read."""
        index = self.model.find(lambda own: own.claim.id == claim_id)
        if not index.isValid():
            self._wanted_id = claim_id
            self.clear_filter()
        else:
            self.tree.setCurrentIndex(index)

    def show_ref(self, ref: RecordRef) -> None:
        """Selects the claim."""
        if self.stale:
            self._read()
        self.select_claim(ref.id)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- acts ---

    def add(self) -> None:
        """Opens the form for a new claim, of the side and in the jurisdiction that are shown."""
        if self.desk.read_only:
            return
        start: dict[str, Any] = {}
        if (side := self.sides.group.checkedId()) > 0:
            start["side"] = list(Side)[side - 1]
        if self.place.currentIndex() > 0:
            chosen = self.place.currentText()
            start["jurisdiction_id"] = next((id_ for id_, name in self.argument.places.items() if name == chosen), None)
        AddRecord(self.desk, self.window(), K.CLAIM, self.show_ref, start).open()

    def add_reply(self) -> None:
        """Answers the selected claim."""
        if self.inspector.record is not None and not self.desk.read_only:
            AddReply(self.desk, self.window(), self.inspector.record, self.show_ref).open()

    def add_evidence(self) -> None:
        """Puts something forward for or against the selected claim."""
        if self.inspector.record is not None and not self.desk.read_only:
            AddEvidence(self.desk, self.window(), self.inspector.record).open()

    def delete_claim(self) -> None:
        """Deletes the selected claim at once."""
        if self.inspector.record is not None:
            delete(self.desk, self.window(), (self.inspector.record.ref,))

    def _menu(self, own: Argued) -> Entries:
        locked = bool(self.desk.read_only)
        return [
            MenuItem("Edit", self.enter_side, icon="pencil"),
            MenuItem("Add reply…", self.add_reply, "Ctrl+R", "corner-down-right", not locked),
            MenuItem("Add evidence…", self.add_evidence, "Ctrl+E", "plus", not locked),
            MenuItem("Copy as table", self.tree.copy_rows, "Ctrl+C", "copy"),
            MenuItem("History", partial(self.desk.go, "history", own.claim.ref), icon="history"),
            None,
            MenuItem("Delete", self.delete_claim, "Del", "trash-2", not locked),
        ]
