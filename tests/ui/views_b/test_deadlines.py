"""Deadlines: the list by the safe date, the calendar, the working, and what a person does with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.domain.enums import Basis, DeadlineStatus
from casefile.domain.refs import RecordKind
from casefile.services.commands.records import AddRecords
from casefile.services.queries.history import WhatTurns
from casefile.services.queries.records import Get, Records
from tests.ui.conftest import flush
from tests.ui.views_b.conftest import Show
from ui.desk import Desk
from ui.dialogs.deadline import DeadlineDialog, MetDialog
from ui.look.bars import Message
from ui.views.deadlines import DeadlinesView
from ui.widgets.deadline_rows import DeadlineRow
from ui.widgets.month_calendar import holiday
from ui.widgets.record_select import Choice
from ui.widgets.steps import DayBox, StepRow

K = RecordKind
DAY = dt.date


@pytest.fixture
def view(desk: Desk, show: Show) -> DeadlinesView:
    """One deadline of every group; today is Monday, November 27, 2017."""
    desk.case.do(AddRecords([(K.JURISDICTION, {"name": "Port Alder", "state": "PA"})]))
    desk.case.do(AddRecords([
        (K.DEADLINE, {"title": "Appeal", "basis": "court-rule", "rule_key": "frap-4-a1B", "jurisdiction_id": 1,
                      "trigger_on": DAY(2017, 11, 15)}),
        (K.DEADLINE, {"title": "Answer", "basis": "stated-date", "due_on": DAY(2017, 12, 2)}),
        (K.DEADLINE, {"title": "Records", "basis": "stated-date", "due_on": DAY(2017, 11, 20)}),
        (K.DEADLINE, {"title": "Attachment A", "basis": "period-in-letter", "period": "10 business days",
                      "counted_from": "receipt"}),
        (K.DEADLINE, {"title": "Reply", "basis": "stated-date", "due_on": DAY(2017, 6, 30), "status": "met",
                      "met_on": DAY(2017, 6, 29)}),
    ]))  # fmt: skip
    made = show(DeadlinesView(desk))
    assert isinstance(made, DeadlinesView)
    made.list.setFocus()
    flush()
    return made


def rows(view: DeadlinesView) -> list[DeadlineRow]:
    return [row for row in view.model.rows if isinstance(row, DeadlineRow)]


def titles(view: DeadlinesView) -> list[str]:
    return [row.record.title if isinstance(row, DeadlineRow) else row.words for row in view.model.rows]


def pick(view: DeadlinesView, title: str) -> DeadlineRow:
    n = titles(view).index(title)
    view.list.select_row(n)
    row = view.model.rows[n]
    assert isinstance(row, DeadlineRow)
    return row


def read(desk: Desk, title: str) -> Any:
    return next(own for own in desk.ask(Records(K.DEADLINE)) if own.title_text == title)


def dialog_of(view: DeadlinesView, kind: type) -> Any:
    (found,) = [own for own in view.findChildren(kind) if own.isVisible()]
    return found


def test_the_list_is_grouped_by_the_safe_date(view: DeadlinesView) -> None:
    assert titles(view) == [
        "Overdue (1)", "Records", "Due soon (1)", "Answer", "Upcoming (1)", "Appeal", "No date (1)", "Attachment A",
        "Done (1)", "Reply",
    ]  # fmt: skip
    answer = pick(view, "Answer")
    assert answer.work_on == DAY(2017, 12, 1), "December 2 is a Saturday, and a stated date does not move"
    assert (answer.left, answer.other_day, answer.remark) == (4, "due Dec 2", "4 days")
    assert pick(view, "Records").remark == "7 days ago"
    assert pick(view, "Attachment A").remark == "Waits for receipt"
    assert pick(view, "Reply").remark == "On time"
    assert answer.sentence() == ("Answer, Stated in letter, work to Fri, Dec 1, 2017, due Dec 2, Due soon, 4 days")


def test_days_are_counted_from_today_and_again_after_midnight(
    view: DeadlinesView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFILE_NOW", "2017-12-01T12:00:00Z")
    view.refresh()
    assert pick(view, "Answer").status.word == "Due today"
    monkeypatch.setenv("CASEFILE_NOW", "2017-12-02T12:00:00Z")
    view.refresh()
    assert pick(view, "Answer").status.word == "Overdue", "the safe date has passed, though it is due today"


def test_the_working_shows_steps_authority_and_the_day(view: DeadlinesView) -> None:
    pick(view, "Appeal")
    body = view.working.widget()
    steps = [own.accessibleName() for own in body.findChildren(StepRow)]
    assert steps[0].startswith("Step 1, Wed, Nov 15, 2017: Day of the event: not counted.")
    assert "Fed. R. App. P. 4(a)(1)(B)" in steps[1]
    assert [own.accessibleName() for own in body.findChildren(DayBox)] == ["Due: Tuesday, January 16, 2018. "]
    assert view.title.text() == "How this date was computed"
    pick(view, "Answer")
    boxes = [own.accessibleName() for own in view.working.widget().findChildren(DayBox)]
    assert boxes[0].startswith("Due: Saturday, December 2")
    assert boxes[1].startswith("Work to: Friday, December 1")
    pick(view, "Attachment A")
    assert not view.working.worked
    assert not view.copy.isEnabled()


def test_the_calendar_follows_and_the_arrows_move(view: DeadlinesView) -> None:
    pick(view, "Appeal")
    assert view.month.text() == "January 2018"
    assert view.calendar.current_day() == DAY(2018, 1, 16)
    assert "due: Appeal" in view.calendar.days.sentence(DAY(2018, 1, 16))
    view.calendar.setFocus()
    QTest.keyClick(view.calendar, Qt.Key.Key_Left)
    assert view.calendar.current_day() == DAY(2018, 1, 15)
    assert view.day_words.text() == "Martin Luther King Jr. Day. Nothing is due."
    QTest.keyClick(view.calendar, Qt.Key.Key_PageUp)
    assert view.calendar.current_day() == DAY(2017, 12, 15)
    for _ in range(15):
        QTest.keyClick(view.calendar, Qt.Key.Key_Left)
    assert view.month.text() == "November 2017"
    pick(view, "Answer")
    view.calendar.go_to(DAY(2017, 12, 1))
    assert view.day_words.text() == "Answer (work to)."
    assert holiday(DAY(2017, 12, 25))


def test_space_asks_for_day_and_proof_and_undo_opens_it_again(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    pick(view, "Answer")
    QTest.keyClick(view.list, Qt.Key.Key_Space)
    dialog = dialog_of(view, MetDialog)
    dialog.day.set_value(DAY(2018, 3, 1))
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog.form.rows["day"].error == "This day has not come yet."
    dialog.day.set_value(DAY(2017, 11, 24))
    with qtbot.waitSignal(desk.changed):
        dialog.primary.click()
    flush()
    own = read(desk, "Answer")
    assert (own.status, own.met_on, own.proof_id) == (DeadlineStatus.MET, DAY(2017, 11, 24), None)
    assert titles(view)[-3:] == ["Done (2)", "Answer", "Reply"]
    assert view.met.text() == "Open again"
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    flush()
    assert read(desk, "Answer").status is DeadlineStatus.OPEN


def test_a_met_deadline_is_opened_again(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    pick(view, "Reply")
    with qtbot.waitSignal(desk.changed):
        view.met.click()
    assert (read(desk, "Reply").status, read(desk, "Reply").met_on) == (DeadlineStatus.OPEN, None)


def test_a_check_is_noted_with_name_and_day(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    pick(view, "Appeal")
    with qtbot.waitSignal(desk.changed):
        view.mark_checked()
    own = read(desk, "Appeal")
    assert (own.checked_by, own.checked_on) == (desk.case.actor, DAY(2017, 11, 27))
    assert own.due_on == DAY(2018, 1, 16)


def test_steps_are_copied_as_text(view: DeadlinesView, told: list[Message]) -> None:
    pick(view, "Appeal")
    view.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Appeal"
    assert lines[1] == "1. Wed, Nov 15, 2017: Day of the event: not counted. (Fed. R. App. P. 26(a)(1)(A))"
    assert lines[-1] == "Due Tue, Jan 16, 2018."
    assert told[-1].words == "The steps are copied."


def test_filters(view: DeadlinesView) -> None:
    view.shown.group.buttons()[1].click()
    assert "Reply" not in titles(view)
    view.shown.group.buttons()[2].click()
    assert titles(view) == ["Done (1)", "Reply"]
    view.shown.group.buttons()[0].click()
    view.places.setCurrentText("Port Alder")
    view.places.activated.emit(1)
    assert titles(view) == ["Upcoming (1)", "Appeal"]


def new(view: DeadlinesView) -> DeadlineDialog:
    QTest.keyClick(view.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(view, DeadlineDialog)
    assert isinstance(dialog, DeadlineDialog)
    return dialog


def test_a_new_deadline_by_rule_is_worked_out_while_one_types(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    dialog = new(view)
    dialog.kinds.group.buttons()[1].click()
    assert not dialog.preview.worked
    dialog.search.setText("answer counterclaim 21")
    assert dialog.rule() is not None
    assert dialog.title.text() == "Answer to a counterclaim or crossclaim"
    dialog.trigger.set_value(DAY(2017, 12, 1))
    assert dialog.preview.worked["due"] == "2017-12-22"
    dialog.service.setCurrentText("Mail")
    assert dialog.preview.worked["due"] == "2017-12-26", "three days more end on Christmas"
    dialog.state.setText("Atlantis")
    assert not dialog.preview.worked
    dialog.primary.click()
    assert dialog.isVisible()
    assert "no State" in dialog.rule_form.rows["trigger"].error
    dialog.state.setText("OH")
    dialog.title.setText("")
    dialog.primary.click()
    assert dialog.head_form.rows["title"].error == "Say what is due."
    dialog.title.setText("Answer the counterclaim")
    shown = dict(dialog.preview.worked)
    dialog.primary.click()
    qtbot.waitUntil(lambda: "Answer the counterclaim" in titles(view))
    own = read(desk, "Answer the counterclaim")
    assert (own.basis, own.rule_key, own.states) == (Basis.COURT_RULE, "frcp-12-a1B", "OH")
    assert dict(own.computation) == shown, "what was shown is what is kept"
    qtbot.waitUntil(lambda: view.current() is not None and view.current().record.id == own.id)
    assert desk.ask(WhatTurns()).undo == "Add deadline"


def test_a_new_deadline_by_date_is_not_moved(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    dialog = new(view)
    dialog.title.setText("Court’s own date")
    dialog.basis.setCurrentIndex(1)
    dialog.day.set_value(DAY(2018, 1, 14))
    assert (dialog.preview.worked["due"], dialog.preview.worked["safe"]) == ("2018-01-14", "2018-01-12")
    dialog.time.setText("noon")
    dialog.primary.click()
    assert dialog.date_form.rows["time"].error
    dialog.time.setText("10:00")
    dialog.place.set_choice(Choice(1, "Port Alder"))
    dialog.primary.click()
    qtbot.waitUntil(lambda: "Court’s own date" in titles(view))
    own = read(desk, "Court’s own date")
    assert (own.basis, own.due_on, own.time, own.jurisdiction_id) == (Basis.COURT_ORDER, DAY(2018, 1, 14), "10:00", 1)


def test_a_new_period_in_a_letter_may_wait_for_receipt(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    dialog = new(view)
    dialog.kinds.group.buttons()[2].click()
    dialog.title.setText("Answer the request")
    dialog.primary.click()
    assert dialog.letter_form.rows["period"].error
    dialog.period.setText("30 days")
    dialog.starts.setCurrentIndex(1)
    dialog.start_day.set_value(DAY(2017, 12, 1))
    assert dialog.preview.worked["due"] == "2017-12-31"
    dialog.start_day.set_value(None)
    assert not dialog.preview.worked
    dialog.primary.click()
    qtbot.waitUntil(lambda: "Answer the request" in titles(view))
    own = read(desk, "Answer the request")
    assert (own.due_on, own.counted_from, own.period) == (None, "receipt", "30 days")


def test_inputs_are_changed_and_the_day_follows(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    row = pick(view, "Appeal")
    view.change.click()
    dialog = dialog_of(view, DeadlineDialog)
    assert dialog.rule() is not None
    assert dialog.rule().key == "frap-4-a1B"
    assert dialog.preview.worked["due"] == "2018-01-16"
    dialog.trigger.set_value(DAY(2017, 11, 16))
    with qtbot.waitSignal(desk.changed):
        dialog.primary.click()
    flush()
    own: Any = desk.ask(Get(K.DEADLINE, row.record.id))
    assert (own.trigger_on, own.due_on, own.jurisdiction_id) == (DAY(2017, 11, 16), DAY(2018, 1, 16), 1)


def test_an_empty_file_offers_to_import(desk: Desk, show: Show, went: list[tuple[str, object]]) -> None:
    view = show(DeadlinesView(desk))
    assert isinstance(view, DeadlinesView)
    assert view.empty.isVisible()
    assert not view.list.isVisible()
    view.empty.button.click()
    assert went == [("review", None)]


def test_narrow_the_calendar_stands_behind_a_tab(view: DeadlinesView) -> None:
    view.set_narrow(True)
    flush()
    assert not view.calendar.isVisible()
    view.tabs.group.buttons()[1].click()
    flush()
    assert view.calendar.isVisible()
    assert not view.working.isVisible()
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_C)
    flush()
    assert view.working.isVisible()
    assert view.working.hasFocus()
    view.set_narrow(False)
    flush()
    assert view.calendar.isVisible()
    assert view.working.isVisible()


def test_a_hidden_view_waits_and_a_shown_one_follows(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    kept = pick(view, "Answer")
    with qtbot.waitSignal(desk.changed):
        desk.case.do(AddRecords([(K.DEADLINE, {"title": "Hearing", "due_on": DAY(2017, 12, 20)})]))
    assert "Hearing" in titles(view)
    assert view.current() is not None
    assert view.current().record.id == kept.record.id
    view.hide()
    with qtbot.waitSignal(desk.changed):
        desk.case.do(AddRecords([(K.DEADLINE, {"title": "Trial", "due_on": DAY(2018, 12, 20)})]))
    assert "Trial" not in titles(view)
    assert view.stale
    view.show()
    assert "Trial" in titles(view)


def test_inputs_of_a_counted_period_lose_nothing(qtbot: QtBot, view: DeadlinesView, desk: Desk) -> None:
    given = {"title": "Status report", "basis": "court-order", "period": "14 days", "trigger_on": DAY(2018, 1, 16),
             "direction": "before", "states": "PA"}  # fmt: skip
    with qtbot.waitSignal(desk.changed):
        desk.case.do(AddRecords([(K.DEADLINE, given)]))
    flush()
    row = pick(view, "Status report")
    before = row.record
    view.change.click()
    dialog = dialog_of(view, DeadlineDialog)
    assert dialog.setter.currentText() == "Court order"
    dialog.title.setText("Joint status report")
    with qtbot.waitSignal(desk.changed):
        dialog.primary.click()
    flush()
    own: Any = desk.ask(Get(K.DEADLINE, before.id))
    assert own.title == "Joint status report"
    names = ("basis", "period", "trigger_on", "direction", "states", "due_on", "safe_on", "computation")
    assert [getattr(own, name) for name in names] == [getattr(before, name) for name in names]
