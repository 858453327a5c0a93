"""The inspector of a claim: its words, where it stands and why, what is offered on it, what it answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.enums import Stance, Strength
from casefile.domain.records import Claim
from casefile.domain.refs import RecordKind
from casefile.domain.schema import Record
from casefile.services.commands.records import EditRecord
from casefile.services.queries.claims import Argued, Argument, Offered
from ui.desk import Desk
from ui.dialogs.records import delete
from ui.dialogs.standing import WorkedOut
from ui.look.bars import EmptyState, StandingBox
from ui.look.base import Label, Legend, lay_column, lay_row
from ui.look.buttons import Button
from ui.look.cells import RowsModel
from ui.look.menus import Entries, MenuItem
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import SIDES, STANDINGS
from ui.models.claim_tree import evidence_words
from ui.models.kinds import Names
from ui.views.inspector import Inspector
from ui.widgets.evidence_cards import evidence_list
from ui.widgets.record_form import Line

FIRST: tuple[Line, ...] = ("statement", ("subsection", "issue"), ("side", "proof_standard"))
REST: tuple[Line, ...] = (
    "jurisdiction_id", "clause_id", "number", "argument", "weighing", "outward", "unreviewed",
)  # fmt: skip


class ClaimInspector(Inspector):
    """Signals:
    asked_reply: Add reply was pressed.
    asked_evidence: Add evidence was pressed.
    asked_claim: The id of a claim that is to be shown.
    """

    asked_reply = Signal()
    asked_evidence = Signal()
    asked_claim = Signal(int)

    def __init__(self, desk: Desk, names: Names) -> None:
        self.argument = Argument({}, {})
        self.own: Argued | None = None
        self.code = Label("", Type.INSPECTOR)
        self.chip = Legend((Run("-"),), fill="federal_soft")
        self.relation, self.target = Label("", Type.SECONDARY, "text2"), Button("", kind="link")
        self.target.role = Type.SECONDARY
        self.standing, self.counts = StandingBox(), Label("", Type.SECONDARY, "text3", elide=True)
        self.add_button, self.reply_button = (
            Button("Add evidence", "plus", small=True), Button("Add reply", "corner-down-right")
        )  # fmt: skip
        self.evidence = evidence_list()
        self.bare = EmptyState(
            "paperclip", "No evidence yet",
            "No excerpt supports or contradicts this claim, so its standing is Unsupported.", "Add evidence",
        )  # fmt: skip
        self.bare.setMinimumHeight(theme().px(190))
        super().__init__(desk, RecordKind.CLAIM, names, first=FIRST, rest=REST, middle=self._middle())
        self._connect_more()

    # --- layout ---

    def head_widgets(self) -> list[QWidget]:
        line = QWidget()
        self.title.setParent(line)  # the code says it shorter
        self.title.hide()
        lay_row(line, self.code, self.chip, self.relation, self.target, 1, gap=8)
        return [line]

    def foot_widgets(self) -> list[QWidget]:
        self.page_button.hide()
        return [self.reply_button, self.page_button]

    def _middle(self) -> QWidget:
        middle, line = QWidget(), QWidget()
        lay_row(line, Label("Evidence", Type.BODY_SEMI), self.counts, self.add_button).setStretch(1, 1)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(9)
        cards = QWidget()
        lay_column(cards, line, self.evidence, self.bare).setSpacing(5)
        for widget in (self.standing, cards):
            box.addWidget(widget)
        return middle

    def _connect_more(self) -> None:
        self.add_button.clicked.connect(self.asked_evidence)
        self.bare.button.clicked.connect(self.asked_evidence)
        self.reply_button.clicked.connect(self.asked_reply)
        self.target.clicked.connect(self._to_target)
        self.standing.link.clicked.connect(self._explain)
        self.evidence.on_open(lambda one: self.desk.go(one.source.kind.value, one.source))
        self.evidence.on_menu(self._card_menu)
        for keys, then in (("P", self.turn_stance), ("S", self.turn_strength), ("Del", self.remove)):
            shortcut = QShortcut(QKeySequence(keys), self.evidence, then)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        for button in (self.add_button, self.reply_button, self.bare.button):
            button.setEnabled(not self.desk.read_only)

    # --- what is shown ---

    def set_argument(self, argument: Argument) -> None:
        """Takes the argument as it now is."""
        self.argument = argument
        if self.record is not None:
            self.show_more(self.record)

    def show_more(self, record: Record) -> None:
        assert isinstance(record, Claim)
        side = SIDES[record.side.value]
        self.code.setText(record.number)
        run = Run(side.word, Type.SECONDARY_MEDIUM, side.tone, side.icon, icon_size=14, gap=8)
        self.chip.set_runs((run,), f"{side.word} side", f"{side.tone}_soft")
        self.setAccessibleName(f"Claim {record.number}")
        own = self.own = self.argument.claims.get(record.id)
        if own is None:  # it was made a moment ago
            return
        self._show_target(own)
        look = STANDINGS[own.standing.standing.value]
        self.standing.set(look.word, look.tone, look.icon, own.standing.why)
        self.counts.setText(evidence_words(own) if own.offered else "")
        model = self.evidence.model()
        assert isinstance(model, RowsModel)
        if list(model.rows) != list(own.offered):
            row = self.evidence.currentIndex().row()
            model.set_rows(own.offered)
            if 0 <= row < len(own.offered):
                self.evidence.select_row(row)
        self.evidence.setVisible(bool(own.offered))
        self.add_button.setVisible(bool(own.offered))
        self.bare.setVisible(not own.offered)

    def _show_parts(self, on: bool) -> None:
        super()._show_parts(on)
        for widget in (self.code, self.chip, self.relation, self.target):
            widget.setVisible(on)

    def _show_target(self, own: Argued) -> None:
        tie = own.answers[0] if own.answers else None
        target = self.argument.claims.get(tie.other) if tie else None
        self.relation.setVisible(target is not None)
        self.target.setVisible(target is not None)
        if tie is not None and target is not None:
            self.relation.setText(tie.relation.label)
            self.target.setText(target.claim.number)
            self.target.setAccessibleName(f"Show {target.claim.number}")

    def _to_target(self) -> None:
        if self.own is not None and self.own.answers:
            self.asked_claim.emit(self.own.answers[0].other)

    def _explain(self) -> None:
        if self.own is not None:
            WorkedOut(self.window(), self.own, self.argument).open()

    # --- evidence ---

    def _card(self) -> Offered | None:
        one = self.evidence.current()
        return one if isinstance(one, Offered) and not self.desk.read_only else None

    def turn_stance(self) -> None:
        """Lets the card count for the other side of the question."""
        if (one := self._card()) is not None:
            turned = Stance.CONTRADICTS if one.support.stance is Stance.SUPPORTS else Stance.SUPPORTS
            self._set(one, "stance", turned)

    def turn_strength(self) -> None:
        """Weak, fair, strong, and round again."""
        if (one := self._card()) is not None:
            ranks = [Strength.WEAK, Strength.FAIR, Strength.STRONG]
            self._set(one, "strength", ranks[(ranks.index(one.support.strength) + 1) % 3])

    def _set(self, one: Offered, name: str, value: object) -> None:
        support = one.support
        self.desk.run(EditRecord(support.kind, support.id, {name: value}, support.version), origin=self)

    def remove(self) -> None:
        """Takes the card from the claim; its source stays in the file."""
        if (one := self._card()) is not None:
            delete(self.desk, self.window(), (one.support.ref,))

    def _card_menu(self, one: Offered) -> Entries:
        locked = bool(self.desk.read_only)
        source = one.source
        return [
            MenuItem(
                f"Open {source.kind.words}", lambda: self.desk.go(source.kind.value, source), icon="external-link"
            ),
            MenuItem("Details", lambda: self.desk.go(RecordKind.SUPPORT.value, one.support.ref), icon="info"),
            None,
            MenuItem("Turn for or against", self.turn_stance, "P", "replace", not locked),
            MenuItem("Next strength", self.turn_strength, "S", "sliders-horizontal", not locked),
            MenuItem("Remove from claim", self.remove, "Del", "trash-2", not locked),
        ]
