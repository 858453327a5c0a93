"""What was done: steps, their differences, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.commands.records import SetSequestered
from casefile.services.queries.history import Head
from ui.desk import Desk
from ui.models.steps import StepsModel
from ui.views.history import COLUMNS, Differences, HistoryView

K = RecordKind
Show = Callable[[QWidget], None]


def made(desk: Desk, show: Show) -> HistoryView:
    view = HistoryView(desk)
    show(view)
    return view


def labels(view: HistoryView) -> list[str]:
    return [step.label for step in view.model.steps]


def shown(view: HistoryView) -> list[tuple[str, str, str]]:
    parts = [own for own in view.detail.findChildren(Differences) if not own.isHidden() and own.parent().isVisible()]
    return [(own.label, own.before, own.after) for part in parts for own in part.fields]


def test_before_and_after(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given an edited reference and choice, the newest step shows both in words."""
    file.edit(dispute.second, jurisdiction_id=dispute.city.id, issue=e.Issue.RELEASE_NOTICE)
    view = made(desk, show)
    assert labels(view)[0] == "Edit claim: jurisdiction, issue"
    assert shown(view) == [("Jurisdiction", "Orchard County", "Maple Falls"), ("Issue", "Other", "Release notice")]
    assert view.detail.hash.text() == f"Hash {desk.ask(Head())[1]}"
    assert view.chain.text() == f"Head {desk.ask(Head())[1]}"


def test_undo_and_redo_have_names(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given an edit, the buttons say what they would take, and the steps grow on top."""
    file.edit(dispute.city, counsel="Solicitor")
    view = made(desk, show)
    assert view.undo_button.text() == "Undo: Edit jurisdiction: counsel" and not view.redo_button.isEnabled()
    with qtbot.waitSignal(desk.changed):
        view.undo_button.click()
    qtbot.waitUntil(lambda: view.redo_button.text() == "Redo: Edit jurisdiction: counsel")
    assert labels(view)[0] == "Undo Edit jurisdiction: counsel"
    assert file.value(dispute.city, "counsel") == ""
    with qtbot.waitSignal(desk.changed):
        view.redo_button.click()
    qtbot.waitUntil(lambda: labels(view)[0] == "Redo Edit jurisdiction: counsel")
    assert file.value(dispute.city, "counsel") == "Solicitor"


def test_older_steps_come_later(desk: Desk, file: Any, qtmodeltester: ModelTester) -> None:
    """Given more steps than are read at once, the rest is fetched in order and none is missed."""
    for n in range(11):
        file.add(K.TAG, name=f"tag {n}")
    model = StepsModel(desk, COLUMNS, lambda step: step.label, fetch=4)
    model.show(None)
    assert model.rowCount() == 4 and model.canFetchMore(QModelIndex())
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert [step.number for step in model.steps] == list(range(12, 0, -1))
    for n in range(9):
        file.add(K.TAG, name=f"more {n}")
    model.refresh()
    assert [step.number for step in model.steps] == list(range(21, 0, -1))
    qtmodeltester.check(model)


def test_selection_stays_when_steps_come(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a selected step, a step by another goes above it and changes nothing in the detail."""
    view = made(desk, show)
    view.table.select_row(2)
    number = view.detail.shown
    with qtbot.waitSignal(desk.changed):
        file.add(K.TAG, name="late")
    assert labels(view)[0] == "Add tag" and view.detail.shown == number
    assert view.table.currentIndex().row() == 3


def test_only_one_record(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, sight: Any, show: Show) -> None:
    """Given a record asked for, only its steps are shown; a link leads to it; a button shows all again."""
    file.edit(dispute.fact, event="Upload")
    view = made(desk, show)
    view.show_ref(dispute.fact)
    assert labels(view) == ["Edit fact: event", "Add fact"]
    assert view.only.text() == "Only steps that changed Officers upload arrest data."
    view.all_button.click()
    assert len(labels(view)) > 2 and view.bar.isHidden()


def test_sequestered_content_is_not_shown(
    qtbot: QtBot, desk: Desk, case: Case, file: Any, dispute: Any, show: Show
) -> None:
    """Given a sequestered fact, its steps stay and its words do not."""
    case.do(SetSequestered((dispute.law,), True, "privileged"))
    view = made(desk, show)
    view.show_ref(dispute.law)
    assert shown(view) == []
    words = [own.text() for own in view.detail.changes.findChildren(QWidget) if hasattr(own, "text")]
    assert "The content is sequestered." in words and not any("1373" in own for own in words)


def test_the_detail_is_reached_by_keys(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given Enter on a step, the detail has the focus; Esc goes back to the list."""
    view = made(desk, show)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert view.detail.area.hasFocus()
    qtbot.keyClick(view.detail.area, Qt.Key.Key_Escape)
    assert view.table.hasFocus()
