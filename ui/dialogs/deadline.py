"""A new deadline, or the inputs of one: by date, by rule, or by a period; worked out while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.deadlines import Regime, Rule, Service
from casefile.domain.enums import Basis
from casefile.domain.records import Correspondence, Deadline
from casefile.domain.refs import RecordKind
from casefile.errors import UserError
from casefile.services.commands.dates import answered, book
from casefile.services.commands.records import AddRecords, EditRecord
from casefile.services.queries.records import Get, Records
from casefile.services.settings import today
from ui.desk import Desk
from ui.look.base import Label, Pane, announce
from ui.look.buttons import Segmented
from ui.look.cells import ROW, Cell, Column, RowsModel
from ui.look.delegates import RowDelegate
from ui.look.dialogs import Dialog
from ui.look.fields import DateField, LineField, Select
from ui.look.forms import Form
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.models.proposal_tree import STARTS
from ui.widgets.days import day_words
from ui.widgets.record_select import Choice, RecordSelect
from ui.widgets.steps import Computation

K = RecordKind
KINDS = (("By date", "calendar"), ("By rule", "gavel"), ("By period", "mail"))
BY_DATE = (Basis.STATED_DATE, Basis.COURT_ORDER, Basis.GRANT_CONDITION, Basis.STATUTE, Basis.OFFICE_DATE)
DATE_WORDS = ("Stated in a letter", "Court order or notice", "Grant condition", "Statute", "Our own date")
BY_PERIOD = (Basis.PERIOD_IN_LETTER, Basis.COURT_ORDER, Basis.STATUTE, Basis.GRANT_CONDITION)
PERIOD_WORDS = ("A letter, counted as it says", "Court order", "Statute", "Grant condition")
SERVICES = {"": "Not known", **{own.value: own.value.capitalize() for own in Service}}
FIELDS = (
    "title", "basis", "due_on", "time", "zone", "trigger_on", "period", "counted_from", "rule_key", "direction",
    "service", "states", "jurisdiction_id", "correspondence_id",
)  # fmt: skip


def found_by_name(desk: Desk, kind: RecordKind, icon: str = "") -> Callable[[str], list[Choice]]:
    """A look-up for `RecordSelect`: records whose name holds the words."""

    def look_up(words: str) -> list[Choice]:
        wanted = words.casefold()
        named = [own for own in desk.ask(Records(kind)) if wanted in own.title_text.casefold()]
        return [Choice(own.id, own.title_text, "", icon) for own in named[:20]]

    return look_up


def chosen_record(desk: Desk, kind: RecordKind, number: int | None, icon: str = "") -> Choice | None:
    """The choice that stands for a record."""
    return Choice(number, desk.ask(Get(kind, number)).title_text, "", icon) if number else None


class DeadlineDialog(Dialog):
    """What is entered at the left, what follows from it at the right; the record is worked out by the same engine.

    Args:
        record: A deadline whose inputs are changed; None for a new one.
        then: Called with the `ChangeSet` once it is saved.
    """

    WIDE = 900

    def __init__(
        self, parent: QWidget | None, desk: Desk, record: Deadline | None = None, then: Callable[[Any], object] = bool
    ) -> None:
        self.desk, self.record, self.then = desk, record, then
        verb, title = ("Save inputs", "Inputs of the deadline") if record else ("Add deadline", "New deadline")
        super().__init__(parent, title, verb)
        self.kinds = Segmented("How the date is found", KINDS)
        self.head_form, self.forms = Form(), QStackedWidget()
        self.title = LineField("Title", placeholder="Notice of appeal")
        self.place = RecordSelect("Jurisdiction", found_by_name(desk, K.JURISDICTION, "map-pin"))
        self.head_form.add_beside(("title", "Title", self.title), ("place", "Jurisdiction", self.place))
        self.date_form, self.rule_form, self.letter_form = self._by_date(), self._by_rule(), self._by_letter()
        for form in (self.date_form, self.rule_form, self.letter_form):
            self.forms.addWidget(form)
        self.preview = Computation()
        self._lay_out()
        self._fill(record)
        self.kinds.chosen.connect(self._turn)
        self._recompute()

    def _lay_out(self) -> None:
        left, right = QWidget(), Pane("sunken", "l")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 16, 20, 20)
        column.setSpacing(14)
        for part in (self.kinds, self.head_form, self.forms):
            column.addWidget(part)
        column.addStretch(1)
        side = QVBoxLayout(right)
        side.setContentsMargins(1, 0, 0, 0)
        side.setSpacing(0)
        head = Label("How this date is computed", Type.BODY_SEMI)
        line = QHBoxLayout()
        line.setContentsMargins(16, 14, 16, 0)
        line.addWidget(head)
        line.addStretch(1)
        side.addLayout(line)
        side.addWidget(self.preview, 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(left, 1)
        both.addWidget(right, 1)
        self.box.addLayout(both)
        self.preview.setMinimumHeight(theme().px(420))
        whole = self.body.layout()
        assert whole is not None
        whole.setContentsMargins(20, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.title.setFocus(Qt.FocusReason.TabFocusReason)

    # --- the three ways ---

    def _by_date(self) -> Form:
        form = Form()
        self.basis = Select("Where the date comes from", DATE_WORDS)
        self.day = DateField("Due on", today(), optional=True)
        self.time, self.zone = LineField("Time", placeholder="17:00"), LineField("Zone", placeholder="America/New_York")
        form.add("basis", "Where the date comes from", self.basis)
        form.add("day", "Due on", self.day, "A stated date is not counted and does not move.")
        form.add_beside(("time", "Time, where one is set", self.time), ("zone", "Time zone", self.zone))
        self.basis.currentIndexChanged.connect(self._recompute)
        self.day.dateChanged.connect(self._recompute)
        for field in (self.time, self.zone):
            field.textChanged.connect(self._recompute)
        return form

    def _by_rule(self) -> Form:
        form = Form()
        self.search = LineField("Search rules", placeholder="Rule, event or days, for example appeal 60")
        self.rule_model = RowsModel(
            [Column("Rule", _rule_cell)], [], lambda own: f"{own.title}, {own.period}, {own.authority}"
        )
        self.rules = RowList("Rules found", self.rule_model)
        self.rules.keeps_selection = True
        self._size_rules()
        self.trigger = DateField("Day of the event", today())
        self.service = Select("How it was served", list(SERVICES.values()))
        self.state = LineField("State", placeholder="PA")
        form.add("search", "Rule", self.search)
        form.add_widget(self.rules)
        form.add("trigger", "Day of the event", self.trigger, "The rule’s event.")
        form.add_beside(("service", "How it was served", self.service), ("state", "State of the court", self.state))
        self.search.textChanged.connect(self._find_rules)
        self.rules.selectionModel().currentChanged.connect(self._rule_chosen)
        self.trigger.dateChanged.connect(self._recompute)
        self.service.currentIndexChanged.connect(self._recompute)
        self.state.textChanged.connect(self._recompute)
        self._find_rules("")
        return form

    def _size_rules(self) -> None:
        delegate = RowDelegate(self.rules, (Type.BODY, Type.SECONDARY), extra=-3)
        self.rules.setItemDelegate(delegate)
        self.rules.setFixedHeight(delegate.row_height() * 3)
        self.rules.setFrameShape(RowList.Shape.NoFrame)

    def _by_letter(self) -> Form:
        form = Form()
        self.letter = RecordSelect("Letter", found_by_name(self.desk, K.CORRESPONDENCE, "mail"))
        self.period = LineField("Period", placeholder="30 days")
        self.starts = Select("Runs from", [words[:1].upper() + words[1:] for words in STARTS.values()])
        self.start_day = DateField("First day", optional=True)
        self.setter = Select("Set by", PERIOD_WORDS)
        form.add("letter", "Letter", self.letter)
        form.add("setter", "Set by", self.setter)
        form.add("period", "Period, in the paper’s words", self.period, required=True)
        self.starts_row = form.add("starts", "Runs from", self.starts)
        form.add("start_day", "Its day", self.start_day, "Empty while it is not known, as before receipt.")
        self.period.textChanged.connect(self._recompute)
        self.starts.currentIndexChanged.connect(self._recompute)
        self.start_day.dateChanged.connect(self._recompute)
        self.letter.chosen.connect(self._letter_chosen)
        self.setter.currentIndexChanged.connect(lambda n: self.starts_row.setVisible(n == 0))
        self.setter.currentIndexChanged.connect(self._recompute)
        return form

    # --- what is entered ---

    def _fill(self, record: Deadline | None) -> None:
        if record is None:
            return
        self.title.setText(record.title)
        self.place.set_choice(chosen_record(self.desk, K.JURISDICTION, record.jurisdiction_id, "map-pin"))
        self.letter.set_choice(chosen_record(self.desk, K.CORRESPONDENCE, record.correspondence_id, "mail"))
        way = 1 if record.rule_key else 2 if record.period or record.basis is Basis.PERIOD_IN_LETTER else 0
        self.kinds.group.buttons()[way].setChecked(True)
        self._turn(way)
        if record.basis in BY_DATE:
            self.basis.setCurrentIndex(BY_DATE.index(record.basis))
        if record.basis in BY_PERIOD:
            self.setter.setCurrentIndex(BY_PERIOD.index(record.basis))
        self.day.set_value(record.due_on)
        self.time.setText(record.time)
        self.zone.setText(record.zone)
        if record.trigger_on:
            self.trigger.set_value(record.trigger_on)
        self.start_day.set_value(record.trigger_on)
        self.service.setCurrentText(SERVICES.get(record.service, SERVICES[""]))
        self.state.setText(record.states)
        self.period.setText(record.period)
        self.starts.setCurrentIndex(list(STARTS).index(record.counted_from) if record.counted_from in STARTS else 0)
        if record.rule_key:
            self.search.setText(record.rule_key)
            self._choose_rule(record.rule_key)

    def _turn(self, way: int) -> None:
        self.forms.setCurrentIndex(way)
        self._recompute()

    def _find_rules(self, words: str) -> None:
        kept = self.rule()
        wanted = words.lower().split()
        found = sorted(book().search(words), key=lambda own: -sum(word in _headline(own) for word in wanted))
        self.rule_model.set_rows(found)
        if kept in found:
            self.rules.select_row(found.index(kept))
        elif len(found) == 1:
            self.rules.select_row(0)

    def _choose_rule(self, key: str) -> None:
        """The text of a rule that was in force on the day of the event, else any of its texts."""
        day = self.trigger.value() or today()
        texts = [(own.in_force_on(day), n) for n, own in enumerate(self.rule_model.rows) if own.key == key]
        if texts:
            self.rules.select_row(max(texts)[1])

    def rule(self) -> Rule | None:
        """The rule that is chosen."""
        own = self.rules.currentIndex().data(ROW)
        return own if isinstance(own, Rule) else None

    def _rule_chosen(self, index: QModelIndex) -> None:
        own = index.data(ROW)
        if isinstance(own, Rule):
            row = self.rule_form.rows["trigger"]
            row.hint = f"The event: {own.trigger}."
            row.set_error("")
            if not self.title.text().strip():
                self.title.setText(own.title)
        self._recompute()

    def _letter_chosen(self, choice: Choice | None) -> None:
        if choice is None or not isinstance(choice.key, int):
            return
        own = self.desk.ask(Get(K.CORRESPONDENCE, choice.key))
        assert isinstance(own, Correspondence)
        receipt = list(STARTS)[self.starts.currentIndex()] == "receipt"
        day = own.received_on if receipt else own.letter_on.day if own.letter_on else None
        if day is not None:
            self.start_day.set_value(day)
        if own.jurisdiction_id and self.place.choice is None:
            self.place.set_choice(chosen_record(self.desk, K.JURISDICTION, own.jurisdiction_id, "map-pin"))

    def values(self) -> dict[str, Any]:
        """The record's fields as they are entered now."""
        found: dict[str, Any] = dict.fromkeys(FIELDS, "")
        found |= {"due_on": None, "trigger_on": None, "title": self.title.text().strip()}
        found["jurisdiction_id"] = self.place.choice.key if self.place.choice else None
        found["correspondence_id"] = self.letter.choice.key if self.letter.choice else None
        way = self.forms.currentIndex()
        if way == 0:
            found |= {"basis": BY_DATE[self.basis.currentIndex()], "due_on": self.day.value()}
            found |= {"time": self.time.text().strip(), "zone": self.zone.text().strip()}
        elif way == 1:
            own = self.rule()
            found |= {"basis": Basis.STATUTE if own and own.regime is Regime.STATUTE else Basis.COURT_RULE}
            found |= {"rule_key": own.key if own else "", "trigger_on": self.trigger.value()}
            found |= {"service": list(SERVICES)[self.service.currentIndex()], "states": self.state.text().strip()}
        else:
            basis = BY_PERIOD[self.setter.currentIndex()]
            start = list(STARTS)[self.starts.currentIndex()] if basis is Basis.PERIOD_IN_LETTER else ""
            found |= {"basis": basis, "period": self.period.text().strip(), "counted_from": start}
            found |= {"trigger_on": self.start_day.value()}
            if self.record is not None:  # what this form does not ask stays
                found |= {name: getattr(self.record, name) for name in ("direction", "service", "states", "zone")}
        return found

    def _recompute(self, *_: object) -> None:
        """Shows what follows from what is entered so far."""
        if not hasattr(self, "preview"):
            return
        given = self.values()
        wanted = _wanted(given, self.forms.currentIndex())
        if wanted:
            self.preview.show_words(wanted)
            return
        try:
            answer = answered(given)
        except (UserError, ValueError) as error:
            self.preview.show_words(_said(error), "amber")
            return
        if answer is None:
            self.preview.show_words("No date yet: it waits for the day from which the period runs.")
        else:
            self.preview.show_working(answer.to_json(), self._rule_words())

    def _rule_words(self) -> list[QWidget]:
        """The words that set the period, and what they were compared with."""
        own = self.rule() if self.forms.currentIndex() == 1 else None
        if own is None:
            return []
        checked = f"Compared on {day_words(own.checked_on)} with {own.checked_against}."
        words: list[QWidget] = [Label(f"“{own.text}”", Type.QUOTE, lines=10)] if own.text else []
        return [
            Label(own.authority, Type.BODY_SEMI, elide=True),
            *words,
            Label(checked, Type.SECONDARY, "text3", lines=4),
        ]

    # --- saving ---

    def check(self) -> bool:
        given = self.values()
        problems: dict[str, str] = {} if given["title"] else {"title": "Say what is due."}
        form = (self.date_form, self.rule_form, self.letter_form)[self.forms.currentIndex()]
        wrong: Mapping[str, str] = {}
        if wanted := _wanted(given, self.forms.currentIndex()):
            wrong = {("day", "search", "period")[self.forms.currentIndex()]: wanted}
        else:
            try:
                answered(given)
            except (UserError, ValueError) as error:
                wrong = {("time", "trigger", "period")[self.forms.currentIndex()]: _said(error)}
        if form.fail(wrong) | self.head_form.fail(problems):
            return False
        self._save(given)
        return False  # closes once the file has it

    def _save(self, given: dict[str, Any]) -> None:
        if self.record is None:
            command: Any = AddRecords([(K.DEADLINE, given)])
        else:
            command = EditRecord(K.DEADLINE, self.record.id, given, self.record.version)
        self.primary.setEnabled(False)
        self.desk.run(command, origin=self.parent(), then=self._saved, failed=self._failed)

    def _saved(self, changes: Any) -> None:
        self.then(changes)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.primary.setEnabled(True)
        if not isinstance(error, UserError):
            self.desk.fail(error)
            return
        self.preview.show_words(_said(error), "red")
        announce(self, _said(error))


def _wanted(given: Mapping[str, Any], way: int) -> str:
    if way == 0 and given["due_on"] is None:
        return "Enter the day."
    if way == 1 and not given["rule_key"]:
        return "Choose a rule."
    return "Enter the period, for example 30 days or 10 business days." if way == 2 and not given["period"] else ""


def _said(error: Exception) -> str:
    hint = getattr(error, "hint", "")
    if isinstance(error, UserError):
        return f"{error} {hint}".strip()
    return "Write the time as 17:00."  # only a time is read from text by `datetime`


def _headline(own: Rule) -> str:
    """What a rule is found by first, before its notes."""
    return f"{own.key} {own.title} {own.authority} {own.period}".lower()


def _rule_cell(own: Rule) -> Cell:
    doubt = () if own.verified else (Run("unverified", Type.SECONDARY, "amber"),)
    return Cell((
        (Run(own.title, Type.BODY_MEDIUM),),
        (Run(str(own.period), Type.SECONDARY, "text2"), Run(own.authority, Type.SECONDARY, "text3"), *doubt),
    ))  # fmt: skip


class MetDialog(Dialog):
    """The day on which a deadline was met, and the document that shows it, or none."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, record: Deadline, then: Callable[[Any], object] = bool
    ) -> None:
        super().__init__(parent, "Mark as met", "Mark as met", record.title)
        self.desk, self.record, self.then = desk, record, then
        self.form = Form()
        self.day = DateField("Met on", today())
        self.proof = RecordSelect("Proof", found_by_name(desk, K.DOCUMENT, "file-text"))
        self.form.add("day", "Met on", self.day)
        self.form.add("proof", "Document that shows it", self.proof, "Can be added later.")
        self.box.addWidget(self.form)

    def check(self) -> bool:
        day = self.day.value()
        if day is not None and day > today():
            self.form.fail({"day": "This day has not come yet."})
            return False
        values = {"status": "met", "met_on": day, "proof_id": self.proof.choice.key if self.proof.choice else None}
        self.desk.run(
            EditRecord(K.DEADLINE, self.record.id, values, self.record.version), origin=self.parent(), then=self.then
        )
        return True
