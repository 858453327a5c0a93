"""Import review on real letters: staged decisions, one act, one undo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.domain.enums import ProposalStatus
from casefile.domain.refs import RecordKind
from casefile.services.case import Access, Case
from casefile.services.commands.records import AddRecords, SetSequestered
from casefile.services.intake import import_documents
from casefile.services.queries.history import WhatTurns
from casefile.services.queries.records import Count, Records
from tests.ui.conftest import flush
from tests.ui.views_b.conftest import Show
from tests.ui.views_b.letters import LETTER, PERIODS
from ui.desk import Desk
from ui.look.bars import Message, ProgressStrip
from ui.look.keep import Forgetful
from ui.look.theme import Theme
from ui.models.proposal_tree import ProposalRow
from ui.views.review import ReviewView
from ui.workers import Jobs

K = RecordKind
Went = list[tuple[str, object]]


@pytest.fixture
def view(desk: Desk, show: Show, letter: Path, qtbot: QtBot) -> ReviewView:
    """The review of one letter, a text."""
    import_documents(desk.case, [letter])
    made = show(ReviewView(desk))
    assert isinstance(made, ReviewView)
    made.list.setFocus()
    qtbot.waitUntil(lambda: bool(made.pages.texts))
    return made


def named(view: ReviewView, name: str) -> ProposalRow:
    return next(row for row in view.model.proposals() if row.proposal.name == name)


def press(view: ReviewView, key: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(view.list, key, held)
    flush()


def decide_all(view: ReviewView) -> None:
    for row in view.model.proposals():
        if row.mark == "to-review":
            view.go_to(row.key)
            view.decide("accepted")


def test_without_a_letter_it_asks_for_one(desk: Desk, show: Show) -> None:
    view = show(ReviewView(desk))
    assert isinstance(view, ReviewView)
    assert view.body.currentWidget() is view.empty
    assert view.state is None
    assert view.empty.heading.text() == "Drop a PDF or scan here"


def test_records_are_grouped_numbered_and_none_is_saved(view: ReviewView, desk: Desk) -> None:
    headings = [row.words for row in view.model.rows if not isinstance(row, ProposalRow)]
    assert headings == ["Letter", "Dates", "Demands", "Law and award", "Other"]
    assert [row.number for row in view.model.proposals()] == list(range(1, len(view.model.proposals()) + 1))
    assert view.state == ("Nothing is saved to the case file yet", "info")
    assert desk.ask(Count(K.CORRESPONDENCE)) == 0
    due = named(view, "deadline")
    assert due.value == "Fri, Jun 30, 2017"
    assert dict(due.details())["Trigger words"] == "“by June 30, 2017”"
    assert dict(due.details())["Kind of date"] == "Stated in the letter. Not counted, so never rolled."
    assert dict(due.details())["Goes to"] == "Deadlines, Fairhaven, OH"
    assert named(view, "jurisdiction").note == "new record"


def test_keys_stage_and_go_on_to_the_next(view: ReviewView, desk: Desk) -> None:
    first, second, *_ = view.model.proposals()
    assert view.current_row() == first
    press(view, Qt.Key.Key_A)
    assert view.model.proposals()[0].mark == "accepted"
    assert view.current_row() is not None
    assert view.current_row().key == second.key
    press(view, Qt.Key.Key_R)
    assert view.model.proposals()[1].mark == "rejected"
    assert view.count.text().startswith(f"{len(view.model.proposals())} records found: 1 accepted")
    press(view, Qt.Key.Key_Backspace)
    assert view.model.proposals()[1].mark == "to-review"
    assert desk.ask(WhatTurns()).undo == "Import 1 document", "marks are no acts of the file"


def test_up_and_down_pass_over_headings(view: ReviewView) -> None:
    rows = view.model.proposals()
    for n, row in enumerate(rows):
        assert view.current_row() is not None
        assert view.current_row().key == row.key
        if n < len(rows) - 1:
            press(view, Qt.Key.Key_Down)


def test_sure_ones_are_accepted_together_but_never_a_deadline(view: ReviewView) -> None:
    press(view, Qt.Key.Key_A, shift=True)
    marks = {row.proposal.name: row.mark for row in view.model.proposals()}
    assert marks["letter_date"] == "accepted"
    assert marks["deadline"] == "to-review"
    assert marks["demand"] == "to-review", "85 percent is not sure"
    assert named(view, "deadline").proposal.confidence >= 95


def test_adding_waits_until_all_are_decided_and_is_one_act(
    qtbot: QtBot, view: ReviewView, desk: Desk, told: list[Message]
) -> None:
    assert not view.add.isEnabled()
    assert view.left.text() == f"{len(view.model.proposals())} records left to decide"
    view.go_to(named(view, "mentioned_date").key)
    press(view, Qt.Key.Key_R)
    decide_all(view)
    assert view.add.isEnabled()
    count = len(view.model.proposals())
    with qtbot.waitSignal(desk.changed):
        qtbot.mouseClick(view.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].words == f"{count - 1} records added to the case file."
    assert desk.ask(WhatTurns()).undo == f"Accept {count - 1} proposals and reject 1"
    (due,) = desk.ask(Records(K.DEADLINE))
    assert str(getattr(due, "due_on", "")) == "2017-06-30"
    assert not desk.ask(Records(K.FACT)), "the date that was rejected made no fact"
    assert view.body.currentWidget() is view.empty

    desk.undo()
    qtbot.waitUntil(lambda: view.document is not None)
    assert desk.ask(Count(K.DEADLINE)) == 0
    assert all(own.status is ProposalStatus.OPEN for own in _proposals(desk))


def _proposals(desk: Desk) -> list[Any]:
    return list(desk.ask(Records(K.PROPOSAL)))


def test_marks_outlive_the_window(view: ReviewView, desk: Desk, show: Show, went: Went, told: list[Message]) -> None:
    press(view, Qt.Key.Key_A)
    press(view, Qt.Key.Key_R)
    view.later.click()
    assert went == [("docket", None)]
    assert told[-1].words == "Your marks are kept."
    kept = json.loads(desk.settings.get(f"review/{view.document.uid if view.document else ''}"))
    assert sorted(kept.values()) == ["accepted", "rejected"]
    assert LETTER[:20] not in json.dumps(kept)
    again = show(ReviewView(desk))
    assert isinstance(again, ReviewView)
    assert [row.mark for row in again.model.proposals()][:3] == ["accepted", "rejected", "to-review"]
    assert again.current_row() is not None
    assert again.current_row().number == 3


def test_an_edit_corrects_the_value_and_keeps_the_raw_reading(qtbot: QtBot, view: ReviewView, desk: Desk) -> None:
    view.go_to(named(view, "deadline").key)
    press(view, Qt.Key.Key_E)
    editor = view.delegate.editor
    assert editor is not None
    assert editor.editing
    assert editor.field.text() == "June 30, 2017"
    editor.field.setText("someday")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.editing
    assert not editor.problem.isHidden()
    editor.field.setText("July 5, 2017")
    with qtbot.waitSignal(desk.changed):
        QTest.keyClick(editor.field, Qt.Key.Key_Return)
    flush()
    row = named(view, "deadline")
    assert row.value == "Wed, Jul 5, 2017"
    assert row.proposal.raw == "June 30, 2017"
    assert row.note == "edited; paper reads “June 30, 2017”"
    assert row.proposal.value["basis"] == "stated-date"
    assert view.current_row() is not None
    assert view.current_row().key == row.key


def test_escape_leaves_the_value_as_it_was(view: ReviewView, desk: Desk) -> None:
    view.go_to(named(view, "recipient").key)
    press(view, Qt.Key.Key_E)
    editor = view.delegate.editor
    assert editor is not None
    editor.field.setText("Somebody else")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert not editor.editing
    assert named(view, "recipient").value == "Maria T. Delgado"
    assert named(view, "recipient").proposal.version == 1


def test_a_passage_selects_its_record_and_the_reverse(view: ReviewView) -> None:
    due = named(view, "deadline")
    view.go_to(due.key)
    page = view.pages.text
    assert page.selected_key == due.key
    span = next(span for span in page.spans if span.key == named(view, "award_number").key)
    area = next(page.areas(span))
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert view.current_row() is not None
    assert view.current_row().proposal.name == "award_number"
    assert page.toPlainText()[span.start : span.end] == "2016-DJ-BX-0991"


def test_a_pdf_is_drawn_and_its_passage_outlined(
    qtbot: QtBot, desk: Desk, show: Show, paper: Path, told: list[Message]
) -> None:
    view = show(ReviewView(desk))
    assert isinstance(view, ReviewView)
    view.import_files([paper])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[-1].words == "1 document imported."
    assert view.document is not None
    qtbot.waitUntil(lambda: not view.pages.view.picture.pixmap().isNull(), timeout=20_000)
    due = named(view, "deadline")
    view.go_to(due.key)
    (outlined,) = [item for item in view.pages.view.items_ if item.on]
    assert outlined.mark.key == due.key
    assert outlined.mark.kind == "date"
    at = view.pages.view.mapFromScene(QPointF(outlined.areas[0].center()))
    view.go_to(named(view, "recipient").key)
    QTest.mouseClick(view.pages.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert view.current_row() is not None
    assert view.current_row().key in (due.key, named(view, "demand").key)


def test_what_cannot_be_imported_is_said_with_the_reason(
    qtbot: QtBot, view: ReviewView, tmp_path: Path, letter: Path, told: list[Message]
) -> None:
    picture = tmp_path / "scan.bin"
    picture.write_bytes(bytes(range(256)) * 40)
    view.import_files([letter, picture])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[-1].words == "1 document in the case file already, 1 document refused."
    assert "scan.bin: " in told[-1].hint
    assert told[-1].tone == "amber"


def test_a_letter_without_finds_offers_to_mark_by_hand(
    qtbot: QtBot, desk: Desk, show: Show, tmp_path: Path, told: list[Message], went: Went
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Lunch was good.", encoding="utf-8")
    view = show(ReviewView(desk))
    assert isinstance(view, ReviewView)
    view.import_files([note])
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "You can mark passages by hand." in told[-1].hint
    assert told[-1].action is not None
    told[-1].action[1]()
    assert went[0][0] == "document-page"


def test_files_can_be_dropped(qtbot: QtBot, desk: Desk, show: Show, letter: Path) -> None:
    view = show(ReviewView(desk))
    assert isinstance(view, ReviewView)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(letter))])
    view.dropEvent(QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ))  # fmt: skip
    qtbot.waitUntil(lambda: view.document is not None, timeout=20_000)
    assert view.document is not None
    assert view.document.original_name == letter.name


def test_several_documents_wait_in_a_queue(view: ReviewView, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    assert view.queue.isHidden()
    second = tmp_path / "Pine County.txt"
    second.write_text(PERIODS, encoding="utf-8")
    with qtbot.waitSignal(desk.changed):
        import_documents(desk.case, [second])
    flush()
    assert not view.queue.isHidden()
    assert view.document is not None
    assert view.document.title == "DOJ letter to Fairhaven", "what is being reviewed stays"
    view.show_ref(view.documents[1].ref)
    due = [row for row in view.model.proposals() if row.proposal.name == "deadline"]
    assert [row.label for row in due] == ["Reply due 1", "Reply due 2"]
    assert due[1].value == "10 business days from receipt"
    assert "It waits for the day of receipt." in dict(due[1].details())["Kind of date"]


def test_a_period_is_edited_with_its_start(view: ReviewView, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    second = tmp_path / "Pine County.txt"
    second.write_text(PERIODS, encoding="utf-8")
    with qtbot.waitSignal(desk.changed):
        import_documents(desk.case, [second])
    flush()
    view.show_ref(view.documents[1].ref)
    due = named(view, "deadline")
    view.go_to(due.key)
    view.edit()
    editor = view.delegate.editor
    assert editor is not None
    editor.field.setText("21 days")
    editor.start.setCurrentIndex(1)
    with qtbot.waitSignal(desk.changed):
        editor.save()
    flush()
    changed = next(row for row in view.model.proposals() if row.key == due.key).proposal.value
    assert (changed["period"], changed["from"], changed["value"]) == ("21 days", "receipt", None)


def test_a_known_place_is_matched(view: ReviewView, desk: Desk) -> None:
    desk.case.do(AddRecords([(K.JURISDICTION, {"name": "Fairhaven", "state": "OH"})]))
    view.refresh()
    assert named(view, "jurisdiction").note == "matches a record"


def test_every_control_has_a_name(view: ReviewView) -> None:
    for button in view.findChildren(type(view.next)):
        assert button.text() or button.accessibleName(), button.icon_name
    assert view.list.accessibleName()
    row = named(view, "deadline")
    assert row.sentence() == f"{row.number}, Reply due: Fri, Jun 30, 2017, confidence high, to review"


def test_a_file_that_may_only_be_read_is_shown_and_not_changed(
    qtbot: QtBot, tmp_path: Path, letter: Path, show: Show, strip: ProgressStrip
) -> None:
    with Case.new(tmp_path / "b.casefile") as case:
        import_documents(case, [letter])
    with Case.open(tmp_path / "b.casefile", access=Access.READ) as case:
        desk = Desk(case, Jobs(strip, print), Forgetful())
        view = show(ReviewView(desk))
        assert isinstance(view, ReviewView)
        view.list.setFocus()
        press(view, Qt.Key.Key_A)
        assert {row.mark for row in view.model.proposals()} == {"to-review"}
        assert view.left.text() == desk.read_only
        assert view.delegate.editor is not None
        assert view.delegate.editor.buttons.isHidden()
        told: list[Message] = []
        desk.message.connect(told.append)
        view.import_files([letter])
        assert told[-1].hint == "Nothing can be imported."
        desk.close()


def test_the_queue_leaves_out_what_is_sequestered(view: ReviewView, desk: Desk) -> None:
    assert view.document is not None
    desk.case.do(SetSequestered((view.document.ref,), True, "not ours"))
    view.refresh()
    assert view.body.currentWidget() is view.empty


def test_with_large_text_the_sentence_has_the_room(view: ReviewView, theme: Theme) -> None:
    assert view.sure.isVisible()
    theme.set_scale(1.5)
    view.resize(1370, 780)
    flush()
    assert view.list.width() < theme.px(480)
    assert not view.sure.isVisible()
    theme.set_scale(1)
    flush()
    assert view.sure.isVisible()


def test_without_room_page_and_records_take_turns(view: ReviewView) -> None:
    view.resize(700, 700)
    flush()
    assert view.list.isVisible()
    assert not view.pages.isVisible()
    view.flip.click()
    assert view.pages.isVisible()
    assert not view.list.isVisible()
    assert view.flip.text() == "Show records"
