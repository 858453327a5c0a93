"""The screen of one kind's records, with its inspector."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from factories import letter
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.records import RECORDS
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import fields_of
from casefile.domain.values import Money, PartialDate
from casefile.services.case import Case
from casefile.services.commands.records import NEVER_BY_HAND, AddRecords, DeleteRecords, SetSequestered
from ui.desk import Desk
from ui.dialogs.compare import Compare
from ui.dialogs.records import AddRecord, EditSeveral, InUseDialog
from ui.look.fields import LineField, Select, TextBox
from ui.models.kinds import ICONS, title_of
from ui.views.records import RecordsView

K = RecordKind
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[QWidget], None]


def made(desk: Desk, kind: RecordKind, show: Show) -> RecordsView:
    view = RecordsView(desk, kind, kind.words.capitalize())
    show(view)
    return view


def titles(view: RecordsView) -> list[str]:
    model = view.table.model()
    column = next(n for n, own in enumerate(view.table.columns) if own.title in ("Statement", "Name", "Title"))
    return [model.index(row, column).data() for row in range(model.rowCount())]


def box(view: RecordsView, name: str) -> Any:
    return view.inspector.form.editors[name].widget


def write(qtbot: QtBot, field: Any, words: str) -> None:
    """Replaces what a field says, as a person would."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def saved(qtbot: QtBot, desk: Desk, then: Callable[[], object]) -> ChangeSet:
    """Does something and waits for the change that it makes."""
    with qtbot.waitSignal(desk.changed) as heard:
        then()
    assert heard.args
    return heard.args[0]  # type: ignore[no-any-return]


def child(view: QWidget, kind: type[Any]) -> Any:
    return next(own for own in view.window().findChildren(kind) if own.isVisible())


# --- the table ---


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_kind_has_its_screen(
    kind: RecordKind, desk: Desk, dispute: object, show: Show, qtmodeltester: ModelTester
) -> None:
    """Given any kind, its table obeys Qt's rules and its inspector has a widget for every field."""
    view = made(desk, kind, show)
    assert view.model is not None
    qtmodeltester.check(view.model)
    assert view.inspector.form.editors
    assert all(editor.widget.accessibleName() or editor.own.label for editor in view.inspector.form.editors.values())


def test_rows_follow_changes(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a shown table, what others add, rename and delete is in it without a reset."""
    view = made(desk, K.JURISDICTION, show)
    resets: list[None] = []
    assert view.model is not None
    view.model.modelReset.connect(lambda: resets.append(None))
    saved(qtbot, desk, lambda: file.add(K.JURISDICTION, name="Port Amber"))
    assert titles(view) == ["Maple Falls", "Orchard County", "Port Amber"]
    assert view.header is not None and view.header.title.text() == "Jurisdiction, 3"
    saved(qtbot, desk, lambda: file.edit(dispute.city, name="Elm Falls"))
    assert titles(view)[0] == "Elm Falls"
    assert not resets


def test_filter_as_one_types(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given words in the filter, only records with all of them are shown, also after a change."""
    view = made(desk, K.CLAIM, show)
    with qtbot.waitSignal(view.model.counted):  # type: ignore[union-attr]
        qtbot.keyClicks(view.filter, "the ORDER")
    assert titles(view) == ["The order restricts sending.", "The order limits holds alone."]
    assert view.shown.text() == "2 shown"
    saved(qtbot, desk, lambda: file.edit(dispute.attack, statement="It restricts sending."))
    assert titles(view) == ["The order limits holds alone."]
    saved(qtbot, desk, lambda: file.add(K.CLAIM, side=e.Side.LOCAL, statement="An order of 2009."))
    assert titles(view) == ["The order limits holds alone."], "it has no word “the”"
    view.filter.setText("100%")
    view.narrow_table()
    assert view.stack.currentWidget() is view.no_match, "a sign of LIKE is a sign like any other"
    view.no_match.button.click()
    assert len(titles(view)) == 4


def test_facets_narrow(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a jurisdiction and a side, claims of both are shown."""
    view = made(desk, K.CLAIM, show)
    view.place.setCurrentText("Maple Falls")
    view.facet.setCurrentText("Federal")
    view.narrow_table()
    assert titles(view) == ["The order restricts sending."]


def test_a_filter_gives_way_to_a_link(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a filter that hides a record, going to the record takes the filter away."""
    view = made(desk, K.CLAIM, show)
    view.filter.setText("limits")
    view.narrow_table()
    view.show_ref(dispute.second)
    assert view.inspector.record is not None and view.inspector.record.ref == dispute.second


def test_widths_and_hidden_columns_are_kept(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a column that was hidden, the next window hides it, too."""
    made(desk, K.FACT, show).table.show_column("Topic", shown=False)
    again = made(desk, K.FACT, show)
    assert again.table.hidden == {"Topic"}


def test_empty_state_and_import(desk: Desk, sight: Any, show: Show) -> None:
    """Given no records, the screen says so; documents come in by import only."""
    view = made(desk, K.DOCUMENT, show)
    assert view.stack.currentWidget() is view.empty
    view.empty.button.click()
    assert sight.went == [("review", None)]


def test_copy_as_table(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given two selected rows, Ctrl+C copies them as lines of cells."""
    view = made(desk, K.JURISDICTION, show)
    view.table.selectAll()
    qtbot.keyClick(view.table, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Maple Falls", "Orchard County"]


# --- the inspector ---


def test_a_field_is_saved_when_it_is_left(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a changed name, leaving the field makes one step, and Undo brings the old name back into it."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Elm Falls")
    changes = saved(qtbot, desk, lambda: box(view, "full_name").setFocus())
    assert changes.label == "Edit jurisdiction: name"
    assert file.value(dispute.city, "name") == "Elm Falls" and titles(view)[0] == "Elm Falls"
    saved(qtbot, desk, desk.undo)
    assert box(view, "name").text() == "Maple Falls"


def test_ctrl_enter_saves(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a passage with a no-break space, Ctrl+Enter saves it as it was typed."""
    view = made(desk, K.CLAIM, show)
    field: TextBox = box(view, "statement")
    field.setPlainText("Under §\u00a01373 nothing is owed.")
    saved(qtbot, desk, lambda: qtbot.keyClick(field, Qt.Key.Key_Return, CTRL))
    assert file.value(dispute.attack, "statement") == "Under §\u00a01373 nothing is owed."


def test_looking_changes_nothing(qtbot: QtBot, desk: Desk, case: Case, file: Any, dispute: Any, show: Show) -> None:
    """Given odd spaces in a text, going through every field saves nothing."""
    file.edit(dispute.attack, statement="Under §\u00a01373,\nline two.", argument=" two  spaces ")
    view = made(desk, K.CLAIM, show)
    version = file.get(dispute.attack).version
    for editor in view.inspector.form.editors.values():
        (editor.widget.focusProxy() or editor.widget).setFocus()
    view.table.setFocus()
    file.edit(dispute.second, statement="Written after all that.")  # the writer's queue is in order
    assert file.get(dispute.attack).version == version


def test_every_kind_of_widget_saves(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a choice, a date in words, money and a reference, each is saved as its type."""
    award = file.add(K.AWARD, name="Byrne JAG")
    view = made(desk, K.AWARD, show)
    write(qtbot, box(view, "amount"), "$265,832")
    saved(qtbot, desk, lambda: view.table.setFocus())
    write(qtbot, box(view, "certified_on").inner, "about July 2017")
    saved(qtbot, desk, lambda: view.table.setFocus())
    field = box(view, "jurisdiction_id")
    write(qtbot, field, "orchard")
    qtbot.keyClick(field.list, Qt.Key.Key_Down)
    saved(qtbot, desk, lambda: qtbot.keyClick(field.list, Qt.Key.Key_Return))
    record = file.get(award)
    assert record.amount == Money(26_583_200)
    assert record.certified_on == PartialDate("2017-07~")
    assert record.jurisdiction_id == dispute.other.id
    facts = made(desk, K.FACT, show)
    topic: Select = box(facts, "topic")
    topic.setCurrentText("Practice")
    saved(qtbot, desk, lambda: topic.activated.emit(topic.currentIndex()))
    saved(qtbot, desk, lambda: box(facts, "disputed").click())
    fact = file.get(dispute.fact)
    assert (fact.topic, fact.disputed) == (e.Topic.PRACTICE, True)


def test_what_cannot_be_read_stays_and_says_why(qtbot: QtBot, desk: Desk, file: Any, show: Show) -> None:
    """Given an amount that is none, the sentence stands under the field and the words stay."""
    award = file.add(K.AWARD, name="Byrne JAG")
    view = made(desk, K.AWARD, show)
    write(qtbot, box(view, "amount"), "a lot")
    view.table.setFocus()
    assert view.inspector.form.rows["amount"].error.startswith("'a lot' is not an amount.")
    assert box(view, "amount").text() == "a lot"
    write(qtbot, box(view, "name"), " ")
    view.table.setFocus()
    qtbot.waitUntil(lambda: bool(view.inspector.form.rows["name"].error))
    assert file.value(award, "name") == "Byrne JAG"


def test_a_refusal_of_the_store_stands_under_its_field(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given a number that another claim has, the field says so."""
    view = made(desk, K.CLAIM, show)
    write(qtbot, box(view, "number"), "L-1")
    view.table.setFocus()
    qtbot.waitUntil(lambda: view.inspector.form.rows["number"].error.startswith("There is claim L-1 already."))


def test_quick_saves_are_no_conflict(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given two fields left one after the other before the first is saved, both are saved."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Elm Falls")
    write(qtbot, box(view, "counsel"), "Solicitor")
    view.table.setFocus()
    qtbot.waitUntil(lambda: file.value(dispute.city, "counsel") == "Solicitor")
    assert file.value(dispute.city, "name") == "Elm Falls"
    assert view.inspector.strip.isHidden()


def test_writing_on_while_a_save_is_under_way(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given more words typed before the save has landed, our own change is no conflict, and they are saved, too."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Elm")
    saver = view.inspector.saver
    with qtbot.waitSignal(saver.merged):
        saver.save("name")
        qtbot.keyClicks(box(view, "name"), " Falls")
    assert view.inspector.strip.isHidden() and box(view, "name").text() == "Elm Falls"
    assert file.value(dispute.city, "name") == "Elm"
    saved(qtbot, desk, lambda: view.table.setFocus())
    assert file.value(dispute.city, "name") == "Elm Falls"


def test_going_on_saves_first(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given words in a field, choosing another record saves them to the record they were written for."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "counsel"), "Solicitor")
    saved(qtbot, desk, lambda: view.show_ref(dispute.other))
    assert file.value(dispute.city, "counsel") == "Solicitor"
    assert file.value(dispute.other, "counsel") == ""
    assert box(view, "counsel").text() == ""


def test_changes_from_elsewhere_reach_untouched_fields(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show
) -> None:
    """Given words in one field, another's change of another field is shown, and both survive."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Elm Falls")
    saved(qtbot, desk, lambda: file.edit(dispute.city, counsel="Solicitor"))
    assert box(view, "counsel").text() == "Solicitor" and box(view, "name").text() == "Elm Falls"
    saved(qtbot, desk, lambda: view.table.setFocus())
    record = file.get(dispute.city)
    assert (record.name, record.counsel) == ("Elm Falls", "Solicitor")


@pytest.mark.parametrize(("mine", "wins"), [(True, "Mine Falls"), (False, "Their Falls")])
def test_conflict(mine: bool, wins: str, qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given the same field changed by two, the strip names it, and either text can be kept."""
    view = made(desk, K.JURISDICTION, show)
    strip, field = view.inspector.strip, box(view, "name")
    write(qtbot, field, "Mine Falls")
    saved(qtbot, desk, lambda: file.edit(dispute.city, name="Their Falls"))
    assert strip.isVisible() and "changed this jurisdiction (Name) at" in strip.label.text()
    assert field.text() == "Mine Falls" and field.property("conflict") is True
    view.table.setFocus()
    assert file.value(dispute.city, "name") == "Their Falls", "nothing is saved until somebody decides"
    if mine:
        saved(qtbot, desk, strip.mine.emit)
    else:
        strip.theirs.emit()
    assert strip.isHidden() and field.property("conflict") is False
    assert field.text() == wins and file.value(dispute.city, "name") == wins


def test_compare_shows_both_texts(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a conflict, Compare shows both texts and settles it."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Mine Falls")
    saved(qtbot, desk, lambda: file.edit(dispute.city, name="Their Falls"))
    view.inspector.strip.compare.emit()
    dialog: Compare = child(view, Compare)
    assert [own.toPlainText() for own in dialog.findChildren(TextBox)] == ["Mine Falls", "Their Falls"]
    saved(qtbot, desk, dialog.primary.click)
    assert file.value(dispute.city, "name") == "Mine Falls"


def test_a_race_that_the_store_sees_is_a_conflict(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show
) -> None:
    """Given a change that we have not heard of yet, the save is refused and becomes a conflict, not a loss."""
    view = made(desk, K.JURISDICTION, show)
    write(qtbot, box(view, "name"), "Mine Falls")
    file.edit(dispute.city, name="Their Falls")  # its news still waits in the event loop
    view.inspector.saver.save("name")
    qtbot.waitUntil(view.inspector.strip.isVisible)
    assert file.value(dispute.city, "name") == "Their Falls"
    assert box(view, "name").text() == "Mine Falls"


def test_deleted_elsewhere(qtbot: QtBot, desk: Desk, case: Case, file: Any, dispute: Any, show: Show) -> None:
    """Given the shown record deleted by another, the inspector says so or shows the next one; Undo brings it back."""
    view = made(desk, K.AUTHORITY, show)
    saved(qtbot, desk, lambda: case.do(DeleteRecords((dispute.law,))))
    assert view.inspector.record is None
    assert view.stack.currentWidget() is view.empty
    saved(qtbot, desk, desk.undo)
    assert view.stack.currentWidget() is view.table


def test_links_lead_on(qtbot: QtBot, desk: Desk, sight: Any, dispute: Any, show: Show) -> None:
    """Given a claim, its links name the city and what is tied to it, and Enter goes there."""
    view = made(desk, K.CLAIM, show)
    view.show_ref(dispute.defence)
    links = view.inspector.links
    qtbot.waitUntil(lambda: links.model.rowCount() == 3)
    said = [links.model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said[0] == "Maple Falls, Jurisdiction, jurisdiction of this"
    assert any(words.startswith("L-1 rebuts F-1,") for words in said)
    links.list.select_row(0)
    qtbot.keyClick(links.list, Qt.Key.Key_Return)
    assert sight.went == [("jurisdiction", dispute.city)]
    assert view.inspector.steps.model.rowCount() == 1


def test_a_read_only_file_is_only_looked_at(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given a file that may not be written, fields and buttons are off and the reason is there."""
    desk.case.read_only = "The case file was opened to be read."
    view = made(desk, K.JURISDICTION, show)
    assert not box(view, "name").isEnabled() and not view.new_button.isEnabled()
    assert view.inspector.note.text() == desk.read_only
    assert not view.inspector.delete_button.isEnabled()


def test_custody_is_only_added_to(desk: Desk, file: Any, show: Show) -> None:
    """Given a custody entry, nothing in it can be changed, and the note says what to do instead."""
    file.add(K.CUSTODY_ENTRY, item="Hard disk", on=dt.date(2017, 6, 30))
    view = made(desk, K.CUSTODY_ENTRY, show)
    assert not box(view, "item").isEnabled()
    assert view.inspector.note.text() == "A custody entry is never changed. Add one that corrects it."


def test_many_links_are_counted(qtbot: QtBot, desk: Desk, case: Case, dispute: Any, show: Show) -> None:
    """Given more links than are shown, the section says of how many they are the first; hidden ones do not count."""
    case.do(AddRecords([(K.FACT, {"statement": f"Fact {n}", "jurisdiction_id": dispute.city.id}) for n in range(60)]))
    case.do(SetSequestered((dispute.fact,), True, "privileged"))
    view = made(desk, K.JURISDICTION, show)
    qtbot.waitUntil(lambda: view.inspector.links.note.text() == "First 40 of 62")
    words = [title_of(link.record) for link in view.inspector.links.model.rows]
    assert "Officers upload arrest data." not in words and len(words) == 40


# --- acts ---


def test_add(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given Ctrl+N, what is missing is said under its field; then the new record is selected."""
    view = made(desk, K.AUTHORITY, show)
    qtbot.keyClick(view, Qt.Key.Key_N, CTRL)
    dialog: AddRecord = child(view, AddRecord)
    dialog.primary.click()
    assert dialog.isVisible() and dialog.form.rows["citation"].error == "Citation cannot be empty."
    for name, words in (("title", "Port v. Amber"), ("citation", "1 F. 4th 1")):
        field = dialog.form.editors[name].widget
        assert isinstance(field, LineField)
        field.setText(words)
    saved(qtbot, desk, dialog.primary.click)
    qtbot.waitUntil(lambda: view.inspector.record is not None and view.inspector.record.title_text == "Port v. Amber")


@pytest.mark.parametrize("kind", sorted(set(RecordKind) - NEVER_BY_HAND - {K.PROFILE}))
def test_every_kind_can_be_added(kind: RecordKind, qtbot: QtBot, desk: Desk) -> None:
    """Given any kind made by hand, its dialog asks for what the kind needs, and says so under the fields."""
    dialog = AddRecord(desk, None, kind, lambda _ref: None)
    qtbot.addWidget(dialog)
    needed = {own.name for own in fields_of(RECORDS[kind]) if own.required and own.name not in ("number", "layer_id")}
    assert needed - {"start", "end"} <= set(dialog.form.editors)
    assert not any(editor.own.fixed for editor in dialog.form.editors.values())
    dialog.check()
    empty = {name for name, row in dialog.form.rows.items() if row.error.endswith("cannot be empty.")}
    chosen = {own.name for own in fields_of(RECORDS[kind]) if own.choices or own.type in ("date", "boolean")}
    assert empty == needed - chosen - {"start", "end"}


def test_an_excerpt_is_quoted_from_its_page(qtbot: QtBot, desk: Desk, case: Case, show: Show) -> None:
    """Given words of a page, the new excerpt holds them, and its inspector names the document and changes neither."""
    case.do(letter(1, words="The order was certified."))
    view = made(desk, K.EXCERPT, show)
    view.add()
    dialog: AddRecord = child(view, AddRecord)
    for name, value in (("text", "was certified"), ("document_id", 1), ("page", 1)):
        dialog.form.editors[name].show(value)
    saved(qtbot, desk, dialog.primary.click)
    qtbot.waitUntil(lambda: view.inspector.record is not None)
    assert box(view, "document_id").text() == "Letter 1" and box(view, "document_id").isReadOnly()
    assert box(view, "text").toPlainText() == "was certified" and box(view, "text").isReadOnly()


def test_a_new_record_starts_with_the_filter(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a table narrowed to a city and a side, a new claim is of both until somebody says otherwise."""
    view = made(desk, K.CLAIM, show)
    view.place.setCurrentText("Orchard County")
    view.facet.setCurrentText("Local")
    view.add()
    dialog: AddRecord = child(view, AddRecord)
    assert dialog.form.editors["jurisdiction_id"].value() == dispute.other.id
    assert dialog.form.editors["side"].value() is e.Side.LOCAL
    dialog.reject()


def test_add_says_what_the_store_refuses(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given a number that is taken, the dialog stays open with the reason."""
    view = made(desk, K.CLAIM, show)
    view.add()
    dialog: AddRecord = child(view, AddRecord)
    dialog.form.editors["number"].show("F-1")
    dialog.form.editors["statement"].show("Another one.")
    dialog.primary.click()
    qtbot.waitUntil(lambda: dialog.problem.text().startswith("There is claim F-1 already."))
    assert dialog.isVisible()
    dialog.reject()


def test_delete_at_once_and_undo(qtbot: QtBot, desk: Desk, sight: Any, dispute: Any, show: Show) -> None:
    """Given a record nobody needs, Delete takes it at once and the message offers Undo."""
    view = made(desk, K.AUTHORITY, show)
    view.table.setFocus()
    saved(qtbot, desk, lambda: qtbot.keyClick(view.table, Qt.Key.Key_Delete))
    assert titles(view) == []
    qtbot.waitUntil(lambda: bool(sight.messages))
    assert sight.messages[-1].words == "Deleted 1 authority."
    saved(qtbot, desk, sight.messages[-1].action[1])
    assert titles(view) == ["Section 1373(a)"]


def test_a_refused_deletion_names_what_is_in_the_way(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show
) -> None:
    """Given a fact that a claim rests on, the dialog lists the support, and its verb deletes both."""
    view = made(desk, K.FACT, show)
    view.delete_chosen()
    qtbot.waitUntil(lambda: any(own.isVisible() for own in view.window().findChildren(InUseDialog)))
    dialog: InUseDialog = child(view, InUseDialog)
    assert dialog.rows == ["Support: Officers upload arrest data. supports L-1"]
    assert dialog.primary.text() == "Delete all 2"
    changes = saved(qtbot, desk, dialog.primary.click)
    assert {ref.kind for ref in changes.refs} == {K.FACT, K.SUPPORT}


def test_several_at_once(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given two jurisdictions, one dialog previews and sets a field of both as one step."""
    view = made(desk, K.JURISDICTION, show)
    view.table.selectAll()
    view.edit_chosen()
    dialog: EditSeveral = child(view, EditSeveral)
    dialog.choice.setCurrentText("State")
    dialog.editors["state"].show("OH")
    assert [dialog.model.index(n, 2).data() for n in range(2)] == ["OH", "OH"]
    assert [dialog.model.index(n, 1).data() for n in range(2)] == ["Empty", "Empty"]
    changes = saved(qtbot, desk, dialog.primary.click)
    assert changes.label == "Edit 2 records"
    assert {file.value(ref, "state") for ref in (dispute.city, dispute.other)} == {"OH"}
    saved(qtbot, desk, desk.undo)
    assert {file.value(ref, "state") for ref in (dispute.city, dispute.other)} == {""}


def test_narrow_panes_take_turns(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given a narrow window, Enter shows the inspector in place of the table and Esc goes back."""
    view = made(desk, K.JURISDICTION, show)
    view.set_narrow(True)
    assert view.inspector.isHidden()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert view.inspector.isVisible() and not view.table.isVisible()
    qtbot.keyClick(box(view, "name"), Qt.Key.Key_Escape)
    assert view.table.isVisible() and view.inspector.isHidden()


def test_menu_acts_on_the_selection(desk: Desk, dispute: Any, show: Show) -> None:
    """Given two selected rows, the menu offers to change and to delete both."""
    view = made(desk, K.JURISDICTION, show)
    view.table.selectAll()
    words = [entry.words for entry in view._menu(view.table.chosen()[0]) if entry is not None]
    assert "Change 2 jurisdictions…" in words and "Delete 2 jurisdictions" in words


def test_all_kinds_are_named() -> None:
    assert set(ICONS) == set(RECORDS)


def test_ref_of_a_record_that_is_gone(desk: Desk, sight: Any, dispute: Any, show: Show) -> None:
    """Given a link to a record that was deleted, a message says so."""
    view = made(desk, K.FACT, show)
    view.show_ref(RecordRef(K.FACT, 999, "0" * 32))
    assert sight.messages[-1].words == "This fact is not in the case file."
