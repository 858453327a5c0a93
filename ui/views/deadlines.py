"""Deadlines: what is due, on the calendar, and how each day was worked out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.enums import DeadlineStatus
from casefile.domain.records import Deadline
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.services.commands.records import EditRecord
from casefile.services.queries.law import Deadlines
from casefile.services.queries.records import Get, Records
from casefile.services.settings import today
from ui.desk import Desk
from ui.dialogs.deadline import DeadlineDialog, MetDialog
from ui.look import paint
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Card, Label, Legend, Pane, announce, lay_column
from ui.look.buttons import Button, Segmented
from ui.look.cells import ROW
from ui.look.fields import Select
from ui.look.keep import Split
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import DATE_SOURCES
from ui.widgets.days import day_words, long_day
from ui.widgets.deadline_rows import DeadlineDelegate, DeadlineModel, DeadlineRow, rows_of
from ui.widgets.document_pages import DOCUMENT_SCREEN
from ui.widgets.month_calendar import Marks, MonthCalendar, Weekdays, hatch
from ui.widgets.steps import Computation, step_lines

K = RecordKind
SHOWN = (("All", ""), ("Open", ""), ("Done", ""))
EVERYWHERE = "All jurisdictions"
TOUCHES = (K.DEADLINE, K.JURISDICTION, K.CORRESPONDENCE, K.EXCERPT, K.EXHIBIT, K.DOCUMENT)


class DeadlinesView(Screen):
    """List, calendar, working. In a narrow window calendar and working share a place, behind tabs."""

    hints = (
        ("Ctrl N", "New deadline"), ("Space", "Mark as met"), ("C", "Show computation"), ("← →", "Day"),
        ("PgUp PgDn", "Month"),
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.new = Button("New deadline", "plus", "primary")
        super().__init__(PageHeader("Deadlines", "", self.new))
        self.desk = desk
        self.model = DeadlineModel()
        self.list = RowList("Deadlines", self.model)
        self.list.keeps_selection = True
        self.list.setItemDelegate(DeadlineDelegate(self.list))
        self.empty = EmptyState(
            "calendar", "No deadlines yet", "Import a letter or add the first date.", "Import letter"
        )
        self.calendar, self.working = MonthCalendar(today()), Computation()
        self._lay_out()
        self._wire()

    # --- layout ---

    def _lay_out(self) -> None:
        self.shown = Segmented("Deadlines shown", SHOWN)
        self.places = Select("Jurisdiction", [EVERYWHERE], button=True)
        self.tabs = Segmented("Right pane", (("Computation", ""), ("Calendar", "")))
        left = self.left = Pane("surface")
        bar = Pane("surface", "b", 46)
        bar.row(self.shown, 1, self.places)
        lay_column(left, bar, self.list, self.empty, stretch=1)
        column = left.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(2, 1)
        self.middle, self.right = self._calendar_pane(), self._working_pane()
        self.side = QWidget()
        tab_bar = self.tab_bar = Pane("surface", "b", 46)
        tab_bar.row(self.tabs, 1)
        tab_bar.hide()
        lay_column(self.side, tab_bar, self.right, stretch=1)
        left.setMinimumWidth(theme().px(360))
        self.side.setMinimumWidth(theme().px(360))
        self.split = Split(left, self.middle, self.side, key="deadlines/split", settings=self.desk.settings)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 1)
        self.split.setStretchFactor(2, 1)
        if not self.desk.settings.get("deadlines/split"):
            self.split.setSizes([416, 400, 416])
        self.set_body(self.split)
        self.panes = [self.list, self.calendar, self.working]

    def _calendar_pane(self) -> QWidget:
        pane = Pane("window")
        back, on = (
            Button("", "chevron-left", "tool", name="Previous month"),
            Button("", "chevron-right", "tool", name="Next month"),
        )
        now = Button("Today", small=True)
        back.clicked.connect(lambda: self.calendar.turn(-1))
        on.clicked.connect(lambda: self.calendar.turn(1))
        now.clicked.connect(lambda: self.calendar.go_to(today()))
        self.month = Label("", Type.CARD)
        head = QHBoxLayout()
        for part in (self.month, None, back, now, on):
            head.addStretch(1) if part is None else head.addWidget(part)
        frame = Pane("surface", radius=6)
        inside = lay_column(frame, Weekdays(), self.calendar, stretch=1)
        inside.setContentsMargins(1, 1, 1, 1)
        self.calendar.setMinimumHeight(theme().px(240))
        frame.setMaximumHeight(theme().px(390))
        self.day_card = Card("On this date")
        self.day_title = Label("", Type.BODY_SEMI, elide=True)
        self.day_words = Label("", Type.BODY, "text2", lines=6)
        words = QWidget()
        inner = lay_column(words, self.day_title, self.day_words)
        inner.setContentsMargins(16, 10, 16, 14)
        inner.setSpacing(3)
        self.day_card.add(words)
        box = QVBoxLayout(pane)
        box.setContentsMargins(16, 9, 16, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(frame, 1)
        box.addWidget(_Key())
        box.addWidget(self.day_card)
        box.addStretch(0)
        pane.setMinimumWidth(theme().px(320))
        return pane

    def _working_pane(self) -> QWidget:
        pane = Pane("surface")
        self.over, self.title = Label("", Type.SECONDARY, "text2", elide=True), Label("", Type.INSPECTOR, elide=True)
        head, foot = Pane("surface", "b"), Pane("surface", "t", 52)
        top = lay_column(head, self.over, self.title)
        top.setContentsMargins(16, 10, 16, 12)
        top.setSpacing(2)
        self.change, self.copy = Button("Change inputs", "pencil"), Button("Copy steps", "copy", "quiet")
        self.met = Button("Mark as met", "check")
        foot.row(self.change, self.copy, 1, self.met)
        self.nothing = EmptyState(
            "calendar-days", "No deadline selected", "Choose one to see how its day was worked out."
        )
        lay_column(pane, head, self.working, self.nothing, foot, stretch=1)
        self.working_parts = (head, self.working, foot)
        return pane

    def _wire(self) -> None:
        self.desk.changed.connect(self._changed)
        self.new.clicked.connect(self.new_deadline)
        self.empty.button.clicked.connect(lambda: self.desk.go("review"))
        self.shown.chosen.connect(lambda _n: self.refresh())
        self.places.activated.connect(lambda _n: self.refresh())
        self.tabs.chosen.connect(self._tab)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.list.on_open(lambda _row: self.show_computation())
        self.calendar.picked.connect(self._picked)
        self.calendar.turned.connect(lambda month: self._turned(month))
        self.calendar.doubleClicked.connect(lambda _index: self._choose_on_day())
        self.change.clicked.connect(self.change_inputs)
        self.copy.clicked.connect(self.copy_steps)
        self.met.clicked.connect(self.mark_met)
        for where in (self.list, self.calendar):  # single keys act only while a list has the focus
            for key, then in (("Space", self.mark_met), ("C", self.show_computation)):
                QShortcut(QKeySequence(key), where, then).setContext(Qt.ShortcutContext.WidgetShortcut)
        keys = QShortcut(QKeySequence("Ctrl+N"), self, self.new_deadline)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._turned(self.calendar.days.month)
        theme().scaled.connect(self._rescale)
        self.clock = QTimer(self, interval=60_000)
        self.clock.timeout.connect(self._tick)
        self.clock.start()

    def set_narrow(self, narrow: bool) -> None:
        """The calendar goes behind a tab of the right pane."""
        column = self.side.layout()
        assert isinstance(column, QVBoxLayout)
        self.tab_bar.setVisible(narrow)
        if narrow:
            column.addWidget(self.middle, 1)
        else:
            self.split.insertWidget(1, self.middle)
            self.split.setSizes([416, 400, 416])
        self._tab(self.tabs.group.checkedId())

    def _tab(self, n: int) -> None:
        narrow = not self.tab_bar.isHidden()
        self.right.setVisible(not narrow or n == 0)
        self.middle.setVisible(not narrow or n == 1)

    # --- what is shown ---

    def _rescale(self) -> None:
        self._current(self.list.currentIndex(), QModelIndex())

    def _tick(self) -> None:
        """After midnight the days left are others."""
        if self.calendar.days.today != today():
            self.mark_stale()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches(*TOUCHES):
            self.mark_stale()

    def refresh(self) -> None:
        """Reads the list again; the deadline shown stays."""
        kept, day = self.current(), today()
        assert self.header is not None
        self.header.set_subtitle(f"Today is {long_day(day)}")
        places = {own.title_text: own.id for own in self.desk.ask(Records(K.JURISDICTION))}
        self.places.set_options([EVERYWHERE, *sorted(places)])
        self.places.setVisible(bool(places))
        place = places.get(self.places.currentText())
        found = self.desk.ask(Deadlines(day, jurisdiction_id=place))
        way = self.shown.group.checkedId()
        rows = rows_of(found, day)
        if way:
            own = [row for row in rows if isinstance(row, DeadlineRow) and (row.group == "Done") == (way == 2)]
            rows = rows_of([row.due for row in own], day)
        self.model.set_rows(rows)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        n = self.model.place(kept.record.id) if kept else -1
        if rows:
            self.list.select_row(n if n >= 0 else self.model.first())
        else:
            self._current(QModelIndex(), QModelIndex())

    def current(self) -> DeadlineRow | None:
        row = self.list.currentIndex().data(ROW)
        return row if isinstance(row, DeadlineRow) else None

    def show_ref(self, ref: RecordRef) -> None:
        """Selects a deadline, whatever the filters hide."""
        self.shown.group.buttons()[0].setChecked(True)
        self.places.setCurrentIndex(0)
        self.refresh()
        if (n := self.model.place(ref.id)) >= 0:
            self.list.select_row(n)

    def _current(self, index: QModelIndex, _old: QModelIndex) -> None:
        row = index.data(ROW)
        shown = isinstance(row, DeadlineRow)
        for part in self.working_parts:
            part.setVisible(shown)
        self.nothing.setVisible(not shown)
        if isinstance(row, DeadlineRow):
            self._show(row)
        self._mark_days(row if isinstance(row, DeadlineRow) else None)

    def _show(self, row: DeadlineRow) -> None:
        own = row.record
        self.over.setText(f"{own.title}, {row.due.jurisdiction}" if row.due.jurisdiction else own.title)
        counted = own.rule_key or own.period
        self.title.setText("How this date was computed" if counted else "Where this date comes from")
        worked = dict(own.computation)
        if worked.get("steps"):
            self.working.show_working(worked, self._parts(row))
        else:
            wait = "it waits for the day of receipt" if own.counted_from == "receipt" else "it waits for its first day"
            self.working.show_words(f"No date yet: {wait}." if own.period or own.rule_key else "No date is entered.")
        self.copy.setEnabled(bool(worked.get("steps")))
        is_open = own.status in (DeadlineStatus.OPEN, DeadlineStatus.EXTENDED, DeadlineStatus.PAUSED)
        self.met.setText("Mark as met" if is_open else "Open again")

    def _parts(self, row: DeadlineRow) -> list[QWidget]:
        """Under the working: basis, source, who checked it, how it was met."""
        own, parts = row.record, list[QWidget]()
        source = DATE_SOURCES[own.basis.value]
        basis = f"{own.basis.label}: “{own.trigger_words}”" if own.trigger_words else own.basis.label
        parts.append(Legend((Run(basis, Type.SECONDARY, "text2", source.icon, icon_size=14),), elide=True))
        if row.due.source and (own.excerpt_id or own.correspondence_id):
            link = Button(row.due.source, kind="link", name=f"Open {row.due.source}")
            link.role = Type.SECONDARY
            link.clicked.connect(lambda: self._open_source(own))
            parts.append(link)
        if own.checked_by:
            words = f"Checked by {own.checked_by}" + (f", {day_words(own.checked_on)}" if own.checked_on else "")
            parts.append(Legend((Run(words, Type.SECONDARY_MEDIUM, "green", "user-check"),), elide=True))
        else:
            check = Button("Mark as checked", "user-check", "quiet", small=True)
            check.setEnabled(not self.desk.read_only)
            check.clicked.connect(lambda: self.mark_checked())
            parts.append(check)
        if own.status is DeadlineStatus.MET and own.met_on:
            words = f"Met on {day_words(own.met_on)}"
            parts.append(Legend((Run(words, Type.SECONDARY_MEDIUM, "green", "circle-check"),)))
            if own.proof_id:
                proof = Button("Open the document that shows it", kind="link")
                proof.role = Type.SECONDARY
                proof.clicked.connect(lambda: self._open(K.DOCUMENT, own.proof_id))
                parts.append(proof)
        return parts

    def _mark_days(self, row: DeadlineRow | None) -> None:
        others: dict[dt.date, list[str]] = defaultdict(list)
        for own in self.model.rows:
            if isinstance(own, DeadlineRow) and own.record.due_on and own.group != "Done" and own is not row:
                others[own.record.due_on].append(own.record.title)
        marks = Marks(others={day: tuple(titles) for day, titles in others.items()})
        if row is not None and row.record.due_on:
            marks = Marks(row.record.due_on, row.record.title, row.work_on, marks.others)
        self.calendar.set_marks(marks, today())
        if marks.due is not None:
            self.calendar.go_to(marks.due)
        elif not self.calendar.currentIndex().isValid():
            self.calendar.go_to(today())
        self._picked(self.calendar.current_day() or today())

    def _turned(self, month: dt.date) -> None:
        self.month.setText(f"{month:%B} {month.year}")

    def _picked(self, day: dt.date) -> None:
        here = [
            f"{row.record.title}{', ' + row.due.jurisdiction if row.due.jurisdiction else ''}"
            + ("" if row.record.due_on == day else " (work to)")
            for row in self.model.rows
            if isinstance(row, DeadlineRow) and day in (row.record.due_on, row.work_on)
        ]
        self.day_title.setText(long_day(day))
        sentence = self.calendar.days.sentence(day)
        rest = sentence.removeprefix(long_day(day)).removeprefix(", ")
        plain = f"{rest[:1].upper()}{rest[1:]}. Nothing is due." if rest else "Nothing is due."
        self.day_words.setText("\n".join(f"{words}." for words in here) if here else plain)

    # --- what a person does ---

    def show_computation(self) -> None:
        """Brings the working to the front and gives it the keyboard."""
        self.tabs.group.buttons()[0].setChecked(True)
        self.working.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def new_deadline(self) -> None:
        """Asks for a new deadline and selects it once it is in the file."""
        if self.desk.read_only:
            self.desk.say(self.desk.read_only, "Nothing can be added.", "amber")
            return
        DeadlineDialog(self, self.desk, then=self._added).open()

    def _added(self, changes: ChangeSet) -> None:
        ref = next((own for own in changes.refs if own.kind is K.DEADLINE), None)
        if ref is not None:
            self.show_ref(ref)

    def change_inputs(self) -> None:
        if (row := self.current()) is not None and not self.desk.read_only:
            DeadlineDialog(self, self.desk, row.record).open()

    def mark_met(self) -> None:
        """Asks for the day and the proof; one that is done already is opened again."""
        row = self.current()
        if row is None or self.desk.read_only:
            return
        own = row.record
        if row.group == "Done":
            values = {"status": DeadlineStatus.OPEN, "met_on": None}
            self.desk.run(EditRecord(K.DEADLINE, own.id, values, own.version), origin=self, then=self._opened_again)
        else:
            MetDialog(self, self.desk, own, lambda _changes: announce(self.list, f"{own.title} marked as met.")).open()

    def _opened_again(self, _changes: ChangeSet) -> None:
        announce(self.list, "The deadline is open again.")

    def mark_checked(self) -> None:
        """Notes that the person at the keyboard has checked the day."""
        if (row := self.current()) is not None:
            own, values = row.record, {"checked_by": self.desk.case.actor, "checked_on": today()}
            self.desk.run(EditRecord(K.DEADLINE, own.id, values, own.version), origin=self)

    def copy_steps(self) -> None:
        """Puts the working on the clipboard, as text."""
        row = self.current()
        if row is not None and self.copy.isEnabled():
            QGuiApplication.clipboard().setText(step_lines(row.record.title, dict(row.record.computation)))
            self.desk.say("The steps are copied.", tone="blue")

    def _choose_on_day(self) -> None:
        """A double click on a day selects its first deadline."""
        day = self.calendar.current_day()
        for n, row in enumerate(self.model.rows):
            if isinstance(row, DeadlineRow) and day in (row.record.due_on, row.work_on):
                self.list.select_row(n)
                return

    def _open_source(self, own: Deadline) -> None:
        if own.excerpt_id:
            self._open(K.EXCERPT, own.excerpt_id)
        else:
            self.desk.go("correspondence", self.desk.ask(Get(K.CORRESPONDENCE, own.correspondence_id or 0)).ref)

    def _open(self, kind: RecordKind, number: int | None) -> None:
        self.desk.go(DOCUMENT_SCREEN, self.desk.ask(Get(kind, number or 0)).ref)


class _Key(QWidget):
    """What the marks of the calendar mean, in two columns."""

    ENTRIES = ("Due date", "Safe date, to work to", "Federal holiday", "Other deadline")

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Marks of the calendar: " + ", ".join(self.ENTRIES))

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        size = t.px(14)
        for n, words in enumerate(self.ENTRIES):
            x, y = (n % 2) * self.width() / 2, (n // 2) * t.px(22)
            mark = QRectF(x, y + t.px(3), size, size)
            fills = (("accent", ""), ("", "amber"), ("surface", "line2"), ("surface", "line2"))
            paint.box(painter, mark, *fills[n], 3, 2 if n == 1 else 1)
            if n == 2:
                hatch(painter, mark.adjusted(1, 1, -1, -1).toRect())
            if n == 3:
                painter.fillRect(QRectF(x + 1, mark.bottom() - 3, size - 2, 3), t.color("blue"))
            laid = paint.lay(words, Type.SECONDARY, self.width() / 2 - size - 12)
            paint.draw_text(painter, laid, "text2", x + size + t.px(8), y + (t.px(20) - laid.height) / 2)
